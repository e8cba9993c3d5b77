//! Matinee that does not know which films are well known: words and people alone.

use super::matinee::Matinee;
use super::{Contestant, World};

pub(crate) fn make(world: &World) -> Box<dyn Contestant> {
    Box::new(Matinee::new(world.model.clone(), world.learning.without_fame(), vec![0.0; world.model.films().len()]))
}
