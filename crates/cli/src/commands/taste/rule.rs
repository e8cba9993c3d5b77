//! `matinee taste rule`: what is never to be in a list.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use matinee_rank::TasteRule;

use super::{edit, file};
use crate::context::Context;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  matinee taste rule add kind horror
  matinee taste rule add country France
  matinee taste rule add before 1960
  matinee taste rule add longer-than 180
  matinee taste rule remove kind horror")]
pub(crate) struct Args {
    #[command(subcommand)]
    action: RuleAction,
}

#[derive(Debug, clap::Subcommand)]
enum RuleAction {
    /// Add a rule
    Add(RuleArgs),
    /// Take a rule out
    Remove(RuleArgs),
}

#[derive(Debug, clap::Args)]
struct RuleArgs {
    /// What the rule is about
    #[arg(value_name = "ABOUT", value_parser = TasteRule::NAMES)]
    about: String,
    /// A name as films pages show it, a year, or minutes
    #[arg(value_name = "VALUE")]
    value: String,
    /// The taste [default: taste.toml in the data folder]
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let (RuleAction::Add(rule_args) | RuleAction::Remove(rule_args)) = &args.action;
    let rule = TasteRule::new(&rule_args.about, &rule_args.value)?;
    let path = file::path(rule_args.file.as_ref(), context);
    let taste = match args.action {
        RuleAction::Add(_) => {
            let mut taste = file::read_if_there(&path)?.unwrap_or_default();
            taste.add_rule(rule);
            taste.check().with_context(|| path.display().to_string())?;
            taste
        }
        RuleAction::Remove(_) => {
            let mut taste = file::read(&path)?;
            if !taste.remove_rule(&rule) {
                bail!("{} has no rule {rule}: `matinee taste show` lists them", path.display());
            }
            taste
        }
    };
    edit::save(taste, &path, context)
}
