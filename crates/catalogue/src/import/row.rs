//! A film from the columns of a row, by the names that [`FIELDS`] gives them.

use serde_json::{Map, Value};

use super::python;
use super::report::RowFault;
use crate::fields::{FIELDS, Field, Kind};
use crate::line::{LineProblem, is_key, parse};
use crate::running_time::minutes;
use crate::{Film, FilmId, Source, Year};

/// What files write where a value is unknown.
const NOTHING: [&str; 6] = ["", "unknown", "n/a", "nan", "null", "\\n"];
/// Columns with the address of a film's article on Wikipedia, and with the last part of one.
const ARTICLES: [&str; 2] = ["wiki_page", "href"];

/// A row's film, and the values that had to be left out.
#[derive(Debug, PartialEq)]
pub(super) struct ReadRow {
    pub(super) film: Film,
    pub(super) notes: Vec<RowFault>,
}

/// Makes a film of a row.
pub(super) fn read(fields: Map<String, Value>) -> Result<ReadRow, RowFault> {
    let mut notes = Vec::new();
    let mut film = if is_own(&fields) { own(fields, &mut notes)? } else { foreign(fields, &mut notes)? };
    name_article(&mut film);
    Ok(ReadRow { film, notes })
}

/// Whether a row has the layout of a catalogue line: no other fields, lists are lists, the year a number.
fn is_own(fields: &Map<String, Value>) -> bool {
    let fits = |name: &String, value| {
        let field = FIELDS.iter().find(|field| field.name == name);
        field.is_none_or(|field| match field.kind {
            Kind::Year => Value::is_number(value),
            Kind::People(_) | Kind::Terms(_) => field.fits(value),
            _ => true,
        })
    };
    fields.iter().all(|(name, value)| is_key(name) && fits(name, value))
}

/// Reads a row as a catalogue line, but for a running time written as other files do.
fn own(mut fields: Map<String, Value>, notes: &mut Vec<RowFault>) -> Result<Film, RowFault> {
    for field in FIELDS.iter().filter(|field| matches!(field.kind, Kind::Minutes(_))) {
        if let Some(value) = fields.get_mut(field.name).filter(|value| !field.fits(value)) {
            *value = known_minutes(field.name, value, notes).into();
        }
    }
    match parse(Value::Object(fields).to_string().as_bytes()) {
        Ok((film, _)) => Ok(film),
        Err(problem) => Err(fault_of(problem)),
    }
}

fn fault_of(problem: LineProblem) -> RowFault {
    match problem {
        LineProblem::Missing(field) => missing(field),
        LineProblem::Kind { field, wanted, found } => RowFault::of_column(field, format!("is not {wanted} ({found})")),
        LineProblem::Value { field, why } => RowFault::of_column(field, why),
        other => RowFault::of_row(other.to_string()),
    }
}

fn missing(column: &str) -> RowFault {
    RowFault::of_column(column, "is missing: every film needs one")
}

/// Reads a row of any other layout.
fn foreign(fields: Map<String, Value>, notes: &mut Vec<RowFault>) -> Result<Film, RowFault> {
    let row = SourceRow { cells: fields.into_iter().map(|(name, value)| (normal(&name), name, value)).collect() };
    let (mut id, mut title, mut year) = (None, None, None);
    for field in &FIELDS {
        match field.kind {
            Kind::Id => id = row.text(field),
            Kind::Title => title = row.text(field),
            Kind::Year => year = row.year(field)?,
            _ => {}
        }
    }
    let title = title.ok_or_else(|| missing("title"))?;
    let mut film = Film::new(&title, year.ok_or_else(|| missing("year"))?);
    // Other lists number their films; an id of ours ends in a year or a number, too, and has words before it.
    if let Some(id) = id.filter(|id| id.contains('-') && id.ends_with(|c: char| c.is_ascii_digit()))
        && let Ok(id) = id.parse::<FilmId>()
    {
        film.id = id;
    }
    for field in &FIELDS {
        row.read(field, &mut film, notes)?;
    }
    film.original_title.take_if(|original| *original == film.title);
    let address = |cell: (&str, &Value)| match normal(cell.0).as_str() {
        "href" => format!("https://en.wikipedia.org/wiki/{}", plain(cell.1)),
        _ => plain(cell.1),
    };
    film.source = row.first(ARTICLES.into_iter()).map(address).map(Source::wikipedia);
    Ok(film)
}

/// Fills in the title of the article, from its address on English Wikipedia.
fn name_article(film: &mut Film) {
    let page = film.source.as_ref().and_then(|source| source.url.strip_prefix("https://en.wikipedia.org/wiki/"));
    if let Some(page) = page.filter(|page| film.external.wikipedia.is_none() && !page.contains(['%', '#'])) {
        film.external.wikipedia = Some(page.replace('_', " "));
    }
}

/// The minutes of a running time. One that cannot be read gives a note.
fn known_minutes(column: &str, value: &Value, notes: &mut Vec<RowFault>) -> Option<u16> {
    minutes(&plain(value)).unwrap_or_else(|unreadable| {
        notes.push(RowFault::of_column(column, unreadable.to_string()));
        None
    })
}

/// "Origin/Ethnicity" as `origin_ethnicity`.
fn normal(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

/// A row of another layout.
struct SourceRow {
    /// Each column's name with words joined by `_` in lower case, its name as written, and its value.
    cells: Vec<(String, String, Value)>,
}

impl SourceRow {
    /// The first of these columns with a value.
    fn first(&self, mut columns: impl Iterator<Item = &'static str>) -> Option<(&str, &Value)> {
        let is_known = |value: &Value| match value {
            Value::Null => false,
            Value::String(text) => !NOTHING.contains(&text.trim().to_lowercase().as_str()),
            _ => true,
        };
        let cell =
            columns.find_map(|column| self.cells.iter().find(|(name, _, value)| name == column && is_known(value)));
        cell.map(|(_, name, value)| (name.as_str(), value))
    }

    fn cell(&self, field: &Field) -> Option<(&str, &Value)> {
        self.first(field.columns())
    }

    fn text(&self, field: &Field) -> Option<String> {
        self.cell(field).map(|(_, value)| plain(value))
    }

    /// Reads a field into a film. Identity, counts and source are read elsewhere or not at all.
    fn read(&self, field: &Field, film: &mut Film, notes: &mut Vec<RowFault>) -> Result<(), RowFault> {
        let Some((column, value)) = self.cell(field) else { return Ok(()) };
        match &field.kind {
            Kind::Phrase(access) => {
                *access.get_mut(film) = Some(phrase(column, value)?).filter(|text| !text.is_empty());
            }
            Kind::Prose(access) => *access.get_mut(film) = plain(value),
            Kind::People(access) | Kind::Terms(access) => {
                *access.get_mut(film) = list(column, value)?.iter().map(|entry| field.spelled(entry)).collect();
            }
            // Our own column counts minutes, however many.
            Kind::Minutes(access) => {
                let own = plain(value).parse().ok().filter(|&minutes| column == field.name && minutes > 0);
                *access.get_mut(film) = own.or_else(|| known_minutes(column, value, notes));
            }
            Kind::Name(access, rule) => {
                *access.get_mut(film) = Some(field.spelled(&plain(value))).filter(|name| (rule.fits)(name));
            }
            Kind::Id | Kind::Title | Kind::Year | Kind::Count(_) | Kind::Grade(_) | Kind::Source => {}
        }
        Ok(())
    }

    /// The year, alone or in a date.
    fn year(&self, field: &Field) -> Result<Option<Year>, RowFault> {
        let Some((column, value)) = self.cell(field) else { return Ok(None) };
        let text = plain(value);
        let whole = text.strip_suffix(".0").unwrap_or(&text);
        let number = whole.split(|c: char| !c.is_alphanumeric()).find(|part| part.len() == 4).unwrap_or(whole);
        let number = number.parse().map_err(|_| RowFault::of_column(column, format!("is not a year ({text:?})")))?;
        Year::new(number).map(Some).map_err(|e| RowFault::of_column(column, e.to_string()))
    }
}

/// A short text. Of an object, as JSON or Python writes it, the name.
fn phrase(column: &str, value: &Value) -> Result<String, RowFault> {
    match value {
        Value::String(text) if text.trim_start().starts_with('{') => written(column, text).map(|value| named(&value)),
        Value::Object(_) => Ok(named(value)),
        value => Ok(plain(value)),
    }
}

/// A list: JSON or Python (of texts, or of objects with a name), or joined by `|`, `;` or commas. Each entry once.
fn list(column: &str, value: &Value) -> Result<Vec<String>, RowFault> {
    let parsed: Value;
    let value = match value {
        Value::String(text) if text.trim_start().starts_with(['[', '{']) => {
            parsed = written(column, text)?;
            &parsed
        }
        value => value,
    };
    let entries: Vec<String> = match value {
        Value::Array(entries) => entries.iter().map(named).collect(),
        Value::Object(_) => vec![named(value)],
        value => {
            let text = plain(value);
            let mark = ['|', ';'].into_iter().find(|&mark| text.contains(mark)).unwrap_or(',');
            text.split(mark).map(|entry| entry.trim().to_owned()).collect()
        }
    };
    let mut list = Vec::new();
    for entry in entries {
        if !NOTHING.contains(&entry.to_lowercase().as_str()) && !list.contains(&entry) {
            list.push(entry);
        }
    }
    Ok(list)
}

/// The value of a text that is written as JSON or as Python writes it.
fn written(column: &str, text: &str) -> Result<Value, RowFault> {
    serde_json::from_str(text).or_else(|json| {
        python::list(text.trim()).map_err(|python| {
            let reason = format!("is not a list, neither as JSON ({json}) nor as Python writes one ({python})");
            RowFault::of_column(column, reason)
        })
    })
}

/// An entry of a list. Of an object the name; of a language the code, as its name is often its own name for itself.
fn named(entry: &Value) -> String {
    plain(entry.get("iso_639_1").or_else(|| entry.get("name")).unwrap_or(entry))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}
