//! One list: its rows, in batches, and what its columns are.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::columns::{Columns, Meaning, Role, is_title, key, label};
use super::fault::ImportFault;
use super::input::Content;
use super::json::{self, JsonRow};
use super::lines::{LineReader, MAX_LINE_BYTES, TextDecoder, without_utf_16};
use super::report::{ImportError, ListReport, RowFault};
use super::row::{ImportTable, ReadRow, RowReader, RowReading, flattened};
use super::source_row::number_of_minutes;
use super::table::Form;
use super::values::is_known;
use super::workbook::Workbook;
use super::{Importer, nfo, personal, sheet};
use crate::Film;
use crate::fields::{FIELDS, FieldKind};
use crate::line::MAX_BATCH_BYTES;

/// Rows parsed at a time. The first batch also shows what columns objects have and what unit running times have.
const BATCH: usize = 1024;
/// A column's running times are seconds if half of them are at least this long (in minutes), and milliseconds from the second
/// number on: no list has so many films of more than a day.
const SECONDS_FROM: f64 = 1500.0;
const MILLISECONDS_FROM: f64 = 300_000.0;
/// A file of Kodi's is read whole. A library's export of 20,000 films is as long.
const MAX_NFO_BYTES: usize = 64 << 20;
/// Names of members that a report has at most.
const MAX_NAMES: usize = 500;

/// A row before it is read.
enum RawRow {
    Cells(Vec<String>),
    Bytes(Vec<u8>),
    Object(Map<String, Value>),
    Fault(RowFault),
}

impl RawRow {
    /// How long its texts are.
    fn bytes(&self) -> usize {
        match self {
            Self::Cells(cells) => cells.iter().map(String::len).sum(),
            Self::Bytes(bytes) => bytes.len(),
            Self::Object(fields) => fields.iter().map(|(name, value)| name.len() + bytes_of(value)).sum(),
            Self::Fault(_) => 0,
        }
    }
}

fn bytes_of(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(entries) => entries.iter().map(bytes_of).sum::<usize>() + entries.len(),
        Value::Object(fields) => fields.iter().map(|(name, value)| name.len() + bytes_of(value)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 1,
    }
}

/// A row that was read.
pub(super) enum ParsedRow {
    Film {
        film: Box<Film>,
        notes: Vec<RowFault>,
        /// The film as a line of a catalogue, and its hash.
        line: Vec<u8>,
        hash: u64,
    },
    LeftOut(&'static str),
    Fault(RowFault),
}

/// The line of a film in a catalogue, with its end.
pub(super) fn line_of(film: &Film) -> io::Result<Vec<u8>> {
    let mut line = crate::line::line_of(film)?;
    line.push(b'\n');
    Ok(line)
}

/// A list while it is read.
pub(super) struct List<'i, 'a> {
    importer: &'i mut Importer<'a>,
    path: PathBuf,
    columns: Columns,
    table: Option<ImportTable>,
    units: HashMap<String, f64>,
    batch: Vec<(u64, RawRow)>,
    /// The bytes of the batch's rows, about.
    batch_bytes: usize,
    is_settled: bool,
    report: ListReport,
}

impl<'i, 'a> List<'i, 'a> {
    pub(super) fn new(importer: &'i mut Importer<'a>, path: &Path, columns: &Columns) -> Self {
        let report = ListReport { path: path.to_owned(), ..ListReport::default() };
        Self {
            importer,
            path: path.to_owned(),
            columns: columns.clone(),
            table: None,
            units: HashMap::new(),
            batch: Vec::new(),
            batch_bytes: 0,
            is_settled: false,
            report,
        }
    }

    fn failed(&self, error: impl Into<io::Error>) -> ImportError {
        ImportError::Read { path: self.path.clone(), source: error.into() }
    }

    /// Reads all of it.
    pub(super) fn read(mut self, content: Content<'_>) -> Result<(), ImportError> {
        match content {
            Content::Text(reader) => self.text(reader)?,
            Content::Workbook(book) => self.workbook(book)?,
            Content::Database(path) => self.database(&path)?,
        }
        self.flush()?;
        self.importer.summary.lists.push(self.report);
        Ok(())
    }

    fn text(&mut self, reader: Box<dyn BufRead + '_>) -> Result<(), ImportError> {
        let (mut reader, utf_16) = without_utf_16(reader).map_err(|error| self.failed(error))?;
        self.report.encoding = utf_16;
        let start = reader.fill_buf().map_err(|error| self.failed(error))?;
        match start.trim_ascii_start().first() {
            None if start.is_empty() => Ok(()),
            Some(b'{' | b'[') => self.json(reader),
            Some(b'<') => self.nfo(reader),
            _ => self.table(reader),
        }
    }

    fn json(&mut self, reader: Box<dyn BufRead + '_>) -> Result<(), ImportError> {
        self.report.form = "JSON".to_owned();
        let columns = self.columns.clone();
        let path = self.path.clone();
        let mut sink = |number: u64, row: JsonRow| -> Result<(), JsonError> {
            let row = match row {
                JsonRow::Bytes(bytes) => RawRow::Bytes(bytes),
                JsonRow::Value(Value::Object(fields)) => RawRow::Object(fields),
                JsonRow::Value(_) => RawRow::Fault(RowFault::of_row(ImportFault::NotAnObject)),
                JsonRow::Fault(fault) => RawRow::Fault(fault),
            };
            self.push(number, row).map_err(JsonError::Import)
        };
        let decoder = json::read(reader, &columns, &mut sink).map_err(|error| match error {
            JsonError::Import(error) => error,
            JsonError::Read(source) => ImportError::Read { path, source },
        })?;
        self.decoded(&decoder);
        Ok(())
    }

    fn nfo(&mut self, reader: Box<dyn BufRead + '_>) -> Result<(), ImportError> {
        self.report.form = "Kodi's .nfo".to_owned();
        let mut bytes = Vec::new();
        reader.take(MAX_NFO_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|error| self.failed(error))?;
        if bytes.len() > MAX_NFO_BYTES {
            let too_long =
                format!("it is longer than {} MiB: export each film to a file of its own", MAX_NFO_BYTES >> 20);
            return Err(self.failed(io::Error::other(too_long)));
        }
        let mut decoder = TextDecoder::default();
        let text = decoder.decode(bytes, b"");
        self.decoded(&decoder);
        let films = nfo::films(&text);
        if films.is_empty() {
            let reason = "no <movie> is whole in it";
            self.push(1, RawRow::Fault(RowFault::of_row(reason.to_owned())))?;
        }
        for (line, fields) in films {
            self.push(line, RawRow::Object(fields))?;
        }
        Ok(())
    }

    fn table(&mut self, reader: Box<dyn BufRead + '_>) -> Result<(), ImportError> {
        let path = self.path.clone();
        let failed = |source: io::Error| ImportError::Read { path: path.clone(), source };
        let mut lines = LineReader::new(reader).map_err(failed)?;
        let form = Form::find(&mut lines, &self.columns).map_err(failed)?;
        self.report.form = form.described().to_owned();
        if form.is_headless {
            self.report.remarks.push("it has no line of column names; they are numbered".to_owned());
        }
        self.begin(form.names.clone())?;
        while let Some((number, row)) = form.next(&mut lines).map_err(failed)? {
            self.push(number, row.map_or_else(RawRow::Fault, RawRow::Cells))?;
        }
        self.decoded(&lines.decoder);
        Ok(())
    }

    fn workbook(&mut self, book: Workbook) -> Result<(), ImportError> {
        let sheet = sheet::of_workbook(book, &self.columns).map_err(|fault| self.failed(fault))?;
        self.report.form = format!("a spreadsheet, its sheet {:?}", sheet.name);
        self.others("sheets", &sheet.others);
        self.begin(sheet.columns)?;
        for (number, cells) in sheet.rows {
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                self.push(number, RawRow::Cells(cells))?;
            }
        }
        Ok(())
    }

    fn database(&mut self, path: &Path) -> Result<(), ImportError> {
        let columns = self.columns.clone();
        let list_path = self.path.clone();
        let list = std::cell::RefCell::new(self);
        let mut begin = |sheet: sheet::Sheet| {
            let mut list = list.borrow_mut();
            list.report.form = format!("a database of SQLite, its table {:?}", sheet.name);
            list.others("tables", &sheet.others);
            list.begin(sheet.columns).map_err(DatabaseError::Import)
        };
        let mut take =
            |number, cells| list.borrow_mut().push(number, RawRow::Cells(cells)).map_err(DatabaseError::Import);
        sheet::of_database(path, &columns, &mut begin, &mut take).map_err(|error| match error {
            DatabaseError::Import(error) => error,
            DatabaseError::Read(error) => ImportError::Read { path: list_path, source: io::Error::other(error) },
        })
    }

    fn others(&mut self, what: &str, others: &[String]) {
        if !others.is_empty() {
            self.report.remarks.push(format!("other {what} not read: {}", others.join(", ")));
        }
    }

    fn decoded(&mut self, decoder: &TextDecoder) {
        self.report.encoding = self.report.encoding.or(decoder.guessed());
        if decoder.damaged > 0 {
            self.report.remarks.push(format!("{} lines have bytes that are no text in its encoding", decoder.damaged));
        }
    }

    /// Takes a table's columns.
    fn begin(&mut self, names: Vec<String>) -> Result<(), ImportError> {
        self.person(&names)?;
        let meanings = self.columns.of_table(&names);
        let found: Vec<(String, Option<Meaning>)> = names
            .iter()
            .cloned()
            .zip(meanings.iter().copied())
            .filter(|(name, _)| !name.starts_with("flag "))
            .collect();
        self.found(found)?;
        self.table = Some(ImportTable { names, meanings });
        Ok(())
    }

    /// Refuses a person's export, unless it is wanted.
    fn person(&mut self, names: &[String]) -> Result<(), ImportError> {
        match personal::export(names) {
            Some(export) if !self.importer.options.as_catalogue => {
                Err(ImportError::Personal { path: self.path.clone(), export: export.kind })
            }
            Some(export) => {
                self.columns.are_tags_private = true;
                self.report.remarks.push(format!("it is {}; ratings, dates and tags are left out", export.kind));
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Reports what columns were found; an error if none is the title.
    fn found(&mut self, columns: Vec<(String, Option<Meaning>)>) -> Result<(), ImportError> {
        let is_titled = columns.iter().any(|(_, meaning)| meaning.is_some_and(|meaning| is_title(meaning.role)));
        if !is_titled && !columns.is_empty() {
            let found = columns.into_iter().map(|(name, _)| name).collect();
            return Err(ImportError::NoTitle { path: self.path.clone(), found });
        }
        for (name, meaning) in columns {
            match meaning {
                Some(meaning) => self.report.used.push((name, label(meaning.role))),
                None => self.report.unused.push(name),
            }
        }
        Ok(())
    }

    fn push(&mut self, number: u64, row: RawRow) -> Result<(), ImportError> {
        let bytes = row.bytes();
        let row = if bytes > MAX_LINE_BYTES { RawRow::Fault(RowFault::of_row(ImportFault::TooLong)) } else { row };
        self.batch_bytes += bytes.min(MAX_LINE_BYTES);
        self.batch.push((number, row));
        if self.batch.len() == BATCH || self.batch_bytes >= MAX_BATCH_BYTES { self.flush() } else { Ok(()) }
    }

    /// Reads the rows of the batch.
    fn flush(&mut self) -> Result<(), ImportError> {
        let mut batch = std::mem::take(&mut self.batch);
        self.batch_bytes = 0;
        if !self.is_settled {
            self.is_settled = true;
            self.settle(&mut batch)?;
        }
        let empty = ImportTable::default();
        let reader = RowReader {
            columns: &self.columns,
            table: self.table.as_ref().unwrap_or(&empty),
            units: &self.units,
            with_series: self.importer.options.with_series,
        };
        let parsed: Vec<(u64, ParsedRow)> =
            batch.into_par_iter().map(|(number, row)| (number, parsed(&reader, row))).collect();
        for (number, row) in parsed {
            let is_film = self.importer.take(&self.path, number, row)?;
            self.report.films += u64::from(is_film);
        }
        Ok(())
    }

    /// Finds out by the first rows which columns objects have, and what unit running times have.
    fn settle(&mut self, batch: &mut [(u64, RawRow)]) -> Result<(), ImportError> {
        if self.table.is_none() {
            let mut names: Vec<String> = Vec::new();
            let mut seen = std::collections::HashSet::new();
            let mut film_names: Vec<String> = Vec::new();
            for (_, row) in batch.iter_mut() {
                if let RawRow::Bytes(bytes) = row
                    && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_err()
                    && let Ok(Value::Object(fields)) = json::value_of(bytes)
                {
                    *row = RawRow::Object(fields);
                }
                let fields = match row {
                    RawRow::Object(fields) => fields.clone(),
                    RawRow::Bytes(bytes) => serde_json::from_slice(bytes).unwrap_or_default(),
                    _ => continue,
                };
                names.extend(
                    fields.keys().filter(|name| !names.contains(name)).take(MAX_NAMES).cloned().collect::<Vec<_>>(),
                );
                for name in flattened(fields, &self.columns).into_iter().map(|(name, _)| name) {
                    if film_names.len() < MAX_NAMES && seen.insert(name.clone()) {
                        film_names.push(name);
                    }
                }
            }
            self.person(&names)?;
            let meant = film_names.into_iter().map(|name| {
                let meaning = self.columns.meaning(&name);
                let is_nested_own = ["notability", "external", "source"].contains(&name.as_str());
                let own = is_nested_own.then_some(Meaning { role: Role::Address, rank: 0 });
                (name, meaning.or(own))
            });
            let meant = meant.collect();
            self.found(meant)?;
        }
        for (column, lengths) in self.lengths(batch) {
            let middle = lengths[lengths.len() / 2];
            let (unit, name) = match middle {
                middle if middle >= MILLISECONDS_FROM => (60_000.0, "milliseconds"),
                middle if middle >= SECONDS_FROM => (60.0, "seconds"),
                _ => continue,
            };
            let remark = format!("{column:?} is taken as {name}: {middle} are {:.0} minutes", middle / unit);
            self.report.remarks.push(remark);
            self.units.insert(key(&column), unit);
        }
        Ok(())
    }

    /// The running times of the first rows that are plain numbers or minutes, ascending, by column.
    fn lengths(&self, batch: &[(u64, RawRow)]) -> Vec<(String, Vec<f64>)> {
        let mut lengths: Vec<(String, Vec<f64>)> = Vec::new();
        let is_minutes = |meaning: Option<Meaning>| {
            meaning.is_some_and(
                |meaning| matches!(meaning.role, Role::FilmField(row) if matches!(FIELDS[row].kind, FieldKind::Minutes(_))),
            )
        };
        let mut add = |column: &str, value: &Value| {
            // Our own column counts minutes.
            let text = super::values::plain(value);
            if let Some(number) = number_of_minutes(&text).filter(|_| column != "runtime_minutes" && is_known(value)) {
                match lengths.iter_mut().find(|(other, _)| other == column) {
                    Some((_, list)) => list.push(number),
                    None => lengths.push((column.to_owned(), vec![number])),
                }
            }
        };
        for (_, row) in batch {
            match (row, &self.table) {
                (RawRow::Cells(cells), Some(table)) => {
                    for (at, cell) in cells.iter().enumerate() {
                        if table.meanings.get(at).is_some_and(|meaning| is_minutes(*meaning)) {
                            add(&table.names[at], &Value::String(cell.clone()));
                        }
                    }
                }
                (RawRow::Object(fields), _) => {
                    for (name, value) in fields.iter().filter(|(name, _)| is_minutes(self.columns.meaning(name))) {
                        add(name, value);
                    }
                }
                (RawRow::Bytes(bytes), _) => {
                    let fields: Map<String, Value> = serde_json::from_slice(bytes).unwrap_or_default();
                    for (name, value) in fields.iter().filter(|(name, _)| is_minutes(self.columns.meaning(name))) {
                        add(name, value);
                    }
                }
                _ => {}
            }
        }
        for (_, list) in &mut lengths {
            list.sort_by(f64::total_cmp);
        }
        lengths
    }
}

fn parsed(reader: &RowReader, row: RawRow) -> ParsedRow {
    let reading = match row {
        RawRow::Cells(cells) => reader.cells(cells),
        RawRow::Object(fields) => reader.object(fields, None),
        RawRow::Bytes(bytes) => match serde_json::from_slice(&bytes) {
            Ok(fields) => reader.object(fields, Some(&bytes)),
            Err(error) => match json::value_of(&bytes) {
                Ok(Value::Object(fields)) => reader.object(fields, None),
                _ => Err(RowFault::of_row(format!("not a JSON object ({error})"))),
            },
        },
        RawRow::Fault(fault) => Err(fault),
    };
    match reading {
        Ok(RowReading::Film(row)) => {
            let ReadRow { film, notes } = *row;
            let line = match line_of(&film) {
                Ok(line) => line,
                Err(error) => return ParsedRow::Fault(RowFault::of_row(error.to_string())),
            };
            let mut hasher = DefaultHasher::new();
            hasher.write(&line);
            ParsedRow::Film { film: Box::new(film), notes, line, hash: hasher.finish() }
        }
        Ok(RowReading::LeftOut(kind)) => ParsedRow::LeftOut(kind),
        Err(fault) => ParsedRow::Fault(fault),
    }
}

/// An error of the text, or of the import itself.
enum JsonError {
    Read(io::Error),
    Import(ImportError),
}

impl From<io::Error> for JsonError {
    fn from(error: io::Error) -> Self {
        Self::Read(error)
    }
}

/// An error of the database, or of the import itself.
enum DatabaseError {
    Read(rusqlite::Error),
    Import(ImportError),
}

impl From<rusqlite::Error> for DatabaseError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Read(error)
    }
}
