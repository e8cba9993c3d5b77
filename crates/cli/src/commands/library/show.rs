//! `matinee library show`

use std::path::PathBuf;

use anyhow::Result;

use super::{LibraryFile, report};
use crate::context::Context;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Write the films that were not found to this file, with candidates. Fill in ids and add it as a list
    #[arg(long, value_name = "FILE")]
    unmatched: Option<PathBuf>,
    #[command(flatten)]
    file: LibraryFile,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let (path, library) = args.file.open(context)?;
    report::show(&path, &library, args.unmatched.as_deref(), context)
}
