//! Matinee as its lists are shown: spread, so that films are not all alike.

use super::matinee::Matinee;
use super::{Contestant, Question, World};
use crate::Options;
use crate::ranker::POOL;

/// As many films as are looked at.
const LIST: usize = 20;

struct Spread(Matinee);

pub(crate) fn make(world: &World) -> Box<dyn Contestant> {
    Box::new(Spread(Matinee::new(world.model.clone(), world.learning.clone(), world.prior.clone())))
}

impl Contestant for Spread {
    fn scores(&self, question: &Question) -> Vec<f32> {
        let mut scores = self.0.scores(question);
        let options = Options { limit: LIST, ..Options::default() };
        let named = question.likes.iter().chain(question.dislikes).copied();
        let (list, _) = self.0.ranker.choose(&scores, &options, POOL, options.closeness.variety(), named);
        // The list stands above all else, in its order.
        let best = scores.iter().copied().fold(f32::MIN, f32::max).abs();
        for (place, (row, _)) in list.into_iter().enumerate() {
            scores[row] = (best + 1.0) * (2.0 + (LIST - place) as f32);
        }
        scores
    }
}
