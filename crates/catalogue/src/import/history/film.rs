//! A film of a history, and what is said of it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{External, FilmId, Year};

/// What a viewer says of a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Opinion {
    /// More like it.
    Like,
    /// Less like it.
    Dislike,
    /// Seen, and no more is said.
    Seen,
    /// To be seen some day.
    Want,
}

impl Opinion {
    /// All of them, in the order of a taste's file.
    pub const ALL: [Self; 4] = [Self::Like, Self::Dislike, Self::Seen, Self::Want];

    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Like => "like",
            Self::Dislike => "dislike",
            Self::Seen => "seen",
            Self::Want => "want",
        }
    }
}

impl fmt::Display for Opinion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text that names no [`Opinion`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is none of like, dislike, seen and want")]
pub struct UnknownOpinion(String);

impl FromStr for Opinion {
    type Err = UnknownOpinion;

    fn from_str(text: &str) -> Result<Self, UnknownOpinion> {
        let text = text.trim();
        let found = Self::ALL.into_iter().find(|opinion| text.eq_ignore_ascii_case(opinion.name()));
        found.ok_or_else(|| UnknownOpinion(text.chars().take(40).collect()))
    }
}

/// What the rows of a film say of it beside a rating.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // Rows of several files each say one of them.
pub struct Said {
    /// Liked, by a heart or among the favourites.
    pub liked: bool,
    /// Disliked, in so many words.
    pub disliked: bool,
    /// Seen.
    pub seen: bool,
    /// To be seen.
    pub wanted: bool,
}

impl Said {
    /// That alone.
    pub fn of(opinion: Opinion) -> Self {
        let mut said = Self::default();
        match opinion {
            Opinion::Like => said.liked = true,
            Opinion::Dislike => said.disliked = true,
            Opinion::Seen => said.seen = true,
            Opinion::Want => said.wanted = true,
        }
        said
    }

    /// Adds what another row says.
    pub(super) fn join(&mut self, other: Self) {
        self.liked |= other.liked;
        self.disliked |= other.disliked;
        self.seen |= other.seen;
        self.wanted |= other.wanted;
    }
}

/// A film of a history, as the export names it.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryFilm {
    /// Its title.
    pub title: String,
    /// Other titles of it: its original title, those between slashes.
    pub other_titles: Vec<String>,
    /// Its year; Netflix gives none.
    pub year: Option<Year>,
    /// Its names in other collections.
    pub external: External,
    /// Its id, from a file of Matinee's own.
    pub id: Option<FilmId>,
    /// The newest rating as a share of the best one that can be given, above 0 to 1.
    pub rating: Option<f64>,
    /// When it was rated, as the export writes it; only to find the newest.
    pub(super) rated_on: String,
    /// What else is said of it.
    pub said: Said,
    /// How much it counts, from 1 to 4, from a file of Matinee's own.
    pub weight: Option<u8>,
    /// The file of its first row.
    pub path: PathBuf,
    /// The line of its first row.
    pub line: u64,
}

impl HistoryFilm {
    /// A film of which only title and year are known.
    pub fn new(title: String, year: Option<Year>) -> Self {
        Self {
            title,
            other_titles: Vec::new(),
            year,
            external: External::default(),
            id: None,
            rating: None,
            rated_on: String::new(),
            said: Said::default(),
            weight: None,
            path: PathBuf::new(),
            line: 0,
        }
    }

    /// All its titles, the first one first.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.title).chain(&self.other_titles).map(String::as_str)
    }

    /// What is said of it, as a film of a catalogue that is known by its id.
    #[must_use]
    pub fn only_as(&self, id: &FilmId) -> Self {
        Self {
            title: String::new(),
            other_titles: Vec::new(),
            external: External::default(),
            id: Some(id.clone()),
            path: PathBuf::new(),
            ..self.clone()
        }
    }

    /// Takes what another row says of the same film.
    pub fn join(&mut self, other: Self) {
        self.said.join(other.said);
        if other.rating.is_some() && (self.rating.is_none() || other.rated_on >= self.rated_on) {
            (self.rating, self.rated_on) = (other.rating, other.rated_on);
        }
        self.year = self.year.or(other.year);
        self.id = self.id.take().or(other.id);
        self.weight = self.weight.or(other.weight);
        for title in std::iter::once(other.title).chain(other.other_titles) {
            if self.other_titles.len() < 8 && !self.titles().any(|known| known == title) {
                self.other_titles.push(title);
            }
        }
        let External { wikipedia, imdb, wikidata, tmdb } = other.external;
        let ours = &mut self.external;
        for (ours, theirs) in [
            (&mut ours.wikipedia, wikipedia),
            (&mut ours.imdb, imdb),
            (&mut ours.wikidata, wikidata),
            (&mut ours.tmdb, tmdb),
        ] {
            *ours = ours.take().or(theirs);
        }
    }

    /// The ids that name one film and no other, with the collections they are of.
    pub fn exact_ids(&self) -> impl Iterator<Item = (&'static str, &str)> {
        exact_ids(&self.external)
    }
}

/// The ids among a film's names elsewhere that name one film and no other.
pub(in crate::import) fn exact_ids(external: &External) -> impl Iterator<Item = (&'static str, &str)> {
    let External { wikipedia: _, imdb, wikidata, tmdb } = external;
    [("imdb", imdb), ("wikidata", wikidata), ("tmdb", tmdb)]
        .into_iter()
        .filter_map(|(kind, id)| Some((kind, id.as_deref()?)))
}
