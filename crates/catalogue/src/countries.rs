//! Countries by their usual English name, former states among them. The list is data (`countries.txt`).

use std::collections::BTreeSet;
use std::sync::LazyLock;

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
        "American" | "USA" | "United States of America" => "United States",
        "British" | "UK" => "United Kingdom",
        "Bollywood" | "Tamil" | "Telugu" | "Malayalam" | "Kannada" | "Bengali" | "Marathi" | "Punjabi" | "Assamese" => {
            "India"
        }
        "Japanese" => "Japan",
        "Chinese" => "China",
        "South_Korean" => "South Korea",
        "Canadian" => "Canada",
        "Australian" => "Australia",
        "Russian" => "Russia",
        "Turkish" => "Turkey",
        "Filipino" => "Philippines",
        "Bangladeshi" => "Bangladesh",
        "Malaysian" => "Malaysia",
        "Egyptian" => "Egypt",
        "Maldivian" => "Maldives",
        other => other,
    };
    name.to_owned()
}
