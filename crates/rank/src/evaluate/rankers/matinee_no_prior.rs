//! Matinee that does not know which films are well known: words and people alone.

use super::matinee::Matinee;
use super::{Recommender, TrainingContext};

pub(crate) fn make(context: &TrainingContext) -> Box<dyn Recommender> {
    Box::new(Matinee::new(
        context.model.clone(),
        context.scoring.without_fame(),
        vec![0.0; context.model.films().len()],
    ))
}
