//! With or for whom one watches: "for my 8 year old", "with grandma", "my dad would love".

use super::numbers::number;
use super::reader::WishReader;
use super::words::Gap;
use super::{WishMeaning, WishPart};
use crate::limits::{CHILD_AGE, YOUTH_AGE};

/// With or for whom one watches, and the theme that suits them.
const COMPANY: &[(&[&str], &str)] = &[
    (
        &[
            "kids",
            "kid",
            "child",
            "children",
            "toddler",
            "toddlers",
            "son",
            "daughter",
            "grandson",
            "granddaughter",
            "grandchild",
            "grandchildren",
            "grandkids",
            "niece",
            "nephew",
            "little",
            "students",
        ],
        "for children",
    ),
    (&["parents", "mum", "mom", "mother", "dad", "father", "family"], "for the whole family"),
    (&["teenager", "teenagers", "teen", "teens"], "teenagers"),
    (&["halloween"], "frightening"),
    (
        &["grandma", "grandpa", "grandmother", "grandfather", "grandparents", "granny", "gran", "nan"],
        "quiet and gentle",
    ),
    (&["friends", "mates", "buddies", "flatmates", "roommates", "colleagues"], "crowd-pleaser"),
    (&["girlfriend", "boyfriend", "wife", "husband", "partner", "date", "crush", "lover"], "date night"),
];
/// What stands before what a viewer does: "I love", "would love".
const VIEWERS: [&str; 16] = [
    "i", "id", "we", "wed", "you", "he", "she", "they", "people", "would", "will", "might", "could", "really", "all",
    "both",
];
const LOVES: [&str; 6] = ["love", "loves", "loved", "adore", "adores", "adored"];

impl WishReader<'_> {
    /// "8 year old", "12-year-olds"
    pub(super) fn age(&self, at: usize) -> Option<(usize, &'static str)> {
        // "Ages 6 and up"
        let named = usize::from(self.is(at, &["age", "ages", "aged", "since"]));
        let (length, tenths) = number(self.words, at + named).filter(|&(_, tenths)| tenths >= 20)?;
        let length = length + named;
        let behind = at + length;
        let length = if named > 0 && self.words.get(behind).is_none_or(|word| word.gap == Gap::Break) {
            length
        } else if named > 0 && self.is(behind, &["and"]) {
            length + if self.is(behind + 1, &["up", "older", "over"]) { 2 } else { 0 }
        } else if self.is(behind, &["yearold", "yearolds"]) {
            length + 1
        } else if self.is(behind, &["year", "years"]) && self.is(behind + 1, &["old", "olds"]) {
            length + 2
        } else {
            return None;
        };
        match tenths / 10 {
            age if age <= CHILD_AGE => Some((length, "for children")),
            age if age <= YOUTH_AGE => Some((length, "for the whole family")),
            _ => None,
        }
    }

    /// "Daughter" in "for my 8 year old daughter".
    pub(super) fn is_child_of(&self, at: usize) -> bool {
        let is_audience = |part: &WishPart| {
            matches!(part.meaning, WishMeaning::Theme("for children" | "for the whole family"))
                && self.text[part.span.end..self.words[at].span.start].trim().is_empty()
        };
        let is_child = || self.is(at, COMPANY[0].0) || self.is(at, &["boy", "girl"]);
        self.parts.last().is_some_and(is_audience) && is_child()
    }

    /// "With grandma", "for my daughter"
    pub(super) fn company(&self, at: usize) -> Option<(usize, &'static str)> {
        if !self.is(at, &["with", "for"]) {
            return None;
        }
        let whose = [
            "my", "our", "the", "a", "your", "his", "her", "their", "small", "young", "old", "dear", "grown",
            "teenage", "teen",
        ];
        let skipped = (at + 1..at + 4).take_while(|&place| self.is(place, &whose)).count();
        let place = at + 1 + skipped;
        let (_, theme) = COMPANY.iter().find(|(names, _)| self.is(place, names))?;
        let is_teenager = (at + 1..place).any(|word| self.is(word, &["teenage", "teen"]));
        Some((place + 1 - at, if is_teenager { "teenagers" } else { theme }))
    }

    /// "My dad would love", "I love heist films": of those who watch, not of what the films are about.
    pub(super) fn said_of_viewers(&self, at: usize) -> Option<usize> {
        let is_somebody = |at: usize| COMPANY.iter().any(|(names, _)| self.is(at, names));
        // "For my dad who likes westerns": for westerns
        let taste = at + 2 + usize::from(self.is(at + 1, &["my", "our", "a"]));
        if self.is(at, &["for", "with"])
            && is_somebody(taste - 1)
            && self.is(taste, &["who", "that"])
            && self.is(taste + 1, &["like", "likes", "love", "loves", "loved", "enjoy", "enjoys", "adores"])
        {
            return Some(taste + 2 - at);
        }
        if self.is(at, &["my", "our"]) && is_somebody(at + 1) {
            return Some(2);
        }
        let follows_viewer =
            || at.checked_sub(1).is_some_and(|before| self.is(before, &VIEWERS) || is_somebody(before));
        let is_verb = |at: usize| self.is(at, &LOVES) || self.is(at, &["like", "enjoy"]);
        let is_wish = self.is(at, &["will", "would", "might", "could"]) && is_verb(at + 1);
        ((is_wish || self.is(at, &LOVES)) && follows_viewer()).then_some(1)
    }
}
