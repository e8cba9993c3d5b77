//! Finds films by the names that people type, and prints films as lines.

use anyhow::{Result, bail};
use matinee_catalogue::fold::{plain, printable};
use matinee_catalogue::{Film, Lookup};
use matinee_features::{Model, Row};

/// The film that each text names. The error suggests similar titles, or asks which film is meant.
pub(crate) fn find_all(model: &Model, names: &[String]) -> Result<Vec<Row>> {
    names.iter().map(|name| find(model, name)).collect()
}

/// The film that a text names. A year one off is said on standard error.
pub(crate) fn find(model: &Model, name: &str) -> Result<Row> {
    let films = |rows: &[Row]| -> Vec<&Film> { rows.iter().map(|&row| model.film(row)).collect() };
    match model.titles().find(name) {
        Lookup::Found(row) => Ok(row),
        Lookup::OtherYear(row) => {
            eprintln!("note: {name:?} is taken as {}", label(model.film(row)));
            Ok(row)
        }
        Lookup::Ambiguous(rows) => {
            let Some(row) = only_spelt_so(model, &rows, name) else {
                bail!("several films are called {name:?}: which of {}", question(&films(&rows)));
            };
            eprintln!("note: {name:?} is taken as {}", label(model.film(row)));
            Ok(row)
        }
        Lookup::Unknown(near) if near.is_empty() => {
            bail!("no film is called {name:?} among the {} films of this model", model.films().len())
        }
        Lookup::Unknown(near) => bail!("no film is called {name:?}: did you mean {}?", names(&films(&near))),
    }
}

/// The only film of these with exactly this title: "Predator" is not "The Predator".
fn only_spelt_so(model: &Model, rows: &[Row], name: &str) -> Option<Row> {
    let mut spelt_so = rows.iter().copied().filter(|&row| plain(&model.film(row).title) == plain(name));
    spelt_so.next().filter(|_| spelt_so.next().is_none())
}

/// `"King Kong (1933)", "King Kong (2005)"? Give the year too`: films to choose from, and how to name one.
fn question(films: &[&Film]) -> String {
    let how =
        if films.iter().all(|film| is_alone(film, films)) { "Give the year too" } else { "Give the id in brackets" };
    format!("{}? {how}", names(films))
}

/// Films by title and year. Those that share both have their directors, if any, and their id.
pub(crate) fn names(films: &[&Film]) -> String {
    let name = |film: &&Film| {
        if is_alone(film, films) {
            return format!("\"{}\"", label(film));
        }
        let by = if film.directors.is_empty() { String::new() } else { format!(" by {}", directors(film)) };
        format!("\"{}\"{by} [{}]", label(film), film.id)
    };
    films.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// Whether no other of the films has this film's title and year.
fn is_alone(film: &Film, films: &[&Film]) -> bool {
    films.iter().filter(|other| label(other) == label(film)).count() == 1
}

/// "Alien (1979)"
pub(crate) fn label(film: &Film) -> String {
    format!("{} ({})", printable(&film.title), film.year)
}

/// "Alien (1979) · Ridley Scott · 117 min"
pub(crate) fn line(film: &Film) -> String {
    let mut line = label(film);
    if !film.directors.is_empty() {
        line = format!("{line} · {}", directors(film));
    }
    match film.runtime_minutes {
        Some(minutes) => format!("{line} · {minutes} min"),
        None => line,
    }
}

fn directors(film: &Film) -> String {
    printable(&film.directors.join(", ")).into_owned()
}
