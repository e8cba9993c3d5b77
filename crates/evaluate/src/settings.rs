//! What is to be measured, and how.

use matinee_features::Params;
use matinee_rank::ScoringParams;
use serde::{Deserialize, Serialize};

use crate::prior::PriorSource;
use crate::recommenders::NAMES;

/// The least numbers of ratings that make a history.
pub const HISTORY_RATINGS: [usize; 2] = [60, 100];
/// How often a user's ratings are halved.
pub const HISTORY_DRAWS: usize = 5;

/// Which users are asked. Parameters are chosen on one half and reported on the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Half {
    /// All users.
    #[default]
    Both,
    /// The half to choose parameters on.
    First,
    /// The half to report.
    Second,
}

/// What is to be measured, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvaluationSettings {
    /// Seed of folds, picks and resampling.
    pub seed: u64,
    /// Number of folds, 2 or more.
    pub folds: usize,
    /// Numbers of picks.
    pub picks: Vec<usize>,
    /// Asks with half of each user's ratings as taste, in this many draws. Then `picks` are the least numbers of ratings of
    /// the users asked, such as [`HISTORY_RATINGS`].
    #[serde(default)]
    pub history: Option<usize>,
    /// Whether as many dislikes as likes are picked. Users without one more dislike than that are not asked.
    pub dislikes: bool,
    /// Cold start: only films that no training user rated are candidates and targets.
    pub cold: bool,
    /// Where Matinee's prior comes from.
    pub prior: PriorSource,
    /// Which users are asked.
    pub half: Half,
    /// Parameters of training.
    pub params: Params,
    /// Parameters of scoring.
    pub scoring: ScoringParams,
    /// Names of recommenders, among [`NAMES`].
    pub rankers: Vec<String>,
    /// The recommender that the others are compared with.
    pub against: Option<String>,
    /// Number of bootstrap samples of the intervals.
    pub resamples: usize,
}

impl Default for EvaluationSettings {
    fn default() -> Self {
        Self {
            seed: 1,
            folds: 5,
            picks: vec![1, 3, 5, 10],
            history: None,
            dislikes: false,
            cold: false,
            prior: PriorSource::default(),
            half: Half::default(),
            params: Params::default(),
            scoring: ScoringParams::default(),
            rankers: NAMES.map(str::to_owned).to_vec(),
            against: Some("popular".to_owned()),
            resamples: 1000,
        }
    }
}
