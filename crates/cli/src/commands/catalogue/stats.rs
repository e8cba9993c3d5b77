//! `matinee catalogue stats`

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use matinee_catalogue::stats::{Counts, StatsCounter};
use serde_json::{Map, Value, json};

use super::open::Opened;
use crate::context::Context;
use crate::output::print_json;

/// Rows a chart has at most; decades have all theirs.
const ROWS: usize = 12;
/// Characters of the longest bar.
const BAR: usize = 40;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  matinee catalogue stats films.jsonl.zst")]
pub(crate) struct Args {
    /// A file of films, or a folder of .jsonl files that make one catalogue [default: DATA/movies.jsonl.zst if there is one, else the starter catalogue]
    #[arg(value_name = "FILE|FOLDER")]
    catalogue: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let file = Opened::new(args.catalogue.as_ref(), context);
    let mut counter = StatsCounter::default();
    file.each(|_, film| {
        counter.add(&film);
        Ok(())
    })?;
    let (stats, name) = (counter.finish(), file.name());
    if context.json {
        let mut json = json!({
            "catalogue": name, "films": stats.films, "decades": object(&stats.decades),
            "groups": object(&stats.groups), "missing": object(&stats.missing),
        });
        for (field, counts) in &stats.values {
            json[field.name] = object(counts);
        }
        return print_json(&json);
    }
    let mut out = crate::output::stdout();
    writeln!(out, "{name}: {} films", stats.films)?;
    chart(&mut out, "By decade", &stats.decades, usize::MAX)?;
    for (field, counts) in &stats.values {
        chart(&mut out, &format!("By {}", field.counted_as.unwrap_or(field.name)), counts, ROWS)?;
    }
    chart(&mut out, "Across fields", &stats.groups, usize::MAX)?;
    if stats.missing.is_empty() {
        writeln!(out, "\nNothing is missing.")?;
        return Ok(());
    }
    chart(&mut out, "Films without", &stats.missing, usize::MAX)?;
    Ok(())
}

fn object(counts: &Counts) -> Value {
    counts.iter().map(|(value, n)| (value.clone(), json!(n))).collect::<Map<String, Value>>().into()
}

fn chart(out: &mut impl Write, heading: &str, counts: &Counts, rows: usize) -> io::Result<()> {
    writeln!(out, "\n{heading}")?;
    let most = counts.iter().map(|(_, n)| *n).max().unwrap_or(0);
    for (value, n) in counts.iter().take(rows) {
        let bar = "█".repeat((n * BAR).div_ceil(most));
        writeln!(out, "  {value:<26} {n:>6}  {bar}")?;
    }
    match counts.len().saturating_sub(rows) {
        0 => Ok(()),
        more => writeln!(out, "  and {more} more"),
    }
}
