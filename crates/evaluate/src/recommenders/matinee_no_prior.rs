//! Matinee without the prior of how well known films are.

use super::matinee::Matinee;
use crate::context::TrainingContext;
use crate::recommender::Recommender;

pub(crate) fn make(context: &TrainingContext) -> Box<dyn Recommender> {
    let films = context.model.films().len();
    Box::new(Matinee::with(context.model.clone(), context.scoring.without_fame(), vec![0.0; films]))
}
