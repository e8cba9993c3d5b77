//! `matinee taste merge`

use std::path::PathBuf;

use anyhow::Result;

use super::{file, show};
use crate::context::Context;
use crate::output::print_json;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The tastes to merge; where two name a film, the later one holds
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The taste to write [default: taste.toml in the data folder]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let out = file::path(args.out.as_ref(), context);
    // A file there that is no taste is somebody's.
    file::read_if_there(&out)?;
    let mut merged = matinee_rank::TasteFile::default();
    for path in &args.files {
        merged.merge(file::read(path)?);
    }
    let left_out = merged.keep_the_most_telling();
    file::write(&out, &merged)?;
    if left_out > 0 {
        eprintln!(
            "note: {left_out} films are left out, seen ones first: a taste has at most {}",
            matinee_rank::MAX_TASTE_FILE_FILMS
        );
    }
    if context.json {
        return print_json(&show::as_json(&merged));
    }
    println!("{}: {}", out.display(), file::counts(&merged));
    Ok(())
}
