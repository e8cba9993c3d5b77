//! Catalogues for other programs: JSON Lines and CSV.

use std::io::{self, Write};

use crate::Film;
use crate::fields::{FIELDS, FieldKind, FilmField};
use crate::import::joined;

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

/// Writes a table with a line of column names, one film a row, which `import` reads again. Lists are joined by `|`, or written
/// as JSON where that would be read as another list. Source and notability have no column.
///
/// # Errors
/// The output cannot be written.
pub fn csv<'a>(out: &mut impl Write, films: impl IntoIterator<Item = &'a Film>) -> io::Result<()> {
    let columns: Vec<&FilmField> = FIELDS.iter().filter(|field| field.is_in_tables()).collect();
    let mut table = csv::Writer::from_writer(out);
    table.write_record(columns.iter().map(|field| field.column()))?;
    for film in films {
        table.write_record(columns.iter().map(|field| cell(field, film)))?;
    }
    table.flush()
}

fn cell(field: &FilmField, film: &Film) -> String {
    match field.entries(film) {
        [] => field.text(film),
        entries => list(field, entries),
    }
}

/// The entries between `|`, unless they would be read as others.
fn list(field: &FilmField, entries: &[String]) -> String {
    let text = entries.join("|");
    let is_read_alike = |kind| joined(&text, kind) == entries;
    let is_clear = matches!(field.kind, FieldKind::List(_, kind) if is_read_alike(kind));
    let is_clear = is_clear && !text.starts_with(['[', '{']) && !text.contains('&');
    if is_clear { text } else { serde_json::json!(entries).to_string() }
}
