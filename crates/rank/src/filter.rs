//! What a film must be to be shown at all. Exact, unlike a taste.

use std::ops::RangeInclusive;

use matinee_catalogue::{Film, genres};

/// Conditions on a film; empty ones hold for all. A film of which the source does not tell what is asked does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Years of release.
    pub years: Option<RangeInclusive<u16>>,
    /// Running time in minutes.
    pub runtime: Option<RangeInclusive<u16>>,
    /// Canonical genres of which the film has at least one.
    pub genres: Vec<String>,
    /// Canonical genres of which it has none.
    pub without_genres: Vec<String>,
    /// Countries of which it comes from at least one.
    pub countries: Vec<String>,
    /// Languages of which it speaks at least one.
    pub languages: Vec<String>,
}

impl Filter {
    /// Whether nothing is asked.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a film fits.
    pub fn fits(&self, film: &Film) -> bool {
        let in_range = |range: &Option<RangeInclusive<u16>>, value: Option<u16>| {
            range.as_ref().is_none_or(|range| value.is_some_and(|v| range.contains(&v)))
        };
        let any_of = |wanted: &[String], had: &[String]| {
            wanted.is_empty() || wanted.iter().any(|w| had.iter().any(|h| h.eq_ignore_ascii_case(w)))
        };
        let has_genre = |genre: &String| genres::canonical_list(&film.genres).contains(&genre.as_str());
        in_range(&self.years, Some(film.year.get()))
            && in_range(&self.runtime, film.runtime_minutes)
            && (self.genres.is_empty() || self.genres.iter().any(has_genre))
            && !self.without_genres.iter().any(has_genre)
            && any_of(&self.countries, &film.countries)
            && any_of(&self.languages, &film.languages)
    }

    /// For each condition that is set: its name and this filter without it. Tells which one to loosen when no film fits.
    pub fn loosened(&self) -> Vec<(&'static str, Self)> {
        let without = |name, clear: fn(&mut Self)| {
            let mut other = self.clone();
            clear(&mut other);
            (other != *self).then_some((name, other))
        };
        [
            without("years", |f| f.years = None),
            without("runtime", |f| f.runtime = None),
            without("genres", |f| f.genres.clear()),
            without("without_genres", |f| f.without_genres.clear()),
            without("countries", |f| f.countries.clear()),
            without("languages", |f| f.languages.clear()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use matinee_catalogue::Year;

    #[test]
    fn conditions_are_exact() {
        let mut film = Film::new("Ran", Year::new(1985).unwrap());
        film.genres = vec!["Historical".into(), "war".into()];
        film.languages = vec!["Japanese".into()];
        let open = Filter::default();
        assert!(open.fits(&film));
        assert!(Filter { years: Some(1985..=1985), ..open.clone() }.fits(&film));
        assert!(!Filter { years: Some(1986..=1999), ..open.clone() }.fits(&film));
        assert!(!Filter { runtime: Some(0..=500), ..open.clone() }.fits(&film), "an unknown runtime fits no range");
        assert!(Filter { genres: vec!["history".into()], ..open.clone() }.fits(&film));
        assert!(!Filter { without_genres: vec!["war".into()], ..open.clone() }.fits(&film));
        assert!(Filter { languages: vec!["japanese".into()], ..open.clone() }.fits(&film));
        assert!(!Filter { countries: vec!["Japan".into()], ..open }.fits(&film));
    }
}
