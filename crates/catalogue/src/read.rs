//! Reading catalogues: JSON Lines, plain or packed with zstd, as a stream, with errors that name line and field.
//!
//! Two layouts are read: our own (a [`Film`] a line), and the public "wikipedia-movie-data" layout (`title`, `year`, `cast`,
//! `genres`, `summary`, `page`, no `id`). A film without an id gets one made of title and year; from the second film of one
//! title and year on it is numbered. Without directors and writers, they are read from `summary`.

use std::collections::HashMap;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::credits::credits;
use crate::fields::{FIELDS, Field, Kind};
use crate::film::{Film, FilmId, InvalidId, Source, Year};

/// A line longer than this is refused: no film's record comes near it.
const MAX_LINE_BYTES: u64 = 16 << 20;
/// Lines parsed at a time when all of a file is wanted.
const BATCH: usize = 4096;
/// The longest title taken, in characters.
pub(crate) const MAX_TITLE_CHARS: usize = 500;

/// Why a catalogue could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file itself: missing, unreadable, damaged.
    #[error("cannot read {}: {source}", path.display())]
    Io {
        /// The catalogue's file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// A line of it is wrong.
    #[error("{} {error}", path.display())]
    Line {
        /// The catalogue's file.
        path: PathBuf,
        /// Which line, and how.
        error: LineError,
    },
    /// Its first line is no JSON: it is a list of another kind.
    #[error(
        "{0} is no catalogue (films as JSON, one a line). If it is a list of films: matinee catalogue import {0} --out \
         films.jsonl.zst makes a catalogue of it", path.display()
    )]
    NoCatalogue {
        /// The file.
        path: PathBuf,
    },
    /// There is no film in it.
    #[error("{} holds no films", path.display())]
    Empty {
        /// The catalogue's file.
        path: PathBuf,
    },
}

/// One line that is not a film.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("line {}: {problem}", grouped(*.line))]
pub struct LineError {
    /// Counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub problem: LineProblem,
}

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
    Kind {
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
    #[error("the line is longer than {} MiB", MAX_LINE_BYTES >> 20)]
    TooLong,
}

/// 1204 as "1,204".
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Opens a catalogue for reading film by film. Packed files are known by their first bytes, not by their name.
///
/// # Errors
/// The file cannot be opened.
pub fn read_lines(path: &Path) -> Result<Lines<Box<dyn BufRead + Send>>, ReadError> {
    let io_error = |source| ReadError::Io { path: path.to_owned(), source };
    let mut file = BufReader::with_capacity(1 << 16, File::open(path).map_err(io_error)?);
    let packed = file.fill_buf().map_err(io_error)?.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]);
    let reader: Box<dyn BufRead + Send> = if packed {
        Box::new(BufReader::with_capacity(1 << 17, zstd::Decoder::with_buffer(file).map_err(io_error)?))
    } else {
        Box::new(file)
    };
    Ok(Lines::new(reader))
}

/// The films of a JSON Lines text, one after the other. Blank lines are passed over. After an I/O error it ends.
pub struct Lines<R> {
    reader: R,
    line: u64,
    ended: bool,
    buffer: Vec<u8>,
    ids: HashMap<FilmId, u64>,
}

impl<R> fmt::Debug for Lines<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lines").field("line", &self.line).finish_non_exhaustive()
    }
}

impl<R: BufRead> Lines<R> {
    /// Reads from an open text.
    pub fn new(reader: R) -> Self {
        Self { reader, line: 0, ended: false, buffer: Vec::new(), ids: HashMap::new() }
    }

    /// Reads one line into the buffer, without its end. `None` at the end of the text.
    fn next_line(&mut self) -> io::Result<Option<Result<(), LineProblem>>> {
        self.buffer.clear();
        let read = (&mut self.reader).take(MAX_LINE_BYTES).read_until(b'\n', &mut self.buffer)?;
        if read == 0 {
            return Ok(None);
        }
        self.line += 1;
        if self.buffer.last() == Some(&b'\n') {
            self.buffer.pop();
        } else if read as u64 == MAX_LINE_BYTES {
            self.reader.skip_until(b'\n')?;
            return Ok(Some(Err(LineProblem::TooLong)));
        }
        Ok(Some(Ok(())))
    }

    fn is_blank(&self) -> bool {
        self.buffer.iter().all(u8::is_ascii_whitespace)
    }

    /// Keeps ids unique: refuses a second film with an id that its line gives, numbers films whose lines give none.
    fn admit(&mut self, line: u64, mut film: Film, has_id: bool) -> Result<Film, LineProblem> {
        if has_id {
            if let Some(&first) = self.ids.get(&film.id) {
                return Err(LineProblem::DuplicateId { id: film.id, first });
            }
        } else {
            let plain = film.id.clone();
            let mut n = 2;
            while self.ids.contains_key(&film.id) {
                film.id = plain.numbered(n);
                n += 1;
            }
        }
        self.ids.insert(film.id.clone(), line);
        Ok(film)
    }

    /// Up to [`BATCH`] lines with their numbers; none at the end of the text.
    fn texts(&mut self) -> io::Result<Vec<(u64, LineBytes)>> {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH
            && let Some(read) = self.next_line()?
        {
            if read.is_err() || !self.is_blank() {
                batch.push((self.line, read.map(|()| std::mem::take(&mut self.buffer))));
            }
        }
        Ok(batch)
    }
}

/// Calls `take` with every film of a catalogue file, in the order of its lines. Every line must be a film; only ids are
/// kept in memory.
///
/// # Errors
/// The file, the first wrong line, that it holds no films, or what `take` returns.
pub fn read_each<E: From<ReadError>>(path: &Path, mut take: impl FnMut(Film) -> Result<(), E>) -> Result<(), E> {
    let mut lines = read_lines(path)?;
    let mut films = 0;
    let mut texts = lines.texts().map_err(|source| ReadError::Io { path: path.to_owned(), source })?;
    while !texts.is_empty() {
        // The next lines are unpacked while these are parsed.
        let parse = |(line, text): (u64, LineBytes)| (line, text.and_then(|text| parse(&text)));
        let (batch, next): (Vec<(u64, ParsedLine)>, _) =
            rayon::join(|| texts.into_par_iter().map(parse).collect(), || lines.texts());
        for (line, film) in batch {
            let film = film.and_then(|(film, has_id)| lines.admit(line, film, has_id));
            take(film.map_err(|problem| match problem {
                LineProblem::NotJson(_) | LineProblem::TooLong if films == 0 => {
                    ReadError::NoCatalogue { path: path.to_owned() }
                }
                problem => ReadError::Line { path: path.to_owned(), error: LineError { line, problem } },
            })?)?;
            films += 1;
        }
        texts = next.map_err(|source| ReadError::Io { path: path.to_owned(), source })?;
    }
    if films == 0 { Err(ReadError::Empty { path: path.to_owned() }.into()) } else { Ok(()) }
}

impl<R: BufRead> Lines<R> {
    /// The films, or what is wrong with them, with the numbers of their lines.
    pub fn numbered(mut self) -> impl Iterator<Item = io::Result<(u64, Result<Film, LineProblem>)>> {
        std::iter::from_fn(move || {
            let film = self.next()?;
            Some(film.map(|film| (self.line, film.map_err(|error| error.problem))))
        })
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Result<Film, LineError>>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let read = match self.next_line() {
                Ok(None) => return None,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
                Ok(Some(read)) => read,
            };
            if read.is_ok() && self.is_blank() {
                continue;
            }
            let line = self.line;
            let film =
                read.and_then(|()| parse(&self.buffer)).and_then(|(film, has_id)| self.admit(line, film, has_id));
            return Some(Ok(film.map_err(|problem| LineError { line, problem })));
        }
        None
    }
}

/// A line's bytes, or why it is none.
type LineBytes = Result<Vec<u8>, LineProblem>;

/// A film and whether the line gives its id, or why there is none.
type ParsedLine = Result<(Film, bool), LineProblem>;

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
    Field(usize),
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
            Some(row) => Self::Field(row),
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
            Self::Field(row) => (FIELDS[row].name, 1 << row),
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
                LineKey::Field(row) => {
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
    fn read<'de, A: MapAccess<'de>>(&mut self, field: &Field, map: &mut A) -> Result<(), A::Error> {
        let film = &mut self.film;
        match &field.kind {
            Kind::Id => self.id = map.next_value()?,
            Kind::Title => self.title = map.next_value()?,
            Kind::Year => self.year = map.next_value()?,
            Kind::Phrase(access) => {
                let text: Option<String> = map.next_value()?;
                *access.get_mut(film) = text.filter(|text| !text.trim().is_empty());
            }
            Kind::Prose(access) => *access.get_mut(film) = map.next_value()?,
            Kind::People(access) | Kind::Terms(access) => {
                let mut list: Vec<String> = map.next_value()?;
                if field.is_lower_case {
                    for entry in &mut list {
                        *entry = entry.to_lowercase();
                    }
                }
                *access.get_mut(film) = list;
            }
            Kind::Minutes(access) => *access.get_mut(film) = map.next_value()?,
            Kind::Source => film.source = map.next_value()?,
            // Members of objects: a line has them inside, and their names have a dot.
            Kind::Count(_) | Kind::Grade(_) | Kind::Name(..) => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

/// Parses a line; the flag is whether it gives the film's id.
pub(crate) fn parse(line: &[u8]) -> ParsedLine {
    let draft: DraftFilm = match serde_json::from_slice(line) {
        Ok(draft) => draft,
        Err(error) => return Err(diagnose(line, &error)),
    };
    let DraftFilm { mut film, id, title, year, summary, page } = draft;
    let title = title.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).ok_or(LineProblem::Missing("title"))?;
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

/// Finds the field that made a line unreadable; only runs on lines that are wrong.
fn diagnose(line: &[u8], error: &serde_json::Error) -> LineProblem {
    let value = match serde_json::from_slice(line) {
        Ok(Value::Object(value)) => value,
        Ok(other) => return LineProblem::NotJson(shortened(&other)),
        Err(error) => return LineProblem::NotJson(error.to_string()),
    };
    let kind = |field, wanted, found| LineProblem::Kind { field, wanted, found: shortened(found) };
    let wrong = |field: &'static Field| match field.name.split_once('.') {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn first_error(text: &str) -> String {
        Lines::new(text.as_bytes()).find_map(|film| film.unwrap().err()).expect("an error").to_string()
    }

    #[test]
    fn errors_name_line_and_field() {
        let good = r#"{"title":"Alien","year":1979}"#;
        for (line, wanted) in [
            ("not json", "line 2: not a JSON object (expected ident at line 1 column 2)"),
            ("[1]", "line 2: not a JSON object ([1])"),
            (r#"{"year":1979}"#, "line 2: \"title\" is missing: every film needs one"),
            (r#"{"title":" ","year":1979}"#, "line 2: \"title\" is missing: every film needs one"),
            (r#"{"title":"X"}"#, "line 2: \"year\" is missing: every film needs one"),
            (r#"{"title":"X","year":"198o"}"#, "line 2: \"year\" is not a number (\"198o\")"),
            (r#"{"title":"X","year":3021}"#, "line 2: \"year\": 3021 is not a year films come from (1870 to 2100)"),
            (r#"{"title":"X","year":1990,"cast":"Me"}"#, "line 2: \"cast\" is not a list of texts (\"Me\")"),
            (
                r#"{"title":"X","year":1990,"source":{"name":1}}"#,
                "line 2: not a JSON object (invalid type: integer `1`, expected a string at line 1 column 43)",
            ),
            (
                r#"{"id":"B C","title":"X","year":1990}"#,
                "line 2: \"id\": \"B C\" is not a film id: ids are lower-case words joined by hyphens, such as \"king-kong-1933\"",
            ),
        ] {
            assert_eq!(first_error(&format!("{good}\n{line}\n")), wanted);
        }
    }

    #[test]
    fn a_second_film_with_a_given_id_is_refused_with_the_line_of_the_first() {
        let film = r#"{"id":"alien-1979","title":"Alien","year":1979}"#;
        assert_eq!(
            first_error(&format!("{film}\n\n{film}")),
            "line 3: \"id\": alien-1979 stands in line 1 already; ids are unique"
        );
    }

    #[test]
    fn films_without_ids_are_numbered() {
        let film = r#"{"title":"Cleopatra","year":1912,"genres":["Silent"],"summary":"A queen, directed by Charles L. Gaskill.","page":"Cleopatra_(1912_film)"}"#;
        let films: Vec<Film> = Lines::new(format!("{film}\n{film}").as_bytes()).map(|f| f.unwrap().unwrap()).collect();
        assert_eq!(films[0].id.as_str(), "cleopatra-1912");
        assert_eq!(films[1].id.as_str(), "cleopatra-1912-2");
        assert_eq!(films[0].synopsis, "A queen, directed by Charles L. Gaskill.");
        assert_eq!(films[0].directors, ["Charles L. Gaskill"]);
        assert_eq!(films[0].genres, ["silent"]);
        assert_eq!(films[0].source.as_ref().unwrap().url, "https://en.wikipedia.org/wiki/Cleopatra_(1912_film)");
    }

    #[test]
    fn line_numbers_are_grouped() {
        assert_eq!((grouped(7), grouped(1204), grouped(1_000_000)), ("7".into(), "1,204".into(), "1,000,000".into()));
    }
}
