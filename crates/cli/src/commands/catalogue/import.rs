//! `matinee catalogue import`

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result, anyhow};
use matinee_catalogue::fold::printable;
use matinee_catalogue::import::{ImportError, ImportOptions, ImportSummary, ListReport, import};
use serde_json::{Map, Value, json};

use super::out;
use crate::context::Context;
use crate::output::print_json;

/// Bad rows shown in the terminal, and as many notes.
const SHOWN: u64 = 20;
/// What someone with an export of their own films wants.
const FOR_ONES_OWN_FILMS: &str = "matinee taste import FILE";

#[derive(Debug, clap::Args)]
// Each is a flag of its own on the command line.
#[allow(clippy::struct_excessive_bools)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Lists of films: tables (CSV, TSV, whatever separates the cells), JSON, Kodi's .nfo files, spreadsheets, SQLite; plain or
    /// packed with gzip, zstd or zip; folders of them; - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The catalogue to write, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    out: PathBuf,
    /// Which column has which field; again for more. Fields are those of a catalogue
    #[arg(long, value_name = "FIELD=NAME", value_parser = column)]
    column: Vec<(String, String)>,
    /// Take series, episodes, games and shorts as well
    #[arg(long)]
    with_series: bool,
    /// Take an export of somebody's own ratings or history as a list of films
    #[arg(long)]
    as_catalogue: bool,
    /// Write all bad rows, and notes on values that were left out, to this file; the first 20 of each are shown in any case
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// Stop at the first bad row and write nothing
    #[arg(long)]
    strict: bool,
    /// Replace files that exist and are no catalogues
    #[arg(long)]
    force: bool,
}

const EXAMPLES: &str = "Examples, one for each kind of list:
  matinee catalogue import wiki_movie_plots.csv --out films.jsonl.zst
  matinee catalogue import title.basics.tsv.gz --out films.jsonl.zst
  matinee catalogue import ml-latest-small.zip --out films.jsonl.zst
  matinee catalogue import tmdb.json --out films.jsonl.zst
  matinee catalogue import /media/films --out films.jsonl.zst          (Kodi's .nfo files)
  matinee catalogue import collection.xlsx --out films.jsonl.zst
  matinee catalogue import library.db --out films.jsonl.zst            (SQLite)
  curl -s https://example.org/films.csv | matinee catalogue import - --out films.jsonl.zst
  matinee catalogue import odd.csv --column title=Werk --column year=Datum --out films.jsonl.zst
  matinee catalogue import letterboxd.zip --as-catalogue --out films.jsonl.zst";

fn column(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, name)) if !field.is_empty() && !name.is_empty() => Ok((field.to_owned(), name.to_owned())),
        _ => Err("write FIELD=NAME, such as title=Werk".to_owned()),
    }
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    out::check(&args.out, &args.files, args.force)?;
    if let Some(errors) = &args.errors {
        let mut read = args.files.clone();
        read.push(args.out.clone());
        out::check(errors, &read, args.force)?;
    }
    let create = |path: &PathBuf| File::create(path).with_context(|| format!("cannot write {}", path.display()));
    let mut errors = args.errors.as_ref().map(create).transpose()?.map(BufWriter::new);
    let options = ImportOptions {
        strict: args.strict,
        with_series: args.with_series,
        as_catalogue: args.as_catalogue,
        columns: args.column.clone(),
    };
    let (mut bad, mut notes) = (0, 0);
    let summary = import(&args.files, &args.out, &options, |problem| {
        let count = if problem.is_fatal { &mut bad } else { &mut notes };
        *count += 1;
        if *count <= SHOWN {
            eprintln!("{problem}");
        }
        errors.as_mut().map_or(Ok(()), |file| writeln!(file, "{problem}"))
    });
    if let Some(mut file) = errors {
        file.flush()?;
    }
    let summary = summary.map_err(|error| match error {
        ImportError::Personal { .. } => {
            anyhow!("{error}. For films like them: {FOR_ONES_OWN_FILMS}. --as-catalogue makes a catalogue of it all the same")
        }
        error => error.into(),
    })?;
    if context.json {
        return print_json(&as_json(args, &summary));
    }
    for list in &summary.lists {
        eprintln!("{}", described(list));
    }
    for (path, reason) in &summary.skipped {
        eprintln!("{}: not read: {reason}", printable(&path.to_string_lossy()));
    }
    println!("{}: {}", args.out.display(), counts(&summary));
    Ok(())
}

/// "1 films; 30 bad rows passed over", and what else there is to say of the rows.
fn counts(summary: &ImportSummary) -> String {
    let mut parts = vec![format!("{} films", summary.films), format!("{} bad rows passed over", summary.bad)];
    if summary.notes > 0 {
        parts.push(format!("{} values left out", summary.notes));
    }
    if summary.joined > 0 {
        parts.push(format!("{} rows were others again", summary.joined));
    }
    if !summary.left_out.is_empty() {
        let kinds: Vec<String> = summary.left_out.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
        parts.push(format!("no films: {} (--with-series takes them)", kinds.join(", ")));
    }
    parts.join("; ")
}

/// What a list is and which of its columns were used, in lines.
fn described(list: &ListReport) -> String {
    let encoding = list.encoding.map(|name| format!(", {name}")).unwrap_or_default();
    let mut lines = vec![format!("{}: {}{encoding}, {} films", list.path.display(), list.form, list.films)];
    let used = list.used.iter().map(
        |(column, field)| {
            if column == field { column.clone() } else { format!("{column} as {field}") }
        },
    );
    let used: Vec<String> = used.collect();
    if !used.is_empty() {
        lines.push(format!("  columns used: {}", used.join(", ")));
    }
    if !list.unused.is_empty() {
        lines.push(format!("  columns not used: {}", list.unused.join(", ")));
    }
    lines.extend(list.remarks.iter().map(|remark| format!("  {remark}")));
    lines.iter().map(|line| printable(line)).collect::<Vec<_>>().join("\n")
}

fn as_json(args: &Args, summary: &ImportSummary) -> Value {
    let lists: Vec<Value> = summary
        .lists
        .iter()
        .map(|list| {
            let used: Map<String, Value> =
                list.used.iter().map(|(column, field)| (column.clone(), json!(field))).collect();
            json!({
                "file": list.path, "form": list.form, "encoding": list.encoding, "films": list.films, "columns": used,
                "unused": list.unused, "remarks": list.remarks,
            })
        })
        .collect();
    let skipped: Map<String, Value> =
        summary.skipped.iter().map(|(path, reason)| (path.display().to_string(), json!(reason))).collect();
    json!({
        "catalogue": args.out, "films": summary.films, "bad": summary.bad, "notes": summary.notes,
        "joined": summary.joined, "left_out": summary.left_out, "lists": lists, "not_read": skipped,
    })
}
