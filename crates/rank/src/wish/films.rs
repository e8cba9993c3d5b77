//! Films that others are to be like: "something like Alien", "Alien but funny", "Heat meets Amélie".

use std::ops::Range;

use matinee_catalogue::fold::bare;
use matinee_catalogue::themes::phrase_key;
use matinee_features::Row;

use super::WishMeaning;
use super::numbers::years;
use super::reader::WishReader;
use super::titles::is_well_known;
use super::words::{Gap, Word, is_filler, is_negation};
use crate::filter::Credit;
use crate::limits::MAX_TITLE_WORDS;

/// What stands before a film that others are to be like; none begins another.
const BEFORE_FILMS: [&[&str]; 48] = [
    &["similar", "to"],
    &["similar", "like"],
    &["comparable", "to"],
    &["akin", "to"],
    &["meets"],
    &["reminiscent", "of"],
    &["in", "the", "vein", "of"],
    &["in", "the", "style", "of"],
    &["in", "the", "spirit", "of"],
    &["along", "the", "lines", "of"],
    &["reminds", "me", "of"],
    &["not", "a", "fan", "of"],
    &["wasnt", "a", "fan", "of"],
    &["a", "fan", "of"],
    &["fan", "of"],
    &["fans", "of"],
    &["big", "fan", "of"],
    &["as", "good", "as"],
    &["unlike"],
    &["did", "not", "like"],
    &["do", "not", "like"],
    &["didnt", "like"],
    &["dont", "like"],
    &["hated"],
    &["disliked"],
    &["better", "than"],
    &["seen"],
    &["cross", "between"],
    &["between"],
    &["cross", "of"],
    &["crossover", "between"],
    &["crossover", "of"],
    &["mix", "between"],
    &["mix", "of"],
    &["mixture", "of"],
    &["combination", "of"],
    &["blend", "of"],
    &["vibe", "of"],
    &["vibes", "of"],
    &["atmosphere", "of"],
    &["version", "of"],
    &["as"],
    &["liked"],
    &["loved"],
    &["enjoyed"],
    &["love"],
    &["enjoy"],
    &["like"],
];
/// Those of them before a film that others are to be unlike.
const BEFORE_UNLIKES: [&str; 9] = ["unlike", "did", "do", "didnt", "dont", "hated", "disliked", "not", "wasnt"];
/// What stands before "like" where it is a verb: "I like horror" names no film of that title.
const BEFORE_VERB: [&str; 12] = ["i", "we", "you", "they", "who", "would", "id", "also", "really", "dont", "do", "to"];
/// What stands between two such films.
const BETWEEN_FILMS: [&str; 4] = ["and", "or", "meets", "x"];
/// Such words before a title may as well stand before a kind: "I love horror", "a mix of comedy and western".
const BEFORE_KINDS: [&str; 14] = [
    "love",
    "enjoy",
    "seen",
    "meets",
    "mix",
    "mixture",
    "combination",
    "blend",
    "version",
    "crossover",
    "fan",
    "fans",
    "a",
    "big",
];
/// What stands behind a film that others are to be like: "Drive vibes".
const BEHIND_FILMS: [&str; 3] = ["vibe", "vibes", "esque"];
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
                // "As funny as Airplane!", "the same mood as Drive"
                "as" if words.len() == 1 => {
                    at.checked_sub(2).filter(|&before| self.is(before, &["as", "same"]))?;
                    false
                }
                word => BEFORE_KINDS.contains(&word) || BEFORE_UNLIKES[1..].contains(&word),
            };
            let film = self.film_likened(at + words.len());
            film.filter(|film| !is_verb || self.is_surely_title(film))?
        } else if let Some(film) = self.unwanted_film(at).or_else(|| self.film_of_age(at)) {
            film
        } else {
            // "Alien but funny", "Alien meets Amélie", "Drive vibes", and a title in quotation marks
            let is_compared = |film: &(Range<usize>, Row)| {
                (self.words[at].gap == Gap::Break || self.is(film.0.end, &BEHIND_FILMS))
                    && (self.is(film.0.end, &["but", "meets"]) && self.words.len() > film.0.end + 1
                        || self.is(film.0.end, &BEHIND_FILMS))
                    && self.is_surely_title(film)
            };
            let film = self.film_at(at).filter(|film| is_compared(film) || self.is_quoted(&film.0));
            let may_begin = || self.words[at + 1..].iter().any(|word| matches!(word.said(), "but" | "meets" | "vibes"));
            film.or_else(|| Some(at).filter(|_| may_begin()).and_then(|at| self.film_begun(at)).filter(is_compared))?
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
            let likened = if joined { self.film_likened(next) } else { self.film_at(next) };
            match likened.filter(|film| self.is_surely_title(film)) {
                Some(film) => films.push(film),
                None => break,
            }
        }
        Some(NamedFilms { from: at, unlike: self.is(at, &BEFORE_UNLIKES), films })
    }

    /// How many words that only say that something is like something begin here: "in the style of".
    pub(super) fn likening(&self, at: usize) -> Option<usize> {
        let found = BEFORE_FILMS.iter().find(|words| self.begins(at, words)).map(|words| words.len());
        found.filter(|_| !self.is(at, &BEFORE_UNLIKES))
    }

    /// Whether a word and the `n`th after it stand in one phrase.
    fn goes_on(&self, at: usize, n: usize) -> bool {
        n == 0 || self.words[at + n].gap == Gap::Space
    }

    /// The film that others are to be like: by its title, by a series whose best known film it is, or by how its title
    /// begins.
    fn film_likened(&self, at: usize) -> Option<(Range<usize>, Row)> {
        let of_series = (1..=self.words.len().saturating_sub(at).min(MAX_TITLE_WORDS)).rev().find_map(|length| {
            let places = at..at + length;
            let row = self.book.best_of_series(self.model, &self.folded(places.clone()))?;
            // "Like the Bond movies"
            let films = usize::from(self.is(places.end, &["film", "films", "movie", "movies", "series", "trilogy"]));
            Some((at..places.end + films, row))
        });
        let length = |film: &Option<(Range<usize>, Row)>| film.as_ref().map_or(0, |(places, _)| places.end);
        let (titled, begun) = (self.film_at(at), self.film_begun(at));
        let named = if length(&titled) >= length(&begun) { titled } else { begun };
        // "The Lord of the Rings" is the title of an older film too.
        match (named, of_series) {
            (Some((places, row)), Some(series)) if series.0.end >= places.end => {
                let is_of_it = self.model.film(row).series == self.model.film(series.1).series;
                Some(if is_of_it { (places, row) } else { series })
            }
            (named, of_series) => named.or(of_series).or_else(|| self.film_ending(at)),
        }
    }

    /// The well known film whose title ends with the words from here on, where these mean nothing else: "Totoro".
    fn film_ending(&self, at: usize) -> Option<(Range<usize>, Row)> {
        let word = self.words.get(at).filter(|word| !is_filler(word.said()) && !is_negation(word.said()))?;
        let is_name = || self.is_capital(at) || !self.is_told(at);
        let is_free = word.english.is_none() && self.meaning(at).is_none() && is_name();
        let longest = self.words.len().saturating_sub(at).min(MAX_TITLE_WORDS);
        (1..=longest).rev().filter(|_| is_free).find_map(|length| {
            let places = at..at + length;
            let goes_on = self.words[at + 1..at + length].iter().all(|word| word.gap != Gap::Break);
            let row = self.book.titles.ending(self.model, self.typed(places.clone())).filter(|_| goes_on)?;
            Some((places, row))
        })
    }

    /// The well known film whose title begins with the words from here on: "eternal sunshine".
    fn film_begun(&self, at: usize) -> Option<(Range<usize>, Row)> {
        let article = usize::from(self.is(at, &["the", "a"]));
        let longest = self.words.len().saturating_sub(at).min(MAX_TITLE_WORDS);
        let is_phrase = |words: &[Word<'_>]| words[1..].iter().all(|word| word.gap != Gap::Break);
        (2 + article..=longest).rev().filter(|&length| is_phrase(&self.words[at..at + length])).find_map(|length| {
            let places = at..at + length;
            let row = self.book.titles.begun(self.model, self.typed(places.clone()))?;
            // "American history" is the beginning of a title, and history of America.
            let is_other = |at: usize| {
                let meaning = self.meaning(at).map(|(_, meaning)| meaning);
                matches!(meaning, Some(WishMeaning::Kind(_) | WishMeaning::Country(_) | WishMeaning::Years(_)))
            };
            let is_title = !places.clone().any(is_other);
            is_title.then_some((places, row))
        })
    }

    /// Whether words are meant as a title though they mean something else too: "Alien" is, with a capital, but not "alien",
    /// and no kind of films.
    fn is_surely_title(&self, (places, row): &(Range<usize>, Row)) -> bool {
        let Some((length, meaning)) = self.meaning(places.start).filter(|(_, meaning)| meaning.is_known()) else {
            return true;
        };
        if length < places.len() || matches!(meaning, WishMeaning::Series(_)) {
            return true;
        }
        let typed = self.typed(places.clone());
        let is_its_name = match &meaning {
            WishMeaning::Theme(name) => bare(typed) == bare(name),
            WishMeaning::Person(_) => false,
            _ => true,
        };
        let is_name = typed.starts_with(char::is_uppercase) && self.text.chars().any(char::is_lowercase);
        is_name && !is_its_name && bare(typed) == bare(&self.model.film(*row).title) && is_well_known(self.model, *row)
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
        let (places, row) = self.film_at(at).or_else(|| self.film_ending(at))?;
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
        let begun = || self.film_begun(0).filter(|(begun, _)| *begun == places).map(|(_, row)| row);
        let titled = self.titled(self.typed(places.clone()));
        let row = titled.or_else(begun)?;
        let means = match self.meaning(0).filter(|(length, _)| *length == places.len()) {
            Some((_, WishMeaning::Years(years))) => {
                self.model.films().iter().any(|film| years.contains(&film.year.get()))
            }
            Some((_, meaning)) => {
                let name = self.typed(places.clone());
                // "Airplane!" is in the air, and "heist" a kind before it is a title.
                // "Kung fu" is a sport before it begins "Kung Fu Panda".
                let may_be_title = titled.is_some() && (places.len() > 1 && is_well_known(self.model, row));
                let is_written_as_name = may_be_title || titled.is_some() && name.starts_with(char::is_uppercase);
                let by_other_name = is_written_as_name
                    && matches!(meaning, WishMeaning::Theme(theme) if phrase_key(theme) != phrase_key(name));
                meaning.is_known() && !by_other_name
            }
            None => false,
        };
        (!means).then_some((places, row))
    }
}
