//! What a catalogue has and what it lacks, in numbers.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use crate::fields::{FIELDS, FilmField};
use crate::{Film, countries, genres};

/// Values and the number of films with each.
pub type Counts = Vec<(String, usize)>;

/// A catalogue in numbers.
#[derive(Debug)]
pub struct Stats {
    /// How many films there are.
    pub films: usize,
    /// Films of each decade ("1970s"), oldest first.
    pub decades: Counts,
    /// For each counted field (countries, genres, languages) the films with each value, the most frequent first. A film
    /// counts for each of its values.
    pub values: Vec<(&'static FilmField, Counts)>,
    /// Films of groups that cross the fields, such as those from 2000 on or directed by women; without those that no film is in.
    pub groups: Counts,
    /// Films that lack a field, the field lacked most first; fields that every film has are not listed.
    pub missing: Counts,
}

/// The fields whose values are counted, in the order of their names.
static COUNTED: LazyLock<Vec<&FilmField>> = LazyLock::new(|| {
    let mut counted: Vec<&FilmField> = FIELDS.iter().filter(|field| field.counted_as.is_some()).collect();
    counted.sort_by_key(|field| field.name);
    counted
});

/// What a film can lack, with the fields of which one would be enough.
static GAPS: LazyLock<BTreeMap<&str, Vec<&FilmField>>> = LazyLock::new(|| {
    let mut gaps: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for field in &FIELDS {
        if let Some(gap) = field.gap {
            gaps.entry(gap).or_default().push(field);
        }
    }
    gaps
});

/// Groups of films that several fields, or a span of years, make.
static GROUPS: LazyLock<Vec<FilmGroup>> = LazyLock::new(|| {
    let of_years = |years: RangeInclusive<u16>| Box::new(move |film: &Film| years.contains(&film.year.get())) as Test;
    let of_genres = |wanted: &'static [&str]| {
        Box::new(move |film: &Film| genres::canonical_list(&film.genres).iter().any(|genre| wanted.contains(genre)))
            as Test
    };
    let of_theme =
        |theme: &'static str| Box::new(move |film: &Film| film.themes.iter().any(|name| name == theme)) as Test;
    let mut groups = vec![
        ("from 2016 on", of_years(2016..=u16::MAX)),
        ("from 2000 on", of_years(2000..=u16::MAX)),
        ("1970 to 1999", of_years(1970..=1999)),
        ("before 1970", of_years(0..=1969)),
        ("documentaries", of_genres(&["documentary"])),
        ("animated", of_genres(&["animation", "anime"])),
        ("horror", of_genres(&["horror"])),
        ("comedies, romances", of_genres(&["comedy", "romance"])),
        ("for children", of_theme("for children")),
        ("queer lives", of_theme("queer lives")),
        ("directed by a woman", of_theme("directed by a woman")),
        (
            "not in English",
            Box::new(|film: &Film| {
                film.languages.first().is_some_and(|language| !matches!(language.as_str(), "English" | "Silent"))
            }),
        ),
    ];
    for region in countries::regions() {
        groups.push((
            region,
            Box::new(move |film: &Film| {
                film.countries.iter().any(|country| countries::region(country) == Some(region))
            }),
        ));
    }
    groups
});

/// Whether a film is in a group.
type Test = Box<dyn Fn(&Film) -> bool + Send + Sync>;
type FilmGroup = (&'static str, Test);

/// Counts films one after the other: memory has one number for each value that occurs.
#[derive(Debug, Default)]
pub struct StatsCounter {
    films: usize,
    decades: BTreeMap<u16, usize>,
    /// In the order of [`COUNTED`].
    values: Vec<BTreeMap<String, usize>>,
    /// In the order of [`GROUPS`].
    groups: Vec<usize>,
    missing: BTreeMap<&'static str, usize>,
}

impl StatsCounter {
    /// Counts a film.
    pub fn add(&mut self, film: &Film) {
        self.films += 1;
        *self.decades.entry(film.year.decade()).or_default() += 1;
        self.values.resize_with(COUNTED.len(), BTreeMap::new);
        for (counts, field) in self.values.iter_mut().zip(COUNTED.iter()) {
            for value in field.entries(film) {
                match counts.get_mut(value) {
                    Some(n) => *n += 1,
                    None => drop(counts.insert(value.clone(), 1)),
                }
            }
        }
        self.groups.resize(GROUPS.len(), 0);
        for (count, (_, is_in)) in self.groups.iter_mut().zip(GROUPS.iter()) {
            *count += usize::from(is_in(film));
        }
        for (gap, fields) in GAPS.iter() {
            if fields.iter().all(|field| field.is_empty(film)) {
                *self.missing.entry(gap).or_default() += 1;
            }
        }
    }

    /// The counts.
    pub fn finish(self) -> Stats {
        Stats {
            films: self.films,
            decades: self.decades.into_iter().map(|(decade, n)| (format!("{decade}s"), n)).collect(),
            values: COUNTED.iter().copied().zip(self.values.into_iter().map(most_first)).collect(),
            groups: GROUPS
                .iter()
                .map(|(name, _)| (*name).to_owned())
                .zip(self.groups)
                .filter(|(_, n)| *n > 0)
                .collect(),
            missing: most_first(self.missing.into_iter().map(|(gap, n)| (gap.to_owned(), n)).collect()),
        }
    }
}

/// The most frequent first, in alphabetical order where they tie.
fn most_first(counts: BTreeMap<String, usize>) -> Counts {
    let mut counts: Counts = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Year;

    #[test]
    fn values_and_gaps_are_counted() {
        let mut films = ["Alien", "Hair", "Stalker"].map(|title| Film::new(title, Year::new(1979).unwrap()));
        films[0].countries = vec!["United Kingdom".to_owned(), "United States".to_owned()];
        films[1].countries = vec!["United States".to_owned()];
        films[1].composers = vec!["Galt MacDermot".to_owned()];
        films[2].plot = "Three men walk.".to_owned();
        films[2].external.tmdb = Some("1398".to_owned());
        let mut counter = StatsCounter::default();
        for film in &films {
            counter.add(film);
        }
        let stats = counter.finish();
        assert_eq!((stats.films, &stats.decades[..]), (3, &[("1970s".to_owned(), 3)][..]));
        let names: Vec<&str> = stats.values.iter().map(|(field, _)| field.name).collect();
        assert_eq!(names, ["countries", "genres", "languages", "themes"]);
        assert_eq!(stats.values[0].1, [("United States".to_owned(), 2), ("United Kingdom".to_owned(), 1)]);
        let missing = |gap: &str| stats.missing.iter().find(|(name, _)| name == gap).map(|(_, n)| *n);
        let gaps = ["composers", "countries", "synopsis and plot", "external", "producers"].map(missing);
        assert_eq!(gaps, [Some(2), Some(1), Some(2), Some(2), Some(3)]);
    }
}
