//! `matinee taste show`

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use matinee_catalogue::fold::printable;
use matinee_catalogue::history::Opinion;
use matinee_rank::{MAX_WEIGHT, TasteFile, TasteFilm};
use serde_json::{Value, json};

use super::file;
use crate::context::Context;
use crate::output::print_json;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The taste [default: taste.toml in the data folder]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let path = file::path(args.file.as_ref(), context);
    let taste = file::read(&path)?;
    if context.json {
        return print_json(&as_json(&taste));
    }
    let mut out = crate::output::stdout();
    writeln!(out, "{}: {}", path.display(), file::counts(&taste))?;
    for opinion in Opinion::ALL {
        if taste.count(opinion) == 0 {
            continue;
        }
        writeln!(out, "\n{opinion}")?;
        for film in taste.films().iter().filter(|film| film.opinion == opinion) {
            writeln!(out, "  {}", line(film))?;
        }
    }
    for (what, terms) in taste.terms() {
        if !terms.is_empty() {
            writeln!(out, "\n{what}: {}", printable(&terms.join(", ")))?;
        }
    }
    if !taste.never.is_empty() {
        let rules: Vec<String> = taste.never.iter().map(ToString::to_string).collect();
        writeln!(out, "\nnever: {}", printable(&rules.join(", ")))?;
    }
    Ok(())
}

/// "+++  Alien (1979)  [alien-1979]", with a mark for each step of its weight.
pub(super) fn line(film: &TasteFilm) -> String {
    let mark = match film.opinion {
        Opinion::Like => "+",
        Opinion::Dislike => "-",
        Opinion::Seen | Opinion::Want => "",
    };
    let marks = format!("{:<width$}", mark.repeat(usize::from(film.weight)), width = usize::from(MAX_WEIGHT));
    let marks = if mark.is_empty() { String::new() } else { format!("{marks} ") };
    if film.title.is_empty() { format!("{marks}{}", film.id) } else { format!("{marks}{}  [{}]", film.title, film.id) }
}

pub(super) fn as_json(taste: &TasteFile) -> Value {
    let films: Vec<Value> = taste
        .films()
        .iter()
        .map(|film| json!({ "id": film.id, "title": film.title, "taste": film.opinion, "weight": film.weight }))
        .collect();
    let never: Vec<String> = taste.never.iter().map(ToString::to_string).collect();
    json!({
        "films": films, "muted": taste.muted, "lessened": taste.lessened, "boosted": taste.boosted, "never": never,
    })
}
