//! Films that are set in a country: "set in Japan".

use std::collections::HashSet;

use matinee_features::{Model, Row};

use super::bearing::Columns;
use super::first_films::saying;
use crate::list_options::FirstFilms;

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
