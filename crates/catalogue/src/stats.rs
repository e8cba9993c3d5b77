//! What a catalogue holds and what it lacks, in numbers.

use std::collections::BTreeMap;

use crate::Film;

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

/// Counts films one after the other: memory holds a number for each value that occurs.
#[derive(Debug, Default)]
pub struct Counting {
    films: usize,
    decades: BTreeMap<u16, usize>,
    countries: BTreeMap<String, usize>,
    genres: BTreeMap<String, usize>,
    languages: BTreeMap<String, usize>,
    missing: BTreeMap<&'static str, usize>,
}

impl Counting {
    /// Counts a film.
    pub fn add(&mut self, film: &Film) {
        self.films += 1;
        *self.decades.entry(film.year.decade()).or_default() += 1;
        for (counts, values) in [
            (&mut self.countries, &film.countries),
            (&mut self.genres, &film.genres),
            (&mut self.languages, &film.languages),
        ] {
            for value in values {
                match counts.get_mut(value) {
                    Some(n) => *n += 1,
                    None => drop(counts.insert(value.clone(), 1)),
                }
            }
        }
        for field in missing(film) {
            *self.missing.entry(field).or_default() += 1;
        }
    }

    /// What was counted.
    pub fn finish(self) -> Stats {
        Stats {
            films: self.films,
            decades: self.decades.into_iter().map(|(decade, n)| (format!("{decade}s"), n)).collect(),
            countries: most_first(self.countries),
            genres: most_first(self.genres),
            languages: most_first(self.languages),
            missing: most_first(self.missing.into_iter().map(|(field, n)| (field.to_owned(), n)).collect()),
        }
    }
}

/// The most frequent first, in alphabetical order where they tie.
fn most_first(counts: BTreeMap<String, usize>) -> Counts {
    let mut counts: Counts = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts
}

/// The fields a film lacks, of those that every film could have.
fn missing(film: &Film) -> impl Iterator<Item = &'static str> {
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
