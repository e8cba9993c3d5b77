//! The films that `--among` names: titles, or files of titles such as a festival's line-up.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use matinee_catalogue::history::{HistoryFile, HistoryOptions, MAX_HISTORY_BYTES, Opinion, read};
use matinee_features::{Model, Row};
use matinee_rank::taste_of_films;

use crate::films;

/// The films, each once. What a file names and the model has not is said on standard error.
pub(super) fn films(model: &Model, names: &[String]) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for name in names {
        let path = Path::new(name);
        if path.is_file() { rows.extend(of_file(model, path)?) } else { rows.push(films::find(model, name)?) }
    }
    Ok(rows)
}

fn of_file(model: &Model, path: &Path) -> Result<Vec<Row>> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
    file.take(MAX_HISTORY_BYTES as u64 + 1).read_to_end(&mut bytes).with_context(|| format!("cannot read {name}"))?;
    let options = HistoryOptions { unsaid: Some(Opinion::Want), ..HistoryOptions::default() };
    let history = read(&[HistoryFile { name: &name, bytes: &bytes }], &options)?;
    let found = taste_of_films(model, history.films, None, None);
    for film in &found.unsure {
        eprintln!("note: {:?} is taken as {}", film.film.title, films::label(model.film(film.row)));
    }
    for film in &found.unmatched {
        let near: Vec<_> = film.found.candidates().iter().map(|&row| model.film(row)).collect();
        let near = if near.is_empty() { String::new() } else { format!("; near: {}", films::names(&near)) };
        eprintln!("note: {:?} is left out: {}{near}", film.film.title, film.problem());
    }
    let rows: Vec<Row> = found.taste.films().iter().filter_map(|film| model.titles().row(&film.id)).collect();
    if rows.is_empty() {
        bail!("no film of {name} is among the {} films of this model", model.films().len());
    }
    Ok(rows)
}
