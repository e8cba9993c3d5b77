//! `matinee models verify`

use anyhow::{Result, bail};
use matinee_features::store::{self, CurrentModel};
use serde_json::json;

use crate::context::Context;
use crate::error::message;
use crate::fixed_picks::smoke_test;
use crate::model::warn_of_lost;
use crate::output::print_json;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Versions to check, as listed [default: all]
    #[arg(value_name = "VERSION")]
    versions: Vec<String>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let models = context.models();
    let lost = match store::find_current(&models)? {
        CurrentModel::Lost(why) => Some(why),
        CurrentModel::Named(_) | CurrentModel::Nothing => None,
    };
    if let Some(why) = &lost {
        warn_of_lost(&models, why, None);
    }
    let versions = if args.versions.is_empty() { store::names(&models)? } else { args.versions.clone() };
    if versions.is_empty() {
        bail!("no models in {} yet: `matinee train` makes one", models.display());
    }
    let mut checked = Vec::new();
    for version in versions {
        let whole = store::load(&models, &version).map_err(Into::into);
        let (said, wrong) = match whole.and_then(smoke_test) {
            Ok(model) => (format!("whole, and it works: {} films", model.films().len()), None),
            Err(error) => (message(&error), Some(message(&error))),
        };
        if !context.json {
            println!("{version}  {said}");
        }
        checked.push((version, wrong));
    }
    let wrong = checked.iter().filter(|(_, wrong)| wrong.is_some()).count();
    if context.json {
        let rows: Vec<_> = checked
            .iter()
            .map(|(version, wrong)| json!({"model": version, "whole": wrong.is_none(), "why": wrong}))
            .collect();
        print_json(&json!({"models": rows, "lost": lost}))?;
    }
    match wrong {
        0 => Ok(()),
        n => bail!("{n} of {} models cannot be used", checked.len()),
    }
}
