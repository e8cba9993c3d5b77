//! How many films somebody wants, which is no wish.

use super::WishMeaning;
use super::reader::{FILMS, WishReader};
use super::words::{Gap, is_filler};

/// "Three quick and funny films": so many words behind a number one is called a film.
const FILMS_WITHIN: usize = 4;

impl WishReader<'_> {
    /// The words that say how many films are wanted: "three films for tonight", "top 10 horror movies", "a couple of westerns".
    /// "Three stooges" are no three films.
    pub(super) fn count(&self, at: usize) -> Option<usize> {
        if !self.parts.is_empty() || self.is_negated() {
            return None;
        }
        let number = at + usize::from(self.is(at, &["top"]));
        let behind = if self.words.get(number).is_some_and(|word| is_number(word.said())) {
            number + 1
        } else if self.is(number, &["couple", "dozen", "handful"]) && self.is(number + 1, &["of"]) {
            number + 2
        } else {
            return None;
        };
        let next = self.words.get(behind).filter(|word| word.gap == Gap::Space)?;
        let of_films = (behind..behind + FILMS_WITHIN).any(|at| self.is(at, &FILMS));
        let is_kind = || {
            let meaning = self.meaning(behind).map(|(_, meaning)| meaning);
            !matches!(
                meaning,
                None | Some(
                    WishMeaning::Theme(_) | WishMeaning::Keyword(_) | WishMeaning::Person(_) | WishMeaning::Words(_)
                )
            )
        };
        (of_films || is_filler(next.said()) || is_kind()).then_some(behind - at)
    }
}

/// Whether a word is a number of films that somebody may want.
fn is_number(word: &str) -> bool {
    const WORDS: [&str; 13] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen", "twenty", "fifty",
    ];
    WORDS.contains(&word) || (word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()))
}
