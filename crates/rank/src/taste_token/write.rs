//! Writes a token.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use matinee_catalogue::history::Opinion;

use super::bits::{BitWriter, gamma_bits, rice_bits};
use super::hashes::{FilmHashes, hash_of};
use super::read::{is_term, place_bits};
use super::{
    LISTS, MAX_HASH_BITS, MIN_HASH_BITS, MORE_BITS, RULE_NAME_BITS, TasteToken, TasteTokenError, VERSION,
    VERSION_WITHOUT_RULES, checksum, low_bits,
};
use crate::limits::{
    MAX_STEER_TERMS, MAX_TASTE_FILE_FILMS, MAX_TASTE_RULES, MAX_TASTE_TOKEN_CHARS, MAX_TOKEN_TERM_BYTES,
};
use crate::taste_file::{TasteFile, TasteFilm};
use crate::taste_rule::TasteRule;

/// How many bits the films of a link may take: those of 349 characters up to 100 films, without the head and the counts of terms;
/// four characters for each one more, and no more than 7,980 up to 3,000 films; then 2.6 a film. The longer the hashes, the fewer
/// films that the reader lacks are taken for others.
fn room(films: usize) -> u64 {
    const MOST_OF_HUNDRED: u64 = 2_050;
    const MOST_OF_3000: u64 = 7_980 * 6;
    let more = films.saturating_sub(100) as u64 * 4 * 6;
    (MOST_OF_HUNDRED + more).min(MOST_OF_3000) + films.saturating_sub(3_000) as u64 * 156 / 10
}

impl TasteToken {
    /// A taste as a token. Among films of the catalogue, hashes that several have are told apart; the token can be read in any other.
    ///
    /// # Errors
    /// Too many films, or terms too long.
    pub fn write(taste: &TasteFile, catalogue: &FilmHashes) -> Result<String, TasteTokenError> {
        let films = taste.films();
        if films.len() > MAX_TASTE_FILE_FILMS {
            return Err(TasteTokenError::TooManyFilms(films.len()));
        }
        let lists = LISTS.map(|(opinion, weight)| {
            let is_of_list = |film: &&TasteFilm| match opinion {
                Opinion::Like | Opinion::Dislike => (film.opinion, film.weight) == (opinion, weight),
                _ => film.opinion == opinion,
            };
            let mut hashes: Vec<u64> = films.iter().filter(is_of_list).map(|film| hash_of(&film.id)).collect();
            hashes.sort_unstable();
            hashes
        });
        let room = room(films.len());
        // Longer hashes take more room, so the longest that has room is found by halves.
        let (mut least, mut most) = (MIN_HASH_BITS, MAX_HASH_BITS);
        while least < most {
            let middle = (least + most).div_ceil(2);
            if FilmLists::new(&lists, middle, catalogue).bits() <= room { least = middle } else { most = middle - 1 }
        }
        let mut bits = BitWriter::default();
        FilmLists::new(&lists, least, catalogue).write(&mut bits);
        let all_terms = [&taste.muted, &taste.lessened, &taste.boosted]
            .map(|terms| terms.iter().filter(|term| is_term(term)).collect::<Vec<_>>());
        if all_terms.iter().map(Vec::len).sum::<usize>() > MAX_STEER_TERMS || taste.never.len() > MAX_TASTE_RULES {
            return Err(TasteTokenError::TooLong);
        }
        for terms in &all_terms {
            bits.gamma(terms.len());
            for term in terms {
                if term.len() > MAX_TOKEN_TERM_BYTES {
                    return Err(TasteTokenError::TooLong);
                }
                bits.gamma(term.len());
                term.bytes().for_each(|byte| bits.number(u64::from(byte), 8));
            }
        }
        let version = if taste.never.is_empty() { VERSION_WITHOUT_RULES } else { VERSION };
        if version == VERSION {
            bits.gamma(taste.never.len());
            taste.never.iter().for_each(|rule| write_rule(rule, &mut bits));
        }
        let bits = bits.into_bytes();
        let bytes = [&[version][..], &checksum(version, &bits), &bits].concat();
        let token = URL_SAFE_NO_PAD.encode(bytes);
        if token.len() > MAX_TASTE_TOKEN_CHARS { Err(TasteTokenError::TooLong) } else { Ok(token) }
    }
}

fn write_rule(rule: &TasteRule, bits: &mut BitWriter) {
    bits.number(rule.place() as u64, RULE_NAME_BITS);
    match rule {
        TasteRule::Before(number) | TasteRule::After(number) | TasteRule::LongerThan(number) => {
            bits.gamma(usize::from(*number));
        }
        _ => {
            let value = rule.value();
            bits.gamma(value.len());
            value.bytes().for_each(|byte| bits.number(u64::from(byte), 8));
        }
    }
}

/// The films' part of a token.
struct FilmLists<'a> {
    hash_bits: u32,
    lists: &'a [Vec<u64>; LISTS.len()],
    /// The places of films that need more of their hash, and their hashes.
    more: Vec<(usize, u64)>,
}

impl<'a> FilmLists<'a> {
    fn new(lists: &'a [Vec<u64>; LISTS.len()], hash_bits: u32, catalogue: &FilmHashes) -> Self {
        let first = |hash: u64| hash >> (64 - hash_bits);
        let mut counts = std::collections::HashMap::new();
        for &hash in lists.iter().flatten() {
            *counts.entry(first(hash)).or_insert(0) += 1;
        }
        let needs_more = |hash: u64| counts[&first(hash)] > 1 || catalogue.are_several(hash, hash_bits);
        let all = lists.iter().flatten().copied().enumerate();
        Self { hash_bits, lists, more: all.filter(|&(_, hash)| needs_more(hash)).collect() }
    }

    fn count(&self) -> usize {
        self.lists.iter().map(Vec::len).sum()
    }

    /// How many bits it takes.
    fn bits(&self) -> u64 {
        let lists = self.lists.iter().map(|list| {
            let low = low_bits(self.hash_bits, list.len());
            let films: u64 = differences(list, self.hash_bits).map(|difference| rice_bits(difference, low)).sum();
            gamma_bits(list.len()) + films
        });
        let more = self.more.len() as u64 * u64::from(place_bits(self.count()) + MORE_BITS);
        6 + lists.sum::<u64>() + gamma_bits(self.more.len()) + more
    }

    fn write(&self, bits: &mut BitWriter) {
        bits.number(u64::from(self.hash_bits), 6);
        for list in self.lists {
            bits.gamma(list.len());
            let low = low_bits(self.hash_bits, list.len());
            differences(list, self.hash_bits).for_each(|difference| bits.rice(difference, low));
        }
        bits.gamma(self.more.len());
        for &(place, hash) in &self.more {
            bits.number(place as u64, place_bits(self.count()));
            bits.number(hash << self.hash_bits >> (64 - MORE_BITS), MORE_BITS);
        }
    }
}

/// The first bits of ascending hashes, each less the one before.
fn differences(hashes: &[u64], hash_bits: u32) -> impl Iterator<Item = u64> + '_ {
    let mut before = 0;
    hashes.iter().map(move |hash| {
        let first = hash >> (64 - hash_bits);
        first - std::mem::replace(&mut before, first)
    })
}
