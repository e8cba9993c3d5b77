//! Catalogues for other programs: JSON Lines and CSV.

use std::io::{self, Write};

use crate::Film;

/// Columns of the CSV, which `import` reads again. Lists are joined by `|` (or JSON, see [`list`]).
const COLUMNS: [&str; 19] = [
    "id",
    "title",
    "original_title",
    "year",
    "directors",
    "writers",
    "cast",
    "genres",
    "countries",
    "languages",
    "runtime_minutes",
    "keywords",
    "based_on",
    "series",
    "synopsis",
    "plot",
    "imdb",
    "wikipedia",
    "wikidata",
];

/// Writes one film a line as JSON.
///
/// # Errors
/// The output cannot be written.
pub fn json_lines<'a>(out: &mut impl Write, films: impl IntoIterator<Item = &'a Film>) -> io::Result<()> {
    for film in films {
        serde_json::to_writer(&mut *out, film)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes a table with a line of column names, one film a row. What the table has no column for (source, notability) is
/// left out.
///
/// # Errors
/// The output cannot be written.
pub fn csv<'a>(out: &mut impl Write, films: impl IntoIterator<Item = &'a Film>) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    for film in films {
        table.write_record(row(film))?;
    }
    table.flush()
}

fn row(film: &Film) -> [String; COLUMNS.len()] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        film.id.to_string(),
        film.title.clone(),
        text(&film.original_title),
        film.year.to_string(),
        list(&film.directors),
        list(&film.writers),
        list(&film.cast),
        list(&film.genres),
        list(&film.countries),
        list(&film.languages),
        film.runtime_minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
        list(&film.keywords),
        text(&film.based_on),
        text(&film.series),
        film.synopsis.clone(),
        film.plot.clone(),
        text(&film.external.imdb),
        text(&film.external.wikipedia),
        text(&film.external.wikidata),
    ]
}

/// Joined by `|`; as JSON where that would be read as another list.
fn list(entries: &[String]) -> String {
    let unclear = entries.iter().any(|entry| entry.contains('|') || entry.starts_with('['))
        || (entries.len() == 1 && entries[0].contains([',', ';']));
    if unclear { serde_json::json!(entries).to_string() } else { entries.join("|") }
}
