//! The mean of the liked films less the mean of the background, without prior and dislikes: Rocchio's formula, which the
//! machine is for a handful of likes.

use matinee_rank::{HistoryParams, ScoringParams};

use super::matinee::Matinee;
use super::matinee_no_dislikes::LikesOnly;
use crate::context::TrainingContext;
use crate::recommender::Recommender;

pub(crate) fn make(context: &TrainingContext) -> Box<dyn Recommender> {
    let films = context.model.films().len();
    let scoring = ScoringParams { history: HistoryParams::never(), ..context.scoring.without_fame() };
    Box::new(LikesOnly(Matinee::with(context.model.clone(), scoring, vec![0.0; films])))
}
