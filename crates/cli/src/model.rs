//! The model that a command works with.

use anyhow::Result;
use matinee_catalogue::starter;
use matinee_features::{Model, Params, store};

use crate::context::Context;

/// Where a model came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ModelOrigin {
    /// Loaded from the data folder.
    Stored,
    /// Trained just now on the starter catalogue, which is inside the program.
    Starter,
}

/// The current model of the data folder. If there is none yet, one trained on the starter catalogue.
pub(crate) fn open(context: &Context) -> Result<(Model, ModelOrigin)> {
    let models = context.models();
    match store::current(&models)? {
        Some(version) => Ok((store::load(&models, &version)?, ModelOrigin::Stored)),
        None => Ok((Model::train(starter::catalogue(), &Params::default())?, ModelOrigin::Starter)),
    }
}
