//! `matinee models`: commands about trained models, the longer ones one a file.

mod diff;
mod prune;
mod push;
mod show;
mod verify;

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use matinee_features::store::{self, CurrentModel, ModelsLock};
use serde_json::json;

use crate::context::Context;
use crate::fixed_picks::smoke_test;
use crate::model::warn_of_lost;
use crate::output::print_json;
use crate::times::spoken;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<ModelsCommand>,
}

#[derive(Debug, clap::Subcommand)]
enum ModelsCommand {
    /// List the models; the current one is marked (the default)
    List,
    /// Show what is in a model
    Show(show::Args),
    /// Compare two models: films that came, went and changed, and how much ten fixed picks' lists differ
    Diff(diff::Args),
    /// Check models against the checksums of their files, and that they work
    Verify(verify::Args),
    /// Make a model the current one, if it is whole and works; a running server switches to it by itself
    Use {
        /// The model's version, as listed
        #[arg(value_name = "VERSION")]
        name: String,
    },
    /// Go back to the model that was current before, if it is whole and works
    Rollback,
    /// Publish a model in an object store, from which `matinee serve --models` takes it
    Push(push::Args),
    /// Remove old models here or in an object store: all except the current one and the newest others
    Prune(prune::Args),
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let models = context.models();
    match &args.command {
        Some(ModelsCommand::Show(args)) => show::run(args, context),
        Some(ModelsCommand::Diff(args)) => diff::run(args, context),
        Some(ModelsCommand::Verify(args)) => verify::run(args, context),
        Some(ModelsCommand::Push(args)) => push::run(args, context),
        Some(ModelsCommand::Prune(args)) => prune::run(args, context),
        Some(ModelsCommand::Use { name }) => {
            let _lock = lock(&models)?;
            check(&models, name)?;
            store::set_current(&models, name)?;
            list(&models, context)
        }
        Some(ModelsCommand::Rollback) => {
            let _lock = lock(&models)?;
            let before = store::previous(&models)?;
            let name = before.context("there is no model to go back to: `matinee models` lists those there are")?;
            check(&models, &name)?;
            store::go_back(&models, &name)?;
            list(&models, context)
        }
        Some(ModelsCommand::List) | None => list(&models, context),
    }
}

/// Keeps other processes from changing the models. Where there are none, no folder is made for them.
fn lock(models: &Path) -> Result<Option<ModelsLock>> {
    Ok(models.is_dir().then(|| ModelsLock::take(models)).transpose()?)
}

/// Checks that a model is whole and works before it becomes the current one.
fn check(models: &Path, version: &str) -> Result<()> {
    let stays = || format!("model {version} is not taken; the current one stays");
    let model = store::load(models, version).with_context(stays)?;
    smoke_test(model).with_context(stays)?;
    Ok(())
}

/// The version that a command is about: the one that was named, else the current one.
fn named_or_current(models: &Path, named: Option<&String>) -> Result<String> {
    if let Some(version) = named {
        return Ok(version.clone());
    }
    match store::find_current(models)? {
        CurrentModel::Named(version) => Ok(version),
        CurrentModel::Lost(why) => {
            warn_of_lost(models, &why, None);
            bail!("which model? Name a version that `matinee models` lists");
        }
        CurrentModel::Nothing => bail!("no models in {} yet: `matinee train` makes one", models.display()),
    }
}

fn list(models: &Path, context: &Context) -> Result<()> {
    let current = match store::find_current(models)? {
        CurrentModel::Named(version) => Some(version),
        CurrentModel::Lost(why) => {
            warn_of_lost(models, &why, None);
            None
        }
        CurrentModel::Nothing => None,
    };
    let versions = store::versions(models)?;
    if context.json {
        return print_json(&json!({"current": current, "models": versions}));
    }
    if versions.is_empty() {
        println!("No models in {} yet: `matinee train` makes one.", models.display());
    }
    let unusable = store::names(models)?.len().saturating_sub(versions.len());
    for model in versions {
        let mark = if Some(&model.version) == current.as_ref() { "*" } else { " " };
        let age = store::written(models, &model.version).and_then(|time| time.elapsed().ok());
        let age = age.map(|age| format!(", {} old", spoken(age.as_secs()))).unwrap_or_default();
        println!(
            "{mark} {}  {} films, {} terms, matinee {}{age}",
            model.version, model.films, model.terms, model.matinee
        );
    }
    if unusable > 0 {
        println!("and {unusable} that cannot be used: `matinee models verify` says why");
    }
    Ok(())
}
