//! `matinee catalogue diff`

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use matinee_catalogue::Catalogue;
use matinee_catalogue::diff::Diff;
use serde_json::{Map, Value, json};

use crate::Context;
use crate::commands::print_json;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  matinee catalogue diff old.jsonl.zst new.jsonl.zst")]
pub(crate) struct Args {
    /// A file of films
    old: PathBuf,
    /// Another to compare with it
    new: PathBuf,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let diff = Diff::new(&Catalogue::read(&args.old)?, &Catalogue::read(&args.new)?);
    if context.json {
        let changed: Map<String, Value> = diff.changed.iter().map(|(id, f)| (id.to_string(), json!(f))).collect();
        return print_json(&json!({"added": diff.added, "removed": diff.removed, "changed": changed}));
    }
    let mut out = std::io::stdout().lock();
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
    Ok(writeln!(out, "{added} added, {removed} removed, {changed} changed")?)
}
