//! Countries by their usual English name, former states among them. The list is data (`countries.txt`).

use std::collections::BTreeSet;
use std::sync::LazyLock;

static NAMES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    include_str!("countries.txt").lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).collect()
});

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
