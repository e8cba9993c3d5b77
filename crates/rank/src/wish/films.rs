//! Films that others are to be like: "something like Alien", "Alien but funny", "Heat meets Amélie".

use std::ops::Range;

use matinee_catalogue::fold::bare;
use matinee_catalogue::themes::phrase_key;
use matinee_features::Row;

use super::WishMeaning;
use super::numbers::years;
use super::reader::WishReader;
use super::words::{Gap, is_filler};
use crate::filter::Credit;
use crate::limits::MAX_TITLE_WORDS;

/// What stands before a film that others are to be like; none begins another.
const BEFORE_FILMS: [&[&str]; 26] = [
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
    &["better", "than"],
    &["seen"],
    &["cross", "between"],
    &["between"],
    &["mix", "of"],
    &["blend", "of"],
    &["version", "of"],
    &["as"],
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

/// Which of several films of one title is meant.
const NEWEST: [&str; 4] = ["new", "newest", "latest", "recent"];
const OLDEST: [&str; 4] = ["old", "oldest", "original", "older"];

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
                // "Between 1917 and 1930" are years.
                "between" if years(self.words, at).is_some() => return None,
                // "As funny as Airplane!"
                "as" if words.len() == 1 => {
                    at.checked_sub(2).filter(|&before| self.is(before, &["as"]))?;
                    false
                }
                word => matches!(word, "love" | "enjoy" | "seen" | "mix" | "blend" | "version"),
            };
            self.film_at(at + words.len()).filter(|(places, _)| !is_verb || !self.means_as_much(places))?
        } else if let Some(film) = self.unwanted_film(at).or_else(|| self.film_of_age(at)) {
            film
        } else {
            // "Alien but funny", "Alien meets Amélie", and a title in quotation marks
            let film = self.film_at(at)?;
            let is_compared = self.words[at].gap == Gap::Break
                && self.is(film.0.end, &["but", "meets"])
                && self.words.len() > film.0.end + 1
                && !self.means_as_much(&film.0);
            Some(film).filter(|film| is_compared || self.is_quoted(&film.0))?
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

    /// The best known film of a title, which may be spelt otherwise or be its initials.
    fn titled(&self, typed: &str) -> Option<Row> {
        let rows = self.model.titles().exact(typed);
        let folded = bare(typed);
        // "Babe" is not "The Babe".
        let as_typed = rows.iter().copied().filter(|&row| bare(&self.model.film(row).title) == folded);
        let other = || self.book.titles.spelt_otherwise(self.model, typed);
        let is_unknown = || self.book.is_unknown(self.model, &folded);
        let initials =
            || Some(()).filter(|()| is_unknown()).and_then(|()| self.book.titles.of_initials(self.model, &folded));
        let known = self.model.best_known(as_typed).or_else(|| self.model.best_known(rows.iter().copied()));
        known.or_else(other).or_else(initials)
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
            let row = self.titled(typed)?;
            Some((places, row))
        };
        let found = (1..=longest).rev().find_map(film);
        if let Some(film) = self.film_of_age(at) {
            return Some(film);
        }
        let after = || self.is(at, &BEFORE_TITLE).then(|| self.film_at(at + 1)).flatten();
        found.or_else(after)
    }

    /// "The new Dune": the newest of several films of one title.
    fn film_of_age(&self, at: usize) -> Option<(Range<usize>, Row)> {
        let is_newest = self.is(at, &NEWEST);
        if !is_newest && !self.is(at, &OLDEST) {
            return None;
        }
        let longest = self.words.len().saturating_sub(at + 1).min(MAX_TITLE_WORDS);
        (1..=longest).rev().find_map(|length| {
            let places = at + 1..at + 1 + length;
            let rows = self.model.titles().exact(self.typed(places.clone()));
            let is_kind = matches!(
                self.meaning(places.start),
                Some((_, WishMeaning::Kind(_) | WishMeaning::Country(_) | WishMeaning::Language(_)))
            );
            if rows.len() < 2 || is_kind {
                return None;
            }
            let year = |row: &Row| self.model.film(*row).year;
            let row = if is_newest { rows.into_iter().max_by_key(year) } else { rows.into_iter().min_by_key(year) };
            Some((at..places.end, row?))
        })
    }

    /// A film that is not wanted: "but not Gladiator". What is a kind or a theme by that name is none.
    fn unwanted_film(&self, at: usize) -> Option<(Range<usize>, Row)> {
        if !self.is_negated() || (is_filler(self.words[at].said()) && !self.is_alone(at)) {
            return None;
        }
        let (places, row) = self.film_at(at)?;
        let ends = self
            .words
            .get(places.end)
            .is_none_or(|word| word.gap == Gap::Break || matches!(word.said(), "or" | "nor" | "and"));
        let typed = self.typed(places.clone());
        let is_name = typed.starts_with(char::is_uppercase) && self.text.chars().any(char::is_lowercase);
        let film = self.model.film(row);
        let is_of_somebody = || {
            self.parts
                .iter()
                .any(|part| matches!(&part.meaning, WishMeaning::Person(name) if Credit::Any.is_of(film, name)))
        };
        let may_be = match self.meaning(places.start) {
            Some((length, meaning)) if length >= places.len() => match meaning {
                WishMeaning::Theme(name) => phrase_key(name) != phrase_key(typed) && (is_name || is_of_somebody()),
                _ => false,
            },
            Some(_) => is_name || is_of_somebody(),
            None => true,
        };
        (ends && may_be).then_some((places, row))
    }

    fn is_alone(&self, at: usize) -> bool {
        at + 1 == self.words.len()
    }

    fn is_quoted(&self, places: &Range<usize>) -> bool {
        let quotes = ['"', '“', '”', '„', '«', '»', '‘', '‚'];
        let (from, to) = (self.words[places.start].span.start, self.words[places.end - 1].span.end);
        self.text[..from].ends_with(quotes) && self.text[to..].starts_with(quotes)
    }

    /// The film whose title the whole text is, unless it means something else too.
    pub(super) fn whole_title(&self) -> Option<(Range<usize>, Row)> {
        if self.words.is_empty() || self.words.len() > MAX_TITLE_WORDS {
            return None;
        }
        let places = 0..self.words.len();
        let row = self.titled(self.typed(places.clone()))?;
        let means = match self.meaning(0).filter(|(length, _)| *length == places.len()) {
            Some((_, WishMeaning::Years(years))) => {
                self.model.films().iter().any(|film| years.contains(&film.year.get()))
            }
            Some((_, meaning)) => {
                let name = self.typed(places.clone());
                // "Airplane!" is in the air, and "heist" a kind before it is a title.
                let is_written_as_name = places.len() > 1 || name.starts_with(char::is_uppercase);
                let by_other_name = is_written_as_name
                    && matches!(meaning, WishMeaning::Theme(theme) if phrase_key(theme) != phrase_key(name));
                meaning.is_known() && !by_other_name
            }
            None => false,
        };
        (!means).then_some((places, row))
    }

    /// Whether the words of a title mean something else, and that phrase is as long.
    fn means_as_much(&self, places: &Range<usize>) -> bool {
        self.meaning(places.start).is_some_and(|(length, meaning)| length >= places.len() && meaning.is_known())
    }
}
