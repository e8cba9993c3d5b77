//! The rankers that are compared, one a file.

mod ease;
mod item_neighbours;
mod matinee;
mod matinee_diversified;
mod matinee_no_dislikes;
mod matinee_no_fields;
mod matinee_no_prior;
mod mean_cosine;
mod popular;
mod random;

use std::sync::Arc;

use matinee_features::{Model, Row};

use super::protocol::{Prior, Settings, User};
use crate::ScoringParams;

/// Scores all films for a user's picks.
pub(crate) trait Recommender: Sync {
    /// A score for each film, by row; more is better.
    fn scores(&self, query: &Query) -> Vec<f32>;
}

/// A user's picks.
pub(crate) struct Query<'a> {
    /// Who asks; only for drawing at random.
    pub(crate) user: usize,
    pub(crate) likes: &'a [Row],
    pub(crate) dislikes: &'a [Row],
}

/// What a ranker may learn from: the films, and the users of the other folds.
pub(crate) struct TrainingContext<'a> {
    pub(crate) model: Arc<Model>,
    pub(crate) training: Vec<&'a User>,
    /// How many training users like each film, by row.
    pub(crate) liked: Vec<u32>,
    /// How many training users rated each film, by row.
    pub(crate) rated: Vec<u32>,
    /// All rows, the most rated first.
    pub(crate) by_fame: Vec<Row>,
    /// Each row's place in that order.
    pub(crate) fame_place: Vec<usize>,
    /// The prior Matinee is to use, by row, 0 to 1.
    pub(crate) prior: Vec<f32>,
    pub(crate) scoring: ScoringParams,
    pub(crate) seed: u64,
}

impl<'a> TrainingContext<'a> {
    pub(crate) fn new(model: Arc<Model>, training: Vec<&'a User>, settings: &Settings) -> Self {
        let films = model.films().len();
        let count = |of: fn(&User) -> &[Row]| {
            let mut counts = vec![0u32; films];
            for &row in training.iter().flat_map(|user| of(user)) {
                counts[row] += 1;
            }
            counts
        };
        let (counts, liked) = (count(|user| &user.rated), count(|user| &user.likes));
        let mut by_fame: Vec<Row> = (0..films).collect();
        by_fame.sort_by_key(|&row| (std::cmp::Reverse(counts[row]), row));
        let mut fame_place = vec![0; films];
        for (place, &row) in by_fame.iter().enumerate() {
            fame_place[row] = place;
        }
        let prior = match settings.prior {
            Prior::Model => model.prior().to_vec(),
            Prior::Train => of_counts(&liked),
            Prior::TrainSeen => of_counts(&counts),
        };
        let scoring = settings.scoring.clone();
        Self { model, training, liked, rated: counts, by_fame, fame_place, prior, scoring, seed: settings.seed }
    }
}

/// Logarithms of counts, brought to 0 to 1.
fn of_counts(counts: &[u32]) -> Vec<f32> {
    let most = (counts.iter().copied().max().unwrap_or(0) as f32).ln_1p().max(f32::MIN_POSITIVE);
    counts.iter().map(|&n| (n as f32).ln_1p() / most).collect()
}

/// A ranker's name and how it is made.
pub(crate) type Factory = (&'static str, fn(&TrainingContext) -> Box<dyn Recommender>);

const FACTORIES: [Factory; 10] = [
    ("random", random::make),
    ("popular", popular::make),
    ("mean-cosine", mean_cosine::make),
    ("matinee", matinee::make),
    ("matinee-no-prior", matinee_no_prior::make),
    ("matinee-no-fields", matinee_no_fields::make),
    ("matinee-no-dislikes", matinee_no_dislikes::make),
    ("matinee-diversified", matinee_diversified::make),
    ("item-neighbours", item_neighbours::make),
    ("ease", ease::make),
];

/// The names of all rankers.
pub const NAMES: [&str; FACTORIES.len()] = {
    let mut names = [""; FACTORIES.len()];
    let mut i = 0;
    while i < names.len() {
        names[i] = FACTORIES[i].0;
        i += 1;
    }
    names
};

/// A name that is no ranker's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no ranker is called {name:?}: choose among {}", NAMES.join(", "))]
pub struct UnknownRanker {
    name: String,
}

pub(crate) fn find(name: &str) -> Result<&'static Factory, UnknownRanker> {
    FACTORIES.iter().find(|factory| factory.0 == name).ok_or_else(|| UnknownRanker { name: name.to_owned() })
}
