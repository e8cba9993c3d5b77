//! One line of a catalogue as a film, by the table of fields.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::credits::credits;
use crate::fields::{FIELDS, FieldKind, FilmField};
use crate::film::{Film, FilmId, InvalidId, Source, Year};
use crate::fold::printable;

/// A line or a cell longer than this is refused: no film's record comes near it.
pub(crate) const MAX_LINE_BYTES: usize = 1 << 20;
/// A film whose record would be longer than [`MAX_LINE_BYTES`] is written with so much of its synopsis and of its plot.
const MAX_CUT_PROSE_BYTES: usize = 128 << 10;
/// Lines and rows that are worked on side by side have so many bytes at most, so that memory does not grow with their lengths.
pub(crate) const MAX_BATCH_BYTES: usize = 8 << 20;
/// The longest title taken, in characters.
pub(crate) const MAX_TITLE_CHARS: usize = 500;

/// What can be wrong with a line.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LineProblem {
    /// It is not JSON, or not an object.
    #[error("not a JSON object ({0})")]
    NotJson(String),
    /// A required field is not there.
    #[error("\"{0}\" is missing: every film needs one")]
    Missing(&'static str),
    /// A field has a value of another kind.
    #[error("\"{field}\" is not {wanted} ({found})")]
    FieldKind {
        /// The field.
        field: &'static str,
        /// What it should be, such as "a number".
        wanted: &'static str,
        /// What it is, shortened.
        found: String,
    },
    /// A field's value is of the right kind but cannot be.
    #[error("\"{field}\": {why}")]
    Value {
        /// The field.
        field: &'static str,
        /// Why not.
        why: String,
    },
    /// Two films have one id.
    #[error("\"id\": {id} stands in line {first} already; ids are unique")]
    DuplicateId {
        /// The id.
        id: FilmId,
        /// The line that had it first.
        first: u64,
    },
    /// The line is too long to be a film.
    #[error("it is longer than {} MiB, as no film is: leave it out", MAX_LINE_BYTES >> 20)]
    TooLong,
}

/// A film and whether the line gives its id, or why there is none.
pub(crate) type ParsedLine = Result<(Film, bool), LineProblem>;

/// A line in either layout. What is required may be missing here, so that an error can name it.
struct DraftFilm {
    /// All fields but the three below.
    film: Film,
    id: Option<String>,
    title: Option<String>,
    year: Option<i64>,
    /// wikipedia-movie-data: the article's lead.
    summary: String,
    /// wikipedia-movie-data: the article's title, with underscores.
    page: String,
}

/// What a line's key names.
#[derive(Clone, Copy)]
enum LineKey {
    FilmField(usize),
    Notability,
    External,
    Summary,
    Page,
    Unknown,
}

impl LineKey {
    /// Most lines have their fields in one order, so the search begins behind the field before.
    fn of(name: &str, after: usize) -> Self {
        let rows = (after..FIELDS.len()).chain(0..after);
        match rows.into_iter().find(|&row| FIELDS[row].name == name) {
            Some(row) => Self::FilmField(row),
            None => match name {
                "notability" => Self::Notability,
                "external" => Self::External,
                "summary" => Self::Summary,
                "page" => Self::Page,
                _ => Self::Unknown,
            },
        }
    }

    /// Its name, and its bit among the keys that a line has had.
    fn name_and_bit(self) -> (&'static str, u64) {
        const { assert!(FIELDS.len() <= 60, "the bits of the other keys come after those of the fields") };
        match self {
            Self::FilmField(row) => (FIELDS[row].name, 1 << row),
            Self::Notability => ("notability", 1 << 60),
            Self::External => ("external", 1 << 61),
            Self::Summary => ("summary", 1 << 62),
            Self::Page => ("page", 1 << 63),
            Self::Unknown => ("", 0),
        }
    }
}

/// Whether a line of either layout can have this key.
pub(crate) fn is_key(name: &str) -> bool {
    !name.contains('.') && !matches!(LineKey::of(name, 0), LineKey::Unknown)
}

/// Reads a key without copying it.
struct KeySeed {
    after: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = LineKey;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<LineKey, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = LineKey;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<LineKey, E> {
        Ok(LineKey::of(name, self.after))
    }
}

struct DraftVisitor;

impl<'de> Deserialize<'de> for DraftFilm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(DraftVisitor)
    }
}

impl<'de> Visitor<'de> for DraftVisitor {
    type Value = DraftFilm;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a film")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<DraftFilm, A::Error> {
        let film = Film::blank();
        let mut draft =
            DraftFilm { film, id: None, title: None, year: None, summary: String::new(), page: String::new() };
        let (mut seen, mut after) = (0, 0);
        while let Some(key) = map.next_key_seed(KeySeed { after })? {
            let (name, bit) = key.name_and_bit();
            if seen & bit != 0 {
                return Err(serde::de::Error::duplicate_field(name));
            }
            seen |= bit;
            match key {
                LineKey::FilmField(row) => {
                    draft.read(&FIELDS[row], &mut map)?;
                    after = row + 1;
                }
                LineKey::Notability => draft.film.notability = map.next_value()?,
                LineKey::External => draft.film.external = map.next_value()?,
                LineKey::Summary => draft.summary = map.next_value()?,
                LineKey::Page => draft.page = map.next_value()?,
                LineKey::Unknown => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(draft)
    }
}

impl DraftFilm {
    fn read<'de, A: MapAccess<'de>>(&mut self, field: &FilmField, map: &mut A) -> Result<(), A::Error> {
        let film = &mut self.film;
        match &field.kind {
            FieldKind::Id => self.id = map.next_value()?,
            FieldKind::Title => self.title = map.next_value()?,
            FieldKind::Year => self.year = map.next_value()?,
            FieldKind::Phrase(access) => {
                let text: Option<String> = map.next_value()?;
                *access.get_mut(film) = text.map(in_one_line).filter(|text| !text.trim().is_empty());
            }
            FieldKind::Prose(access) => *access.get_mut(film) = map.next_value()?,
            FieldKind::List(access, _) => {
                let mut list: Vec<String> = map.next_value()?;
                for entry in &mut list {
                    *entry = in_one_line(std::mem::take(entry));
                }
                if field.is_lower_case {
                    for entry in &mut list {
                        *entry = entry.to_lowercase();
                    }
                }
                *access.get_mut(film) = list;
            }
            FieldKind::Minutes(access) => *access.get_mut(film) = map.next_value()?,
            FieldKind::Source => film.source = map.next_value()?,
            // Members of objects: a line has them inside, and their names have a dot.
            FieldKind::Count(_) | FieldKind::Grade(_) | FieldKind::Name(..) => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

/// The line of a film in a catalogue, without its end. It is never longer than can be read again, unless a film has lists
/// that long.
pub(crate) fn line_of(film: &Film) -> serde_json::Result<Vec<u8>> {
    let line = serde_json::to_vec(film)?;
    if line.len() < MAX_LINE_BYTES { Ok(line) } else { serde_json::to_vec(&without_ends(film.clone())) }
}

/// A line as [`line_of`] writes it, of one that was written otherwise.
pub(crate) fn bounded(line: Vec<u8>) -> serde_json::Result<Vec<u8>> {
    if line.len() < MAX_LINE_BYTES {
        return Ok(line);
    }
    line_of(&serde_json::from_slice(&line)?)
}

fn without_ends(mut film: Film) -> Film {
    for text in [&mut film.synopsis, &mut film.plot] {
        let most = MAX_CUT_PROSE_BYTES.min(text.len());
        text.truncate((0..=most).rfind(|&at| text.is_char_boundary(at)).unwrap_or(0));
    }
    film
}

/// Parses a line; the flag is whether it gives the film's id.
pub(crate) fn parse(line: &[u8]) -> ParsedLine {
    let draft: DraftFilm = match serde_json::from_slice(line) {
        Ok(draft) => draft,
        Err(error) => return Err(diagnose(line, &error)),
    };
    let DraftFilm { mut film, id, title, year, summary, page } = draft;
    let title = title
        .map(|t| in_one_line(t).trim().to_owned())
        .filter(|t| !t.is_empty())
        .ok_or(LineProblem::Missing("title"))?;
    if title.chars().count() > MAX_TITLE_CHARS {
        return Err(LineProblem::Value { field: "title", why: format!("longer than {MAX_TITLE_CHARS} characters") });
    }
    let year = year.ok_or(LineProblem::Missing("year"))?;
    film.year = Year::new(year).map_err(|e| LineProblem::Value { field: "year", why: e.to_string() })?;
    let has_id = id.is_some();
    film.id = match id {
        Some(id) => id.parse().map_err(|e: InvalidId| LineProblem::Value { field: "id", why: e.to_string() })?,
        None => FilmId::from_title(&title, film.year),
    };
    film.title = title;
    // wikipedia-movie-data lists the cast only; its text names who made the film.
    if film.directors.is_empty() && film.writers.is_empty() {
        let credits = credits(&summary);
        (film.directors, film.writers) = (credits.directors, credits.writers);
    }
    if film.synopsis.is_empty() {
        film.synopsis = summary;
    }
    if film.source.is_none() && !page.is_empty() {
        film.source = Some(Source::wikipedia(format!("https://en.wikipedia.org/wiki/{page}")));
    }
    Ok((film, has_id))
}

/// A title, name or term without line ends and what could steer a terminal: wherever it is shown later, it is one line of text.
fn in_one_line(text: String) -> String {
    match printable(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(text) => text,
    }
}

/// Finds the field that made a line unreadable; only runs on lines that are wrong.
fn diagnose(line: &[u8], error: &serde_json::Error) -> LineProblem {
    let value = match serde_json::from_slice(line) {
        Ok(Value::Object(value)) => value,
        Ok(other) => return LineProblem::NotJson(shortened(&other)),
        Err(error) => return LineProblem::NotJson(error.to_string()),
    };
    let kind = |field, wanted, found| LineProblem::FieldKind { field, wanted, found: shortened(found) };
    let wrong = |field: &'static FilmField| match field.name.split_once('.') {
        None => value.get(field.name).filter(|v| !field.fits(v)).map(|v| kind(field.name, field.wanted(), v)),
        Some((object, member)) => match value.get(object)? {
            Value::Object(members) => {
                members.get(member).filter(|v| !field.fits(v)).map(|v| kind(field.name, field.wanted(), v))
            }
            other => Some(kind(field.of_line(), "an object", other)),
        },
    };
    let wrong_text = |field| value.get(field).filter(|v| !v.is_string()).map(|v| kind(field, "text", v));
    FIELDS
        .iter()
        .find_map(wrong)
        .or_else(|| ["summary", "page"].into_iter().find_map(wrong_text))
        .unwrap_or_else(|| LineProblem::NotJson(error.to_string()))
}

fn shortened(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 60 { text } else { text.chars().take(57).chain("...".chars()).collect() }
}
