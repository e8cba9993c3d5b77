//! The parameters, defaults and limits of training.

use serde::{Deserialize, Serialize};

use crate::field::Field;
use crate::language::TextLanguage;

/// Longer words are dropped: they are addresses, wails or broken markup. In characters.
pub(crate) const MAX_WORD_CHARS: usize = 40;
/// A person, genre, keyword, origin or time in fewer films is dropped: it brings its film nearer to no other.
pub(crate) const MIN_FILMS_OF_TERM: u32 = 2;
/// How many candidates the background films are chosen from, so that the choice does not take longer with more films.
pub(crate) const BACKGROUND_CANDIDATES: usize = 2_048;
/// How many neighbours of each film the map takes into account, at most.
pub(crate) const MAP_NEIGHBOURS: usize = 15;
/// How many regions the map has at most: each should have enough films to be named for what they share.
pub(crate) const MAX_REGIONS: usize = 24;
/// How many terms name a region of the map.
pub(crate) const REGION_TERMS: usize = 2;

/// Parameters of training. They are recorded in every model, so that it can be trained again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Params {
    /// Seed of every random draw (the map's start and regions).
    pub seed: u64,
    /// How many background films a taste is trained against.
    pub background: usize,
    /// Words in fewer films than this are dropped. 0 chooses by the size of the catalogue: 2 up to 5,000 films, 5
    /// beyond.
    pub min_films: usize,
    /// Words in a greater share of the films than this are dropped, 0 to 1.
    pub max_share: f32,
    /// At most this many words and word pairs are kept, the commonest first.
    pub max_words: usize,
    /// The language of the texts, which decides how they are cut into words. `None` detects it; a model's own
    /// parameters name what was detected.
    pub language: Option<TextLanguage>,
    /// Whether words are cut to their stems.
    pub stem: bool,
    /// How far the lengths of films' words are evened out: 0 leaves them, 1 gives every film's words the same length.
    /// In between, films with long texts get more from their words: there is more in them to like, and they are better
    /// known (pivoted length normalisation: Singhal, Buckley, Mitra, SIGIR 1996).
    #[serde(alias = "evening")] // Its name in manifests written before it was renamed.
    pub pivot_slope: f32,
    /// What each field weighs against the others.
    pub weights: FieldWeights,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            seed: 1,
            background: 100,
            min_films: 0,
            max_share: 0.1,
            max_words: 50_000,
            language: None,
            stem: true,
            pivot_slope: 0.25,
            weights: FieldWeights::default(),
        }
    }
}

/// A weight for each field. In [`Params`] it is the length of the field's part of a film's row; for words, the mean
/// length.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FieldWeights {
    /// Words of the story.
    pub words: f32,
    /// People.
    pub people: f32,
    /// Genres.
    pub genres: f32,
    /// Themes of the shared vocabulary.
    pub themes: f32,
    /// Other keywords.
    pub keywords: f32,
    /// Other categories, and lists.
    pub categories: f32,
    /// The film itself and those named beside it.
    pub beside: f32,
    /// Countries and languages.
    pub origin: f32,
    /// The time of release.
    pub time: f32,
}

impl Default for FieldWeights {
    fn default() -> Self {
        Self {
            words: 1.0,
            people: 0.5,
            genres: 0.32,
            themes: 0.8,
            keywords: 0.5,
            categories: 0.5,
            beside: 0.7,
            origin: 0.3,
            time: 0.45,
        }
    }
}

impl FieldWeights {
    /// Weight 1 for every field.
    pub const EVEN: Self = Self::alike(1.0);

    /// The same weight for every field.
    pub const fn alike(weight: f32) -> Self {
        Self {
            words: weight,
            people: weight,
            genres: weight,
            themes: weight,
            keywords: weight,
            categories: weight,
            beside: weight,
            origin: weight,
            time: weight,
        }
    }

    /// The weight that `weight` gives for each field.
    pub fn each(weight: impl Fn(Field) -> f32) -> Self {
        Self {
            words: weight(Field::Words),
            people: weight(Field::People),
            genres: weight(Field::Genres),
            themes: weight(Field::Themes),
            keywords: weight(Field::Keywords),
            categories: weight(Field::Categories),
            beside: weight(Field::Beside),
            origin: weight(Field::Origin),
            time: weight(Field::Time),
        }
    }

    /// The weight of one field.
    pub fn of(&self, field: Field) -> f32 {
        match field {
            Field::Words => self.words,
            Field::People => self.people,
            Field::Genres => self.genres,
            Field::Themes => self.themes,
            Field::Keywords => self.keywords,
            Field::Categories => self.categories,
            Field::Beside => self.beside,
            Field::Origin => self.origin,
            Field::Time => self.time,
        }
    }
}

impl Params {
    /// In how many films a word must occur to be kept, in a catalogue of so many films.
    pub(crate) fn least_films(&self, films: usize) -> u32 {
        match (self.min_films, films) {
            (0, 0..=5_000) => 2,
            (0, _) => 5,
            (n, _) => u32::try_from(n).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_from_before_the_renaming_is_read() {
        let old = serde_json::to_string(&Params::default()).unwrap().replace("pivot_slope", "evening");
        assert!(old.contains("evening"));
        assert_eq!(serde_json::from_str::<Params>(&old).unwrap(), Params::default());
    }
}
