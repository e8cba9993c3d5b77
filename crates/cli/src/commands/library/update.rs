//! `matinee library update`

use std::path::PathBuf;

use anyhow::{Result, bail};
use matinee_catalogue::fold::printable;

use super::{LibraryFile, Patience, ask, report};
use crate::context::Context;
use crate::error;

#[derive(Debug, clap::Args)]
#[command(after_help = "A source that does not answer keeps what was known of it; the command then ends with 1.")]
pub(crate) struct Args {
    /// The sources to ask [default: all]
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    #[command(flatten)]
    patience: Patience,
    /// Write the films that were not found to this file, with candidates. Fill in ids and add it as a list
    #[arg(long, value_name = "FILE")]
    unmatched: Option<PathBuf>,
    #[command(flatten)]
    file: LibraryFile,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let (path, mut library) = args.file.open(context)?;
    for name in &args.names {
        super::known(&library, name)?;
    }
    let mut failed = Vec::new();
    for source in &mut library.sources {
        if !args.names.is_empty() && !args.names.contains(&source.name) {
            continue;
        }
        match ask::ask(source, args.patience.timeout()) {
            Ok(notes) => {
                for note in notes {
                    eprintln!("note: {}: {}", source.name, printable(&note));
                }
            }
            Err(error) => {
                eprintln!("{} ({}): {}", source.name, source.place, error::message(&error));
                failed.push(source.name.clone());
            }
        }
    }
    library.write(&path)?;
    report::show(&path, &library, args.unmatched.as_deref(), context)?;
    if failed.is_empty() {
        return Ok(());
    }
    let what = if failed.len() == 1 { "did not answer, and keeps" } else { "did not answer, and keep" };
    bail!("{} {what} what was known", failed.join(", "))
}
