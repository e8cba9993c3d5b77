//! A film from a row of a list.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::columns::{Columns, Meaning, Role, key};
use super::fault::ImportFault;
use super::json::NESTED;
use super::report::RowFault;
use super::source_row::SourceRow;
use super::values::plain;
use crate::fields::{FIELDS, FieldKind};
use crate::line::{LineProblem, is_key, parse};
use crate::running_time::minutes;
use crate::{Film, FilmId, Source};

/// A row's film, and the values that had to be left out.
#[derive(Debug, PartialEq)]
pub(super) struct ReadRow {
    pub(super) film: Film,
    pub(super) notes: Vec<RowFault>,
}

/// What a row is.
#[derive(Debug, PartialEq)]
pub(super) enum RowReading {
    Film(Box<ReadRow>),
    /// No film, and what it is: `series`, `episodes`, `games`, `shorts`.
    LeftOut(&'static str),
}

/// The columns of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct ImportTable {
    pub(super) names: Vec<String>,
    pub(super) meanings: Vec<Option<Meaning>>,
}

/// Reads the rows of one list.
#[derive(Debug)]
pub(super) struct RowReader<'a> {
    pub(super) columns: &'a Columns,
    pub(super) table: &'a ImportTable,
    /// By how much the running times of a column are to be divided, by the column's key.
    pub(super) units: &'a HashMap<String, f64>,
    /// Whether series, games and shorts are taken, too.
    pub(super) with_series: bool,
}

/// A cell, its column and what that means.
struct Cell<'a> {
    meaning: Option<Meaning>,
    column: &'a str,
    value: &'a Value,
}

impl RowReader<'_> {
    /// A row of a table.
    pub(super) fn cells(&self, cells: Vec<String>) -> Result<RowReading, RowFault> {
        let values: Vec<Value> = cells.into_iter().map(Value::String).collect();
        let columns = self.table.names.iter().zip(&self.table.meanings);
        let cells: Vec<Cell> =
            columns.zip(&values).map(|((column, meaning), value)| Cell { meaning: *meaning, column, value }).collect();
        self.foreign(&cells)
    }

    /// A row of named values.
    pub(super) fn object(&self, fields: Map<String, Value>, bytes: Option<&[u8]>) -> Result<RowReading, RowFault> {
        if is_own(&fields) {
            return own(fields, bytes);
        }
        let fields = flattened(fields, self.columns);
        let cells: Vec<Cell> = fields
            .iter()
            .map(|(column, value)| Cell { meaning: self.columns.meaning(column), column, value })
            .collect();
        self.foreign(&cells)
    }

    /// Reads a row of any layout but our own.
    fn foreign(&self, cells: &[Cell]) -> Result<RowReading, RowFault> {
        let mut row = SourceRow { by_role: Vec::with_capacity(cells.len()), units: self.units };
        for cell in cells {
            if let Some(meaning) = cell.meaning {
                row.by_role.push((meaning, cell.column, cell.value));
            }
        }
        row.by_role.sort_by_key(|(meaning, ..)| meaning.rank);
        if let Some(kind) = row.kind().filter(|_| !self.with_series) {
            return Ok(RowReading::LeftOut(kind));
        }
        let mut notes = Vec::new();
        let (title, year, original) = row.title_and_year(&mut notes)?;
        let mut film = Film::new(&title, year);
        // Other lists number their films; an id of ours ends in a year or a number, too, and has words before it.
        let ids = row.known(|role| matches!(role, Role::FilmField(row) if matches!(FIELDS[row].kind, FieldKind::Id)));
        let mut ids = ids.map(|(_, value)| plain(value));
        if let Some(id) = ids.find(|id| id.contains('-') && id.ends_with(|c: char| c.is_ascii_digit()))
            && let Ok(id) = id.parse::<FilmId>()
        {
            film.id = id;
        }
        for (at, field) in FIELDS.iter().enumerate() {
            row.read(at, field, &mut film, &mut notes);
        }
        row.crew(&mut film);
        if film.original_title.is_none() {
            film.original_title = original;
        }
        film.original_title.take_if(|original| *original == film.title);
        let address = row.known(|role| matches!(role, Role::Address | Role::Article)).next();
        if let Some((column, value)) = address {
            let url = plain(value);
            let url = if key(column) == "href" { format!("https://en.wikipedia.org/wiki/{url}") } else { url };
            film.source = Some(Source::wikipedia(url));
        }
        name_article(&mut film);
        Ok(RowReading::Film(Box::new(ReadRow { film, notes })))
    }
}

/// Whether a row has the layout of a catalogue line: no other fields, lists are lists, the year a number.
fn is_own(fields: &Map<String, Value>) -> bool {
    let fits = |name: &String, value| {
        let field = FIELDS.iter().find(|field| field.name == name);
        field.is_none_or(|field| match field.kind {
            FieldKind::Year => Value::is_number(value),
            FieldKind::Title => value.is_string(),
            FieldKind::List(..) => field.fits(value),
            _ => true,
        })
    };
    fields.contains_key("title")
        && fields.contains_key("year")
        && fields.iter().all(|(name, value)| is_key(name) && fits(name, value))
}

/// Reads a row as a catalogue line, but for a running time written as other files do.
fn own(mut fields: Map<String, Value>, bytes: Option<&[u8]>) -> Result<RowReading, RowFault> {
    let mut notes = Vec::new();
    let mut is_changed = false;
    for field in FIELDS.iter().filter(|field| matches!(field.kind, FieldKind::Minutes(_))) {
        if let Some(value) = fields.get_mut(field.name).filter(|value| !field.fits(value)) {
            let minutes = minutes(&plain(value)).unwrap_or_else(|unreadable| {
                notes.push(RowFault::of_column(field.name, unreadable.to_string()));
                None
            });
            *value = minutes.into();
            is_changed = true;
        }
    }
    let parsed = match bytes.filter(|_| !is_changed) {
        Some(bytes) => parse(bytes),
        None => parse(Value::Object(fields).to_string().as_bytes()),
    };
    let (mut film, _) = parsed.map_err(fault_of)?;
    name_article(&mut film);
    Ok(RowReading::Film(Box::new(ReadRow { film, notes })))
}

fn fault_of(problem: LineProblem) -> RowFault {
    match problem {
        LineProblem::Missing(field) => missing(field),
        LineProblem::FieldKind { field, wanted, found } => {
            RowFault::of_column(field, format!("is not {wanted} ({found})"))
        }
        LineProblem::Value { field, why } => RowFault::of_column(field, why),
        other => RowFault::of_row(other.to_string()),
    }
}

pub(super) fn missing(column: &str) -> RowFault {
    RowFault::of_column(column, ImportFault::Missing)
}

/// Fills in the title of the article, from its address on English Wikipedia.
fn name_article(film: &mut Film) {
    let page = film.source.as_ref().and_then(|source| source.url.strip_prefix("https://en.wikipedia.org/wiki/"));
    if let Some(page) = page.filter(|page| film.external.wikipedia.is_none() && !page.contains(['%', '#'])) {
        film.external.wikipedia = Some(page.replace('_', " "));
    }
}

/// Members whose own members are the film's: its ids in other collections, its cast and crew.
const LIFTED: [&str; 6] = ["ids", "external_ids", "external", "externalIds", "ProviderIds", "credits"];

/// A row with the film that is one of its members, as Trakt and search engines nest it; ids are members of the row.
pub(super) fn flattened(mut fields: Map<String, Value>, columns: &Columns) -> Map<String, Value> {
    for value in fields.values_mut() {
        // A value with its type, as SPARQL and MongoDB write it.
        if let Value::Object(inner) = value {
            let is_bare = |(name, _): &(&String, &mut Value)| name.starts_with('$');
            let bare = match inner.len() {
                1 if !inner.contains_key("value") => inner.iter_mut().find(is_bare).map(|(_, bare)| bare.take()),
                1..=4 => inner.get_mut("value").map(Value::take),
                _ => None,
            };
            if let Some(bare) = bare {
                *value = bare;
            }
        }
    }
    let is_titled = |fields: &Map<String, Value>| {
        let is_title = |name: &str| columns.meaning(name).is_some_and(|meaning| super::columns::is_title(meaning.role));
        fields.iter().any(|(name, value)| !value.is_object() && !value.is_array() && is_title(name))
    };
    if !is_titled(&fields) {
        let nested = NESTED.iter().find(|name| matches!(fields.get(**name), Some(Value::Object(f)) if is_titled(f)));
        if let Some(name) = nested
            && let Some(Value::Object(film)) = fields.shift_remove(*name)
        {
            let is_film = fields.get("anime_type").is_some_and(|kind| kind == "movie");
            let kind = match *name {
                // Simkl's anime that is a film.
                "show" if is_film => None,
                "show" if fields.contains_key("episode") => Some("episode"),
                "show" | "episode" => Some(*name),
                _ => None,
            };
            fields.extend(film);
            if let Some(kind) = kind {
                fields.insert("type".to_owned(), kind.into());
            }
        }
    }
    for name in LIFTED {
        if let Some(Value::Object(_)) = fields.get(name)
            && let Some(Value::Object(ids)) = fields.shift_remove(name)
        {
            for (name, id) in ids {
                fields.entry(name).or_insert(id);
            }
        }
    }
    fields
}
