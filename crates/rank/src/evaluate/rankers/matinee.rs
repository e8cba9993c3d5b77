//! Matinee as it is served, before a list is spread.

use std::sync::Arc;

use matinee_features::Model;

use super::{Contestant, Question, World};
use crate::{Learning, Ranker, Taste};

pub(super) struct Matinee {
    pub(super) ranker: Ranker,
}

impl Matinee {
    pub(super) fn new(model: Arc<Model>, learning: Learning, prior: Vec<f32>) -> Self {
        Self { ranker: Ranker::new(model).with_learning(learning).with_prior(prior) }
    }
}

pub(crate) fn make(world: &World) -> Box<dyn Contestant> {
    Box::new(Matinee::new(world.model.clone(), world.learning.clone(), world.prior.clone()))
}

impl Contestant for Matinee {
    fn scores(&self, question: &Question) -> Vec<f32> {
        let taste = Taste::new(self.ranker.model(), question.likes, question.dislikes, &[]);
        let taste = taste.expect("no film is both liked and disliked, and picks are few");
        self.ranker.score(&taste).expect("a trained model can be learnt from")
    }
}
