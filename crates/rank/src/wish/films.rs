//! Films that others are to be like: "something like Alien", "Alien but funny", "Heat meets Amélie".

use std::ops::Range;

use matinee_features::Row;

use super::reader::WishReader;
use super::words::{Gap, is_filler};
use crate::limits::MAX_TITLE_WORDS;

/// What stands before a film that others are to be like; none begins another.
const BEFORE_FILMS: [&[&str]; 18] = [
    &["similar", "to"],
    &["similar", "like"],
    &["reminiscent", "of"],
    &["in", "the", "vein", "of"],
    &["in", "the", "style", "of"],
    &["in", "the", "spirit", "of"],
    &["along", "the", "lines", "of"],
    &["reminds", "me", "of"],
    &["fan", "of"],
    &["fans", "of"],
    &["as", "good", "as"],
    &["unlike"],
    &["liked"],
    &["loved"],
    &["enjoyed"],
    &["love"],
    &["enjoy"],
    &["like"],
];
/// What stands before "like" where it is a verb: "I like horror" names no film of that title.
const BEFORE_VERB: [&str; 12] = ["i", "we", "you", "they", "who", "would", "id", "also", "really", "dont", "do", "to"];
/// What stands between two such films.
const BETWEEN_FILMS: [&str; 4] = ["and", "or", "meets", "x"];
/// What may stand between such words and the title.
const BEFORE_TITLE: [&str; 4] = ["the", "movie", "film", "classic"];

/// Films named one after the other.
pub(super) struct NamedFilms {
    /// The place of the first word that belongs to them.
    pub(super) from: usize,
    /// Whether others are to be unlike them.
    pub(super) unlike: bool,
    /// The places of the words of each title, and its row.
    pub(super) films: Vec<(Range<usize>, Row)>,
}

impl WishReader<'_> {
    /// The films that a word begins to name.
    pub(super) fn films_named(&self, at: usize) -> Option<NamedFilms> {
        let begins = |words: &&&[&str]| (0..words.len()).all(|n| self.is(at + n, &words[n..=n]) && self.goes_on(at, n));
        let first = if let Some(words) = BEFORE_FILMS.iter().find(begins) {
            let is_verb = match words[0] {
                "like" => at.checked_sub(1).is_some_and(|before| self.is(before, &BEFORE_VERB)),
                word => matches!(word, "love" | "enjoy"),
            };
            self.film_at(at + words.len()).filter(|(places, _)| !is_verb || !self.means_as_much(places))?
        } else {
            // "Alien but funny", "Alien meets Amélie"
            let film = self.film_at(at).filter(|_| self.words[at].gap == Gap::Break)?;
            let is_compared = self.is(film.0.end, &["but", "meets"]) && self.words.len() > film.0.end + 1;
            Some(film).filter(|_| is_compared)?
        };
        let mut films = vec![first];
        loop {
            let mut next = films[films.len() - 1].0.end;
            let joined = self.is(next, &BETWEEN_FILMS);
            if joined {
                next += 1;
            } else if self.words.get(next).is_none_or(|word| word.gap != Gap::Break) {
                break;
            }
            match self.film_at(next).filter(|(places, _)| !self.means_as_much(places)) {
                Some(film) => films.push(film),
                None => break,
            }
        }
        Some(NamedFilms { from: at, unlike: self.is(at, &["unlike"]), films })
    }

    /// Whether a word and the `n`th after it stand in one phrase.
    fn goes_on(&self, at: usize, n: usize) -> bool {
        n == 0 || self.words[at + n].gap == Gap::Space
    }

    /// The longest title that begins at a word: the best known film of it.
    fn film_at(&self, at: usize) -> Option<(Range<usize>, Row)> {
        let longest = self.words.len().saturating_sub(at).min(MAX_TITLE_WORDS);
        let film = |length: usize| {
            let places = at..at + length;
            let typed = self.typed(places.clone());
            // "Something like it", but "something like It".
            if length == 1 && is_filler(self.words[at].said()) && !typed.starts_with(char::is_uppercase) {
                return None;
            }
            let row = self.model.best_known(self.model.titles().exact(typed))?;
            Some((places, row))
        };
        let found = (1..=longest).rev().find_map(film);
        let after = || self.is(at, &BEFORE_TITLE).then(|| self.film_at(at + 1)).flatten();
        found.or_else(after)
    }

    /// Whether the words of a title mean something else, and that phrase is as long.
    fn means_as_much(&self, places: &Range<usize>) -> bool {
        self.meaning(places.start).is_some_and(|(length, meaning)| length >= places.len() && meaning.is_known())
    }
}
