//! Phrases whose meaning lies in how their small words stand together: "in colour", "the last ten years",
//! "shorter" behind a film, "the early films" of somebody.

use std::ops::RangeInclusive;

use matinee_catalogue::{Year, themes};
use matinee_features::Facet;

use super::numbers::number;
use super::reader::{FILMS, WishReader};
use super::words::Gap;
use super::{Renown, WishMeaning, WishPart};
use crate::limits::{MAX_MINUTES, OLD_UNTIL, RECENT_YEARS};

/// A phrase of the text and what it means.
pub(super) struct FixedPhrase {
    /// How many words it has.
    pub(super) length: usize,
    pub(super) meaning: WishMeaning,
    /// Whether the meaning is what is not wanted: "subtitled" is not in English.
    pub(super) is_not: bool,
}

/// Not in English.
const FOREIGN: &[&[&str]] =
    &[&["subtitled"], &["with", "subtitles"], &["foreign", "language"], &["foreign"], &["international"]];
/// Not for children.
const FOR_ADULTS: &[&[&str]] = &[
    &["for", "adults"],
    &["for", "grown", "ups"],
    &["for", "grownups"],
    &["not", "for", "children"],
    &["not", "for", "kids"],
];
/// Not in black and white.
const IN_COLOUR: &[&[&str]] = &[
    &["in", "colour"],
    &["in", "color"],
    &["colour", "film"],
    &["colour", "films"],
    &["color", "film"],
    &["color", "films"],
    &["color", "movie"],
    &["color", "movies"],
];
/// Made before the Second World War.
const BEFORE_WAR: &[&[&str]] = &[&["before", "the", "war"], &["pre", "war"], &["prewar"]];
const WAR_BEGAN: u16 = 1939;
const RECENT: &[&[&str]] =
    &[&["brand", "new"], &["recent"], &["recently"], &["new"], &["newest"], &["latest"], &["newer"]];
const OLD: &[&[&str]] =
    &[&["old", "film"], &["old", "films"], &["old", "movie"], &["old", "movies"], &["oldies"], &["old", "hollywood"]];
const RENOWNS: &[(&[&str], Renown)] = &[
    (&["hidden", "gem"], Renown::LesserKnown),
    (&["hidden", "gems"], Renown::LesserKnown),
    (&["lesser", "known"], Renown::LesserKnown),
    (&["less", "known"], Renown::LesserKnown),
    (&["little", "known"], Renown::LesserKnown),
    (&["not", "well", "known"], Renown::LesserKnown),
    (&["underrated"], Renown::LesserKnown),
    (&["forgotten"], Renown::LesserKnown),
    (&["overlooked"], Renown::LesserKnown),
    (&["obscure"], Renown::LesserKnown),
    (&["underseen"], Renown::LesserKnown),
    (&["off", "the", "beaten", "track"], Renown::LesserKnown),
    (&["nobody", "has", "seen"], Renown::LesserKnown),
    (&["nobody", "knows"], Renown::LesserKnown),
    (&["no", "one", "has", "seen"], Renown::LesserKnown),
    (&["no", "one", "knows"], Renown::LesserKnown),
    (&["never", "heard", "of"], Renown::LesserKnown),
    (&["of", "all", "time"], Renown::WellKnown),
    (&["greatest"], Renown::WellKnown),
    (&["must", "see"], Renown::WellKnown),
    (&["everyone", "should", "see"], Renown::WellKnown),
    (&["everybody", "should", "see"], Renown::WellKnown),
    (&["everyone", "should", "have", "seen"], Renown::WellKnown),
    (&["everyone", "has", "seen"], Renown::WellKnown),
    (&["man", "seen", "have", "must"], Renown::WellKnown),
    (&["man", "have", "seen", "should"], Renown::WellKnown),
    (&["top", "250"], Renown::WellKnown),
    (&["highest", "rated"], Renown::WellKnown),
    (&["highly", "rated"], Renown::WellKnown),
    (&["best", "rated"], Renown::WellKnown),
    (&["critically", "acclaimed"], Renown::WellKnown),
    (&["acclaimed"], Renown::WellKnown),
    (&["top", "rated"], Renown::WellKnown),
    (&["famous"], Renown::WellKnown),
    (&["popular"], Renown::WellKnown),
    (&["well", "known"], Renown::WellKnown),
    (&["classic"], Renown::Classic),
    (&["classics"], Renown::Classic),
];
/// What a viewer feels who wants to be cheered up, ...
const LOW: [&str; 7] = ["sad", "down", "depressed", "lonely", "unhappy", "heartbroken", "miserable"];
/// ... or to rest.
const WEARY: [&str; 5] = ["tired", "stressed", "exhausted", "sick", "anxious"];
/// What the works of somebody are called.
const WORKS: [&str; 8] = ["film", "films", "movie", "movies", "work", "works", "stuff", "years"];

impl WishReader<'_> {
    /// The phrase of such words that begins with a word.
    pub(super) fn fixed(&self, at: usize) -> Option<FixedPhrase> {
        let phrase = |length, meaning| Some(FixedPhrase { length, meaning, is_not: false });
        let not = |length, meaning| Some(FixedPhrase { length, meaning, is_not: true });
        if let Some(meaning) = self.beside_film(at) {
            return phrase(1, meaning);
        }
        if let Some(length) = self.begins_any(at, FOREIGN) {
            return not(length, WishMeaning::Language("English".to_owned()));
        }
        // Hollywood is a theme too, which nobody means who wants no Hollywood, or Hollywood musicals.
        if self.is(at, &["hollywood"]) && (self.is_negated() || self.is_beside_kind(at)) {
            return phrase(1, WishMeaning::Country(vec!["United States"]));
        }
        if let Some(length) = self.begins_any(at, FOR_ADULTS) {
            return not(length, theme("for children")?);
        }
        if let Some(length) = self.begins_any(at, IN_COLOUR) {
            return not(length, theme("black and white")?);
        }
        // What is cult is loved; cults are sects.
        let is_sect = |word: &str| word == "cults" || word == "cult" && at > 0 && self.is(at - 1, &["a", "about"]);
        if is_sect(&self.words[at].folded) && !self.is(at + 1, &FILMS) && !self.is(at + 1, &["classic", "following"]) {
            return phrase(1, theme("cults")?);
        }
        if let Some((words, renown)) = RENOWNS.iter().find(|(words, _)| self.begins(at, words)) {
            return phrase(words.len(), WishMeaning::Renown(*renown));
        }
        if let Some(length) = self.rating_site(at).or_else(|| self.prize(at)) {
            return phrase(length, WishMeaning::Renown(Renown::WellKnown));
        }
        if let Some(theme_name) = self.mood_of_viewer(at) {
            return phrase(1, theme(theme_name)?);
        }
        if let Some((length, years)) = self.years_before_today(at).or_else(|| self.works_of_somebody(at)) {
            return phrase(length, WishMeaning::Years(years));
        }
        if let Some((length, theme_name)) = self.age(at).or_else(|| self.company(at)) {
            return phrase(length, theme(theme_name)?);
        }
        None
    }

    /// How many words here say nothing of the films: "birth year", "fan of", the "novel" of "based on a Stephen King novel".
    pub(super) fn says_nothing(&self, at: usize) -> Option<usize> {
        let is_behind_name = |part: &WishPart| {
            matches!(part.meaning, WishMeaning::Keyword(_) | WishMeaning::Person(_))
                && self.text[part.span.end..self.words[at].span.start].trim().is_empty()
        };
        let is_book = self.is(at, &["novel", "novels", "book", "books", "story", "stories"])
            && self.parts.last().is_some_and(is_behind_name)
            && (0..at).any(|before| self.begins(before, &["based", "on"]));
        if is_book {
            return Some(1);
        }
        self.begins_any(at, &[&["birth", "year"], &["fan", "of"], &["fans", "of"], &["big", "fan", "of"]])
    }

    /// Whether words stand here, in one phrase.
    pub(super) fn begins(&self, at: usize, words: &[&str]) -> bool {
        let goes_on = |n: usize| n == 0 || self.words.get(at + n).is_some_and(|word| word.gap != Gap::Break);
        (0..words.len()).all(|n| self.is(at + n, &words[n..=n]) && goes_on(n))
    }

    pub(super) fn begins_any(&self, at: usize, phrases: &[&[&str]]) -> Option<usize> {
        phrases.iter().filter(|words| self.begins(at, words)).map(|words| words.len()).max()
    }

    /// "I'm so sad" asks for what is not.
    fn mood_of_viewer(&self, at: usize) -> Option<&'static str> {
        let theme = if self.is(at, &LOW) {
            "feel-good"
        } else if self.is(at, &WEARY) {
            "cosy"
        } else {
            return None;
        };
        let between = ["so", "very", "really", "a", "bit", "quite", "feeling", "pretty", "little"];
        let said = (0..at).rev().find(|&before| !self.is(before, &between))?;
        // "I'm down for a comedy", "I'm tired of superheroes"
        let is_of_film = self.is(at + 1, &["for", "of", "to", "with"]);
        (self.is(said, &["im", "am"]) && !is_of_film).then_some(theme)
    }

    /// Whether a kind or years stand right before a word or behind it.
    fn is_beside_kind(&self, at: usize) -> bool {
        let is_kind = |meaning: &WishMeaning| matches!(meaning, WishMeaning::Kind(_) | WishMeaning::Years(_));
        let before = self.parts.last().filter(|part| is_kind(&part.meaning));
        before.is_some_and(|part| self.text[part.span.end..self.words[at].span.start].trim().is_empty())
            || self.words.get(at + 1).is_some_and(|next| next.gap == Gap::Space)
                && self.meaning(at + 1).is_some_and(|(_, meaning)| is_kind(&meaning))
    }

    /// "Recent", "the last ten years", "this century", "before the war", "old films".
    fn years_before_today(&self, at: usize) -> Option<(usize, RangeInclusive<u16>)> {
        let (first, last, newest) = (Year::MIN.get(), Year::MAX.get(), self.book.newest);
        if let Some(length) = self.begins_any(at, BEFORE_WAR) {
            return Some((length, first..=WAR_BEGAN - 1));
        }
        if let Some(length) = self.begins_any(at, OLD) {
            return Some((length, first..=OLD_UNTIL));
        }
        let is_old = self.is(at, &["old", "older"])
            && (self.is_negated()
                || self.words.get(at + 1).is_none_or(|word| word.gap == Gap::Break)
                || self.is(at + 1, &["but", "and", "classic", "classics"])
                || self.words.get(at + 1).is_some_and(|next| self.glued(&next.folded).is_some())
                || self.meaning(at + 1).is_some_and(|(_, meaning)| meaning.is_known()));
        if is_old
            && !self.is(at + 1, &["than"])
            && self.parts.iter().all(|part| !matches!(part.meaning, WishMeaning::Film(..)))
        {
            return Some((1, first..=OLD_UNTIL));
        }
        // "Not older than 20 years"
        let negated = usize::from(self.is(at, &["no", "not"]));
        if self.is(at + negated, &["older", "newer", "younger"]) && self.is(at + negated + 1, &["than"]) {
            let (length, tenths) = number(self.words, at + negated + 2)?;
            let behind = at + negated + 2 + length;
            let year = newest.saturating_sub(u16::try_from(tenths / 10).ok()?).max(first);
            let is_newer = self.is(at + negated, &["newer", "younger"]) != (negated > 0);
            let years = if is_newer { year..=last } else { first..=year.saturating_sub(1) };
            return self.is(behind, &["years", "year"]).then_some((behind + 1 - at, years));
        }
        if self.is(at, &["last", "past"]) {
            if self.is(at + 1, &["year", "decade"]) {
                let years = if self.is(at + 1, &["year"]) { 1 } else { 10 };
                return Some((2, newest.saturating_sub(years)..=last));
            }
            let (length, tenths) = number(self.words, at + 1)?;
            let years = u16::try_from(tenths / 10).ok()?;
            let factor = if self.is(at + 1 + length, &["decades"]) { 10 } else { 1 };
            let is_years = self.is(at + 1 + length, &["years", "year", "decades"]);
            let from = newest.saturating_sub(years.saturating_mul(factor)).max(first);
            return is_years.then_some((length + 2, from..=last));
        }
        for (words, from, to) in [
            (["this", "century"], 2000, last),
            (["21st", "century"], 2000, last),
            (["20th", "century"], 1900, 1999),
            (["this", "decade"], newest / 10 * 10, last),
            (["this", "year"], newest, last),
        ] {
            if self.begins(at, &words) {
                return Some((2, from..=to));
            }
        }
        let length = self.begins_any(at, RECENT)?;
        // "The new one" names nothing by itself.
        (!self.is(at + length, &["one"])).then_some((length, newest.saturating_sub(RECENT_YEARS)..=last))
    }

    /// The years of the "early films" or "later work" of somebody who is named beside: a third of what is here.
    fn works_of_somebody(&self, at: usize) -> Option<(usize, RangeInclusive<u16>)> {
        let is_early = match self.words[at].said() {
            "early" | "earlier" | "young" => true,
            "late" | "later" => false,
            _ => return None,
        };
        let length = 1 + usize::from(self.is(at + 1, &WORKS));
        let before = self.parts.last().and_then(|part| match &part.meaning {
            WishMeaning::Person(name) => Some(name.clone()),
            _ => None,
        });
        let behind = || {
            (at + length..self.words.len().min(at + length + 4)).find_map(|at| match self.meaning(at) {
                Some((_, WishMeaning::Person(name))) => Some(name),
                _ => None,
            })
        };
        let name = before.or_else(behind)?;
        let (_, rows) = self.model.films_with(Facet::Person, &Facet::slug(&name))?;
        let mut years: Vec<u16> = rows.iter().map(|&row| self.model.film(row).year.get()).collect();
        years.sort_unstable();
        let third = years.len().checked_sub(1)? / 3;
        let years =
            if is_early { Year::MIN.get()..=years[third] } else { years[years.len() - 1 - third]..=Year::MAX.get() };
        Some((length, years))
    }

    /// "Shorter", "newer": than the film that was named before.
    fn beside_film(&self, at: usize) -> Option<WishMeaning> {
        let film = self.parts.iter().rev().find_map(|part| match part.meaning {
            WishMeaning::Film(row, _) if !part.negated => Some(self.model.film(row)),
            _ => None,
        })?;
        let year = film.year.get();
        Some(match self.words[at].said() {
            "shorter" => WishMeaning::Length(0..=film.runtime_minutes?.saturating_sub(1)),
            "longer" => WishMeaning::Length(film.runtime_minutes?.saturating_add(1)..=MAX_MINUTES),
            "newer" | "later" => WishMeaning::Years(year.saturating_add(1)..=Year::MAX.get()),
            "older" | "earlier" => WishMeaning::Years(Year::MIN.get()..=year.saturating_sub(1)),
            _ => return None,
        })
    }
}

fn theme(name: &str) -> Option<WishMeaning> {
    themes::find(name).map(|theme| WishMeaning::Theme(&theme.name))
}
