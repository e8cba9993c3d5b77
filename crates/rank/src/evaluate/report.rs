//! What an evaluation found.

use serde::Serialize;

/// A mean over users, with the ends of its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figure {
    /// The mean.
    pub mean: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// One ranker at one number of picks.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// How many films a user picked.
    pub picks: usize,
    /// How many users were asked.
    pub users: usize,
    /// Normalised discounted cumulative gain of the first ten, 0 to 1.
    pub ndcg10: Figure,
    /// The share of what is liked among the first twenty.
    pub recall20: Figure,
    /// How often a liked film is above a disliked one.
    pub auc: Option<Figure>,
    /// How often a liked film is above films as well known.
    pub matched_auc: Option<Figure>,
    /// One less the mean similarity of the first ten to each other.
    pub diversity: Option<Figure>,
    /// The mean place of the first ten among all films by how often they were rated, 1 the most.
    pub popularity_rank: Figure,
    /// The share of the first ten that belongs to the series most of them belong to, where any film is known to be of a series.
    pub of_one_series: Option<Figure>,
    /// The share of all films that stand among anyone's first ten.
    pub coverage: f64,
    /// By how much `ndcg10` is above that of the ranker it is compared with, user by user.
    pub difference: Option<Figure>,
}

/// One ranker.
#[derive(Debug, Clone, PartialEq)]
pub struct RankerReport {
    /// Its name.
    pub name: &'static str,
    /// By number of picks.
    pub figures: Vec<Figures>,
}

/// All rankers.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Joined films: the candidates.
    pub films: usize,
    /// Users with a rating of a joined film.
    pub users: usize,
    /// The rankers, in the order asked for.
    pub rankers: Vec<RankerReport>,
}
