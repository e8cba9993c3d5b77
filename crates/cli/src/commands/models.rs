//! `matinee models`

use std::path::Path;

use anyhow::Result;
use matinee_features::store;
use serde_json::json;

use crate::context::Context;
use crate::output::print_json;

/// Models that `prune` keeps beside the current one.
const DEFAULT_KEPT: usize = 7;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<ModelsCommand>,
}

#[derive(Debug, clap::Subcommand)]
enum ModelsCommand {
    /// List the models; the current one is marked (the default)
    List,
    /// Make a model the current one; a running server switches to it by itself
    Use {
        /// The model's version, as listed
        #[arg(value_name = "VERSION")]
        name: String,
    },
    /// Remove old models: all except the current one and the newest others
    Prune {
        /// How many others to keep
        #[arg(long, default_value_t = DEFAULT_KEPT, value_name = "N")]
        keep: usize,
    },
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let models = context.models();
    match &args.command {
        Some(ModelsCommand::Use { name }) => store::set_current(&models, name)?,
        Some(ModelsCommand::Prune { keep }) => return prune(&models, *keep, context),
        Some(ModelsCommand::List) | None => {}
    }
    let current = store::current(&models)?;
    let versions = store::versions(&models)?;
    if context.json {
        return print_json(&json!({"current": current, "models": versions}));
    }
    if versions.is_empty() {
        println!("No models in {} yet: `matinee train` makes one.", models.display());
    }
    for model in versions {
        let mark = if Some(&model.version) == current.as_ref() { "*" } else { " " };
        println!("{mark} {}  {} films, {} terms, matinee {}", model.version, model.films, model.terms, model.matinee);
    }
    Ok(())
}

fn prune(models: &Path, keep: usize, context: &Context) -> Result<()> {
    let removed = store::prune(models, keep)?;
    if context.json {
        return print_json(&json!({"removed": removed}));
    }
    match removed.len() {
        0 => println!("No models to remove."),
        n => println!("Removed {n} old model{}: {}.", if n == 1 { "" } else { "s" }, removed.join(", ")),
    }
    Ok(())
}
