//! Whom a name in a wish means, and what they are to have done.

use std::ops::Range;

use matinee_catalogue::fold::bare;
use matinee_catalogue::themes::{self, phrase_key};
use matinee_features::{Facet, Field};

use super::people::is_first_name;
use super::reader::WishReader;
use super::words::{Gap, Word, is_filler};
use super::{PartJoint, WishMeaning, WishPart};
use crate::filter::Credit;
use crate::limits::MIN_MISSPELT_FILMS;

/// A shorter word stands for no first name.
const MIN_SHORT_NAME: usize = 3;
/// A word alone is a director's surname before it is a word if the director has so many films.
const MIN_NOTED_FILMS: usize = 4;
/// What stands before somebody's name.
const BEFORE_NAMES: [&str; 5] = ["by", "with", "starring", "featuring", "directed"];

impl WishReader<'_> {
    /// "Documentaries about nature" are nature documentaries, if there is a theme of that name. How many words, and the theme.
    pub(super) fn kind_about(&self, at: usize, length: usize, kind: &WishMeaning) -> Option<(usize, WishMeaning)> {
        let WishMeaning::Kind(genres) = kind else { return None };
        let [genre] = genres[..] else { return None };
        let place = at + length + 1;
        let goes_on = |place: usize| self.words.get(place).is_some_and(|word| word.gap == Gap::Space);
        if !self.is(place - 1, &["about", "on"]) || !goes_on(place - 1) || !goes_on(place) {
            return None;
        }
        let name = |word: &str| phrase_key(&format!("{word} {genre}"));
        let (typed, said) = (name(&self.words[place].folded), name(self.words[place].said()));
        let english = self.book.english(&self.words[place].folded).map(name);
        let is_it = |theme: &&themes::Theme| {
            let key = phrase_key(&theme.name);
            key == typed || key == said || Some(&key) == english.as_ref()
        };
        let theme = themes::all().iter().find(is_it)?;
        Some((length + 2, WishMeaning::Theme(&theme.name)))
    }

    /// Adds whom a name means; all of them if it is a surname that several have.
    pub(super) fn add_people(&mut self, places: Range<usize>, name: &str) {
        let namesakes = self.book.people.of_surname(self.model, &self.folded(places.clone())).unwrap_or_default();
        if namesakes.is_empty() {
            self.add(places, WishMeaning::Person(name.to_owned()));
        } else {
            self.add_namesakes(places, &namesakes);
        }
    }

    /// Adds somebody whose first name is right and whose surname is misspelt or cut, unless so many words and more mean
    /// something else. How many words.
    pub(super) fn full_name(&mut self, at: usize, known: usize) -> Option<usize> {
        let first = &self.words[at].folded;
        if known > 1 || !self.book.people.is_first_name(first) {
            return None;
        }
        let means = self.book.known(&phrase_key(first)).is_some();
        let goes_on = |places: Range<usize>| {
            self.words.get(places).is_some_and(|words| words.iter().all(|word| word.gap == Gap::Space))
        };
        let (length, name) =
            (1..=2).rev().filter(|&length| !means && goes_on(at + 1..at + 1 + length)).find_map(|length| {
                let rest: String =
                    self.words[at + 1..at + 1 + length].iter().map(|word| word.folded.as_str()).collect();
                let is_name = rest.len() >= MIN_SHORT_NAME && rest.is_ascii() && !is_filler(&rest);
                let name = is_name.then(|| self.book.people.of_full_name(self.model, first, &rest)).flatten()?;
                Some((1 + length, name))
            })?;
        self.add(at..at + length, WishMeaning::Person(name));
        Some(length)
    }

    pub(super) fn add_namesakes(&mut self, places: Range<usize>, namesakes: &[String]) {
        // "D. W. Griffith" is no Hugh Griffith.
        let initials = self.initials_before(places.start);
        if let Some(first) = initials.chars().next()
            && !namesakes.iter().any(|name| bare(name).starts_with(first))
        {
            let words = format!("{initials} {}", self.folded(places.clone()));
            self.credit = Credit::Behind;
            return self.add(places, WishMeaning::Words(words));
        }
        for name in namesakes {
            let taken = self.take_back_first_name(places.start, name);
            if taken > 0 {
                self.add(places.start - taken..places.end, WishMeaning::Person(name.clone()));
                return;
            }
        }
        // "With Romy Schneider" is no Rob Schneider.
        if self.follows_other_first_name(places.start) {
            return self.add(places.clone(), WishMeaning::Words(self.folded(places)));
        }
        let (negation, or) = (self.negation, self.or);
        for (n, name) in namesakes.iter().enumerate() {
            (self.negation, self.or) = (negation, or || n > 0);
            self.add(places.clone(), WishMeaning::Person(name.clone()));
        }
    }

    /// The single letters right before a word: "d w".
    fn initials_before(&self, at: usize) -> String {
        let is_letter = |word: &&Word<'_>| {
            word.folded.len() == 1 && word.folded.starts_with(|c: char| c.is_alphabetic() && c != 'a')
        };
        let letters: Vec<&str> =
            self.words[..at].iter().rev().take_while(is_letter).map(|word| word.folded.as_str()).collect();
        letters.into_iter().rev().collect::<Vec<_>>().join(" ")
    }

    /// Whether the word before is a first name that was not taken for a surname's.
    fn follows_other_first_name(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let is_unknown = matches!(self.parts.last(), Some(WishPart { meaning: WishMeaning::Words(_), span, .. })
            if span.end == self.words[before].span.end);
        let is_name = || {
            let is_introduced = before.checked_sub(1).is_some_and(|at| self.is(at, &BEFORE_NAMES));
            let is_capital = |at: usize| self.typed(at..at + 1).starts_with(char::is_uppercase);
            is_introduced
                || self.book.people.is_first_name(&self.words[before].folded)
                || (is_capital(before) && is_capital(at))
                || !self.is_told(before)
        };
        is_unknown && self.words[at].gap == Gap::Space && is_name()
    }

    /// Whether stories have a word.
    pub(super) fn is_told(&self, at: usize) -> bool {
        let (vocabulary, analyzer) = (self.model.vocabulary(), self.model.params().analyzer());
        vocabulary.find(Field::Words, &self.words[at].folded, analyzer).is_some()
    }

    /// The people whose surname a word nearly is. Without a word before that says that a name follows, they are well known.
    pub(super) fn misspelt_people(&self, at: usize) -> Option<Vec<String>> {
        let before = at.checked_sub(1);
        let is_introduced = before.is_some_and(|at| self.is(at, &BEFORE_NAMES));
        if self.book.people.is_first_name(&self.words[at].folded) {
            return None;
        }
        let follows_name = matches!(self.parts.last(), Some(WishPart { meaning: WishMeaning::Words(_), span, .. })
            if self.text[span.end..self.words[at].span.start].trim().is_empty());
        if self.negation.is_some() && !is_introduced && !follows_name {
            return None;
        }
        let find = |least| self.book.people.of_misspelt(self.model, &self.words[at].folded, least);
        let people = find(if is_introduced { 0 } else { MIN_MISSPELT_FILMS });
        people.or_else(|| {
            let Some(WishPart { meaning: WishMeaning::Words(first), .. }) = self.parts.last() else { return None };
            find(0).filter(|people| follows_name && people.iter().any(|name| is_first_name(first, name)))
        })
    }

    /// Adds those who directed films by a surname, where that is what it says: "films by Lynch", or "Lynch" alone or with a
    /// capital, where it is no other name. How many words.
    pub(super) fn directed_by(&mut self, at: usize) -> Option<usize> {
        let is_introduced = self.credit == Credit::Behind && at > 0 && self.is(at - 1, &["by"]);
        let word = &self.words[at].folded;
        let directors = self.book.people.directors_of_surname(self.model, word);
        // "Lynch" alone, but not "west"
        let is_noted = |name: &String| {
            let films = self.model.films_with(Facet::Person, &Facet::slug(name));
            films.is_some_and(|(_, rows)| rows.len() >= MIN_NOTED_FILMS)
        };
        let is_alone = || {
            self.words.len() == 1
                && !self.book.people.is_commonest(self.model, word)
                && directors.first().is_some_and(is_noted)
        };
        let may_be_name = || self.is_capital(at) || is_alone();
        if directors.is_empty() || !is_introduced && !may_be_name() {
            return None;
        }
        // "By Ford Coppola" goes on.
        if self.words.get(at + 1).is_some_and(|next| next.gap == Gap::Space && self.is_capital(at + 1)) {
            return None;
        }
        let (negation, or) = (self.negation, self.or);
        for (n, name) in directors.into_iter().enumerate() {
            (self.negation, self.or) = (negation, or || n > 0);
            self.add(at..at + 1, WishMeaning::Person(name));
        }
        Some(1)
    }

    /// Whether a word is written with a capital, and not the whole text is.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.typed(at..at + 1).starts_with(char::is_uppercase) && self.text.chars().any(char::is_lowercase)
    }

    /// Whose initials a word is that is nothing else: "PTA" for Paul Thomas Anderson.
    pub(super) fn initials_of_somebody(&self, at: usize) -> Option<String> {
        let word = &self.words[at].folded;
        self.book.people.of_initials(self.model, word).filter(|_| self.book.is_unknown(self.model, word))
    }

    /// What somebody is to have done, unless they did that in no film here.
    pub(super) fn credit_of(&self, meaning: &WishMeaning) -> Credit {
        let name = match meaning {
            WishMeaning::Person(name) => name,
            // "With Romy Schneider", who is in no film here
            WishMeaning::Words(_) => return self.credit,
            _ => return Credit::Any,
        };
        let films = self.model.films_with(Facet::Person, &Facet::slug(name));
        let has = films.is_some_and(|(_, rows)| rows.iter().any(|&row| self.credit.is_of(self.model.film(row), name)));
        if has { self.credit } else { Credit::Any }
    }

    /// Takes back the word before the last, if it was not known and is the first name of somebody. How many words.
    fn take_back_first_name(&mut self, at: usize, name: &str) -> usize {
        let is_adjacent = |part: &WishPart| self.text[part.span.end..self.words[at].span.start].trim().is_empty();
        let is_first = |part: &WishPart| match &part.meaning {
            WishMeaning::Words(word) => is_first_name(word, name) && !part.negated,
            // "Leo DiCaprio" is no Melissa Leo.
            WishMeaning::Person(_) => {
                let word = bare(&part.text);
                let is_short_for = word.len() >= MIN_SHORT_NAME && bare(name).starts_with(&word);
                is_short_for && !word.contains(' ') && !part.negated && is_adjacent(part)
            }
            _ => false,
        };
        let Some(taken) = self.parts.pop_if(|part| is_first(part)) else { return 0 };
        self.or |= taken.joint == PartJoint::Or;
        1
    }
}
