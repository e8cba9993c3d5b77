//! What a recommender may learn from.

use std::cmp::Reverse;
use std::sync::Arc;

use matinee_features::{Model, Row};
use matinee_rank::ScoringParams;

use crate::prior::PriorSource;
use crate::users::User;

/// What a recommender may learn from: the films, and the users of the other folds.
pub(crate) struct TrainingContext<'a> {
    pub(crate) model: Arc<Model>,
    pub(crate) training: Vec<&'a User>,
    /// How many training users like each film, by row.
    pub(crate) liked: Vec<u32>,
    /// How many training users rated each film, by row.
    pub(crate) rated: Vec<u32>,
    /// All rows, the most rated first.
    pub(crate) by_fame: Vec<Row>,
    /// Each row's position in that order.
    pub(crate) fame_place: Vec<usize>,
    /// The prior Matinee is to use, by row, 0 to 1.
    pub(crate) prior: Vec<f32>,
    pub(crate) scoring: ScoringParams,
    pub(crate) seed: u64,
}

impl<'a> TrainingContext<'a> {
    pub(crate) fn new(
        model: Arc<Model>,
        training: Vec<&'a User>,
        prior: PriorSource,
        scoring: ScoringParams,
        seed: u64,
    ) -> Self {
        let films = model.films().len();
        let count = |of: fn(&User) -> &[Row]| {
            let mut counts = vec![0u32; films];
            for &row in training.iter().flat_map(|user| of(user)) {
                counts[row] += 1;
            }
            counts
        };
        let (rated, liked) = (count(|user| &user.rated), count(|user| &user.likes));
        let mut by_fame: Vec<Row> = (0..films).collect();
        by_fame.sort_by_key(|&row| (Reverse(rated[row]), row));
        let mut fame_place = vec![0; films];
        for (place, &row) in by_fame.iter().enumerate() {
            fame_place[row] = place;
        }
        let prior = prior.prior(&model, &liked, &rated);
        Self { model, training, liked, rated, by_fame, fame_place, prior, scoring, seed }
    }
}
