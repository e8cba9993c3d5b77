//! How well known each film is, for Matinee to rank by.

use matinee_features::Model;
use serde::{Deserialize, Serialize};

/// Where Matinee's prior comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PriorSource {
    /// The model: what the films' pages say.
    #[default]
    Model,
    /// How many training users like each film.
    Train,
    /// How many training users rated each film, liked or not: nearer to what pages say.
    TrainSeen,
}

impl PriorSource {
    /// The prior by row, 0 to 1. `liked` and `rated` count the training users of each film.
    pub(crate) fn prior(self, model: &Model, liked: &[u32], rated: &[u32]) -> Vec<f32> {
        match self {
            Self::Model => model.prior().to_vec(),
            Self::Train => of_counts(liked),
            Self::TrainSeen => of_counts(rated),
        }
    }
}

/// Logarithms of counts, scaled to 0 to 1.
fn of_counts(counts: &[u32]) -> Vec<f32> {
    let most = (counts.iter().copied().max().unwrap_or(0) as f32).ln_1p().max(f32::MIN_POSITIVE);
    counts.iter().map(|&n| (n as f32).ln_1p() / most).collect()
}
