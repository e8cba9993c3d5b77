//! The names that catalogues use for ISO codes of languages and countries. Unknown codes stay as they are.

use matinee_catalogue::languages;

/// ISO 3166-1, two letters, and what people write for the same.
const COUNTRIES: [(&str, &str); 44] = [
    ("AR", "Argentina"),
    ("AT", "Austria"),
    ("AU", "Australia"),
    ("BE", "Belgium"),
    ("BR", "Brazil"),
    ("CA", "Canada"),
    ("CH", "Switzerland"),
    ("CL", "Chile"),
    ("CN", "China"),
    ("CZ", "Czech Republic"),
    ("DE", "Germany"),
    ("DK", "Denmark"),
    ("EG", "Egypt"),
    ("ES", "Spain"),
    ("FI", "Finland"),
    ("FR", "France"),
    ("GB", "United Kingdom"),
    ("GR", "Greece"),
    ("HK", "Hong Kong"),
    ("HU", "Hungary"),
    ("IE", "Ireland"),
    ("IL", "Israel"),
    ("IN", "India"),
    ("IR", "Iran"),
    ("IS", "Iceland"),
    ("IT", "Italy"),
    ("JP", "Japan"),
    ("KR", "South Korea"),
    ("MX", "Mexico"),
    ("NG", "Nigeria"),
    ("NL", "Netherlands"),
    ("NO", "Norway"),
    ("NZ", "New Zealand"),
    ("PL", "Poland"),
    ("PT", "Portugal"),
    ("RU", "Russia"),
    ("SE", "Sweden"),
    ("TR", "Turkey"),
    ("TW", "Taiwan"),
    ("UK", "United Kingdom"),
    ("US", "United States"),
    ("USA", "United States"),
    ("United States of America", "United States"),
    ("ZA", "South Africa"),
];

/// "fr" and "fr-CA" as "French".
pub(super) fn language(text: String) -> String {
    let code = text.split(['-', '_']).next().unwrap_or_default();
    languages::name(code).map_or(text, str::to_owned)
}

/// "FR" as "France".
pub(super) fn country(text: String) -> String {
    let named = COUNTRIES.iter().find(|(code, _)| code.eq_ignore_ascii_case(&text));
    named.map_or(text, |(_, name)| (*name).to_owned())
}
