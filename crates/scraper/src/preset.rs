//! Presets: the list pages of Wikipedia by year and country.

use std::ops::RangeInclusive;

/// The country whose lists are read unless others are named.
pub const DEFAULT_COUNTRY: &str = "us";

/// A country's code, and the titles of its list pages on English Wikipedia (`{}` is the year).
const LISTS: [(&str, &[&str]); 24] = [
    ("ar", &["List of Argentine films of {}"]),
    ("at", &["List of Austrian films of {}"]),
    ("au", &["List of Australian films of {}"]),
    ("bd", &["List of Bangladeshi films of {}"]),
    ("br", &["List of Brazilian films of {}"]),
    ("ca", &["List of Canadian films of {}"]),
    ("cn", &["List of Chinese films of {}"]),
    ("de", &["List of German films of {}"]),
    ("dk", &["List of Danish films of {}"]),
    ("es", &["List of Spanish films of {}"]),
    ("fr", &["List of French films of {}"]),
    ("gb", &["List of British films of {}"]),
    ("hk", &["List of Hong Kong films of {}"]),
    (
        "in",
        &[
            "List of Hindi films of {}",
            "List of Tamil films of {}",
            "List of Telugu films of {}",
            "List of Malayalam films of {}",
        ],
    ),
    ("it", &["List of Italian films of {}"]),
    ("jp", &["List of Japanese films of {}"]),
    ("kr", &["List of South Korean films of {}"]),
    ("mx", &["List of Mexican films of {}"]),
    ("pk", &["List of Pakistani films of {}"]),
    ("pl", &["List of Polish films of {}"]),
    ("ru", &["List of Russian films of {}"]),
    ("se", &["List of Swedish films of {}"]),
    ("tr", &["List of Turkish films of {}"]),
    ("us", &["List of American films of {}"]),
];

/// A country without list pages here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no list pages are known for the country {0:?}; known are {known}", known = countries().join(", "))]
pub struct UnknownCountry(String);

/// The codes of all countries with list pages.
pub fn countries() -> Vec<&'static str> {
    LISTS.iter().map(|(code, _)| *code).collect()
}

/// The titles of the list pages of these years and countries.
///
/// # Errors
/// A country has no list pages here.
///
/// ```
/// let lists = matinee_scraper::film_lists(1999..=2000, &["us".into()])?;
/// assert_eq!(lists, ["List of American films of 1999", "List of American films of 2000"]);
/// # Ok::<(), matinee_scraper::UnknownCountry>(())
/// ```
pub fn film_lists(years: RangeInclusive<u16>, of: &[String]) -> Result<Vec<String>, UnknownCountry> {
    let mut titles = Vec::new();
    for country in of {
        let code = country.trim().to_lowercase();
        let (_, names) = LISTS.iter().find(|(known, _)| *known == code).ok_or(UnknownCountry(code))?;
        for year in years.clone() {
            titles.extend(names.iter().map(|name| name.replace("{}", &year.to_string())));
        }
    }
    Ok(titles)
}
