//! What is different in two tastes.

use std::collections::{BTreeMap, BTreeSet};

use matinee_catalogue::FilmId;

use crate::taste_file::{TasteFile, TasteFilm};

/// A film of which two files say different things; one of them may say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TasteChange<'a> {
    /// The film in the first file.
    pub before: Option<&'a TasteFilm>,
    /// The film in the second file.
    pub after: Option<&'a TasteFilm>,
}

impl TasteFile {
    /// What is different in another file, by id.
    pub fn changes_to<'a>(&'a self, other: &'a Self) -> Vec<TasteChange<'a>> {
        let index = |file: &'a Self| -> BTreeMap<&'a FilmId, &'a TasteFilm> {
            file.films().iter().map(|film| (&film.id, film)).collect()
        };
        let (before, after) = (index(self), index(other));
        let ids: BTreeSet<&FilmId> = before.keys().chain(after.keys()).copied().collect();
        ids.into_iter()
            .map(|id| TasteChange { before: before.get(id).copied(), after: after.get(id).copied() })
            .filter(|change| {
                let said = |film: &TasteFilm| (film.opinion, film.weight);
                change.before.map(said) != change.after.map(said)
            })
            .collect()
    }
}
