//! A taste's file in one model.

use std::collections::BTreeMap;

use matinee_catalogue::history::Opinion;
use matinee_features::{Model, Row};

use crate::limits::MAX_TASTE_FILMS;
use crate::taste::{Steer, Taste, TasteError, TooManyTerms};
use crate::taste_file::TasteFile;

/// A taste of one model, from a file.
#[derive(Debug, Clone, Default)]
pub struct ModelTaste {
    /// The films that count.
    pub taste: Taste,
    /// The terms.
    pub steer: Steer,
    /// Films to be seen some day: shown, not learnt from.
    pub wants: Vec<Row>,
    /// Films that the model does not have.
    pub unknown: usize,
    /// Likes and dislikes that count as seen, because there are more than [`MAX_TASTE_FILMS`].
    pub too_many: usize,
}

/// Why a file is no taste of a model.
#[derive(Debug, thiserror::Error)]
pub enum ModelTasteError {
    /// The films do not make a taste.
    #[error(transparent)]
    Taste(#[from] TasteError),
    /// Too many terms.
    #[error(transparent)]
    Terms(#[from] TooManyTerms),
}

impl TasteFile {
    /// The taste in a model. Films that it does not have are counted; of more likes and dislikes than a taste may have, those
    /// that count least are only seen.
    ///
    /// # Errors
    /// Too many terms.
    pub fn in_model(&self, model: &Model) -> Result<ModelTaste, ModelTasteError> {
        let steer = Steer::new(self.muted.clone(), self.boosted.clone())?;
        Ok(ModelTaste { steer, ..self.films_in(model)? })
    }

    /// The same without terms: the films that count, and how many the model does not have.
    ///
    /// # Errors
    /// A film is both liked and disliked; a file read or made names each once.
    pub fn taste_in(&self, model: &Model) -> Result<(Taste, usize), TasteError> {
        let ModelTaste { taste, unknown, .. } = self.films_in(model)?;
        Ok((taste, unknown))
    }

    fn films_in(&self, model: &Model) -> Result<ModelTaste, TasteError> {
        let mut rows: BTreeMap<Opinion, Vec<(u8, Row)>> = BTreeMap::new();
        let mut unknown = 0;
        for film in self.films() {
            match model.titles().row(&film.id) {
                Some(row) => rows.entry(film.opinion).or_default().push((film.weight, row)),
                None => unknown += 1,
            }
        }
        let mut of = |opinion| rows.remove(&opinion).unwrap_or_default();
        let (likes, dislikes) = (of(Opinion::Like), of(Opinion::Dislike));
        let only_rows = |films: Vec<(u8, Row)>| -> Vec<Row> { films.into_iter().map(|(_, row)| row).collect() };
        let (mut seen, wants) = (only_rows(of(Opinion::Seen)), only_rows(of(Opinion::Want)));
        let mut picks: Vec<(u8, Row, bool)> = likes.into_iter().map(|(weight, row)| (weight, row, true)).collect();
        picks.extend(dislikes.into_iter().map(|(weight, row)| (weight, row, false)));
        picks.sort_by_key(|&(weight, ..)| std::cmp::Reverse(weight));
        let too_many = picks.len().saturating_sub(MAX_TASTE_FILMS);
        seen.extend(picks.drain(picks.len() - too_many..).map(|(_, row, _)| row));
        let of = |liked: bool| -> Vec<Row> {
            picks.iter().filter(|(.., is_like)| *is_like == liked).map(|&(_, row, _)| row).collect()
        };
        let taste = Taste::new(model, &of(true), &of(false), &[])?.with_seen(&seen);
        Ok(ModelTaste { taste, steer: Steer::default(), wants, unknown, too_many })
    }
}
