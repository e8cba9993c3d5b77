//! `matinee models diff`

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use matinee_catalogue::FilmId;
use matinee_catalogue::diff::Diff;
use matinee_features::{Model, store};
use serde_json::{Map, Value, json};

use super::named_or_current;
use crate::context::Context;
use crate::films;
use crate::fixed_picks::{ListChange, list_changes};
use crate::output::{print_json, stdout};
use crate::quality::{self, ModelQuality};

/// Films of each kind that are shown.
const SHOWN: usize = 20;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  matinee models diff\n  matinee models diff 73e39675f0d1 0f2c6a4e9b1d")]
pub(crate) struct Args {
    /// The old model's version [default: the one that was current before]
    #[arg(value_name = "OLD")]
    old: Option<String>,
    /// The new model's version [default: the current one]
    #[arg(value_name = "NEW")]
    new: Option<String>,
    /// Show all films that came, went or changed; otherwise the first 20 of each
    #[arg(long)]
    all: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let models = context.models();
    let new = named_or_current(&models, args.new.as_ref())?;
    let old = match &args.old {
        Some(version) => version.clone(),
        None => store::previous(&models)?.context("there is no model before the current one: name two versions")?,
    };
    let load = |version: &str| store::load(&models, version).map(Arc::new);
    let (old, new) = (load(&old)?, load(&new)?);
    let diff = Diff::new(old.catalogue(), new.catalogue());
    let lists = list_changes(&old, &new)?;
    let quality = [&old, &new].map(|model| ModelQuality::of(model));
    if context.json {
        return print_json(&as_json(&models, [&old, &new], &diff, &lists, &quality));
    }
    let shown = if args.all { usize::MAX } else { SHOWN };
    let mut out = stdout();
    writeln!(
        out,
        "{} ({} films) to {} ({} films)",
        old.version(),
        old.films().len(),
        new.version(),
        new.films().len()
    )?;
    let named = |model: &Model, id: &FilmId| model.catalogue().get(id).map(films::label).unwrap_or_default();
    section(&mut out, "came", '+', diff.added.len(), shown, diff.added.iter().map(|id| named(&new, id)))?;
    section(&mut out, "went", '-', diff.removed.len(), shown, diff.removed.iter().map(|id| named(&old, id)))?;
    let changed = diff.changed.iter().map(|(id, fields)| format!("{}: {}", named(&new, id), fields.join(", ")));
    section(&mut out, "changed", '~', diff.changed.len(), shown, changed)?;
    let [before, after] = &quality;
    writeln!(out, "\nTerms a film: {:.1}, before {:.1}. Films with", after.terms, before.terms)?;
    for ((field, now), (_, then)) in after.shares.iter().zip(&before.shares) {
        writeln!(out, "  {:<13} {:>5.1} %  before {:>5.1} %", quality::name(*field), now * 100.0, then * 100.0)?;
    }
    if lists.is_empty() {
        writeln!(out, "\nThe models have no film in common, so no list can be compared.")?;
        return Ok(());
    }
    writeln!(out, "\nLists of {} fixed picks: {:.0} % of their films are the same", lists.len(), same(&lists) * 100.0)?;
    for list in &lists {
        writeln!(out, "  {:>2} of {:>2}  {}", list.same, list.of, list.label)?;
    }
    Ok(())
}

/// The share of the lists' films that both have.
fn same(lists: &[ListChange]) -> f64 {
    let of: usize = lists.iter().map(|list| list.of).sum();
    lists.iter().map(|list| list.same).sum::<usize>() as f64 / of.max(1) as f64
}

fn section(
    out: &mut impl Write,
    what: &str,
    mark: char,
    all: usize,
    shown: usize,
    films: impl Iterator<Item = String>,
) -> io::Result<()> {
    writeln!(out, "\n{all} {} {what}", if all == 1 { "film" } else { "films" })?;
    for film in films.take(shown) {
        writeln!(out, "  {mark} {film}")?;
    }
    match all.saturating_sub(shown) {
        0 => Ok(()),
        more => writeln!(out, "  and {more} more (--all shows them)"),
    }
}

fn as_json(
    models: &Path,
    [old, new]: [&Arc<Model>; 2],
    diff: &Diff,
    lists: &[ListChange],
    [before, after]: &[ModelQuality; 2],
) -> Value {
    let changed: Map<String, Value> = diff.changed.iter().map(|(id, fields)| (id.to_string(), json!(fields))).collect();
    let picks: Vec<Value> =
        lists.iter().map(|list| json!({"id": list.film, "same": list.same, "of": list.of})).collect();
    json!({
        "models": models, "old": old.version(), "new": new.version(), "added": diff.added, "removed": diff.removed,
        "changed": changed, "quality": {"old": before.as_json(), "new": after.as_json()},
        "picks": picks, "same": same(lists),
    })
}
