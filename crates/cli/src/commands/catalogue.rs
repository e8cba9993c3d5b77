//! `matinee catalogue`: commands about catalogue files, one a file.

mod check;

use anyhow::Result;

use crate::Context;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Check films against the form of the starter catalogue
    Check(check::Args),
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    match &args.action {
        Action::Check(args) => check::run(args, context),
    }
}
