//! `matinee models`

use std::path::Path;

use anyhow::Result;
use matinee_features::store;
use serde_json::json;

use crate::Context;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// List the finished models; the current one is marked (the default)
    List,
    /// Make a model the current one; a running server takes it up by itself
    Use {
        /// The model's version, as the list shows it
        #[arg(value_name = "VERSION")]
        name: String,
    },
    /// Remove old models: all but the current one and the newest others
    Prune {
        /// How many others to keep
        #[arg(long, default_value_t = 7, value_name = "N")]
        keep: usize,
    },
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let models = context.data.join("models");
    match &args.action {
        Some(Action::Use { name }) => store::set_current(&models, name)?,
        Some(Action::Prune { keep }) => return prune(&models, *keep, context),
        Some(Action::List) | None => {}
    }
    let current = store::current(&models)?;
    let versions = store::versions(&models)?;
    if context.json {
        return super::print_json(&json!({"current": current, "models": versions}));
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
        return super::print_json(&json!({"removed": removed}));
    }
    match removed.len() {
        0 => println!("No models to remove."),
        n => println!("Removed {n} old model{}: {}.", if n == 1 { "" } else { "s" }, removed.join(", ")),
    }
    Ok(())
}
