//! The table of films in a spreadsheet, or in a database of SQLite.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use super::columns::{Columns, is_title, is_year};
use super::fault::ImportFault;
use super::workbook::{SheetCells, Workbook};

/// Lines that can name the columns of a sheet.
const PREAMBLE_LINES: usize = 12;

/// A table's columns and rows.
pub(super) struct Sheet {
    /// Its name.
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    /// Its rows, with their numbers from 1.
    pub(super) rows: Vec<(u64, Vec<String>)>,
    /// The names of the other tables.
    pub(super) others: Vec<String>,
}

/// How well columns fit films: nothing without a title.
fn score(columns: &Columns, names: &[String]) -> usize {
    let meanings = columns.of_table(names);
    let roles = || meanings.iter().flatten().map(|meaning| meaning.role);
    match roles().any(is_title) {
        true if roles().any(is_year) => roles().count() + 100,
        true => roles().count(),
        false => 0,
    }
}

/// The table of films in a workbook: the sheet whose columns fit best.
pub(super) fn of_workbook(book: Workbook, columns: &Columns) -> Result<Sheet, ImportFault> {
    let mut best: Option<(usize, usize, SheetCells)> = None;
    let mut names = Vec::new();
    for cells in book.any_sheets()? {
        names.push(cells.name.clone());
        let heads = cells.rows.iter().take(PREAMBLE_LINES).enumerate();
        let scored = heads.map(|(at, (_, names))| (score(columns, names), std::cmp::Reverse(at)));
        let Some((score, std::cmp::Reverse(at))) = scored.max() else { continue };
        if best.as_ref().is_none_or(|(other, ..)| *other < score) {
            best = Some((score, at, cells));
        }
    }
    let (_, at, SheetCells { name, rows }) = best.ok_or_else(|| "it has no sheet with cells".to_owned())?;
    let mut rows = rows.into_iter().skip(at);
    let names_of_columns = rows.next().map(|(_, names)| names).unwrap_or_default();
    let width = names_of_columns.len();
    let rows = rows.map(|(number, mut cells)| {
        // Rows end with their last cell.
        cells.resize(width.max(cells.len()), String::new());
        (number, cells)
    });
    let (rows, others) = (rows.collect(), names.into_iter().filter(|other| *other != name).collect());
    Ok(Sheet { name, columns: names_of_columns, rows, others })
}

/// The table of films in a database: the one whose columns fit best. Calls `take` with each of its rows.
pub(super) fn of_database<E: From<rusqlite::Error>>(
    path: &Path,
    columns: &Columns,
    begin: &mut dyn FnMut(Sheet) -> Result<(), E>,
    take: &mut dyn FnMut(u64, Vec<String>) -> Result<(), E>,
) -> Result<(), E> {
    // Read only: nothing is written beside the file.
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    let tables: Vec<String> = connection
        .prepare(
            "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite%' order by name",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let mut best: Option<(usize, Sheet)> = None;
    for name in &tables {
        let Ok(statement) = connection.prepare(&format!("select * from {}", quoted(name))) else { continue };
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let score = score(columns, &names);
        if best.as_ref().is_none_or(|(other, _)| score > *other) {
            let (name, others) = (name.clone(), tables.iter().filter(|other| *other != name).cloned().collect());
            best = Some((score, Sheet { name, columns: names, rows: Vec::new(), others }));
        }
    }
    let Some((_, sheet)) = best else { return Ok(()) };
    let mut statement = connection.prepare(&format!("select * from {}", quoted(&sheet.name)))?;
    let width = sheet.columns.len();
    begin(sheet)?;
    let mut rows = statement.query([])?;
    let mut number = 0;
    while let Some(row) = rows.next()? {
        number += 1;
        let cell = |at| {
            Ok::<_, rusqlite::Error>(match row.get_ref(at)? {
                ValueRef::Null | ValueRef::Blob(_) => String::new(),
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Real(number) => number.to_string(),
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
            })
        };
        take(number, (0..width).map(cell).collect::<Result<_, _>>()?)?;
    }
    Ok(())
}
