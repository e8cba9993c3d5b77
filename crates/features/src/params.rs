//! What training can be told. Recorded in every model, so that it can be made again.

use serde::{Deserialize, Serialize};

use crate::Field;

/// Parameters of training.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Params {
    /// Seed of every draw (the map's start and regions).
    pub seed: u64,
    /// How many background films stand for "everything else" when a taste is learnt.
    pub background: usize,
    /// Words in fewer films than this are dropped. 0 chooses by the size of the catalogue: 2 up to 5,000 films, 5 beyond.
    pub min_films: usize,
    /// Words in a greater share of the films than this are dropped, 0 to 1.
    pub max_share: f32,
    /// At most this many words and word pairs are kept, the commonest first.
    pub max_words: usize,
    /// Whether words are cut to their English stems.
    pub stem: bool,
    /// How far the length of a film's words is pivoted out, 0 (not at all) to 1 (every film's words weigh the same). In between,
    /// films of which much is told get more from their words: they have more to be liked for, and are better known
    /// (pivoted length normalisation: Singhal, Buckley, Mitra, SIGIR 1996).
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
            stem: true,
            pivot_slope: 0.25,
            weights: FieldWeights::default(),
        }
    }
}

/// The weight of each field: the length its part of a film's row has; for words, their length on average.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FieldWeights {
    /// Words of the story.
    pub words: f32,
    /// People.
    pub people: f32,
    /// Genres.
    pub genres: f32,
    /// Keywords.
    pub keywords: f32,
    /// Countries and languages.
    pub origin: f32,
    /// Time.
    pub time: f32,
}

impl Default for FieldWeights {
    fn default() -> Self {
        Self { words: 1.0, people: 0.5, genres: 0.32, keywords: 0.8, origin: 0.3, time: 0.45 }
    }
}

impl FieldWeights {
    /// All fields of weight 1.
    pub const EVEN: Self = Self::alike(1.0);

    /// All fields of one weight.
    pub const fn alike(weight: f32) -> Self {
        Self { words: weight, people: weight, genres: weight, keywords: weight, origin: weight, time: weight }
    }

    /// For each field the weight that is given for it.
    pub fn each(weight: impl Fn(Field) -> f32) -> Self {
        Self {
            words: weight(Field::Words),
            people: weight(Field::People),
            genres: weight(Field::Genres),
            keywords: weight(Field::Keywords),
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
            Field::Keywords => self.keywords,
            Field::Origin => self.origin,
            Field::Time => self.time,
        }
    }
}

impl Params {
    /// The least number of films a word must stand in, for a catalogue of so many.
    pub(crate) fn least_films(&self, films: usize) -> u32 {
        match (self.min_films, films) {
            (0, 0..=5_000) => 2,
            (0, _) => 5,
            (n, _) => u32::try_from(n).unwrap_or(u32::MAX),
        }
    }
}
