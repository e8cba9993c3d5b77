//! The numbers by which a taste is learnt.

use serde::{Deserialize, Serialize};

/// How a taste is learnt. The defaults were measured (README.md); others are for measuring.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Learning {
    /// Bound of the multipliers of liked films. With a handful of likes against a hundred background films nearly every
    /// background row sits at its bound, and what the bounds are moves the ranking little (DESIGN.md).
    pub c_liked: f64,
    /// Bound of the multipliers of the others.
    pub c_others: f64,
    /// How many background rows one dislike counts for.
    pub dislike_copies: usize,
    /// What fame weighs against content at one pick, in standard deviations of the content scores.
    pub fame: f32,
    /// How fast that falls: the weight is `fame / picks ^ fame_fall`.
    pub fame_fall: f32,
}

impl Default for Learning {
    fn default() -> Self {
        Self { c_liked: 1.0, c_others: 0.1, dislike_copies: 3, fame: 1.2, fame_fall: 0.5 }
    }
}

impl Learning {
    /// For a prior that is a logarithm of counts, as evaluation takes from ratings: such a prior falls steeply below the
    /// few best-known films, where the model's own, a mean of ranks, falls evenly. Measured (README.md).
    #[must_use]
    pub fn for_counts() -> Self {
        Self { c_others: 0.01, fame: 25.0, fame_fall: 0.35, ..Self::default() }
    }

    /// What a prior of 1 weighs: the fewer the picks, the more.
    pub(crate) fn fame_weight(&self, picks: usize) -> f32 {
        match picks {
            0 => 1.0,
            n => self.fame / (n as f32).powf(self.fame_fall),
        }
    }
}
