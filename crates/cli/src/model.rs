//! The model that a command works with.

use std::path::Path;

use anyhow::Result;
use matinee_catalogue::starter;
use matinee_features::store::{self, CurrentModel, NewestValid};
use matinee_features::{Model, Params};

use crate::context::Context;
use crate::times::spoken;

/// Where a model came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ModelOrigin {
    /// Loaded from the data folder.
    Stored,
    /// Trained just now on the starter catalogue, which is inside the program.
    Starter,
}

/// The current model of the data folder. If nothing says which it is, the newest that is whole, with a warning. If there is
/// none yet, one trained on the starter catalogue.
pub(crate) fn open(context: &Context) -> Result<(Model, ModelOrigin)> {
    let models = context.models();
    let model = match store::find_current(&models)? {
        CurrentModel::Named(version) => store::load(&models, &version)?,
        CurrentModel::Lost(why) => {
            let NewestValid { model, refused } = store::in_place_of_lost(&models, &why)?;
            for error in refused {
                eprintln!("warning: {error}");
            }
            warn_of_lost(&models, &why, Some(&model));
            model
        }
        CurrentModel::Nothing => return starter_model(),
    };
    warn_if_stale(&model, context);
    Ok((model, ModelOrigin::Stored))
}

/// As [`open`], but for a server, which should answer: instead of a damaged model of this folder, the newest that is whole. It
/// does not warn; the server's log does.
pub(crate) fn open_to_serve(models: &Path) -> Result<(Model, ModelOrigin)> {
    match open_whole(models)? {
        Some(model) => Ok((model, ModelOrigin::Stored)),
        None => starter_model(),
    }
}

/// The current model of a folder, or the newest that is whole. `None` if there never was one.
pub(crate) fn open_whole(models: &Path) -> Result<Option<Model>> {
    Ok(Some(match store::find_current(models)? {
        CurrentModel::Named(version) => match store::load(models, &version) {
            Ok(model) => model,
            Err(error) => store::newest_valid(models, Some(&version)).map_err(|_| error)?.model,
        },
        CurrentModel::Lost(why) => store::in_place_of_lost(models, &why)?.model,
        CurrentModel::Nothing => return Ok(None),
    }))
}

fn starter_model() -> Result<(Model, ModelOrigin)> {
    Ok((Model::train(starter::catalogue(), &Params::default())?, ModelOrigin::Starter))
}

/// Says that nothing names the current model, which one is used instead, and what to do.
pub(crate) fn warn_of_lost(models: &Path, why: &str, used: Option<&Model>) {
    let what = match used {
        Some(model) => {
            format!("the newest that is whole is used, {0}. `matinee models use {0}` names it", model.version())
        }
        None if store::names(models).is_ok_and(|names| names.is_empty()) => {
            return eprintln!("warning: {}/current {why}: `matinee train` makes a model", models.display());
        }
        None => "`matinee models use VERSION` names one".to_owned(),
    };
    eprintln!("warning: {}/current {why}, though there are models: {what}", models.display());
}

fn warn_if_stale(model: &Model, context: &Context) {
    let age = model.saved().and_then(|saved| saved.elapsed().ok());
    if let Some((age, most)) = age.zip(context.stale_after).filter(|(age, most)| age > most) {
        eprintln!(
            "warning: model {} is {} old, more than {}: see to it that `matinee train` or scripts/refresh runs",
            model.version(),
            spoken(age.as_secs()),
            spoken(most.as_secs()),
        );
    }
}
