//! From a film to the terms that describe it beside its words and its year: people, keywords, genres, origin.
//!
//! Training passes over all films twice: once to count in how many films each term stands, once to learn how people write
//! the terms that were kept. Terms are told apart by a 64-bit key in between.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use matinee_catalogue::fold::plain;
use matinee_catalogue::{Film, genres};

use crate::tokens::{keyword_parts, keyword_term};
use crate::{Field, Params};

/// A term's key: FNV-1a over its field and text. With two million terms, the odds that any two share a key are one in
/// ten million.
pub(crate) type Key = u64;

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

fn fnv(state: u64, text: &str) -> u64 {
    text.bytes().fold(state, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME))
}

/// The key of a term.
pub(crate) fn key(field: Field, text: &str) -> Key {
    fnv((FNV_OFFSET ^ field.index() as u64).wrapping_mul(FNV_PRIME), text)
}

/// The key of a word's stem.
pub(crate) fn word_key(stem: &str) -> Key {
    key(Field::Words, stem)
}

/// The key of two stems that follow each other: that of both with a space between.
pub(crate) fn pair_key(first: &str, second: &str) -> Key {
    fnv(fnv(word_key(first), " "), second)
}

/// A director tells more of a film than any one actor, and the head of the cast more than its tail.
const DIRECTOR: f32 = 1.5;
const WRITER: f32 = 0.7;
fn cast_weight(billing: usize) -> f32 {
    (1.0 - 0.1 * billing as f32).max(0.3)
}
/// A keyword's own words help where its phrase is met nowhere else.
const KEYWORD_PART: f32 = 0.6;

/// Calls `each` with every occurrence of every term of a film but its words and its time: its field, key, surface form and weight.
pub(crate) fn occurrences<'a>(film: &'a Film, params: &Params, mut each: impl FnMut(Field, Key, Cow<'a, str>, f32)) {
    for keyword in &film.keywords {
        let parts = keyword_parts(keyword, params.stem);
        each(Field::Keywords, key(Field::Keywords, &keyword_term(keyword, params.stem)), keyword.into(), 1.0);
        if parts.len() > 1 {
            for part in parts {
                each(Field::Keywords, key(Field::Keywords, &part.term), part.surface.into(), KEYWORD_PART);
            }
        }
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
    for place in film.countries.iter().chain(&film.languages) {
        each(Field::Origin, key(Field::Origin, &plain(place)), place.into(), 1.0);
    }
}

/// A film's terms by field, without words and time: each key once, in ascending order, with the sum of its roles.
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

/// A map by term. Keys are hashed again, by a seed of the process: names come from outside, and whoever writes them could make their keys collide.
pub(crate) type KeyMap<V> = HashMap<Key, V, RandomState>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_of_words_has_the_key_of_its_text() {
        assert_eq!(pair_key("haunt", "hous"), key(Field::Words, "haunt hous"));
    }
}
