//! Matinee as it is served, before a list is spread.

use std::sync::Arc;

use matinee_features::Model;

use super::{Query, Recommender, TrainingContext};
use crate::{Ranker, ScoringParams, Taste};

pub(super) struct Matinee {
    pub(super) ranker: Ranker,
}

impl Matinee {
    pub(super) fn new(model: Arc<Model>, scoring: ScoringParams, prior: Vec<f32>) -> Self {
        Self { ranker: Ranker::new(model).with_scoring_params(scoring).with_prior(prior) }
    }
}

pub(crate) fn make(context: &TrainingContext) -> Box<dyn Recommender> {
    Box::new(Matinee::new(context.model.clone(), context.scoring.clone(), context.prior.clone()))
}

impl Recommender for Matinee {
    fn scores(&self, query: &Query) -> Vec<f32> {
        let taste = Taste::new(self.ranker.model(), query.likes, query.dislikes, &[]);
        let taste = taste.expect("no film is both liked and disliked, and picks are few");
        self.ranker.score(&taste).expect("a trained model can be learnt from")
    }
}
