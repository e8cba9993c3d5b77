//! What an import or a library found and did not find in a model, for people and as JSON.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context as _, Result};
use matinee_catalogue::fold::printable;
use matinee_catalogue::history::{FilmMatch, HistoryFilm, MatchedBy};
use matinee_catalogue::{Film, atomic_file};
use matinee_features::Model;
use matinee_rank::{UnmatchedFilm, UnsureFilm, unmatched_csv};
use serde_json::{Value, json};

use crate::films;

/// Films shown of each table.
const SHOWN: usize = 20;
/// Candidates shown for a film.
const SHOWN_CANDIDATES: usize = 3;
/// The width of a title's column.
const TITLE_WIDTH: usize = 40;

/// Films that were found by less than title and year.
pub(super) fn print_unsure(out: &mut impl Write, model: &Model, unsure: &[UnsureFilm]) -> Result<()> {
    if unsure.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nTaken, but look them over ({}):", unsure.len())?;
    for film in unsure.iter().take(SHOWN) {
        let why = if film.by == MatchedBy::TitleAlone { "by its title alone" } else { "a year off" };
        writeln!(out, "  {}  {} ({why})", column(&named(&film.film)), films::label(model.film(film.row)))?;
    }
    more(out, unsure.len())
}

/// Films that were not found, and what can be done about them.
pub(super) fn print_unmatched(
    out: &mut impl Write,
    model: &Model,
    films: &[UnmatchedFilm],
    what_next: &str,
) -> Result<()> {
    if films.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nNot found ({}):", films.len())?;
    // Those with something to choose from first: they can be helped.
    let mut shown: Vec<&UnmatchedFilm> = films.iter().collect();
    shown.sort_by_key(|film| match &film.found {
        FilmMatch::Several(_) => 0,
        FilmMatch::Guess(_) => 1,
        found => 2 + usize::from(found.candidates().is_empty()),
    });
    for film in shown.into_iter().take(SHOWN) {
        let candidates: Vec<&Film> =
            film.found.candidates().iter().take(SHOWN_CANDIDATES).map(|&row| model.film(row)).collect();
        let candidates = if candidates.is_empty() { String::new() } else { format!(": {}", films::names(&candidates)) };
        writeln!(out, "  {}  {}{candidates}", column(&named(&film.film)), film.problem())?;
    }
    more(out, films.len())?;
    writeln!(out, "  {what_next}")?;
    Ok(())
}

/// Writes all films that were not found as a table.
pub(super) fn write_unmatched(path: &Path, model: &Model, films: &[UnmatchedFilm]) -> Result<()> {
    let table = unmatched_csv(model, films)?;
    atomic_file::write::<io::Error>(path, |file| file.write_all(&table))
        .with_context(|| format!("cannot write {}", path.display()))
}

pub(super) fn unmatched_json(model: &Model, films: &[UnmatchedFilm]) -> Vec<Value> {
    let film = |film: &UnmatchedFilm| {
        let candidates: Vec<&str> = film.found.candidates().iter().map(|&row| model.film(row).id.as_str()).collect();
        json!({
            "title": film.film.title, "year": film.film.year, "taste": film.opinion, "weight": film.weight,
            "file": film.film.path, "line": film.film.line, "problem": film.problem(), "candidates": candidates,
        })
    };
    films.iter().map(film).collect()
}

pub(super) fn unsure_json(model: &Model, films: &[UnsureFilm]) -> Vec<Value> {
    let film = |film: &UnsureFilm| {
        let by = if film.by == MatchedBy::TitleAlone { "title alone" } else { "a year off" };
        json!({ "title": film.film.title, "year": film.film.year, "id": model.film(film.row).id, "by": by })
    };
    films.iter().map(film).collect()
}

fn more(out: &mut impl Write, n: usize) -> Result<()> {
    if n > SHOWN {
        writeln!(out, "  and {} more", n - SHOWN)?;
    }
    Ok(())
}

/// "Alien (1979)"
fn named(film: &HistoryFilm) -> String {
    let year = film.year.map(|year| format!(" ({year})")).unwrap_or_default();
    format!("{}{year}", printable(&film.title))
}

/// A text as wide as a column, cut if need be.
fn column(text: &str) -> String {
    let cut: String = if text.chars().count() > TITLE_WIDTH {
        text.chars().take(TITLE_WIDTH - 3).chain("...".chars()).collect()
    } else {
        text.to_owned()
    };
    format!("{cut:<TITLE_WIDTH$}")
}
