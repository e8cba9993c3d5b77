//! `matinee taste diff`

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use matinee_rank::{TasteChange, TasteFilm};
use serde_json::{Value, json};

use super::file;
use crate::context::Context;
use crate::output::print_json;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The taste before
    #[arg(value_name = "BEFORE")]
    before: PathBuf,
    /// The taste after [default: taste.toml in the data folder]
    #[arg(value_name = "AFTER")]
    after: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let (before, after) = (file::read(&args.before)?, file::read(&file::path(args.after.as_ref(), context))?);
    let changes = before.changes_to(&after);
    if context.json {
        let changes: Vec<Value> = changes.iter().map(as_json).collect();
        return print_json(&json!({ "changes": changes }));
    }
    let mut out = crate::output::stdout();
    for change in &changes {
        writeln!(out, "{}", line(change))?;
    }
    for ((what, ours), (_, theirs)) in before.terms().into_iter().zip(after.terms()) {
        for term in theirs.iter().filter(|term| !ours.contains(term)) {
            writeln!(out, "+ {what} {term}")?;
        }
        for term in ours.iter().filter(|term| !theirs.contains(term)) {
            writeln!(out, "- {what} {term}")?;
        }
    }
    writeln!(out, "{} films are different", changes.len())?;
    Ok(())
}

/// "+ like 3 Alien (1979)", "- seen Heat (1995)", "~ seen -> like 2 Jaws (1975)"
fn line(change: &TasteChange) -> String {
    match (change.before, change.after) {
        (Some(before), Some(after)) => format!("~ {} -> {} {}", said(before), said(after), name(after)),
        (None, Some(after)) => format!("+ {} {}", said(after), name(after)),
        (Some(before), None) => format!("- {} {}", said(before), name(before)),
        (None, None) => String::new(),
    }
}

fn said(film: &TasteFilm) -> String {
    use matinee_catalogue::history::Opinion::{Dislike, Like};
    match film.opinion {
        Like | Dislike => format!("{} {}", film.opinion, film.weight),
        opinion => opinion.to_string(),
    }
}

fn name(film: &TasteFilm) -> &str {
    if film.title.is_empty() { film.id.as_str() } else { &film.title }
}

fn as_json(change: &TasteChange) -> Value {
    let side = |film: &TasteFilm| json!({ "taste": film.opinion, "weight": film.weight });
    let film = change.after.or(change.before);
    json!({
        "id": film.map(|film| &film.id), "title": film.map(|film| &film.title),
        "before": change.before.map(side), "after": change.after.map(side),
    })
}
