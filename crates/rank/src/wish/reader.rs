//! Reading a wish: from left to right, at each word the longest phrase that means something.

use std::ops::Range;

use matinee_catalogue::themes;
use matinee_features::Model;

use super::films::NamedFilms;
use super::numbers::{length_word, running_time, years};
use super::phrasebook::{PhrasePlace, Phrasebook};
use super::settings::SET_PREPOSITIONS;
use super::words::{Gap, Word, is_filler, is_negation, words};
use super::{PartJoint, Renown, Wish, WishMeaning, WishPart};
use crate::filter::Credit;
use crate::limits::{
    LONG_MINUTES, MAX_CORRECTED_WORDS, MAX_MINUTES, MAX_PHRASE_WORDS, MAX_WISH_CHARS, MAX_WISH_PARTS, NOT_LONG_MINUTES,
};

/// How many words a person's name has.
const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=5;

/// What films are called.
pub(super) const FILMS: [&str; 4] = ["film", "films", "movie", "movies"];
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
            negates_phrase: false,
            with_before: false,
            or: false,
            credit: Credit::Any,
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
    pub(super) book: &'a Phrasebook,
    pub(super) text: &'a str,
    pub(super) words: &'a [Word<'a>],
    pub(super) parts: Vec<WishPart>,
    /// Where the word begins that says that what follows is not wanted.
    pub(super) negation: Option<usize>,
    /// Whether all words of the phrase that follows are not wanted, as after "no", and not only the next, as after "not".
    pub(super) negates_phrase: bool,
    /// Whether what follows is not wanted together with the part before.
    pub(super) with_before: bool,
    /// Whether "or" stood before.
    pub(super) or: bool,
    /// What the people named next are to have done.
    pub(super) credit: Credit,
    /// How many words so far mean nothing.
    unknown: usize,
}

impl WishReader<'_> {
    fn read(&mut self) {
        if let Some((places, row)) = self.whole_title() {
            let film = self.model.film(row);
            // "Der Herr der Ringe" is the title of an older film, and the name of a series.
            let best = self.book.best_of_series(self.model, &film.title);
            let name = best.and_then(|best| self.model.film(best).series.clone());
            let name = name.filter(|name| film.series.as_ref() != Some(name));
            let meaning = name.map_or_else(|| WishMeaning::Film(row, film.title.clone()), WishMeaning::Series);
            return self.add(places, meaning);
        }
        let mut at = 0;
        while at < self.words.len() && self.parts.len() < MAX_WISH_PARTS {
            let word = &self.words[at];
            match word.gap {
                Gap::Break => (self.negation, self.or, self.with_before) = (None, false, false),
                Gap::Minus => (self.negation, self.negates_phrase) = (Some(word.span.start - 1), false),
                Gap::Space | Gap::Dash | Gap::Point => {}
            }
            at = self.read_at(at);
        }
        self.join_dark_comedy();
        self.join_words();
        self.mark_apart();
    }

    /// Reads the phrase that begins with a word. Returns the place behind it.
    fn read_at(&mut self, at: usize) -> usize {
        if let Some(films) = self.films_named(at) {
            return self.add_films(films);
        }
        if let Some(length) = self.says_nothing(at) {
            return at + length;
        }
        if self.is_child_of(at) {
            return at + 1;
        }
        if let Some(length) = self.said_of_viewers(at) {
            return at + length;
        }
        if let Some(length) = self.taking_place(at).or_else(|| self.movement(at)) {
            return at + length;
        }
        if self.credit == Credit::Behind
            && at > 0
            && self.is(at - 1, &["by"])
            && let Some(length) = self.directed_by(at)
        {
            return at + length;
        }
        let found = self.meaning(at);
        let length = found.as_ref().map_or(0, |(length, _)| *length);
        if let Some(fixed) = self.fixed(at).filter(|fixed| fixed.length >= length) {
            if fixed.is_not {
                // What is not wanted twice is wanted.
                self.negation = if self.negation.is_some() { None } else { Some(self.words[at].span.start) };
                self.negates_phrase = false;
            }
            self.add(at..at + fixed.length, fixed.meaning);
            return at + fixed.length;
        }
        if let Some(length) = self.full_name(at, length) {
            return at + length;
        }
        if let Some((length, meaning)) = found {
            if let Some((length, meaning)) = self.kind_about(at, length, &meaning) {
                self.add(at..at + length, meaning);
                return at + length;
            }
            match meaning {
                WishMeaning::Person(name) => self.add_people(at..at + length, &name),
                meaning => self.add(at..at + length, meaning),
            }
            // "The Coen brothers"
            let are_siblings = matches!(self.parts.last(), Some(WishPart { meaning: WishMeaning::Person(_), .. }))
                && self.is(at + length, &["brothers", "bros", "brother", "sisters", "siblings"]);
            return at + length + usize::from(are_siblings);
        }
        let word = &self.words[at];
        let is_all = self.is(at, &["anything", "everything", "all", "anyone", "nothing"]);
        if is_all && self.is(at + 1, &["but", "except"]) && !self.begins(at, &["nothing", "except"]) {
            // "Anything but horror", but "nothing but horror".
            self.negation = (word.said() != "nothing").then_some(word.span.start);
            return at + 2;
        }
        if is_negation(word.said()) {
            // "Not only"
            let is_more = self.is(at + 1, &["only", "just"]);
            self.negation = (!is_more).then_some(word.span.start);
            self.negates_phrase = self.negates_phrase(at);
        } else if self.goes_on_negated(at) {
            // "Without sex and violence"
            self.negation = self.parts.last().map(|last| last.span.end);
        } else if matches!(word.said(), "or" | "nor") {
            self.or = true;
            // "Without romance or gore": neither.
            if let Some(last) = self.parts.last().filter(|last| last.negated) {
                self.negation = Some(last.span.end);
            }
        } else if let Some(length) = self.count(at).or_else(|| self.likening(at)) {
            return at + length;
        } else if !is_filler(word.said()) {
            self.add_unknown(at);
        }
        match word.said() {
            "by" | "directed" => self.credit = Credit::Behind,
            "with" | "starring" | "featuring" => self.credit = Credit::Cast,
            _ => {}
        }
        at + 1
    }

    /// Whether what follows is not wanted.
    pub(super) fn is_negated(&self) -> bool {
        self.negation.is_some()
    }

    /// Adds a word that means nothing by itself: as those it is made of, as what it nearly is, or to be searched for.
    fn add_unknown(&mut self, at: usize) {
        let word = &self.words[at];
        let places = at..at + 1;
        self.unknown += 1;
        if self.unknown <= MAX_CORRECTED_WORDS && word.english.is_none() {
            if let Some(meanings) = self.glued(&word.folded) {
                let negation = self.negation;
                for meaning in meanings {
                    self.negation = negation;
                    self.add(places.clone(), meaning);
                }
                return;
            }
            if !self.is_told(at) {
                if let Some(meaning) = self.book.of_misspelt(&word.folded) {
                    return self.add(places, meaning);
                }
                if let Some(people) = self.misspelt_people(at) {
                    return self.add_namesakes(places, &people);
                }
            }
        }
        if self.directed_by(at).is_some() {
            return;
        }
        if let Some(name) = self.initials_of_somebody(at) {
            return self.add(places, WishMeaning::Person(name));
        }
        let is_letter = word.folded.len() == 1 && word.folded.starts_with(char::is_alphabetic);
        // "An old man" says nothing of when the film was made.
        if !matches!(word.said(), "old" | "older") && !is_letter {
            let is_negated = self.negation.is_some();
            self.add(places, WishMeaning::Words(word.folded.clone()));
            // "No animals dying": neither.
            self.negation = is_negated.then_some(word.span.end);
        }
    }

    /// What the longest phrase that begins with a word means, and how many words it has.
    pub(super) fn meaning(&self, at: usize) -> Option<(usize, WishMeaning)> {
        let place = match at.checked_sub(1) {
            _ if self.follows_set(at) => PhrasePlace::AfterSet,
            Some(preposition) if self.is(preposition, &["in"]) => PhrasePlace::AfterIn,
            // "In German or French"
            Some(joint) if self.is(joint, &["or", "and", "nor"]) && self.is_behind_language(joint) => {
                PhrasePlace::AfterIn
            }
            _ => PhrasePlace::Alone,
        };
        if let Some((length, era)) = self.era_of_setting(at) {
            return Some((length, WishMeaning::Theme(era)));
        }
        if place != PhrasePlace::AfterSet {
            if let Some((length, range)) = running_time(&self.words[at..], 0) {
                return Some((length, WishMeaning::Length(range)));
            }
            if let Some((length, range)) = years(&self.words[at..], 0) {
                // "Films from 1999" are those of that year, "from 1999" all since.
                let is_of = length == 2 && self.is(at, &["from"]) && at > 0 && self.is(at - 1, &FILMS);
                let range = if is_of { *range.start()..=*range.start() } else { range };
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
            if length == 1 && (is_weak || self.is_article(at)) {
                return None;
            }
            let last = self.words[at + length - 1].said();
            if length > 1 && matches!(last, "the" | "a" | "an" | "or" | "and" | "in") {
                continue;
            }
            // "Films set in Rome" are no films about a film set.
            if last == "set" && self.is(at + length, &SET_PREPOSITIONS) {
                continue;
            }
            let typed = self.typed(at..at + length);
            let folded = self.folded(at..at + length);
            if let Some(meaning) = self.book.meaning(self.model, &folded, place, self.negation.is_none()) {
                let is_place = matches!(&meaning, WishMeaning::Country(all) if self.is_place_in_era(at, all));
                let set_in = || self.book.meaning(self.model, &folded, PhrasePlace::AfterSet, true);
                let place = if is_place { set_in() } else { None };
                return Some((length, place.unwrap_or(meaning)));
            }
            if place != PhrasePlace::AfterSet && NAME_WORDS.contains(&length) && !is_weak {
                let people = &self.book.people;
                let by_surname = || people.of_surname(self.model, &folded)?.into_iter().next();
                if let Some(name) = people.of_name(self.model, &folded, typed).or_else(by_surname) {
                    return Some((length, WishMeaning::Person(name)));
                }
            }
        }
        if let Some(range) = length_word(said) {
            return Some((1, WishMeaning::Length(range)));
        }
        let first = self.book.people.of_surname(self.model, word)?.into_iter().next()?;
        Some((1, WishMeaning::Person(first)))
    }

    /// Whether "la" is an article of what is no known phrase, and not Los Angeles: "la vita è bella".
    fn is_article(&self, at: usize) -> bool {
        self.typed(at..at + 1) == "la"
            && !at.checked_sub(1).is_some_and(|before| self.is(before, &["in", "from"]))
            && self.words.get(at + 1).is_some_and(|next| next.gap == Gap::Space)
            && self.meaning(at + 1).is_none()
    }

    /// Whether the word before is a language.
    fn is_behind_language(&self, at: usize) -> bool {
        matches!(self.parts.last(), Some(WishPart { meaning: WishMeaning::Language(_), span, .. })
            if at > 0 && span.end == self.words[at - 1].span.end)
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
        // "The new Dune, not the old one"
        let is_other = self.is(end, &["not"]) && self.is(end + 1, &["the"]) && self.is(end + 3, &["one"]);
        end + if is_other { 4 } else { 0 }
    }

    pub(super) fn is(&self, at: usize, texts: &[&str]) -> bool {
        self.words.get(at).is_some_and(|word| texts.contains(&word.said()))
    }

    pub(super) fn typed(&self, places: Range<usize>) -> &str {
        &self.text[self.words[places.start].span.start..self.words[places.end - 1].span.end]
    }

    pub(super) fn folded(&self, places: Range<usize>) -> String {
        let words: Vec<&str> = self.words[places].iter().map(|word| word.folded.as_str()).collect();
        words.join(" ")
    }

    pub(super) fn add(&mut self, places: Range<usize>, meaning: WishMeaning) {
        if meaning == WishMeaning::Renown(Renown::WellKnown) && self.negation.is_some() {
            return self.add_instead(places, WishMeaning::Renown(Renown::LesserKnown));
        }
        if meaning == WishMeaning::Length(LONG_MINUTES..=MAX_MINUTES) && self.negation.is_some() {
            return self.add_instead(places, WishMeaning::Length(0..=NOT_LONG_MINUTES));
        }
        let text = self.typed(places.clone()).to_owned();
        let (start, end) = (self.words[places.start].span.start, self.words[places.end - 1].span.end);
        let negation = self.negation.take();
        let or = std::mem::take(&mut self.or);
        if !matches!(meaning, WishMeaning::Person(_) | WishMeaning::Words(_)) {
            self.credit = Credit::Any;
        }
        let credit = self.credit_of(&meaning);
        let said = self.said(places.clone(), &meaning);
        let or = or || self.parts.last().is_some_and(|last| is_other_choice(last, &meaning, negation.is_some()));
        let is_negated = negation.is_some();
        let with_before = std::mem::take(&mut self.with_before) && is_negated;
        if let Some(last) = self.parts.last_mut()
            && last.meaning == meaning
            && last.negated == is_negated
        {
            // "Feeling sad, cheer me up" is said once.
            last.span.end = end;
            last.text = self.text[last.span.clone()].to_owned();
            return;
        }
        let alone = if with_before { PartJoint::WithBefore } else { PartJoint::And };
        let joint = if or { PartJoint::Or } else { alone };
        self.parts.push(WishPart {
            text,
            meaning,
            negated: negation.is_some(),
            span: negation.map_or(start, |from| from.min(start))..end,
            joint,
            credit,
            said,
        });
        if is_negated {
            self.negate_next(places.end, end);
        }
    }

    /// The words of a part as stories have them.
    fn said(&self, places: Range<usize>, meaning: &WishMeaning) -> String {
        if matches!(meaning, WishMeaning::Renown(_)) {
            return self.words[places].iter().map(Word::said).collect::<Vec<_>>().join(" ");
        }
        let folded = self.folded(places);
        // No story says "heist movies".
        let folded = FILMS.iter().find_map(|film| folded.strip_suffix(film)?.strip_suffix(' ')).unwrap_or(&folded);
        match (self.book.english(folded), meaning) {
            (Some(english), _) => english.to_owned(),
            (None, WishMeaning::Theme(name)) if !is_name_of(folded, name) => (*name).to_owned(),
            (None, _) => folded.to_owned(),
        }
    }
}

/// Whether the vocabulary has a phrase as a name of a theme.
fn is_name_of(folded: &str, name: &str) -> bool {
    themes::find(folded).is_some_and(|theme| theme.name == name)
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
