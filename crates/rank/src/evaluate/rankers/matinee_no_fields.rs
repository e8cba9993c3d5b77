//! Matinee that does not tell fields apart: names, kinds and years weigh what words weigh, whatever they tell.

use std::sync::Arc;

use matinee_features::{FieldWeights, Model, Params};

use super::matinee::Matinee;
use super::{Contestant, World};
use crate::Learning;

pub(crate) fn make(world: &World) -> Box<dyn Contestant> {
    let params = Params { weights: FieldWeights::EVEN, ..world.model.params().clone() };
    let films = world.model.catalogue().clone();
    let model = Model::train(films, &params).expect("the films were trained on before");
    let doubt = FieldWeights::alike(world.learning.doubt.words);
    let learning = Learning { emphasis: FieldWeights::EVEN, doubt, ..world.learning.clone() };
    Box::new(Matinee::new(Arc::new(model), learning, world.prior.clone()))
}
