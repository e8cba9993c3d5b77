//! What the token of an address says.

use std::collections::HashMap;

use matinee_catalogue::history::Opinion;
use matinee_rank::{PLAIN_WEIGHT, TasteFile, TasteFilm};

use crate::encoding;

/// The name of a token in an address, and of a pick of it that is taken back.
pub(super) const TOKEN: &str = "t";
pub(super) const DROP: &str = "drop";
/// The name of a rule that stays.
pub(super) const NEVER: &str = "never";

/// What a token says in the catalogue that is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TokenPicks {
    pub(super) token: String,
    pub(super) taste: TasteFile,
    pub(super) said: HashMap<String, (Opinion, u8)>,
    /// Films that the catalogue does not have, or that could be any of several.
    pub(super) unknown: usize,
    /// Of such films about one in so many is taken for another, where that is worth telling.
    pub(super) mistaken_one_in: Option<u64>,
}

impl TokenPicks {
    /// Whether a plain address could not say the same: it has no weights.
    pub(super) fn says_more(&self) -> bool {
        let plain = |film: &TasteFilm| film.weight == PLAIN_WEIGHT;
        self.unknown > 0 || !self.taste.films().iter().all(plain)
    }
}

/// Whether these pairs take no more characters in an address.
pub(super) fn is_short<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>, most: usize) -> bool {
    let mut chars = 0;
    for (name, value) in pairs {
        chars += name.len() + encoding::value(value).len() + 2;
        if chars > most {
            return false;
        }
    }
    true
}
