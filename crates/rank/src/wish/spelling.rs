//! Words written together and misspelt: "horrorfilm", "feelgoodmovie", "commedy".

use matinee_catalogue::themes::phrase_key;

use super::WishMeaning;
use super::numbers::decade_before;
use super::people::is_half_alike;
use super::phrasebook::{PhrasePlace, Phrasebook};
use super::reader::WishReader;
use super::words::is_filler;
use crate::limits::MAX_GLUED_LETTERS;

/// What a film is called at the end of a word.
const FILM_ENDINGS: [&str; 6] = ["filmen", "filme", "films", "film", "movies", "movie"];
/// Shorter words stand for too much.
const MIN_PART: usize = 3;
/// Shorter words are too alike to be corrected. In words of so many letters none is taken for another: Sully is not silly.
const MIN_MISSPELT: usize = 5;
/// From this many letters on two may be wrong.
const LONG_WORD: usize = 9;

impl WishReader<'_> {
    /// What the parts of a word mean that is none by itself: every part means something.
    pub(super) fn glued(&self, word: &str) -> Option<Vec<WishMeaning>> {
        if !word.is_ascii() || word.len() < 2 * MIN_PART || word.len() > MAX_GLUED_LETTERS {
            return None;
        }
        let part = |text: &str| {
            let meaning = |text: &str| self.book.meaning(self.model, text, PhrasePlace::Alone, true);
            let known = |text: &str| {
                meaning(text).filter(|meaning| {
                    matches!(meaning, WishMeaning::Kind(_) | WishMeaning::Theme(_) | WishMeaning::Country(_))
                })
            };
            // "Kriegsdrama": the s joins.
            (text.len() >= MIN_PART).then(|| known(text).or_else(|| known(text.strip_suffix('s')?))).flatten()
        };
        if let Some(first) = FILM_ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)) {
            if let Some(meaning) = part(first) {
                return Some(vec![meaning]);
            }
            if is_filler(first) {
                return Some(Vec::new());
            }
        }
        let word = FILM_ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
        // "90scomedy"
        if let Some((at, years)) = decade_before(word) {
            return Some(vec![WishMeaning::Years(years), part(&word[at..])?]);
        }
        (MIN_PART + 1..word.len().saturating_sub(MIN_PART))
            .find_map(|at| Some(vec![part(&word[..at])?, part(&word[at..])?]))
    }
}

impl Phrasebook {
    /// The kind, theme, country or language whose name a word nearly is. It is a word of no story here.
    pub(super) fn of_misspelt(&self, word: &str) -> Option<WishMeaning> {
        let letters = word.chars().count();
        if letters < MIN_MISSPELT || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let edits = if letters < LONG_WORD { 1 } else { 2 };
        let word = phrase_key(word);
        let first = word.chars().next()?;
        let from = self.single_words.partition_point(|other| other.chars().next() < Some(first));
        let alike = self.single_words[from..].iter().take_while(|other| other.starts_with(first));
        let near = alike
            .filter(|other| other.len().abs_diff(word.len()) <= edits && is_half_alike(&word, other))
            .filter(|other| letters > MIN_MISSPELT || other.len() != word.len() || has_same_letters(&word, other))
            .map(|other| (strsim::osa_distance(&word, other), other))
            .filter(|&(distance, _)| distance <= edits);
        // A kind before a theme: "horor" is horror, and not honour.
        let is_other = |name: &String| !matches!(self.known(name), Some(WishMeaning::Kind(_)));
        let (_, name) = near.min_by_key(|&(distance, name)| (distance, is_other(name), name))?;
        self.known(name)
    }
}

fn has_same_letters(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}
