//! What a catalogue holds and what it lacks, in numbers.

use std::collections::BTreeMap;

use crate::{Catalogue, Movie};

/// How often each value stands in a catalogue.
pub type Counts = Vec<(String, usize)>;

/// A catalogue in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// How many films there are.
    pub films: usize,
    /// Films of each decade ("1970s"), oldest first.
    pub decades: Counts,
    /// Films of each country, the most first. A film counts for each of its countries.
    pub countries: Counts,
    /// Films of each genre, the most first. A film counts for each of its genres.
    pub genres: Counts,
    /// Films of each language, the most first. A film counts for each of its languages.
    pub languages: Counts,
    /// Films that lack a field, the field lacked most first; fields that every film has are not listed.
    pub missing: Counts,
}

impl Stats {
    /// Counts.
    pub fn new(catalogue: &Catalogue) -> Self {
        let films = catalogue.films();
        let mut decades = count(films.iter().map(|film| format!("{}s", film.year.decade())));
        decades.sort();
        Self {
            films: films.len(),
            decades,
            countries: count(films.iter().flat_map(|film| film.countries.iter().cloned())),
            genres: count(films.iter().flat_map(|film| film.genres.iter().cloned())),
            languages: count(films.iter().flat_map(|film| film.languages.iter().cloned())),
            missing: count(films.iter().flat_map(missing).map(str::to_owned)),
        }
    }
}

/// Counts equal values, the most frequent first, in alphabetical order where they tie.
fn count(values: impl Iterator<Item = String>) -> Counts {
    let mut counts = BTreeMap::<String, usize>::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Counts = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts
}

/// The fields a film lacks, of those that every film could have.
fn missing(film: &Movie) -> impl Iterator<Item = &'static str> {
    [
        ("directors", film.directors.is_empty()),
        ("writers", film.writers.is_empty()),
        ("cast", film.cast.is_empty()),
        ("genres", film.genres.is_empty()),
        ("countries", film.countries.is_empty()),
        ("languages", film.languages.is_empty()),
        ("runtime_minutes", film.runtime_minutes.is_none()),
        ("keywords", film.keywords.is_empty()),
        ("synopsis and plot", film.synopsis.is_empty() && film.plot.is_empty()),
        ("external", film.external.is_empty()),
    ]
    .into_iter()
    .filter_map(|(field, lacks)| lacks.then_some(field))
}
