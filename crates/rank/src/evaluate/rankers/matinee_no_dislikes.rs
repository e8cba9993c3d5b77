//! Matinee that is not told what is disliked.

use super::matinee::Matinee;
use super::{Contestant, Question, World};

struct LikesOnly(Matinee);

pub(crate) fn make(world: &World) -> Box<dyn Contestant> {
    Box::new(LikesOnly(Matinee::new(world.model.clone(), world.learning.clone(), world.prior.clone())))
}

impl Contestant for LikesOnly {
    fn scores(&self, question: &Question) -> Vec<f32> {
        self.0.scores(&Question { dislikes: &[], ..*question })
    }
}
