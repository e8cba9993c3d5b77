//! Ten fixed picks and the lists they give: whether a model works, and how much the lists of two models differ.

use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use matinee_catalogue::{Film, FilmId};
use matinee_features::{Model, Row};
use matinee_rank::{ListOptions, Ranker, Taste};

use crate::films;

/// How many films are picked, each as the only like.
const PICKS: usize = 10;
/// Films of a list.
pub(crate) const LIST: usize = 20;
/// From so many films on that a list may have, it has to be whole.
const MANY: usize = 10 * LIST;
/// The picks are spread over so many of the best-known films.
const AMONG: usize = 500;

/// The picks of a model: spread over its best-known films, always the same. Only films for which `is_eligible` are picked.
fn picks(model: &Model, is_eligible: impl Fn(&Film) -> bool) -> Vec<Row> {
    let known = model.best_known_first().iter().copied().filter(|&row| is_eligible(model.film(row)));
    let known: Vec<Row> = known.take(AMONG).collect();
    let wanted = PICKS.min(known.len());
    (0..wanted).map(|n| known[n * known.len() / wanted]).collect()
}

/// The list of somebody who likes one film, and how many films it has to have.
fn list(ranker: &Ranker, row: Row) -> Result<(Vec<FilmId>, usize)> {
    let model = ranker.model();
    let taste = Taste::new(model, &[row], &[], &[])?;
    let options = ListOptions { limit: LIST, ..ListOptions::default() };
    let found = ranker.recommend(&taste, &options)?;
    if found.films.iter().any(|film| !film.score.is_finite()) {
        bail!("its list for {} has a score that is no number", films::label(model.film(row)));
    }
    // Other versions of a film, and films for adults beside one for children, are no part of its list. Where these are most
    // films there are, or there are few films at all, one film is enough.
    let longest = ranker.longest_list(&taste, &options);
    let is_whole = longest >= MANY && longest * 2 >= found.fitting;
    let wanted = if is_whole { LIST } else { longest.min(1) };
    Ok((found.films.iter().map(|film| model.film(film.row).id.clone()).collect(), wanted))
}

/// Checks that a loaded model works: its numbers are finite, and ten fixed picks of its own films give twenty films each, or
/// one at least where there are few.
///
/// # Errors
/// What does not work.
pub(crate) fn smoke_test(model: Model) -> Result<Arc<Model>> {
    let model = Arc::new(model);
    for row in 0..model.films().len() {
        if !model.matrix().row(row).1.iter().all(|value| value.is_finite()) {
            bail!("the vector of {} has a value that is no number", films::label(model.film(row)));
        }
    }
    let ranker = Ranker::new(Arc::clone(&model));
    for row in picks(&model, |_| true) {
        let of_film = || format!("its list for {}", films::label(model.film(row)));
        let (found, wanted) = list(&ranker, row).with_context(of_film)?;
        if found.len() < wanted {
            bail!("{} has {} films instead of {wanted}", of_film(), found.len());
        }
    }
    // The program ends soon, and freeing takes a while.
    std::mem::forget(ranker);
    Ok(model)
}

/// One pick's list in two models.
pub(crate) struct ListChange {
    pub(crate) film: FilmId,
    pub(crate) label: String,
    /// Films that are in both lists.
    pub(crate) same: usize,
    /// Films of the longer one.
    pub(crate) of: usize,
}

/// How the lists of ten fixed picks, which both models have, differ.
///
/// # Errors
/// A list cannot be made.
pub(crate) fn list_changes(old: &Arc<Model>, new: &Arc<Model>) -> Result<Vec<ListChange>> {
    let (before, after) = (Ranker::new(Arc::clone(old)), Ranker::new(Arc::clone(new)));
    let row_in = |model: &Model, id: &FilmId| model.films().binary_search_by(|film| film.id.cmp(id)).ok();
    let mut changes = Vec::new();
    for row in picks(new, |film| row_in(old, &film.id).is_some()) {
        let film = new.film(row);
        let Some(old_row) = row_in(old, &film.id) else { continue };
        let ((old_list, _), (new_list, _)) = (list(&before, old_row)?, list(&after, row)?);
        changes.push(ListChange {
            film: film.id.clone(),
            label: films::label(film),
            same: old_list.iter().filter(|id| new_list.contains(id)).count(),
            of: old_list.len().max(new_list.len()),
        });
    }
    Ok(changes)
}
