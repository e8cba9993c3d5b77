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

/// Films by the hashes of their titles' other spellings, and of their initials; in order.
#[derive(Debug)]
pub(super) struct OtherTitles {
    spellings: Vec<(u64, u32)>,
    initials: Vec<(u64, u32)>,
}

impl OtherTitles {
    pub(super) fn new(model: &Model) -> Self {
        let films = || model.films().par_iter().zip(0..model.films().len() as u32);
        let by = |keys: fn(&Film) -> Vec<String>| {
            let entries = films().flat_map_iter(|(film, row)| keys(film).into_iter().map(move |key| (hash(&key), row)));
            let mut entries: Vec<(u64, u32)> = entries.collect();
            entries.par_sort_unstable();
            entries.dedup();
            entries
        };
        Self {
            spellings: by(|film| film.titles().flat_map(loose_keys).collect()),
            // Of all titles in all languages, initials would stand for too much.
            initials: by(|film| film.own_titles().flat_map(initials).collect()),
        }
    }

    /// The best known film that this may be another spelling of.
    pub(super) fn spelt_otherwise(&self, model: &Model, typed: &str) -> Option<Row> {
        let folded = bare(typed);
        let (first, last) = (folded.split(' ').next()?, folded.rsplit(' ').next()?);
        // "Alien and" is no title, and a number alone is none.
        let is_cut = is_passed_over(last) || (is_passed_over(first) && !folded.contains(' '));
        if is_cut || folded.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        model.best_known(loose_keys(typed).iter().flat_map(|key| rows(&self.spellings, key)))
    }

    /// The best known film that is called by these initials, if it is well known.
    pub(super) fn of_initials(&self, model: &Model, typed: &str) -> Option<Row> {
        if typed.chars().count() > MAX_INITIALS {
            return None;
        }
        let films = model.films().len().max(2) as f32;
        let is_well_known = |row: &Row| model.prior()[*row] >= -(1.0 - WELL_KNOWN_RANK).ln() / films.ln();
        model.best_known(rows(&self.initials, typed)).filter(is_well_known)
    }
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
