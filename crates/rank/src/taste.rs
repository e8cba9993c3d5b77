//! What a viewer has said of films.

use matinee_catalogue::Film;
use matinee_features::{Model, Row};

/// A taste may name this many films at most.
pub const MAX_ENTRIES: usize = 1_000;

/// Films liked, disliked and merely seen: rows of one model, each in one of the lists and once, ascending.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taste {
    likes: Vec<Row>,
    dislikes: Vec<Row>,
    seen: Vec<Row>,
}

/// Lists that make no taste.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TasteError {
    /// A film the model does not know.
    #[error("no film has the id {0:?}: look ids up by title")]
    Unknown(String),
    /// A film both liked and disliked.
    #[error("{0} is both liked and disliked: take it out of one list")]
    Both(String),
    /// More films than the limit.
    #[error("a taste of {0} films is too large: at most {MAX_ENTRIES} may be named")]
    TooMany(usize),
}

impl Taste {
    /// Makes a taste of rows; order and repetition do not count, and a film that is liked or disliked counts as seen anyway.
    ///
    /// # Errors
    /// Too many films, or one both liked and disliked.
    pub fn new(model: &Model, likes: &[Row], dislikes: &[Row], seen: &[Row]) -> Result<Self, TasteError> {
        let named = likes.len() + dislikes.len() + seen.len();
        if named > MAX_ENTRIES {
            return Err(TasteError::TooMany(named));
        }
        let sorted = |rows: &[Row]| {
            let mut rows = rows.to_vec();
            rows.sort_unstable();
            rows.dedup();
            rows
        };
        let (likes, dislikes, mut seen) = (sorted(likes), sorted(dislikes), sorted(seen));
        if let Some(&both) = likes.iter().find(|row| dislikes.binary_search(row).is_ok()) {
            let Film { title, year, .. } = model.film(both);
            return Err(TasteError::Both(format!("{title} ({year})")));
        }
        seen.retain(|row| likes.binary_search(row).is_err() && dislikes.binary_search(row).is_err());
        Ok(Self { likes, dislikes, seen })
    }

    /// Makes a taste of ids, as links and requests carry them.
    ///
    /// # Errors
    /// Too many films, one both liked and disliked, or a text that is no film's id.
    pub fn from_ids<S: AsRef<str>>(model: &Model, likes: &[S], dislikes: &[S], seen: &[S]) -> Result<Self, TasteError> {
        let named = likes.len() + dislikes.len() + seen.len();
        if named > MAX_ENTRIES {
            return Err(TasteError::TooMany(named));
        }
        let rows = |ids: &[S]| ids.iter().map(|id| row_of(model, id.as_ref())).collect::<Result<Vec<Row>, _>>();
        Self::new(model, &rows(likes)?, &rows(dislikes)?, &rows(seen)?)
    }

    /// That of somebody who likes one film.
    pub(crate) fn of_one(like: Row) -> Self {
        Self { likes: vec![like], ..Self::default() }
    }

    /// Rows of liked films.
    pub fn likes(&self) -> &[Row] {
        &self.likes
    }

    /// Rows of disliked films.
    pub fn dislikes(&self) -> &[Row] {
        &self.dislikes
    }

    /// Rows of films that were seen without a word on them.
    pub fn seen(&self) -> &[Row] {
        &self.seen
    }

    /// Whether nothing is liked or disliked: there is nothing to learn from.
    pub fn says_nothing(&self) -> bool {
        self.likes.is_empty() && self.dislikes.is_empty()
    }

    /// Whether no film is in any of the lists.
    pub fn names_nothing(&self) -> bool {
        self.named().next().is_none()
    }

    /// All films in any of the lists.
    pub fn named(&self) -> impl Iterator<Item = Row> + '_ {
        [&self.likes, &self.dislikes, &self.seen].into_iter().flatten().copied()
    }

    /// Whether a film is in any of the lists.
    pub fn names(&self, row: Row) -> bool {
        [&self.likes, &self.dislikes, &self.seen].iter().any(|rows| rows.binary_search(&row).is_ok())
    }
}

fn row_of(model: &Model, id: &str) -> Result<Row, TasteError> {
    model.titles().row_of(id).ok_or_else(|| TasteError::Unknown(id.chars().take(80).collect()))
}

/// Terms a viewer wants less or more of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Steer {
    muted: Vec<String>,
    boosted: Vec<String>,
}

impl Steer {
    /// At most this many terms may be muted and boosted together.
    pub const MAX_TERMS: usize = 50;

    /// Takes terms as reasons show them. What no film knows has no effect; what is both muted and boosted is muted.
    ///
    /// # Errors
    /// More than [`Steer::MAX_TERMS`], given back as their number.
    pub fn new(muted: Vec<String>, boosted: Vec<String>) -> Result<Self, usize> {
        let named = muted.len() + boosted.len();
        if named > Self::MAX_TERMS { Err(named) } else { Ok(Self { muted, boosted }) }
    }

    /// Terms whose weight is taken out.
    pub fn muted(&self) -> &[String] {
        &self.muted
    }

    /// Terms whose weight is raised.
    pub fn boosted(&self) -> &[String] {
        &self.boosted
    }
}
