//! What is compared: anything that scores all films for a user's picks.

use matinee_features::Row;

/// Scores all films for a user's picks.
pub(crate) trait Recommender: Sync {
    /// A score for each film, by row; more is better.
    fn scores(&self, query: &Query) -> Vec<f32>;
}

/// A user's picks.
pub(crate) struct Query<'a> {
    /// Who asks; only to seed random choices.
    pub(crate) user: usize,
    pub(crate) likes: &'a [Row],
    pub(crate) dislikes: &'a [Row],
    /// How much some of these count; the others count as picks do.
    pub(crate) weights: &'a [(Row, u8)],
}
