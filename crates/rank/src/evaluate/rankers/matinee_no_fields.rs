//! Matinee that does not tell fields apart: names, kinds and years weigh what words weigh, whatever they tell.

use std::sync::Arc;

use matinee_features::{FieldWeights, Model, Params};

use super::matinee::Matinee;
use super::{Recommender, TrainingContext};
use crate::ScoringParams;

pub(crate) fn make(context: &TrainingContext) -> Box<dyn Recommender> {
    let params = Params { weights: FieldWeights::EVEN, ..context.model.params().clone() };
    let films = context.model.catalogue().clone();
    let model = Model::train(films, &params).expect("the films were trained on before");
    let pseudo_count = FieldWeights::alike(context.scoring.pseudo_count.words);
    let scoring = ScoringParams { field_boost: FieldWeights::EVEN, pseudo_count, ..context.scoring.clone() };
    Box::new(Matinee::new(Arc::new(model), scoring, context.prior.clone()))
}
