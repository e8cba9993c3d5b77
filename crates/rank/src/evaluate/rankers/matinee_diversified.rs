//! Matinee as its lists are shown: spread, so that films are not all alike.

use super::matinee::Matinee;
use super::{Query, Recommender, TrainingContext};
use crate::ListOptions;
use crate::limits::DIVERSIFY_POOL;

/// As many films as are looked at.
const LIST: usize = 20;

struct Spread(Matinee);

pub(crate) fn make(context: &TrainingContext) -> Box<dyn Recommender> {
    Box::new(Spread(Matinee::new(context.model.clone(), context.scoring.clone(), context.prior.clone())))
}

impl Recommender for Spread {
    fn scores(&self, query: &Query) -> Vec<f32> {
        let mut scores = self.0.scores(query);
        let options = ListOptions { limit: LIST, ..ListOptions::default() };
        let named = query.likes.iter().chain(query.dislikes).copied();
        let (list, _) = self.0.ranker.choose(&scores, &options, DIVERSIFY_POOL, options.closeness.variety(), named);
        // The list stands above all else, in its order.
        let best = scores.iter().copied().fold(f32::MIN, f32::max).abs();
        for (place, (row, _)) in list.into_iter().enumerate() {
            scores[row] = (best + 1.0) * (2.0 + (LIST - place) as f32);
        }
        scores
    }
}
