//! Countries by their usual English name, former states among them. The list is data (`countries.txt`), and so are the
//! other names that people use (`adjectives.txt`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::fold::bare;

/// More countries than this are called by the name that they have together.
const MOST_OF_ONE_NAME: usize = 4;

/// The adjectives of regions, with the regions.
const REGION_NAMES: [(&str, &str); 13] = [
    ("scandinavian", "Scandinavia"),
    ("eastern european", "Eastern Europe"),
    ("western european", "Western Europe"),
    ("european", "Europe"),
    ("asian", "Asia"),
    ("east asian", "East Asia"),
    ("southeast asian", "South-East Asia"),
    ("south asian", "South Asia"),
    ("african", "Africa"),
    ("middle eastern", "the Middle East"),
    ("latin american", "Latin America"),
    ("south american", "South America"),
    ("balkan", "the Balkans"),
];

static NAMES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    include_str!("countries.txt").lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).collect()
});

/// Regions of film-making, in the order of `regions.txt`, with their countries.
static REGIONS: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let lines = include_str!("regions.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let region = |line: &'static str| {
        let (name, countries) = line.split_once('=').expect("a name and its countries");
        (name.trim(), countries.split(',').map(str::trim).collect())
    };
    lines.map(region).collect()
});

/// What people call films of some countries: folded, with the countries.
static ADJECTIVES: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("adjectives.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let names = |line: &'static str| {
        let (countries, names) = line.split_once('=').expect("countries and their other names");
        let countries: Vec<&'static str> = countries.split(',').map(str::trim).collect();
        names.split(',').map(move |name| (name.trim(), countries.clone()))
    };
    lines.flat_map(names).collect()
});

/// Adjectives and other names of countries ("french", "usa"), each with the countries whose films it means; former states
/// are among them.
pub fn adjectives() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    ADJECTIVES.iter().map(|(name, countries)| (*name, countries.as_slice()))
}

/// The countries that an adjective names, given in lower case; none if it is no country's.
///
/// ```
/// use matinee_catalogue::countries::called;
/// assert_eq!((called("japanese"), called("noir")), (&["Japan"][..], &[][..]));
/// ```
pub fn called(adjective: &str) -> &'static [&'static str] {
    ADJECTIVES.get(adjective).map_or(&[], Vec::as_slice)
}

/// The region that these countries are, if they are all of one for whose films people have a word.
///
/// ```
/// use matinee_catalogue::countries::region_of;
/// assert_eq!(region_of(&["Denmark", "Finland", "Iceland", "Norway", "Sweden"]), Some("Scandinavia"));
/// assert_eq!(region_of(&["France"]), None);
/// ```
pub fn region_of(countries: &[&str]) -> Option<&'static str> {
    if countries.len() <= MOST_OF_ONE_NAME {
        return None;
    }
    let (adjective, _) = adjectives()
        .find(|(name, others)| *others == countries && REGION_NAMES.iter().any(|(adjective, _)| adjective == name))?;
    REGION_NAMES.iter().find(|(name, _)| *name == adjective).map(|(_, region)| *region)
}

/// The names of all countries.
pub fn all() -> impl Iterator<Item = &'static str> {
    NAMES.iter().copied()
}

/// The region of a country, where it has one: all but Europe, North America and Oceania.
///
/// ```
/// use matinee_catalogue::countries::region;
/// assert_eq!(region("Nepal"), Some("South Asia"));
/// assert_eq!(region("France"), None);
/// ```
pub fn region(country: &str) -> Option<&'static str> {
    REGIONS.iter().find(|(_, countries)| countries.contains(&country)).map(|(name, _)| *name)
}

/// The names of all regions.
pub fn regions() -> impl Iterator<Item = &'static str> {
    REGIONS.iter().map(|(name, _)| *name)
}

/// Whether `name` is a country as catalogues write it: "Soviet Union" and "Hong Kong" are, "USSR" is not.
///
/// ```
/// use matinee_catalogue::countries::is_country;
/// assert!(is_country("Czechoslovakia") && is_country("Palestine"));
/// assert!(!is_country("USA"));
/// ```
pub fn is_country(name: &str) -> bool {
    NAMES.contains(name)
}

/// The country of what tables write about a film's origin. "Wikipedia movie plots" writes adjectives.
pub(crate) fn of_origin(origin: &str) -> String {
    let name = match origin {
        "UK" => "United Kingdom",
        "Bollywood" | "Tamil" | "Telugu" | "Malayalam" | "Kannada" | "Bengali" | "Marathi" | "Punjabi" | "Assamese" => {
            "India"
        }
        other => ADJECTIVES
            .get(bare(other).as_str())
            .filter(|countries| countries.len() <= MOST_OF_ONE_NAME)
            .map_or(other, |countries| countries[0]),
    };
    name.to_owned()
}
