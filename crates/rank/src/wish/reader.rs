//! Reading a wish: from left to right, at each word the longest phrase that means something.

use std::ops::Range;

use matinee_features::Model;

use super::films::NamedFilms;
use super::numbers::{length_word, running_time, years};
use super::people::is_first_name;
use super::phrasebook::{PhrasePlace, Phrasebook};
use super::words::{Gap, Word, is_filler, is_negation, words};
use super::{Wish, WishMeaning, WishPart};
use crate::limits::{MAX_CORRECTED_WORDS, MAX_PHRASE_WORDS, MAX_WISH_CHARS, MAX_WISH_PARTS};

/// How many words a person's name has.
const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=5;

impl Wish {
    /// Reads a text by a phrasebook of a model.
    pub(crate) fn read(model: &Model, book: &Phrasebook, text: &str) -> Self {
        let text: String = text.chars().filter(|c| !c.is_control()).take(MAX_WISH_CHARS).collect();
        let words = words(&text, |word| book.small_word(word));
        let mut reader = WishReader {
            model,
            book,
            text: &text,
            words: &words,
            parts: Vec::new(),
            negation: None,
            or: false,
            unknown: 0,
        };
        reader.read();
        let parts = reader.parts;
        Self { text, parts }
    }
}

/// What was read so far.
pub(super) struct WishReader<'a> {
    pub(super) model: &'a Model,
    book: &'a Phrasebook,
    text: &'a str,
    pub(super) words: &'a [Word<'a>],
    parts: Vec<WishPart>,
    /// Where the word begins that says that what follows is not wanted.
    negation: Option<usize>,
    /// Whether "or" stood before.
    or: bool,
    /// How many words so far mean nothing.
    unknown: usize,
}

impl WishReader<'_> {
    fn read(&mut self) {
        let mut at = 0;
        while at < self.words.len() && self.parts.len() < MAX_WISH_PARTS {
            let word = &self.words[at];
            match word.gap {
                Gap::Break => (self.negation, self.or) = (None, false),
                Gap::Minus => self.negation = Some(word.span.start - 1),
                Gap::Space | Gap::Dash | Gap::Point => {}
            }
            if let Some(films) = self.films_named(at) {
                at = self.add_films(films);
                continue;
            }
            if let Some((length, meaning)) = self.meaning(at) {
                let mut from = at;
                if let WishMeaning::Person(name) = &meaning
                    && length == 1
                {
                    from -= self.take_back_first_name(name);
                }
                self.add(from..at + length, meaning);
                at += length;
                continue;
            }
            if is_negation(word.said()) {
                self.negation = Some(word.span.start);
            } else if matches!(word.said(), "or" | "nor") {
                self.or = true;
                // "Without romance or gore": neither.
                if let Some(last) = self.parts.last().filter(|last| last.negated) {
                    self.negation = Some(last.span.end);
                }
            } else if !is_filler(word.said()) {
                match self.misspelt(&word.folded) {
                    Some(name) => {
                        let from = at - self.take_back_first_name(&name);
                        self.add(from..at + 1, WishMeaning::Person(name));
                    }
                    None => self.add(at..at + 1, WishMeaning::Words(word.folded.clone())),
                }
            }
            at += 1;
        }
        self.join_words();
    }

    /// The person whose surname a word that means nothing else nearly is.
    fn misspelt(&mut self, word: &str) -> Option<String> {
        self.unknown += 1;
        (self.unknown <= MAX_CORRECTED_WORDS).then(|| self.book.people.of_misspelt(self.model, word)).flatten()
    }

    /// What the longest phrase that begins with a word means, and how many words it has.
    pub(super) fn meaning(&self, at: usize) -> Option<(usize, WishMeaning)> {
        let place = match (at.checked_sub(2), at.checked_sub(1)) {
            (Some(set), Some(preposition))
                if self.is(set, &["set"]) && self.is(preposition, &["in", "on", "at", "during"]) =>
            {
                PhrasePlace::AfterSet
            }
            (_, Some(preposition)) if self.is(preposition, &["in"]) => PhrasePlace::AfterIn,
            _ => PhrasePlace::Alone,
        };
        if place != PhrasePlace::AfterSet {
            if let Some((length, range)) = running_time(&self.words[at..], 0) {
                return Some((length, WishMeaning::Length(range)));
            }
            if let Some((length, range)) = years(&self.words[at..], 0) {
                return Some((length, WishMeaning::Years(range)));
            }
        }
        if let Some(language) = self.language_named(at) {
            return Some((2, language));
        }
        let (word, said) = (&self.words[at].folded, self.words[at].said());
        if matches!(said, "the" | "a" | "an") {
            return None;
        }
        let is_weak = is_filler(said) || is_negation(said);
        // A minus belongs to what is written as one word.
        let is_minus = self.words[at].gap == Gap::Minus;
        let goes_on = |word: &&Word<'_>| match word.gap {
            Gap::Break | Gap::Minus => false,
            Gap::Dash => true,
            Gap::Space | Gap::Point => !is_minus,
        };
        let until_break = 1 + self.words[at + 1..].iter().take_while(goes_on).count();
        for length in (1..=until_break.min(MAX_PHRASE_WORDS)).rev() {
            if length == 1 && is_weak {
                return None;
            }
            let last = self.words[at + length - 1].said();
            if length > 1 && matches!(last, "the" | "a" | "an" | "or" | "and" | "in") {
                continue;
            }
            let typed = self.typed(at..at + length);
            let folded = self.folded(at..at + length);
            if let Some(meaning) = self.book.meaning(self.model, &folded, place, self.negation.is_none()) {
                return Some((length, meaning));
            }
            if place != PhrasePlace::AfterSet && NAME_WORDS.contains(&length) && !is_weak {
                let people = &self.book.people;
                let by_surname = || people.of_surname(self.model, &folded);
                if let Some(name) = people.of_name(self.model, &folded, typed).or_else(by_surname) {
                    return Some((length, WishMeaning::Person(name)));
                }
            }
        }
        if let Some(range) = length_word(said) {
            return Some((1, WishMeaning::Length(range)));
        }
        Some((1, WishMeaning::Person(self.book.people.of_surname(self.model, word)?)))
    }

    /// "French-language", "Korean speaking"
    fn language_named(&self, at: usize) -> Option<WishMeaning> {
        let follows = self.is(at + 1, &["language", "speaking", "spoken"]);
        follows.then(|| self.book.language(&self.words[at].folded)).flatten()
    }

    /// Adds films that others are to be like. Returns the place behind them.
    fn add_films(&mut self, films: NamedFilms) -> usize {
        let negation = self.negation.take().or(films.unlike.then(|| self.words[films.from].span.start));
        let (from, mut end) = (films.from, films.from);
        for (places, row) in films.films {
            // What stands before the first negates the others too, and belongs to the first.
            self.negation = negation.map(|first| if end == from { first } else { self.words[places.start].span.start });
            end = places.end;
            self.add(places, WishMeaning::Film(row, self.model.film(row).title.clone()));
        }
        end
    }

    pub(super) fn is(&self, at: usize, texts: &[&str]) -> bool {
        self.words.get(at).is_some_and(|word| texts.contains(&word.said()))
    }

    pub(super) fn typed(&self, places: Range<usize>) -> &str {
        &self.text[self.words[places.start].span.start..self.words[places.end - 1].span.end]
    }

    fn folded(&self, places: Range<usize>) -> String {
        let words: Vec<&str> = self.words[places].iter().map(|word| word.folded.as_str()).collect();
        words.join(" ")
    }

    /// Takes back the word before the last, if it was not known and is the first name of somebody. How many words.
    fn take_back_first_name(&mut self, name: &str) -> usize {
        let is_first = |part: &WishPart| {
            matches!(&part.meaning, WishMeaning::Words(word) if is_first_name(word, name)) && !part.negated
        };
        if self.parts.last().is_some_and(is_first) {
            self.parts.pop();
            return 1;
        }
        0
    }

    fn add(&mut self, places: Range<usize>, meaning: WishMeaning) {
        let text = self.typed(places.clone()).to_owned();
        let (start, end) = (self.words[places.start].span.start, self.words[places.end - 1].span.end);
        let negation = self.negation.take();
        let or = std::mem::take(&mut self.or);
        let or = or || self.parts.last().is_some_and(|last| is_other_choice(last, &meaning, negation.is_some()));
        self.parts.push(WishPart {
            text,
            meaning,
            negated: negation.is_some(),
            span: negation.map_or(start, |from| from.min(start))..end,
            or,
        });
    }

    /// Joins neighbouring words that mean nothing else to one part.
    fn join_words(&mut self) {
        let mut joined: Vec<WishPart> = Vec::new();
        for part in self.parts.drain(..) {
            if let (WishMeaning::Words(words), Some(last)) = (&part.meaning, joined.last_mut())
                && let WishMeaning::Words(before) = &mut last.meaning
                && last.negated == part.negated
                && !part.negated
                && self.text[last.span.end..part.span.start].chars().all(|c| c.is_whitespace() || c == '-')
            {
                before.push(' ');
                before.push_str(words);
                last.span.end = part.span.end;
                last.text = self.text[last.span.clone()].to_owned();
            } else {
                joined.push(part);
            }
        }
        self.parts = joined;
    }
}

/// Whether no film could meet both: "80s 90s" asks for either.
fn is_other_choice(last: &WishPart, meaning: &WishMeaning, negated: bool) -> bool {
    match (&last.meaning, meaning) {
        (WishMeaning::Years(a), WishMeaning::Years(b)) => {
            !last.negated && !negated && (a.end() < b.start() || b.end() < a.start())
        }
        _ => false,
    }
}
