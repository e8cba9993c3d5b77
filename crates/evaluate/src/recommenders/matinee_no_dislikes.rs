//! Matinee without dislikes.

use super::matinee::Matinee;
use crate::context::TrainingContext;
use crate::recommender::{Query, Recommender};

pub(super) struct LikesOnly(pub(super) Matinee);

pub(crate) fn make(context: &TrainingContext) -> Box<dyn Recommender> {
    Box::new(LikesOnly(Matinee::new(context)))
}

impl Recommender for LikesOnly {
    fn scores(&self, query: &Query) -> Vec<f32> {
        self.0.scores(&Query { dislikes: &[], ..*query })
    }
}
