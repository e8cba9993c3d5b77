//! Which films may be shown at all. A filter is exact, unlike a taste.

use std::ops::RangeInclusive;
use std::str::FromStr;
use std::sync::Arc;

use matinee_catalogue::Film;
use matinee_catalogue::fold::plain;
use matinee_catalogue::genres::GenreSet;
use matinee_features::{Model, Row};

use crate::row_set::RowSet;
use crate::studios::is_made_by;

/// Conditions on a film; an empty one is met by every film. A film of which the source does not say what is asked for
/// does not fit.
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
    /// What was asked for in words: it meets all of these.
    pub asked: Vec<Clause>,
    /// Whether it is in a library.
    pub library: Option<LibraryFilter>,
    /// Films that were watched elsewhere: it is none of them.
    pub watched: Option<Arc<RowSet>>,
}

/// A condition on what is in somebody's library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryFilter {
    /// The films in it.
    pub rows: Arc<RowSet>,
    /// Whether these are wanted, or the others.
    pub side: LibrarySide,
}

/// Films in a library, or those outside of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LibrarySide {
    /// Those in it.
    In,
    /// All others.
    Out,
}

impl LibrarySide {
    /// Its name in addresses and in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }
}

/// A text that names no [`LibrarySide`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is neither in nor out")]
pub struct UnknownSide(String);

impl FromStr for LibrarySide {
    type Err = UnknownSide;

    fn from_str(text: &str) -> Result<Self, UnknownSide> {
        let found = [Self::In, Self::Out].into_iter().find(|side| side.name() == text);
        found.ok_or_else(|| UnknownSide(text.chars().take(40).collect()))
    }
}

/// One condition of a wish in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// It is of these years.
    Years(RangeInclusive<u16>),
    /// It runs for so many minutes.
    Runtime(RangeInclusive<u16>),
    /// It has all of these canonical genres.
    Genres(Vec<String>),
    /// It comes from one of these countries.
    Countries(Vec<String>),
    /// This language is spoken in it.
    Language(String),
    /// This person directed it, wrote it or plays in it.
    Person(String, Credit),
    /// It is part of this series.
    Series(String),
    /// It is no part of this series.
    NotOfSeries(String),
    /// This studio made it, as far as is known.
    Studio(&'static str),
    /// It bears this theme.
    Theme(String),
    /// It is one of these films of the model.
    Among(Arc<RowSet>),
    /// It meets one of these conditions.
    Any(Vec<Clause>),
    /// It does not meet all of these conditions.
    NotAll(Vec<Clause>),
}

/// What somebody is to have done in a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Credit {
    /// Anything.
    #[default]
    Any,
    /// Directed or wrote it.
    Behind,
    /// Plays in it.
    Cast,
}

impl Credit {
    /// Whether a film names somebody for it.
    pub(crate) fn is_of(self, film: &Film, name: &str) -> bool {
        let is_named = |other: &String| other == name || (!other.is_ascii() && plain(other) == plain(name));
        (self != Self::Cast && film.directors.iter().chain(&film.writers).any(is_named))
            || (self != Self::Behind && film.cast.iter().any(is_named))
    }
}

impl Clause {
    fn is_of_series(&self) -> bool {
        match self {
            // Whoever asks for a studio wants all of a series too.
            Self::Series(_) | Self::Studio(_) => true,
            Self::Any(any) => any.iter().any(Self::is_of_series),
            _ => false,
        }
    }

    /// The same condition, see [`Filter::prepared`].
    fn prepared(&self, model: &Model) -> Self {
        let all = |clauses: &[Self]| clauses.iter().map(|clause| clause.prepared(model)).collect();
        match self {
            Self::Genres(genres) => of_genres(model, |had| genres.iter().all(|genre| had.contains(genre))),
            Self::Any(clauses) => Self::Any(all(clauses)),
            Self::NotAll(clauses) => Self::NotAll(all(clauses)),
            other => other.clone(),
        }
    }

    pub(crate) fn fits(&self, row: Row, film: &Film) -> bool {
        match self {
            Self::Years(years) => years.contains(&film.year.get()),
            Self::Runtime(minutes) => film.runtime_minutes.is_some_and(|length| minutes.contains(&length)),
            Self::Genres(genres) => {
                let had = GenreSet::of(&film.genres);
                genres.iter().all(|genre| had.contains(genre))
            }
            Self::Countries(countries) => film.countries.iter().any(|had| countries.contains(had)),
            Self::Language(language) => film.languages.contains(language),
            Self::Person(name, credit) => credit.is_of(film, name),
            Self::Series(name) => film.series.as_ref() == Some(name),
            Self::NotOfSeries(name) => film.series.as_ref() != Some(name),
            Self::Studio(name) => is_made_by(name, film),
            Self::Theme(name) => film.themes.contains(name),
            Self::Among(rows) => rows.contains(row),
            Self::Any(clauses) => clauses.iter().any(|clause| clause.fits(row, film)),
            Self::NotAll(clauses) => !clauses.iter().all(|clause| clause.fits(row, film)),
        }
    }
}

/// The films of a model whose genres are such, as a condition.
fn of_genres(model: &Model, are_such: impl Fn(GenreSet) -> bool) -> Clause {
    let sets = model.genre_sets().iter().enumerate();
    Clause::Among(Arc::new(sets.filter(|(_, sets)| are_such(sets.all)).map(|(row, _)| row).collect()))
}

/// One of the conditions of a [`Filter`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Condition {
    /// [`Filter::years`]
    Years,
    /// [`Filter::runtime`]
    Runtime,
    /// [`Filter::genres`]
    Genres,
    /// [`Filter::without_genres`]
    WithoutGenres,
    /// [`Filter::countries`]
    Countries,
    /// [`Filter::languages`]
    Languages,
    /// [`Filter::asked`]
    Asked,
    /// [`Filter::library`]
    Library,
    /// [`Filter::watched`]
    Watched,
}

impl Condition {
    /// Every condition, in the order of the filter's fields.
    pub const ALL: [Self; 9] = [
        Self::Years,
        Self::Runtime,
        Self::Genres,
        Self::WithoutGenres,
        Self::Countries,
        Self::Languages,
        Self::Asked,
        Self::Library,
        Self::Watched,
    ];
}

impl Filter {
    /// Whether films of some series are asked for.
    pub(crate) fn asks_for_series(&self) -> bool {
        self.asked.iter().any(Clause::is_of_series)
    }

    /// Whether every film fits.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// The same conditions for the films of a model, with genres as those films that have them: to read what a film's genres
    /// mean takes longer than all else of a filter, and is done once a model.
    pub(crate) fn prepared(&self, model: &Model) -> Self {
        let mut filter = self.clone();
        let (genres, without) = (std::mem::take(&mut filter.genres), std::mem::take(&mut filter.without_genres));
        filter.asked = self.asked.iter().map(|clause| clause.prepared(model)).collect();
        if !genres.is_empty() {
            filter.asked.push(of_genres(model, |had| genres.iter().any(|genre| had.contains(genre))));
        }
        if !without.is_empty() {
            filter.asked.push(of_genres(model, |had| !without.iter().any(|genre| had.contains(genre))));
        }
        filter
    }

    /// Whether a film of a model fits.
    pub fn fits(&self, row: Row, film: &Film) -> bool {
        let is_in = |library: &LibraryFilter| library.rows.contains(row) == (library.side == LibrarySide::In);
        let in_range = |range: &Option<RangeInclusive<u16>>, value: Option<u16>| {
            range.as_ref().is_none_or(|range| value.is_some_and(|v| range.contains(&v)))
        };
        let any_of = |wanted: &[String], had: &[String]| {
            wanted.is_empty() || wanted.iter().any(|w| had.iter().any(|h| h.eq_ignore_ascii_case(w)))
        };
        let has_any = |wanted: &[String]| {
            let had = GenreSet::of(&film.genres);
            wanted.iter().any(|genre| had.contains(genre))
        };
        in_range(&self.years, Some(film.year.get()))
            && in_range(&self.runtime, film.runtime_minutes)
            && (self.genres.is_empty() || has_any(&self.genres))
            && (self.without_genres.is_empty() || !has_any(&self.without_genres))
            && any_of(&self.countries, &film.countries)
            && any_of(&self.languages, &film.languages)
            && self.library.as_ref().is_none_or(is_in)
            && self.watched.as_ref().is_none_or(|watched| !watched.contains(row))
            && self.asked.iter().all(|clause| clause.fits(row, film))
    }

    /// Whether a condition is set.
    pub fn has(&self, condition: Condition) -> bool {
        match condition {
            Condition::Years => self.years.is_some(),
            Condition::Runtime => self.runtime.is_some(),
            Condition::Genres => !self.genres.is_empty(),
            Condition::WithoutGenres => !self.without_genres.is_empty(),
            Condition::Countries => !self.countries.is_empty(),
            Condition::Languages => !self.languages.is_empty(),
            Condition::Asked => !self.asked.is_empty(),
            Condition::Library => self.library.is_some(),
            Condition::Watched => self.watched.is_some(),
        }
    }

    /// This filter without one condition.
    #[must_use]
    pub fn without(&self, condition: Condition) -> Self {
        let mut filter = self.clone();
        match condition {
            Condition::Years => filter.years = None,
            Condition::Runtime => filter.runtime = None,
            Condition::Genres => filter.genres.clear(),
            Condition::WithoutGenres => filter.without_genres.clear(),
            Condition::Countries => filter.countries.clear(),
            Condition::Languages => filter.languages.clear(),
            Condition::Asked => filter.asked.clear(),
            Condition::Library => filter.library = None,
            Condition::Watched => filter.watched = None,
        }
        filter
    }

    /// Each condition that is set, and this filter without it: which one to drop when no film fits?
    pub fn loosened(&self) -> impl Iterator<Item = (Condition, Self)> + '_ {
        Condition::ALL
            .into_iter()
            .filter(|&condition| self.has(condition))
            .map(|condition| (condition, self.without(condition)))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::list_options::ListOptions;
    use crate::ranker::Ranker;
    use crate::taste::{Steer, Taste};
    use matinee_catalogue::{Catalogue, Year};
    use matinee_features::{Model, Params};

    #[test]
    fn conditions_are_exact() {
        let mut film = Film::new("Ran", Year::new(1985).unwrap());
        film.genres = vec!["Historical".into(), "war".into()];
        film.languages = vec!["Japanese".into()];
        let open = Filter::default();
        assert!(open.fits(0, &film));
        assert!(Filter { years: Some(1985..=1985), ..open.clone() }.fits(0, &film));
        assert!(!Filter { years: Some(1986..=1999), ..open.clone() }.fits(0, &film));
        assert!(!Filter { runtime: Some(0..=500), ..open.clone() }.fits(0, &film), "an unknown runtime fits no range");
        assert!(Filter { genres: vec!["history".into()], ..open.clone() }.fits(0, &film));
        assert!(!Filter { without_genres: vec!["war".into()], ..open.clone() }.fits(0, &film));
        assert!(Filter { languages: vec!["japanese".into()], ..open.clone() }.fits(0, &film));
        assert!(!Filter { countries: vec!["Japan".into()], ..open }.fits(0, &film));
    }

    fn full() -> Filter {
        Filter {
            years: Some(1940..=1970),
            runtime: Some(0..=120),
            genres: vec!["western".into(), "crime".into()],
            without_genres: vec!["comedy".into()],
            countries: vec!["United States".into()],
            languages: vec!["English".into()],
            asked: vec![Clause::Any(vec![Clause::Years(1950..=1959), Clause::Years(1940..=1970)])],
            library: Some(LibraryFilter { rows: Arc::new((0..4_000).collect()), side: LibrarySide::In }),
            watched: Some(Arc::new((3_990..4_000).collect())),
        }
    }

    #[test]
    fn every_condition_can_be_dropped_by_itself() {
        let dropped: Vec<Condition> = full().loosened().map(|(condition, _)| condition).collect();
        assert_eq!(dropped, Condition::ALL);
        for (condition, filter) in full().loosened() {
            assert!(!filter.has(condition) && filter.loosened().count() == Condition::ALL.len() - 1, "{condition:?}");
        }
        assert_eq!(Filter::default().loosened().count(), 0);
    }

    #[test]
    fn films_are_counted_as_ranking_counts_them() {
        let films: Catalogue = matinee_catalogue::starter::catalogue();
        let model = Arc::new(Model::train(films, &Params::default()).unwrap());
        let ranker = Ranker::new(Arc::clone(&model));
        let fits =
            |filter: &Filter| (0..model.films().len()).filter(|&row| filter.fits(row, model.film(row))).collect();
        let fitting: Vec<usize> = fits(&full());
        let of_kinds = |genres: &[&str]| Clause::Genres(genres.iter().map(|&genre| genre.to_owned()).collect());
        let asked = vec![
            Clause::Any(vec![of_kinds(&["western"]), Clause::Language("Japanese".into())]),
            Clause::NotAll(vec![of_kinds(&["drama", "war"]), Clause::Years(1940..=1960)]),
        ];
        for filter in [full(), Filter { asked, ..Filter::default() }] {
            assert!(!fits(&filter).is_empty());
            assert_eq!(fits(&filter.prepared(&model)), fits(&filter), "{filter:?}");
        }
        let tastes = [Taste::default(), Taste::new(&model, &fitting[..2], &fitting[2..3], &fitting[3..5]).unwrap()];
        let mut counts = Vec::new();
        for taste in &tastes {
            for filter in full().loosened().map(|(_, filter)| filter).chain([full(), Filter::default()]) {
                let options = ListOptions { filter: filter.clone(), limit: 1, ..ListOptions::default() };
                let ranked = ranker.recommend(taste, &options).unwrap().fitting;
                assert_eq!(ranker.count_fitting(taste, &filter, &Steer::default()), ranked, "{filter:?}");
                counts.push(ranked);
            }
        }
        // All five films of the second taste fit every filter.
        let (without, with) = counts.split_at(counts.len() / 2);
        assert!(without.iter().zip(with).all(|(without, with)| *without == with + 5), "{counts:?}");
    }
}
