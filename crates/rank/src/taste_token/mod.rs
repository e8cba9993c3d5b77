//! A taste in the characters of a link.
//!
//! A token is base64url (RFC 4648, 5) of: a byte with the version, three bytes of a checksum, and bits. The bits are:
//!
//! | what | how |
//! | --- | --- |
//! | length of a hash | 6 bits |
//! | films liked of weight 1 to 4, disliked of weight 1 to 4, seen, wanted | ten lists: count (Elias's gamma code); the hashes' differences, ascending, in Rice's code |
//! | films whose hash other films have too | count (gamma); for each the place among the films above, and the 16 bits of the hash that follow |
//! | terms muted, lessened and boosted | three lists: count (gamma), and for each term the count of its bytes (gamma) and these, UTF-8 |
//!
//! A token with rules that stay is of version 2 and has, after the terms, their count (gamma), and for each the place of its name among
//! [`TasteRule::NAMES`] in 5 bits, and its value: a number (gamma), or the count of its bytes (gamma) and these. Without rules it is of
//! version 1, which older programs read, too.
//!
//! A film is the first bits of a hash of its id, so a link does not depend on a model. It has as many bits as a link of its size has
//! room for ([`room`](write)): with 20 bits or more a film of a small catalogue is hardly ever taken for another, and where the writer
//! knows of such a film it adds 16 bits more. A hash that several films of the reader's catalogue have is refused and counted, never
//! guessed. A film that the reader lacks can have the bits of one that the reader has; how often is known, and told where it matters.

mod bits;
mod hashes;
mod read;
mod write;

use matinee_catalogue::Film;
use matinee_catalogue::history::Opinion;

pub use self::hashes::FilmHashes;
use crate::limits::{MAX_TASTE_FILE_FILMS, MAX_TASTE_TOKEN_CHARS};
use crate::rating_cuts::{MAX_WEIGHT, PLAIN_WEIGHT};
use crate::taste_file::{TasteFile, TasteFilm};
use crate::taste_rule::TasteRule;

/// The newest form of a token, ...
const VERSION: u8 = 2;
/// ... and that of one without rules.
const VERSION_WITHOUT_RULES: u8 = 1;
/// How many bits name what a rule is about.
const RULE_NAME_BITS: u32 = 5;
/// Bytes before the bits: the version and the checksum.
const HEAD_BYTES: usize = 4;
/// A hash has at least and at most so many bits; their number is written in six.
const MIN_HASH_BITS: u32 = 20;
const MAX_HASH_BITS: u32 = 40;
/// So many bits of a hash follow where the first are not enough.
const MORE_BITS: u32 = 16;
/// A chance of one film or more being another is told from here on.
const LEAST_TOLD_CHANCE: f64 = 0.01;

/// The lists of films, in their order: what is said, and the weight.
const LISTS: [(Opinion, u8); 10] = [
    (Opinion::Like, 1),
    (Opinion::Like, 2),
    (Opinion::Like, 3),
    (Opinion::Like, 4),
    (Opinion::Dislike, 1),
    (Opinion::Dislike, 2),
    (Opinion::Dislike, 3),
    (Opinion::Dislike, 4),
    (Opinion::Seen, PLAIN_WEIGHT),
    (Opinion::Want, PLAIN_WEIGHT),
];
const _: () = assert!(MAX_WEIGHT == 4, "a list for each weight");

/// A taste as a token holds it: hashes in place of films.
///
/// ```
/// use matinee_catalogue::starter;
/// use matinee_rank::{FilmHashes, TasteFile, TasteToken};
///
/// let films = starter::catalogue();
/// let hashes = FilmHashes::new(films.films());
/// let taste: TasteFile = "version = 1\nlike = [\"alien-1979\"]\nmuted = [\"android\"]".parse()?;
/// let token = TasteToken::write(&taste, &hashes)?;
/// assert!(token.len() < 40);
///
/// let read = token.parse::<TasteToken>()?.in_films(films.films(), &hashes);
/// assert_eq!(read.taste.films()[0].id.as_str(), "alien-1979");
/// assert_eq!((read.unknown, read.unsure), (0, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TasteToken {
    hash_bits: u32,
    films: Vec<HashedFilm>,
    muted: Vec<String>,
    lessened: Vec<String>,
    boosted: Vec<String>,
    never: Vec<TasteRule>,
}

/// A film of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct HashedFilm {
    /// The first bits of its hash.
    hash: u64,
    /// The bits after these, where other films have the same ones.
    more: Option<u64>,
    opinion: Opinion,
    weight: u8,
}

/// A token's taste in a catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenTaste {
    /// The films that were found, and the terms.
    pub taste: TasteFile,
    /// Films that the catalogue does not have.
    pub unknown: usize,
    /// Films that could be any of several: left out.
    pub unsure: usize,
    /// Of films that the catalogue does not have, about one in so many is taken for another that it has. Given where the token names
    /// films that it does not have, and one of those found is another with a chance of 1 in 100 or more.
    pub mistaken_one_in: Option<u64>,
}

/// Why a text is no token, or a taste fits in none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TasteTokenError {
    /// It is no token, or was cut or changed.
    #[error("this is no link to a taste, or a part of it is missing: copy it again, whole")]
    Damaged,
    /// It was written by a later Matinee.
    #[error("this link to a taste has the form {0}, this Matinee knows {VERSION}: open it with a newer one")]
    Version(u8),
    /// It is longer than any token.
    #[error("a link to a taste has at most {MAX_TASTE_TOKEN_CHARS} characters: take films or terms out")]
    TooLong,
    /// The taste has too many films.
    #[error("a link holds at most {MAX_TASTE_FILE_FILMS} films, not {0}: take some out")]
    TooManyFilms(usize),
}

impl TasteToken {
    /// How many films it names.
    pub fn len(&self) -> usize {
        self.films.len()
    }

    /// Whether it names no film.
    pub fn is_empty(&self) -> bool {
        self.films.is_empty()
    }

    /// Its taste in a catalogue, of which the hashes are given too. Of two hashes of one film the first counts.
    pub fn in_films(&self, films: &[Film], hashes: &FilmHashes) -> TokenTaste {
        let mut found = TokenTaste::default();
        let mut taken = std::collections::HashSet::new();
        let mut named = Vec::with_capacity(self.films.len());
        for film in &self.films {
            let after = |hash: u64| hash << self.hash_bits >> (64 - MORE_BITS);
            let mut candidates = hashes
                .having(film.hash, self.hash_bits)
                .iter()
                .filter(|&&(hash, _)| film.more.is_none_or(|more| after(hash) == more));
            match (candidates.next(), candidates.next()) {
                (None, _) => found.unknown += 1,
                (Some(_), Some(_)) => found.unsure += 1,
                (Some(&(_, place)), None) => {
                    if let Some(known) = films.get(place as usize).filter(|_| taken.insert(place)) {
                        let title = format!("{} ({})", known.title, known.year);
                        let (opinion, weight) = (film.opinion, film.weight);
                        named.push(TasteFilm { id: known.id.clone(), title, opinion, weight });
                    }
                }
            }
        }
        found.taste.extend(named);
        found.taste.muted.clone_from(&self.muted);
        found.taste.lessened.clone_from(&self.lessened);
        found.taste.boosted.clone_from(&self.boosted);
        found.taste.never.clone_from(&self.never);
        found.taste.sort();
        found.mistaken_one_in = self.mistaken_one_in(found.unknown + found.unsure, hashes.len());
        found
    }

    /// See [`TokenTaste::mistaken_one_in`]. A film that a catalogue of n films lacks has the first b bits of one of them with a
    /// chance of n / 2^b; the films found missing say how many such films the token has.
    fn mistaken_one_in(&self, missing: usize, films: usize) -> Option<u64> {
        let one_in = (1_u64 << self.hash_bits).checked_div(films as u64)?.max(1);
        let is_likely = missing as f64 / one_in as f64 >= LEAST_TOLD_CHANCE;
        is_likely.then(|| {
            // Two figures: it is a chance.
            let unit = 10_u64.pow(one_in.ilog10().saturating_sub(1));
            (one_in + unit / 2) / unit * unit
        })
    }
}

/// Rice's parameter for so many hashes: these are spread evenly, so that the best is the logarithm of their mean difference times
/// the natural logarithm of 2, near 45/64 (Golomb 1966).
fn low_bits(hash_bits: u32, count: usize) -> u32 {
    ((1_u64 << hash_bits) * 45 / 64).checked_div(count as u64).and_then(u64::checked_ilog2).unwrap_or(0)
}

/// The last 24 bits of FNV-1a over all but the checksum.
fn checksum(version: u8, bits: &[u8]) -> [u8; 3] {
    use std::hash::Hasher as _;
    let mut hasher = fnv::FnvHasher::default();
    hasher.write(&[version]);
    hasher.write(bits);
    let [.., a, b, c] = hasher.finish().to_be_bytes();
    [a, b, c]
}
