//! `matinee catalogue diff`

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use matinee_catalogue::diff::Diff;
use matinee_catalogue::{Catalogue, atomic_file};
use serde_json::{Map, Value, json};

use super::out;
use crate::context::Context;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  matinee catalogue diff old.jsonl.zst new.jsonl.zst")]
pub(crate) struct Args {
    /// A file of films
    old: PathBuf,
    /// Another to compare with it
    new: PathBuf,
    /// Where to write what changed [default: the terminal]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace a file that exists
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    if let Some(path) = &args.out {
        out::check(path, &[args.old.clone(), args.new.clone()], args.force)?;
    }
    let diff = Diff::new(&Catalogue::read(&args.old)?, &Catalogue::read(&args.new)?);
    let Some(path) = &args.out else { return Ok(write(&diff, &mut crate::output::stdout(), context.json)?) };
    atomic_file::write::<io::Error>(path, |file| write(&diff, file, context.json))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn write(diff: &Diff, out: &mut impl Write, as_json: bool) -> io::Result<()> {
    if as_json {
        let changed: Map<String, Value> = diff.changed.iter().map(|(id, f)| (id.to_string(), json!(f))).collect();
        return writeln!(out, "{}", json!({"added": diff.added, "removed": diff.removed, "changed": changed}));
    }
    for id in &diff.added {
        writeln!(out, "+ {id}")?;
    }
    for id in &diff.removed {
        writeln!(out, "- {id}")?;
    }
    for (id, fields) in &diff.changed {
        writeln!(out, "~ {id}: {}", fields.join(", "))?;
    }
    let (added, removed, changed) = (diff.added.len(), diff.removed.len(), diff.changed.len());
    writeln!(out, "{added} added, {removed} removed, {changed} changed")
}
