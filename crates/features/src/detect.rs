//! Which language a catalogue is written in.
//!
//! Each film of a sample votes for the language whose script its text is written in or, among languages of the Latin
//! script, whose stop words it has most of. The language with most votes is the catalogue's.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;
use matinee_catalogue::Film;
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::language::TextLanguage;
use crate::script::{Script, script_of};
use crate::tokens::{pieces, without_elision};

/// So many films are read, spread evenly over the catalogue.
const SAMPLE: usize = 1_000;
/// So much of each film's text, in characters.
const READ_CHARS: usize = 400;
/// A text is in a language of the Latin script only if this share of its words are stop words. It is about .4 in each of
/// them, and under .1 in others that have no list.
const LEAST_STOP_WORDS: f64 = 0.2;
/// The share of kana among the letters of Japanese is above .4; Chinese has them in names only.
const LEAST_KANA: f64 = 0.15;
/// Elided words, which would hide the stop words of French and Italian.
const ELISIONS: [&str; 6] = ["l", "d", "qu", "dell", "all", "nell"];

const LANGUAGES: usize = TextLanguage::ALL.len();

/// The languages that have a word as a stop word, as a set of bits.
static LANGUAGES_OF: LazyLock<HashMap<&str, u32, RandomState>> = LazyLock::new(|| {
    let mut languages_of = HashMap::<&str, u32, RandomState>::default();
    for language in TextLanguage::ALL.into_iter().filter(|language| !language.by_pairs()) {
        for word in language.stop_words() {
            *languages_of.entry(word).or_default() |= 1 << language as u32;
        }
    }
    languages_of
});

/// The language of most films' texts; English if no text says.
pub(crate) fn text_language(films: &[Film]) -> TextLanguage {
    let texts: Vec<&str> = films.iter().map(text).filter(|text| !text.is_empty()).collect();
    let step = texts.len().div_ceil(SAMPLE).max(1);
    let votes: Vec<TextLanguage> =
        texts.par_chunks(step).filter_map(|some| some.first().and_then(|text| of_text(text))).collect();
    let mut count = [0; LANGUAGES];
    for vote in votes {
        count[vote as usize] += 1;
    }
    // Of languages with as many votes, the first.
    TextLanguage::ALL.into_iter().rev().max_by_key(|&language| count[language as usize]).unwrap_or_default()
}

fn text(film: &Film) -> &str {
    if film.synopsis.is_empty() { &film.plot } else { &film.synopsis }
}

/// The language of a text, if it is one of ours and clear.
fn of_text(text: &str) -> Option<TextLanguage> {
    let end = text.char_indices().nth(READ_CHARS).map_or(text.len(), |(end, _)| end);
    let text = &text[..end];
    of_script(text).or_else(|| of_stop_words(text))
}

fn of_script(text: &str) -> Option<TextLanguage> {
    if text.is_ascii() {
        return None;
    }
    let (mut letters, mut han, mut kana, mut thai) = (0u32, 0u32, 0u32, 0u32);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        match script_of(c) {
            Some(Script::Han) => han += 1,
            Some(Script::Hiragana | Script::Katakana) => kana += 1,
            Some(Script::Thai) => thai += 1,
            None => {}
        }
    }
    if 2 * thai > letters {
        Some(TextLanguage::Thai)
    } else if 2 * (han + kana) <= letters {
        None
    } else if f64::from(kana) >= LEAST_KANA * f64::from(letters) {
        Some(TextLanguage::Japanese)
    } else {
        Some(TextLanguage::Chinese)
    }
}

fn of_stop_words(text: &str) -> Option<TextLanguage> {
    let (mut words, mut count) = (0u32, [0u32; LANGUAGES]);
    for (word, _) in pieces(text, true).filter(|(word, _)| !word.is_empty()) {
        words += 1;
        let word = without_elision(word, &ELISIONS);
        let languages = if word.is_ascii() {
            LANGUAGES_OF.get(&*word.to_ascii_lowercase())
        } else {
            LANGUAGES_OF.get(&*word.nfc().collect::<String>().to_lowercase())
        };
        let languages = languages.copied().unwrap_or(0);
        for (language, count) in count.iter_mut().enumerate() {
            *count += languages >> language & 1;
        }
    }
    let most = TextLanguage::ALL.into_iter().rev().max_by_key(|&language| count[language as usize])?;
    (f64::from(count[most as usize]) >= LEAST_STOP_WORDS * f64::from(words) && words > 0).then_some(most)
}
