//! What a viewer says of films and terms.

use matinee_catalogue::Film;
use matinee_features::{Model, Row};

use crate::limits::{MAX_STEER_TERMS, MAX_TASTE_FILMS, MAX_TASTE_RULES};
use crate::rating_cuts::{MAX_WEIGHT, PLAIN_WEIGHT};
use crate::taste_rule::TasteRule;

/// The films a viewer likes, dislikes and has only seen: rows of one model, ascending, each in one of the lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taste {
    likes: Vec<Row>,
    dislikes: Vec<Row>,
    seen: Vec<Row>,
    /// Those likes and dislikes that count otherwise than plain ones, by row.
    weights: Vec<(Row, u8)>,
}

/// Why lists of films are not a taste.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TasteError {
    /// No film of the model has this id.
    #[error("no film has the id {0:?}: look ids up by title")]
    Unknown(String),
    /// A film is both liked and disliked.
    #[error("{0} is both liked and disliked: take it out of one list")]
    Both(String),
    /// More films than [`MAX_TASTE_FILMS`].
    #[error("a taste of {0} films is too large: at most {MAX_TASTE_FILMS} may be named")]
    TooMany(usize),
}

impl Taste {
    /// Makes a taste of rows. Order and repetition do not matter, nor whether a liked or disliked film is among those
    /// seen.
    ///
    /// # Errors
    /// Too many films, or one both liked and disliked.
    pub fn new(model: &Model, likes: &[Row], dislikes: &[Row], seen: &[Row]) -> Result<Self, TasteError> {
        let named = likes.len() + dislikes.len() + seen.len();
        if named > MAX_TASTE_FILMS {
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
        Ok(Self { likes, dislikes, seen, weights: Vec::new() })
    }

    /// Makes a taste of ids, which links and requests have.
    ///
    /// # Errors
    /// Too many films, one both liked and disliked, or an id that no film has.
    pub fn from_ids<S: AsRef<str>>(model: &Model, likes: &[S], dislikes: &[S], seen: &[S]) -> Result<Self, TasteError> {
        let named = likes.len() + dislikes.len() + seen.len();
        if named > MAX_TASTE_FILMS {
            return Err(TasteError::TooMany(named));
        }
        let rows = |ids: &[S]| ids.iter().map(|id| row_of(model, id.as_ref())).collect::<Result<Vec<Row>, _>>();
        Self::new(model, &rows(likes)?, &rows(dislikes)?, &rows(seen)?)
    }

    /// Adds films that were seen, unless something else is said of them. They are only left out of lists and cost next to nothing,
    /// so there may be more than [`MAX_TASTE_FILMS`].
    #[must_use]
    pub fn with_seen(mut self, seen: &[Row]) -> Self {
        self.seen.extend(seen);
        self.seen.sort_unstable();
        self.seen.dedup();
        let (likes, dislikes) = (&self.likes, &self.dislikes);
        self.seen.retain(|row| likes.binary_search(row).is_err() && dislikes.binary_search(row).is_err());
        self
    }

    /// Adds a liked or disliked film, unless something is said of it already or the taste is full. A film that was only seen
    /// is liked or disliked from then on.
    pub(crate) fn add(&mut self, row: Row, likes: bool) {
        let is_named = self.likes.binary_search(&row).is_ok() || self.dislikes.binary_search(&row).is_ok();
        if is_named || self.likes.len() + self.dislikes.len() >= MAX_TASTE_FILMS {
            return;
        }
        self.seen.retain(|&seen| seen != row);
        let list = if likes { &mut self.likes } else { &mut self.dislikes };
        list.insert(list.partition_point(|&other| other < row), row);
    }

    /// Says how much films count, 1 to [`MAX_WEIGHT`]; the others have [`PLAIN_WEIGHT`]. Only a history learns from it.
    #[must_use]
    pub fn with_weights(mut self, weights: impl IntoIterator<Item = (Row, u8)>) -> Self {
        self.weights = weights.into_iter().filter(|&(_, weight)| weight != PLAIN_WEIGHT).collect();
        self.weights.sort_unstable();
        self.weights.dedup_by_key(|&mut (row, _)| row);
        for (_, weight) in &mut self.weights {
            *weight = (*weight).clamp(1, MAX_WEIGHT);
        }
        self
    }

    /// How much a liked or disliked film counts, 1 to [`MAX_WEIGHT`].
    pub fn weight(&self, row: Row) -> u8 {
        let place = self.weights.binary_search_by_key(&row, |&(row, _)| row);
        place.map_or(PLAIN_WEIGHT, |place| self.weights[place].1)
    }

    /// The taste of somebody who likes one film.
    pub(crate) fn of_one(like: Row) -> Self {
        Self { likes: vec![like], ..Self::default() }
    }

    /// The same taste with only some of its likes, ascending.
    pub(crate) fn with_likes(&self, likes: &[Row]) -> Self {
        Self { likes: likes.to_vec(), ..self.clone() }
    }

    /// Rows of liked films.
    pub fn likes(&self) -> &[Row] {
        &self.likes
    }

    /// Rows of disliked films.
    pub fn dislikes(&self) -> &[Row] {
        &self.dislikes
    }

    /// Rows of films that were only seen.
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

/// More steered terms than [`MAX_STEER_TERMS`]: their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} terms are muted, lessened or boosted: at most {MAX_STEER_TERMS} may be")]
pub struct TooManyTerms(pub usize);

/// Terms a viewer wants to leave out, wants less of, or wants more of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Steer {
    muted: Vec<String>,
    lessened: Vec<String>,
    boosted: Vec<String>,
    rules: Vec<TasteRule>,
}

impl Steer {
    /// Takes terms as reasons name them. A term that no film has has no effect; of a term that is named twice the softer
    /// wish is passed over: less goes before more, muting before both.
    ///
    /// # Errors
    /// More terms than [`MAX_STEER_TERMS`].
    pub fn new(muted: Vec<String>, boosted: Vec<String>) -> Result<Self, TooManyTerms> {
        Self { muted, boosted, ..Self::default() }.checked()
    }

    /// The same with terms that the viewer wants less of.
    ///
    /// # Errors
    /// More terms than [`MAX_STEER_TERMS`] in all.
    pub fn lessening(self, lessened: Vec<String>) -> Result<Self, TooManyTerms> {
        Self { lessened, ..self }.checked()
    }

    /// The same with rules that leave films out whatever their terms weigh. Of more than [`MAX_TASTE_RULES`] the first hold, which
    /// files and links do not have.
    #[must_use]
    pub fn with_rules(mut self, rules: impl IntoIterator<Item = TasteRule>) -> Self {
        for rule in rules {
            if !self.rules.contains(&rule) && self.rules.len() < MAX_TASTE_RULES {
                self.rules.push(rule);
            }
        }
        self
    }

    /// The same without one rule.
    #[must_use]
    pub fn without_rule(&self, rule: &TasteRule) -> Self {
        let mut steer = self.clone();
        steer.rules.retain(|other| other != rule);
        steer
    }

    /// Rules whose films are left out.
    pub fn rules(&self) -> &[TasteRule] {
        &self.rules
    }

    fn checked(self) -> Result<Self, TooManyTerms> {
        let terms = self.muted.len() + self.lessened.len() + self.boosted.len();
        if terms > MAX_STEER_TERMS { Err(TooManyTerms(terms)) } else { Ok(self) }
    }

    /// Whether no term is steered.
    pub fn says_nothing(&self) -> bool {
        [&self.muted, &self.lessened, &self.boosted].iter().all(|terms| terms.is_empty())
    }

    /// The same without one muted term.
    #[must_use]
    pub fn without_mute(&self, term: &str) -> Self {
        let mut steer = self.clone();
        steer.muted.retain(|other| other != term);
        steer
    }

    /// Terms whose films are left out. Those that are only words of stories have a weight of 0.
    pub fn muted(&self) -> &[String] {
        &self.muted
    }

    /// Terms whose weight is below 0.
    pub fn lessened(&self) -> &[String] {
        &self.lessened
    }

    /// Terms whose weight is raised.
    pub fn boosted(&self) -> &[String] {
        &self.boosted
    }
}
