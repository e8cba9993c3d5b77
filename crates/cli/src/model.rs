//! Which model a command works with.

use anyhow::Result;
use matinee_catalogue::starter;
use matinee_features::{Model, Params, store};

use crate::Context;

/// Where a model came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Trained before, kept in the data folder.
    Stored,
    /// Trained just now on the catalogue inside the program.
    Starter,
}

/// The current model of the data folder, or one trained on the starter catalogue where nothing was trained yet.
pub(crate) fn open(context: &Context) -> Result<(Model, Origin)> {
    let models = context.data.join("models");
    match store::current(&models)? {
        Some(version) => Ok((store::load(&models, &version)?, Origin::Stored)),
        None => Ok((Model::train(starter::catalogue(), &Params::default())?, Origin::Starter)),
    }
}
