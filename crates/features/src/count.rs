//! From a film to its terms other than words and time: people, genres, themes, keywords, categories, films beside it, origin.
//!
//! Training passes over all films twice: once to count in how many films each term occurs, once to learn how people
//! write the terms that are kept. In between, a 64-bit key stands for a term.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hasher as _;

use fnv::FnvHasher;
use foldhash::fast::RandomState;
use matinee_catalogue::fold::plain;
use matinee_catalogue::themes::{BROADER, FilmThemes};
use matinee_catalogue::{Film, genres};

use crate::{Field, Params};

/// A term's key: FNV-1a over its field and text, the same on every machine. With two million terms, the odds that any
/// two share a key are one in ten million.
pub(crate) type Key = u64;

fn hash(field: Field) -> FnvHasher {
    let mut hash = FnvHasher::default();
    hash.write(&[field as u8]);
    hash
}

/// The key of a term.
pub(crate) fn key(field: Field, text: &str) -> Key {
    let mut hash = hash(field);
    hash.write(text.as_bytes());
    hash.finish()
}

/// The key of a word's stem.
pub(crate) fn word_key(stem: &str) -> Key {
    key(Field::Words, stem)
}

/// The key of two stems that follow each other: that of both with a space between, without joining them.
pub(crate) fn pair_key(first: &str, second: &str) -> Key {
    let mut hash = hash(Field::Words);
    for part in [first, " ", second] {
        hash.write(part.as_bytes());
    }
    hash.finish()
}

/// A director says more of a film than any one actor, and the top of the cast more than the rest of it.
const DIRECTOR: f32 = 1.5;
const WRITER: f32 = 0.7;
fn cast_weight(billing: usize) -> f32 {
    (1.0 - 0.1 * billing as f32).max(0.3)
}

/// A film's own column weighs as the first that it names; each later one says a little less.
fn beside_weight(place: usize) -> f32 {
    (1.0 - 0.05 * place as f32).max(0.5)
}

/// Calls `each` for every occurrence of a term of a film, words and time left out, with its field, key, surface form
/// and weight.
pub(crate) fn occurrences<'a>(film: &'a Film, params: &Params, mut each: impl FnMut(Field, Key, Cow<'a, str>, f32)) {
    let analyzer = params.analyzer();
    let terms = FilmThemes::of(film);
    for found in &terms.themes {
        let name = found.theme.name.as_str();
        each(Field::Themes, key(Field::Themes, &plain(name)), name.into(), found.weight);
    }
    for keyword in terms.keywords {
        each(Field::Keywords, key(Field::Keywords, &analyzer.keyword_term(keyword)), keyword.into(), 1.0);
    }
    for category in terms.categories.into_iter().chain(film.lists.iter().map(String::as_str)) {
        each(Field::Categories, key(Field::Categories, &plain(category)), category.into(), 1.0);
    }
    each(Field::Beside, key(Field::Beside, film.id.as_str()), film.id.as_str().into(), beside_weight(0));
    for (place, id) in film.beside.iter().enumerate() {
        each(Field::Beside, key(Field::Beside, id), id.into(), beside_weight(place));
    }
    for (people, weight) in [(&film.directors, DIRECTOR), (&film.writers, WRITER)] {
        for person in people {
            each(Field::People, key(Field::People, &plain(person)), person.into(), weight);
        }
    }
    for (billing, person) in film.cast.iter().enumerate() {
        each(Field::People, key(Field::People, &plain(person)), person.into(), cast_weight(billing));
    }
    for genre in genres::canonical_list(&film.genres) {
        each(Field::Genres, key(Field::Genres, genre), genre.into(), 1.0);
    }
    for genre in terms.genres {
        each(Field::Genres, key(Field::Genres, genre), genre.into(), BROADER);
    }
    for place in film.countries.iter().chain(&film.languages) {
        each(Field::Origin, key(Field::Origin, &plain(place)), place.into(), 1.0);
    }
}

/// A film's terms by field, words and time left out: each key once, in ascending order, with the sum of its weights.
pub(crate) type FilmTerms = [Vec<(Key, f32)>; Field::ALL.len()];

pub(crate) fn film_terms(film: &Film, params: &Params) -> FilmTerms {
    let mut terms = FilmTerms::default();
    occurrences(film, params, |field, key, _, weight| terms[field.index()].push((key, weight)));
    for entries in &mut terms {
        entries.sort_unstable_by_key(|&(key, _)| key);
        entries.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1 += later.1;
            }
            same
        });
    }
    terms
}

/// A map by term. Keys are hashed again with a seed drawn by the process: names come from outside, and whoever writes
/// them could make their keys collide.
pub(crate) type KeyMap<V> = HashMap<Key, V, RandomState>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_of_words_has_the_key_of_its_text() {
        assert_eq!(pair_key("haunt", "hous"), key(Field::Words, "haunt hous"));
    }
}
