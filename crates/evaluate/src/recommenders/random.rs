//! Random order: the floor that every other recommender must beat.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::context::TrainingContext;
use crate::recommender::{Query, Recommender};

struct Random {
    seed: u64,
    films: usize,
}

pub(crate) fn make(context: &TrainingContext) -> Box<dyn Recommender> {
    Box::new(Random { seed: context.seed, films: context.model.films().len() })
}

impl Recommender for Random {
    fn scores(&self, query: &Query) -> Vec<f32> {
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        random.set_stream(query.user as u64 + 1);
        (0..self.films).map(|_| random.next_u32() as f32).collect()
    }
}
