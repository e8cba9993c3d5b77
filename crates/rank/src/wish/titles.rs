//! Films by titles as people spell them otherwise: "Se7en", "Ocean's 11", "LOTR".

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use matinee_catalogue::Film;
use matinee_catalogue::fold::bare;
use matinee_catalogue::spelling::{initials, is_passed_over, loose_keys};
use matinee_features::{Model, Row};
use rayon::prelude::*;

use crate::limits::WELL_KNOWN_RANK;

/// Initials have at most this many letters: more are a word.
const MAX_INITIALS: usize = 8;
/// A single word is the beginning of too many titles.
const MIN_BEGINNING: usize = 2;

/// Films by the hashes of their titles' other spellings, of their initials, and of how the titles of those that are well
/// known begin and end; in order.
#[derive(Debug)]
pub(super) struct OtherTitles {
    spellings: Vec<(u64, u32)>,
    initials: Vec<(u64, u32)>,
    beginnings: Vec<(u64, u32)>,
    endings: Vec<(u64, u32)>,
}

impl OtherTitles {
    pub(super) fn new(model: &Model) -> Self {
        let films = || model.films().par_iter().zip(0..model.films().len() as u32);
        let by = |keys: &(dyn Fn(&Film, u32) -> Vec<String> + Sync)| {
            let keyed = |(film, row)| keys(film, row).into_iter().map(move |key| (hash(&key), row));
            let mut entries: Vec<(u64, u32)> = films().flat_map_iter(keyed).collect();
            entries.par_sort_unstable();
            entries.dedup();
            entries
        };
        Self {
            spellings: by(&|film, _| film.titles().flat_map(loose_keys).collect()),
            // Of all titles in all languages, initials would stand for too much.
            initials: by(&|film, _| film.own_titles().flat_map(initials).collect()),
            beginnings: by(&|film, row| {
                let titles = film.titles().filter(|_| is_well_known(model, row as Row));
                titles.flat_map(beginnings).collect()
            }),
            endings: by(&|film, row| {
                let titles = film.own_titles().filter(|_| is_well_known(model, row as Row));
                titles.flat_map(endings).collect()
            }),
        }
    }

    /// The best known film that this may be another spelling of.
    pub(super) fn spelt_otherwise(&self, model: &Model, typed: &str) -> Option<Row> {
        let folded = bare(typed);
        // "Alien and" is no title, and a number alone is none.
        if ends_in_small_word(&folded) || folded.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        model.best_known(loose_keys(typed).iter().flat_map(|key| rows(&self.spellings, key)))
    }

    /// The best known film that is called by these initials, if it is well known.
    pub(super) fn of_initials(&self, model: &Model, typed: &str) -> Option<Row> {
        if typed.chars().count() > MAX_INITIALS {
            return None;
        }
        model.best_known(rows(&self.initials, typed)).filter(|&row| is_well_known(model, row))
    }

    /// The best known film whose title begins with these words, if it is well known.
    pub(super) fn begun(&self, model: &Model, typed: &str) -> Option<Row> {
        let key = loose_keys(typed).into_iter().next().filter(|_| !ends_in_small_word(&bare(typed)))?;
        model.best_known(rows(&self.beginnings, &key))
    }

    /// The best known film whose title ends with these words, if it is well known.
    pub(super) fn ending(&self, model: &Model, typed: &str) -> Option<Row> {
        model.best_known(rows(&self.endings, &loose_keys(typed).into_iter().next()?))
    }
}

fn ends_in_small_word(folded: &str) -> bool {
    folded.rsplit(' ').next().is_some_and(is_passed_over)
}

/// How a long title begins, as far as it says which title it is: half of its telling words or more.
fn beginnings(title: &str) -> Vec<String> {
    let Some(key) = loose_keys(title).into_iter().next() else { return Vec::new() };
    let words: Vec<&str> = key.split(' ').collect();
    let least = words.len().div_ceil(2).max(MIN_BEGINNING);
    (least..words.len()).map(|length| words[..length].join(" ")).collect()
}

/// How a title ends: "Totoro", "Private Ryan".
fn endings(title: &str) -> Vec<String> {
    let Some(key) = loose_keys(title).into_iter().next() else { return Vec::new() };
    let words: Vec<&str> = key.split(' ').collect();
    (1..words.len()).map(|from| words[from..].join(" ")).collect()
}

/// Whether a film is better known than most.
pub(super) fn is_well_known(model: &Model, row: Row) -> bool {
    let films = model.films().len().max(2) as f32;
    model.prior()[row] >= -(1.0 - WELL_KNOWN_RANK).ln() / films.ln()
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

fn rows<'a>(entries: &'a [(u64, u32)], key: &str) -> impl Iterator<Item = Row> + 'a {
    let key = hash(key);
    let first = entries.partition_point(|&(other, _)| other < key);
    entries[first..].iter().take_while(move |&&(other, _)| other == key).map(|&(_, row)| row as Row)
}
