//! `matinee models`

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
    /// Make a model the current one; a running server takes it up at its next start
    Use {
        /// The model's version, as the list shows it
        #[arg(value_name = "VERSION")]
        name: String,
    },
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let models = context.data.join("models");
    if let Some(Action::Use { name }) = &args.action {
        store::set_current(&models, name)?;
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
