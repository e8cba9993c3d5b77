//! Movements and waves, which no film need bear as a theme: they are a country and years, or a country and a kind.

use std::ops::RangeInclusive;

use matinee_catalogue::countries;

use super::WishMeaning;
use super::reader::WishReader;

/// A movement: the adjective of its country or region, its years, and its kind.
type Movement = (&'static str, Option<&'static str>, Option<RangeInclusive<u16>>, Option<&'static str>);

/// By their names, in alphabetical order.
const MOVEMENTS: &[Movement] = &[
    ("british new wave", Some("british"), Some(1958..=1968), None),
    ("classic hollywood", Some("american"), Some(1930..=1959), None),
    ("classical hollywood", Some("american"), Some(1930..=1959), None),
    ("czech new wave", Some("czechoslovak"), Some(1962..=1970), None),
    ("french new wave", Some("french"), Some(1958..=1968), None),
    ("german expressionism", Some("german"), Some(1919..=1931), None),
    ("german expressionist", Some("german"), Some(1919..=1931), None),
    ("giallo", Some("italian"), Some(1963..=1987), Some("horror")),
    ("golden age hollywood", Some("american"), Some(1930..=1959), None),
    ("golden age of hollywood", Some("american"), Some(1930..=1959), None),
    ("hammer horror", Some("british"), Some(1955..=1976), Some("horror")),
    ("italian neorealism", Some("italian"), Some(1943..=1954), None),
    ("j horror", Some("japanese"), None, Some("horror")),
    ("japanese new wave", Some("japanese"), Some(1958..=1976), None),
    ("k horror", Some("korean"), None, Some("horror")),
    ("new german cinema", Some("german"), Some(1965..=1982), None),
    ("new hollywood", Some("american"), Some(1967..=1980), None),
    ("nordic noir", Some("scandinavian"), None, Some("crime")),
    ("nouvelle vague", Some("french"), Some(1958..=1968), None),
    ("pre code", Some("american"), Some(1929..=1934), None),
    ("pre code hollywood", Some("american"), Some(1929..=1934), None),
    ("romanian new wave", Some("romanian"), Some(2001..=2020), None),
    ("scandi noir", Some("scandinavian"), None, Some("crime")),
    ("scandinavian noir", Some("scandinavian"), None, Some("crime")),
    ("taiwanese new wave", Some("taiwanese"), Some(1982..=2000), None),
    ("turn of the millennium", None, Some(1998..=2002), None),
];
/// The most words that such a name has.
const MAX_WORDS: usize = 4;

impl WishReader<'_> {
    /// Adds what a movement means whose name begins here. How many words.
    pub(super) fn movement(&mut self, at: usize) -> Option<usize> {
        let longest = self.words.len().saturating_sub(at).min(MAX_WORDS);
        let (length, (_, adjective, years, kind)) = (1..=longest).rev().find_map(|length| {
            let name = self.folded(at..at + length);
            let place = MOVEMENTS.binary_search_by_key(&name.as_str(), |(name, ..)| *name).ok()?;
            Some((length, &MOVEMENTS[place]))
        })?;
        let country = adjective.map(|adjective| WishMeaning::Country(countries::called(adjective).to_vec()));
        let meanings = [country, years.clone().map(WishMeaning::Years), kind.map(|kind| WishMeaning::Kind(vec![kind]))];
        let negation = self.negation;
        for (n, meaning) in meanings.into_iter().flatten().enumerate() {
            // Not wanted is what is all of it.
            (self.negation, self.with_before) = (negation, n > 0);
            self.add(at..at + length, meaning);
        }
        self.negation = None;
        Some(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movements_stand_in_order_and_their_countries_are_known() {
        assert!(MOVEMENTS.is_sorted_by_key(|(name, ..)| *name));
        for (name, adjective, ..) in MOVEMENTS {
            assert!(name.split(' ').count() <= MAX_WORDS, "{name}");
            assert!(adjective.is_none_or(|adjective| !countries::called(adjective).is_empty()), "{name}");
        }
    }
}
