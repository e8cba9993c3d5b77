//! Spreadsheets, and databases of SQLite: tables whose cells have types.

use std::io::{Read, Seek};
use std::path::Path;

use calamine::{Data, Reader};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use super::columns::{Columns, is_title, is_year};

/// Lines that can name the columns of a sheet.
const PREAMBLE_LINES: usize = 12;

/// A table's columns and rows.
pub(super) struct Sheet {
    /// Its name.
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    /// The row of the first of `rows`, from 1.
    pub(super) first_row: u64,
    pub(super) rows: Vec<Vec<String>>,
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
pub(super) fn of_workbook(file: impl Read + Seek + Clone, columns: &Columns) -> Result<Sheet, calamine::Error> {
    let mut book = calamine::open_workbook_auto_from_rs(file)?;
    let mut best: Option<(usize, Sheet)> = None;
    let names = book.sheet_names();
    for name in &names {
        let Ok(range) = book.worksheet_range(name) else { continue };
        let row = |cells: &[Data]| cells.iter().map(cell).collect::<Vec<String>>();
        let first = range.start().map_or(0, |(row, _)| u64::from(row));
        let heads = range.rows().take(PREAMBLE_LINES).map(row).enumerate();
        let scored = heads.map(|(at, names)| (score(columns, &names), std::cmp::Reverse(at), names));
        let Some((score, std::cmp::Reverse(at), names)) = scored.max() else { continue };
        if best.as_ref().is_some_and(|(other, _)| *other >= score) {
            continue;
        }
        let rows = range.rows().skip(at + 1).map(row).collect();
        let sheet =
            Sheet { name: name.clone(), columns: names, first_row: first + at as u64 + 2, rows, others: Vec::new() };
        best = Some((score, sheet));
    }
    let (_, mut sheet) = best.ok_or(calamine::Error::Msg("it has no sheet with cells"))?;
    sheet.others = names.into_iter().filter(|name| *name != sheet.name).collect();
    Ok(sheet)
}

fn cell(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTime(time) => format!("{} min", (time.as_f64() * 24.0 * 60.0).round()),
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string(),
    }
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
            best = Some((score, Sheet { name, columns: names, first_row: 1, rows: Vec::new(), others }));
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
