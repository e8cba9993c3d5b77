//! The fields: the kinds of term that describe a film.

use serde::{Deserialize, Serialize};

/// What kind of thing a term says of a film. Each field is weighted and normalised on its own, so that a long cast list
/// does not drown a short list of genres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// Words and word pairs of the story.
    Words,
    /// Directors, writers and actors.
    People,
    /// Genres.
    Genres,
    /// Themes, settings and moods.
    Keywords,
    /// Countries and languages.
    Origin,
    /// The time of release: decades and years.
    Time,
}

impl Field {
    /// All fields, in the order of their columns in a model.
    pub const ALL: [Self; 6] = [Self::Words, Self::People, Self::Genres, Self::Keywords, Self::Origin, Self::Time];

    /// Its index in [`Field::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}
