//! `matinee catalogue import`

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use matinee_catalogue::import::{ImportSummary, import};
use serde_json::json;

use crate::Context;
use crate::commands::print_json;

/// Bad rows shown in the terminal, and as many notes.
const SHOWN: u64 = 20;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  matinee catalogue import wiki_movie_plots.csv --out films.jsonl.zst")]
pub(crate) struct Args {
    /// Lists of films: JSON Lines, a JSON array, CSV or TSV with column names; plain or packed with gzip, zstd or zip
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The catalogue to write, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    out: PathBuf,
    /// Write all bad rows, and notes on values that were left out, to this file; the first 20 of each are shown in any case
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// Stop at the first bad row and write nothing
    #[arg(long)]
    strict: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let create = |path: &PathBuf| File::create(path).with_context(|| format!("cannot write {}", path.display()));
    let mut errors = args.errors.as_ref().map(create).transpose()?.map(BufWriter::new);
    let (mut bad, mut notes) = (0, 0);
    let summary = import(&args.files, &args.out, args.strict, |problem| {
        let count = if problem.is_fatal { &mut bad } else { &mut notes };
        *count += 1;
        if *count <= SHOWN {
            eprintln!("{problem}");
        }
        errors.as_mut().map_or(Ok(()), |file| writeln!(file, "{problem}"))
    })?;
    if let Some(mut file) = errors {
        file.flush()?;
    }
    if context.json {
        let ImportSummary { films, bad, notes } = summary;
        return print_json(&json!({"catalogue": args.out, "films": films, "bad": bad, "notes": notes}));
    }
    print!("{}: {} films; {} bad rows passed over", args.out.display(), summary.films, summary.bad);
    match summary.notes {
        0 => println!(),
        notes => println!("; {notes} values left out"),
    }
    Ok(())
}
