//! Finds films by the names that people type, and prints films as lines.

use anyhow::{Result, bail};
use matinee_catalogue::{Film, Lookup};
use matinee_features::{Model, Row};

/// The film that each text names. The error suggests similar titles, or asks for the year.
pub(crate) fn find_all(model: &Model, names: &[String]) -> Result<Vec<Row>> {
    names.iter().map(|name| find(model, name)).collect()
}

/// The film that a text names.
pub(crate) fn find(model: &Model, name: &str) -> Result<Row> {
    let list = |rows: &[Row], quote: &str| {
        let films: Vec<String> = rows.iter().map(|&row| format!("{quote}{}{quote}", label(model.film(row)))).collect();
        films.join(", ")
    };
    match model.titles().find(name) {
        Lookup::Found(row) => Ok(row),
        Lookup::Ambiguous(rows) => {
            bail!("several films are called {name:?}: which of {}? Give the year too", list(&rows, "\""))
        }
        Lookup::Unknown(near) if near.is_empty() => {
            bail!("no film is called {name:?} among the {} films of this model", model.films().len())
        }
        Lookup::Unknown(near) => bail!("no film is called {name:?}: did you mean {}?", list(&near, "\"")),
    }
}

/// "Alien (1979)"
pub(crate) fn label(film: &Film) -> String {
    format!("{} ({})", film.title, film.year)
}

/// "Alien (1979) · Ridley Scott · 117 min"
pub(crate) fn line(film: &Film) -> String {
    let mut line = label(film);
    if !film.directors.is_empty() {
        line = format!("{line} · {}", film.directors.join(", "));
    }
    match film.runtime_minutes {
        Some(minutes) => format!("{line} · {minutes} min"),
        None => line,
    }
}
