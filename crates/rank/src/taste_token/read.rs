//! Reads a token.

use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::bits::BitReader;
use super::{
    HEAD_BYTES, HashedFilm, LISTS, MAX_HASH_BITS, MIN_HASH_BITS, MORE_BITS, RULE_NAME_BITS, TasteToken,
    TasteTokenError, VERSION, VERSION_WITHOUT_RULES, checksum, low_bits,
};
use crate::limits::{
    MAX_STEER_TERMS, MAX_TASTE_FILE_FILMS, MAX_TASTE_RULES, MAX_TASTE_TOKEN_CHARS, MAX_TOKEN_TERM_BYTES,
};
use crate::taste_rule::TasteRule;

/// Reads a token, alone or in a link: `https://matinee.example/t/TOKEN`, `/?t=TOKEN`.
impl FromStr for TasteToken {
    type Err = TasteTokenError;

    fn from_str(text: &str) -> Result<Self, TasteTokenError> {
        // Copied from a sentence, a link takes its full stop along.
        let text = of_link(text).trim().trim_end_matches(['=', '.', ',']);
        if text.len() > MAX_TASTE_TOKEN_CHARS {
            return Err(TasteTokenError::TooLong);
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| TasteTokenError::Damaged)?;
        let (head, bits) = bytes.split_at_checked(HEAD_BYTES).ok_or(TasteTokenError::Damaged)?;
        // The checksum is of every form of token: a damaged one is not taken for a later one.
        if checksum(head[0], bits) != head[1..] {
            return Err(TasteTokenError::Damaged);
        }
        if !(VERSION_WITHOUT_RULES..=VERSION).contains(&head[0]) {
            return Err(TasteTokenError::Version(head[0]));
        }
        let mut reader = BitReader::new(bits);
        let token = read(&mut reader, head[0]).ok_or(TasteTokenError::Damaged)?;
        if reader.ends() { Ok(token) } else { Err(TasteTokenError::Damaged) }
    }
}

/// The token of a link; a text that is no link is all token.
fn of_link(text: &str) -> &str {
    let starts = ["/t/", "?t=", "&t="].into_iter().filter_map(|start| Some(text.find(start)? + start.len()));
    let token = starts.min().map_or(text, |start| &text[start..]);
    token.split(['/', '?', '#', '&']).next().unwrap_or(token)
}

fn read(bits: &mut BitReader, version: u8) -> Option<TasteToken> {
    let hash_bits = bits.number(6)? as u32;
    if !(MIN_HASH_BITS..=MAX_HASH_BITS).contains(&hash_bits) {
        return None;
    }
    let mut films: Vec<HashedFilm> = Vec::new();
    for (opinion, weight) in LISTS {
        let count = bits.gamma(MAX_TASTE_FILE_FILMS - films.len())?;
        let low = low_bits(hash_bits, count);
        let mut hash: u64 = 0;
        for _ in 0..count {
            hash = hash.checked_add(bits.rice(low)?).filter(|hash| hash >> hash_bits == 0)?;
            films.push(HashedFilm { hash, more: None, opinion, weight });
        }
    }
    for _ in 0..bits.gamma(films.len())? {
        let place = bits.number(place_bits(films.len()))? as usize;
        films.get_mut(place)?.more = Some(bits.number(MORE_BITS)?);
    }
    let mut left = MAX_STEER_TERMS;
    let mut terms = || -> Option<Vec<String>> {
        let count = bits.gamma(left)?;
        left -= count;
        (0..count).map(|_| term(bits)).collect()
    };
    let (muted, lessened, boosted) = (terms()?, terms()?, terms()?);
    let rules = if version == VERSION_WITHOUT_RULES { 0 } else { bits.gamma(MAX_TASTE_RULES)? };
    let never = (0..rules).map(|_| rule(bits)).collect::<Option<Vec<TasteRule>>>()?;
    Some(TasteToken { hash_bits, films, muted, lessened, boosted, never })
}

fn rule(bits: &mut BitReader) -> Option<TasteRule> {
    let name = TasteRule::NAMES.get(bits.number(RULE_NAME_BITS)? as usize)?;
    let value = if matches!(*name, "before" | "after" | "longer-than") {
        bits.gamma(usize::from(u16::MAX))?.to_string()
    } else {
        term(bits)?
    };
    TasteRule::new(name, &value).ok()
}

fn term(bits: &mut BitReader) -> Option<String> {
    let length = bits.gamma(MAX_TOKEN_TERM_BYTES)?;
    let bytes = (0..length).map(|_| Some(bits.number(8)? as u8)).collect::<Option<Vec<u8>>>()?;
    String::from_utf8(bytes).ok().filter(|term| is_term(term))
}

/// Whether a text can be a term. An address may name others, which no film bears: no token has them.
pub(super) fn is_term(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(char::is_control)
}

/// How many bits name one of so many films.
pub(super) fn place_bits(films: usize) -> u32 {
    films.saturating_sub(1).checked_ilog2().map_or(0, |bits| bits + 1)
}
