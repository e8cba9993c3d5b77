//! Matinee's scores, before a list is diversified.

use std::sync::Arc;

use matinee_features::Model;
use matinee_rank::{Ranker, ScoringParams, Taste};

use crate::context::TrainingContext;
use crate::recommender::{Query, Recommender};

pub(super) struct Matinee {
    pub(super) ranker: Ranker,
}

impl Matinee {
    pub(super) fn new(context: &TrainingContext) -> Self {
        Self::with(context.model.clone(), context.scoring.clone(), context.prior.clone())
    }

    pub(super) fn with(model: Arc<Model>, scoring: ScoringParams, prior: Vec<f32>) -> Self {
        Self { ranker: Ranker::new(model).with_scoring_params(scoring).with_prior(prior) }
    }
}

pub(crate) fn make(context: &TrainingContext) -> Box<dyn Recommender> {
    Box::new(Matinee::new(context))
}

/// The taste that the picks are.
pub(super) fn taste(ranker: &Ranker, query: &Query) -> Taste {
    let taste = Taste::new(ranker.model(), query.likes, query.dislikes, &[]);
    taste.expect("no film is both liked and disliked, and picks are few").with_weights(query.weights.iter().copied())
}

impl Recommender for Matinee {
    fn scores(&self, query: &Query) -> Vec<f32> {
        self.ranker.score(&taste(&self.ranker, query)).expect("a trained model can be learnt from")
    }
}
