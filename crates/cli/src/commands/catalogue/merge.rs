//! `matinee catalogue merge`

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use matinee_catalogue::merge::Merger;
use matinee_catalogue::read_each;
use serde_json::json;

use super::out;
use crate::context::Context;
use crate::output::print_json;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  matinee catalogue merge mine.jsonl list.jsonl.zst --prefer mine.jsonl --out films.jsonl.zst"
)]
pub(crate) struct Args {
    /// Files of films; their order does not matter
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A file whose fields are taken before those of the others; again for the next in precedence
    #[arg(long, value_name = "FILE")]
    prefer: Vec<PathBuf>,
    /// The catalogue to write, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    out: PathBuf,
    /// Replace a file that exists and is no catalogue
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    if let Some(other) = args.prefer.iter().find(|file| !args.files.contains(file)) {
        bail!("{} is preferred but is not among the files to merge", other.display());
    }
    out::check(&args.out, &args.files, args.force)?;
    let folder = args.out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut merger = Merger::new(folder).with_context(|| format!("cannot write in {}", folder.display()))?;
    for file in &args.files {
        let rank = args.prefer.iter().position(|preferred| preferred == file).unwrap_or(args.prefer.len());
        read_each(file, |film| {
            merger.add(rank, &film).with_context(|| format!("cannot write in {}", folder.display()))
        })?;
    }
    let mut merged = merger.finish().context("cannot merge")?;
    merged.write(&args.out)?;
    let (records, films, doubtful) = (merged.records, merged.len(), merged.doubtful);
    if context.json {
        return print_json(&json!({"catalogue": args.out, "records": records, "films": films, "doubtful": doubtful}));
    }
    let mut out = crate::output::stdout();
    for (a, b) in &doubtful {
        writeln!(out, "doubtful: {a} and {b}")?;
    }
    let (path, pairs) = (args.out.display(), doubtful.len());
    Ok(writeln!(out, "{path}: {films} films of {records} records; {pairs} doubtful pairs left apart")?)
}
