//! A taste's file in one model.

use std::collections::BTreeMap;

use matinee_catalogue::history::Opinion;
use matinee_features::{Model, Row};

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
    /// The taste in a model. Films that it does not have are counted.
    ///
    /// # Errors
    /// Too many films or terms.
    pub fn in_model(&self, model: &Model) -> Result<ModelTaste, ModelTasteError> {
        let steer = Steer::new(self.muted.clone(), self.boosted.clone())?.lessening(self.lessened.clone())?;
        let steer = steer.with_rules(self.never.iter().cloned());
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
        let weights: Vec<(Row, u8)> = likes.iter().chain(&dislikes).map(|&(weight, row)| (row, weight)).collect();
        let only_rows = |films: Vec<(u8, Row)>| -> Vec<Row> { films.into_iter().map(|(_, row)| row).collect() };
        let (seen, wants) = (only_rows(of(Opinion::Seen)), only_rows(of(Opinion::Want)));
        let taste = Taste::new(model, &only_rows(likes), &only_rows(dislikes), &[])?;
        let taste = taste.with_weights(weights).with_seen(&seen);
        Ok(ModelTaste { taste, steer: Steer::default(), wants, unknown })
    }
}
