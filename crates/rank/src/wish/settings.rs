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

/// The films that are set in a country as far as is known: those with a setting within it or whose words name it, before
/// all others that were made there.
pub(super) fn set_in(model: &Model, country: &str) -> FirstFilms {
    let within = WITHIN.iter().find(|(of, _)| *of == country).map_or(&[][..], |(_, settings)| settings);
    let mut telling = Columns::of(model, within, &[]).films(model);
    let named: HashSet<Row> = saying(model, country).into_iter().collect();
    telling.extend(&named);
    let is_of = |row: &Row| model.film(*row).countries.first().is_some_and(|first| first == country);
    let own: Vec<Row> = (0..model.films().len()).filter(is_of).collect();
    telling.extend(&own);
    telling.sort_unstable();
    let mut films = telling.clone();
    films.dedup();
    FirstFilms { films, telling }
}
