//! The filter form: its values and its choices.

use std::collections::{BTreeMap, BTreeSet};

use matinee_catalogue::fold::plain;
use matinee_catalogue::{Film, genres};
use matinee_features::Model;
use matinee_rank::LibrarySide;

use crate::address::Address;
use crate::limits::{ANY_LENGTH_MINUTES, MIN_CHOICE_FILMS, SHORTEST_MINUTES};
use crate::text::SiteText;

/// What a catalogue lets its films be chosen by.
#[derive(Debug)]
pub(crate) struct FilterChoices {
    genres: BTreeSet<&'static str>,
    /// Films of each country and language.
    countries: BTreeMap<String, usize>,
    languages: BTreeMap<String, usize>,
    knows_lengths: bool,
}

impl FilterChoices {
    pub(crate) fn of(model: &Model) -> Self {
        let counts = |list: fn(&Film) -> &Vec<String>| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for name in model.films().iter().flat_map(list) {
                *counts.entry(name.clone()).or_default() += 1;
            }
            counts
        };
        Self {
            genres: model.films().iter().flat_map(|film| genres::canonical_list(&film.genres)).collect(),
            countries: counts(|film| &film.countries),
            languages: counts(|film| &film.languages),
            knows_lengths: model.films().iter().any(|film| film.runtime_minutes.is_some()),
        }
    }

    /// Names of countries and languages that have films, in a visitor's language.
    pub(crate) fn names_of_origin<'a>(&'a self, text: &'a SiteText) -> impl Iterator<Item = String> + 'a {
        let countries = self.countries.keys().map(|name| text.country(name).to_owned());
        countries.chain(self.languages.keys().map(|name| text.language(name).to_owned()))
    }
}

/// The form as a page shows it. A menu without a choice is empty, and is not shown.
#[derive(Debug)]
pub(crate) struct FilterForm {
    /// Where it leads.
    pub(crate) action: String,
    pub(crate) carried: Vec<(&'static str, String)>,
    pub(crate) from: String,
    pub(crate) to: String,
    /// `None` where the catalogue says of no film how long it is.
    pub(crate) length: Option<LengthSlider>,
    pub(crate) closeness: String,
    pub(crate) genres: Vec<Choice>,
    pub(crate) countries: Vec<Choice>,
    pub(crate) languages: Vec<Choice>,
    /// The choices of the library, if the operator has one.
    pub(crate) library: Option<LibraryChoice>,
}

/// What is chosen of the operator's library.
#[derive(Debug)]
pub(crate) struct LibraryChoice {
    pub(crate) is_in: bool,
    pub(crate) is_out: bool,
    pub(crate) watched_is_seen: bool,
}

/// A slider of minutes.
#[derive(Debug)]
pub(crate) struct LengthSlider {
    pub(crate) least: u16,
    pub(crate) most: u16,
    pub(crate) set: u16,
    /// What it says now: "up to 120 minutes".
    pub(crate) said: String,
}

#[derive(Debug)]
pub(crate) struct Choice {
    /// The catalogue's name.
    pub(crate) value: String,
    /// The visitor's name for it.
    pub(crate) name: String,
    pub(crate) chosen: bool,
}

impl FilterForm {
    pub(crate) fn new(from: &FilterChoices, address: &Address) -> Self {
        let number = |n: Option<u16>| n.map(|n| n.to_string()).unwrap_or_default();
        let (text, fields) = (address.text(), &address.filters);
        let common = |counts: &BTreeMap<String, usize>, shown: Shown, chosen: &'_ str| {
            let fits = |&(name, n): &(&String, &usize)| *n >= MIN_CHOICE_FILMS || name == chosen;
            choices(counts.iter().filter(fits).map(|(name, _)| name.as_str()), |name| shown(text, name), chosen)
        };
        let length = LengthSlider {
            least: SHORTEST_MINUTES,
            most: ANY_LENGTH_MINUTES,
            set: fields.runtime.unwrap_or(ANY_LENGTH_MINUTES).clamp(SHORTEST_MINUTES, ANY_LENGTH_MINUTES),
            said: match fields.runtime {
                Some(minutes) => text.wish.at_most.with("to", minutes),
                None => text.filters.no_length.clone(),
            },
        };
        Self {
            action: address.action("/"),
            carried: address.pairs_beside_filters(),
            from: number(fields.from),
            to: number(fields.to),
            length: (from.knows_lengths || fields.runtime.is_some()).then_some(length),
            closeness: fields.shown_closeness().to_string(),
            genres: choices(from.genres.iter().copied(), |name| text.genre(name), &fields.genre),
            countries: common(&from.countries, SiteText::country, &fields.country),
            languages: common(&from.languages, SiteText::language, &fields.language),
            library: address.library.is_there().then(|| LibraryChoice {
                is_in: fields.library == Some(LibrarySide::In),
                is_out: fields.library == Some(LibrarySide::Out),
                watched_is_seen: fields.watched_is_seen,
            }),
        }
    }
}

/// Translates a name of the catalogue.
type Shown = for<'a> fn(&'a SiteText, &'a str) -> &'a str;

/// The choices of a filter, ordered by the visitor's names; none where there are not two, unless the one is chosen.
fn choices<'a>(
    names: impl Iterator<Item = &'a str>,
    shown: impl Fn(&'a str) -> &'a str,
    chosen: &'a str,
) -> Vec<Choice> {
    let choice = |name| Choice { value: String::from(name), name: shown(name).to_owned(), chosen: name == chosen };
    let mut choices: Vec<Choice> = names.map(choice).collect();
    // What is set is there even if no film has it.
    if !chosen.is_empty() && choices.iter().all(|choice| !choice.chosen) {
        choices.push(choice(chosen));
    }
    choices.sort_by_cached_key(|choice| plain(&choice.name));
    if choices.len() > 1 || choices.iter().any(|choice| choice.chosen) { choices } else { Vec::new() }
}
