//! Matinee that treats all fields alike: names, genres and years weigh as much as words.

use std::sync::Arc;

use matinee_features::{FieldWeights, Model, Params};
use matinee_rank::ScoringParams;

use super::matinee::Matinee;
use crate::context::TrainingContext;
use crate::recommender::Recommender;

pub(crate) fn make(context: &TrainingContext) -> Box<dyn Recommender> {
    let params = Params { weights: FieldWeights::EVEN, ..context.model.params().clone() };
    let films = context.model.catalogue().clone();
    let model = Model::train(films, &params).expect("the films were trained on before");
    let pseudo_count = FieldWeights::alike(context.scoring.pseudo_count.words);
    let scoring = ScoringParams { field_boost: FieldWeights::EVEN, pseudo_count, ..context.scoring.clone() };
    Box::new(Matinee::with(Arc::new(model), scoring, context.prior.clone()))
}
