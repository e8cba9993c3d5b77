//! Where and when films are set: "set in Japan", "takes place in the 1920s".

use std::collections::HashSet;

use matinee_catalogue::fold::bare;
use matinee_catalogue::themes::{self, ThemeFacet};
use matinee_features::{Model, Row};

use super::bearing::Columns;
use super::first_films::saying;
use super::numbers::years;
use super::reader::WishReader;
use super::words::Gap;
use super::{WishMeaning, WishPart};
use crate::list_options::FirstFilms;

/// What stands between "set" and where or when.
pub(super) const SET_PREPOSITIONS: [&str; 6] = ["in", "on", "at", "during", "around", "within"];
/// Names of countries that are no adjectives.
const COUNTRIES_BY_OTHER_NAMES: [&str; 4] = ["america", "britain", "england", "usa"];
/// How many years a decade has, less one.
const DECADE: u16 = 9;
/// A place behind a decade before this one says where films are set, and so when.
const OLD_DECADES: u16 = 1960;

/// The settings that lie within a country.
const WITHIN: &[(&str, &[&str])] = &[
    ("Afghanistan", &["Pakistan and Afghanistan"]),
    ("Austria", &["Vienna"]),
    ("China", &["imperial China", "Shanghai"]),
    ("Denmark", &["Scandinavia"]),
    ("Finland", &["Scandinavia"]),
    ("France", &["Paris", "rural France"]),
    ("Germany", &["Berlin", "Nazi Germany"]),
    ("India", &["Mumbai", "rural India"]),
    ("Israel", &["Israel and Palestine"]),
    ("Italy", &["Rome", "Italy beyond Rome"]),
    ("Japan", &["Tokyo", "feudal Japan"]),
    ("Norway", &["Scandinavia"]),
    ("Pakistan", &["Pakistan and Afghanistan"]),
    ("South Korea", &["Seoul"]),
    ("Sweden", &["Scandinavia"]),
    ("United Kingdom", &["London", "northern England", "rural England", "Scotland", "Victorian era"]),
    (
        "United States",
        &[
            "American city",
            "American South",
            "American West",
            "Boston and New England",
            "Chicago",
            "Las Vegas",
            "Los Angeles",
            "Midwest",
            "New York City",
            "Old West",
            "San Francisco",
            "Texas",
        ],
    ),
];

impl WishReader<'_> {
    /// How many words stand for "set" here: "takes place in".
    pub(super) fn taking_place(&self, at: usize) -> Option<usize> {
        let is_it = self.is(at, &["take", "takes", "taking", "took"])
            && self.is(at + 1, &["place"])
            && self.is(at + 2, &SET_PREPOSITIONS);
        is_it.then_some(3)
    }

    /// Whether words say before a place that something is set there: "set in", "takes place in the".
    pub(super) fn follows_set(&self, at: usize) -> bool {
        let article = usize::from(at > 0 && self.is(at - 1, &["the"]));
        let Some(set) = at.checked_sub(2 + article) else { return false };
        let is_set = self.is(set, &["set"]) || set > 0 && self.taking_place(set - 1).is_some();
        is_set && self.is(set + 1, &SET_PREPOSITIONS)
    }

    /// The era of the vocabulary in which films are set by the words here: "the 1920s" behind "set in", "in den Siebzigern"
    /// before "spielen". How many words, and the era.
    pub(super) fn era_of_setting(&self, at: usize) -> Option<(usize, &'static str)> {
        let (length, years) = years(self.words, at)?;
        // "In den 20er Jahren spielen"
        let behind = at + length + usize::from(self.is(at + length, &["years"]));
        let set_follows =
            || self.is(at, &["in"]) && self.is(behind, &["set"]) && !self.is(behind + 1, &SET_PREPOSITIONS);
        let is_set = self.follows_set(at)
            || at > 0 && self.follows_set(at + 1) && self.is(at, &SET_PREPOSITIONS)
            || set_follows();
        let decade = years.start() / 10 * 10;
        // "1920s Chicago": few films are of that day.
        let is_old_place = || {
            decade < OLD_DECADES
                && (years.start(), *years.end()) == (&decade, decade + DECADE)
                && self.words.get(at + length).is_some_and(|word| word.gap == Gap::Space)
                && matches!(self.meaning(at + length), Some((_, WishMeaning::Theme(name)))
                    if themes::find(name).is_some_and(|theme| theme.facet == ThemeFacet::Setting))
        };
        let is_in_decade = (is_set || is_old_place()) && *years.end() <= decade + DECADE;
        let era = is_in_decade.then(|| themes::find(&format!("{decade}s"))).flatten()?;
        (era.facet == ThemeFacet::Era).then_some((length, era.name.as_str()))
    }

    /// Whether a country that is named right behind an era is where films are set: "19th century Russia". Its adjective says
    /// where they are from: "medieval Japanese films".
    pub(super) fn is_place_in_era(&self, at: usize, countries: &[&str]) -> bool {
        let is_era = |part: &WishPart| {
            matches!(part.meaning, WishMeaning::Theme(name)
                if themes::find(name).is_some_and(|theme| theme.facet == ThemeFacet::Era))
        };
        let is_behind = |part: &WishPart| self.text[part.span.end..self.words[at].span.start].trim().is_empty();
        let name = self.folded(at..at + 1);
        (countries.iter().any(|country| name == bare(country)) || COUNTRIES_BY_OTHER_NAMES.contains(&name.as_str()))
            && self.parts.last().is_some_and(|part| is_era(part) && is_behind(part))
    }
}

/// The films that are set in a country as far as is known: those with a setting within it, or made there and naming it,
/// before others that were made there or name it.
pub(super) fn set_in(model: &Model, country: &str) -> FirstFilms {
    let settings = WITHIN.iter().find(|(of, _)| *of == country).map_or(&[][..], |(_, settings)| settings);
    let within = Columns::of(model, settings, &[]);
    let named: HashSet<Row> = saying(model, country).into_iter().collect();
    let is_own = |row: Row| model.film(row).countries.first().is_some_and(|first| first == country);
    let is_named = |row: Row| named.contains(&row);
    let is_set =
        |row: Row| within.has(model, row) || (is_named(row) && (is_own(row) || model.film(row).countries.is_empty()));
    let all = || 0..model.films().len();
    FirstFilms {
        films: all().filter(|&row| is_set(row) || is_own(row) || is_named(row)).collect(),
        telling: all().filter(|&row| is_set(row)).collect(),
        ..FirstFilms::default()
    }
}
