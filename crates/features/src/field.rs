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
    /// Themes of the shared vocabulary, those that keywords and categories mean, and wider ones.
    Themes,
    /// Keywords that are no theme.
    Keywords,
    /// Categories that are no theme, and lists that name the film.
    Categories,
    /// The film itself and those named beside it: two films meet when one names the other, or both name a third.
    Beside,
    /// Countries and languages.
    Origin,
    /// The time of release: decades and years.
    Time,
}

impl Field {
    /// All fields, in the order of their columns in a model.
    pub const ALL: [Self; 9] = [
        Self::Words,
        Self::People,
        Self::Genres,
        Self::Themes,
        Self::Keywords,
        Self::Categories,
        Self::Beside,
        Self::Origin,
        Self::Time,
    ];

    /// Its index in [`Field::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}
