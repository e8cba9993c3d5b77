//! Any order: what a ranker must beat to know anything.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use super::{Contestant, Question, World};

struct Random {
    seed: u64,
    films: usize,
}

pub(crate) fn make(world: &World) -> Box<dyn Contestant> {
    Box::new(Random { seed: world.seed, films: world.model.films().len() })
}

impl Contestant for Random {
    fn scores(&self, question: &Question) -> Vec<f32> {
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        random.set_stream(question.user as u64 + 1);
        (0..self.films).map(|_| random.next_u32() as f32).collect()
    }
}
