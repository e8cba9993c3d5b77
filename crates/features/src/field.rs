//! The kinds of term a film is described by.

use serde::{Deserialize, Serialize};

/// What a term says of a film. Each field is weighed and normalised apart, so that a long cast list does not
/// drown a short list of genres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// Words and word pairs of the story.
    Words,
    /// Directors, writers and actors.
    People,
    /// Kinds of film.
    Genres,
    /// Themes, settings and moods.
    Keywords,
    /// Countries and languages.
    Origin,
    /// When it came out.
    Time,
}

impl Field {
    /// All fields, in the order of their columns in a model.
    pub const ALL: [Self; 6] = [Self::Words, Self::People, Self::Genres, Self::Keywords, Self::Origin, Self::Time];

    /// Its place in [`Field::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}
