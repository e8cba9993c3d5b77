//! `matinee catalogue`: commands about catalogue files, one a file.

mod check;
mod diff;
mod export;
mod import;
mod merge;
mod open;
mod out;
mod show;
mod stats;

use anyhow::Result;

use crate::context::Context;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Check films against the form of the starter catalogue
    Check(check::Args),
    /// Show what a catalogue has, in small charts, and what it lacks
    Stats(stats::Args),
    /// Show a film's whole record
    Show(show::Args),
    /// Write a catalogue for other programs
    Export(export::Args),
    /// Make a catalogue from lists of films from elsewhere
    Import(import::Args),
    /// Merge catalogues: records of one film become one
    Merge(merge::Args),
    /// Show what changed from one catalogue to another
    Diff(diff::Args),
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    match &args.action {
        Action::Check(args) => check::run(args, context),
        Action::Stats(args) => stats::run(args, context),
        Action::Show(args) => show::run(args, context),
        Action::Export(args) => export::run(args, context),
        Action::Import(args) => import::run(args, context),
        Action::Merge(args) => merge::run(args, context),
        Action::Diff(args) => diff::run(args, context),
    }
}
