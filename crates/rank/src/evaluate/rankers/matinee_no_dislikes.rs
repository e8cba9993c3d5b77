//! Matinee that is not told what is disliked.

use super::matinee::Matinee;
use super::{Query, Recommender, TrainingContext};

struct LikesOnly(Matinee);

pub(crate) fn make(context: &TrainingContext) -> Box<dyn Recommender> {
    Box::new(LikesOnly(Matinee::new(context.model.clone(), context.scoring.clone(), context.prior.clone())))
}

impl Recommender for LikesOnly {
    fn scores(&self, query: &Query) -> Vec<f32> {
        self.0.scores(&Query { dislikes: &[], ..*query })
    }
}
