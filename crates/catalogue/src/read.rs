//! Reading catalogues: JSON Lines, plain or packed with zstd, as a stream, with errors that name line and field.
//!
//! Two layouts are read: our own (a [`Film`] a line), and the public "wikipedia-movie-data" layout (`title`, `year`, `cast`,
//! `genres`, `summary`, `page`, no `id`), whose films get the id made of title and year, numbered from the second
//! film of that title and year on, and whose makers are read from its text.

use std::collections::HashMap;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use crate::credits::{Credits, credits};
use crate::film::{External, Film, FilmId, Notability, Source, Year};

/// A line longer than this is refused: no film's record comes near it.
const MAX_LINE_BYTES: u64 = 16 << 20;
/// Lines parsed at a time when all of a file is wanted.
const BATCH: usize = 4096;
/// The longest title taken, in characters.
const MAX_TITLE_CHARS: usize = 500;

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
    pub problem: Problem,
}

/// A field's name in the file.
pub type Field = &'static str;

/// What can be wrong with a line.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Problem {
    /// It is not JSON, or not an object.
    #[error("not a JSON object ({0})")]
    NotJson(String),
    /// A required field is not there.
    #[error("\"{0}\" is missing: every film needs one")]
    Missing(Field),
    /// A field has a value of another kind.
    #[error("\"{field}\" is not {wanted} ({found})")]
    Kind {
        /// The field.
        field: Field,
        /// What it should be, such as "a number".
        wanted: &'static str,
        /// What stands there, shortened.
        found: String,
    },
    /// A field's value is of the right kind but cannot be.
    #[error("\"{field}\": {why}")]
    Value {
        /// The field.
        field: Field,
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
fn grouped(number: u64) -> String {
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
    fn next_line(&mut self) -> io::Result<Option<Result<(), Problem>>> {
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
            return Ok(Some(Err(Problem::TooLong)));
        }
        Ok(Some(Ok(())))
    }

    fn is_blank(&self) -> bool {
        self.buffer.iter().all(u8::is_ascii_whitespace)
    }

    /// Sees to it that ids are unique: refuses a second film of a given id, numbers films without.
    fn admit(&mut self, line: u64, mut film: Film, given: bool) -> Result<Film, Problem> {
        if given {
            if let Some(&first) = self.ids.get(&film.id) {
                return Err(Problem::DuplicateId { id: film.id, first });
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
    fn texts(&mut self) -> io::Result<Vec<(u64, Text)>> {
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

/// Tells every film of a catalogue file, in the order of its lines. Every line must be a film; only ids are kept in memory.
///
/// # Errors
/// The file, the first wrong line, that it holds no films, or what `take` returns.
pub fn read_each<E: From<ReadError>>(path: &Path, mut take: impl FnMut(Film) -> Result<(), E>) -> Result<(), E> {
    let mut lines = read_lines(path)?;
    let mut films = 0;
    let mut texts = lines.texts().map_err(|source| ReadError::Io { path: path.to_owned(), source })?;
    while !texts.is_empty() {
        // The next lines are unpacked while these are parsed.
        let parse = |(line, text): (u64, Text)| (line, text.and_then(|text| parse(&text)));
        let (batch, next): (Vec<(u64, Parsed)>, _) =
            rayon::join(|| texts.into_par_iter().map(parse).collect(), || lines.texts());
        for (line, film) in batch {
            let film = film.and_then(|(film, given)| lines.admit(line, film, given));
            take(
                film.map_err(|problem| ReadError::Line { path: path.to_owned(), error: LineError { line, problem } })?,
            )?;
            films += 1;
        }
        texts = next.map_err(|source| ReadError::Io { path: path.to_owned(), source })?;
    }
    if films == 0 { Err(ReadError::Empty { path: path.to_owned() }.into()) } else { Ok(()) }
}

impl<R: BufRead> Lines<R> {
    /// The films with the numbers of their lines, the right ones too.
    pub fn numbered(mut self) -> impl Iterator<Item = io::Result<(u64, Result<Film, Problem>)>> {
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
            let film = read.and_then(|()| parse(&self.buffer)).and_then(|(film, given)| self.admit(line, film, given));
            return Some(Ok(film.map_err(|problem| LineError { line, problem })));
        }
        None
    }
}

/// A line, or why it is none.
type Text = Result<Vec<u8>, Problem>;

/// A film and whether its id was given, or why there is none.
type Parsed = Result<(Film, bool), Problem>;

/// A line as either layout writes it. Fields are optional here so that what is missing can be named.
#[derive(Deserialize)]
struct Record {
    id: Option<String>,
    title: Option<String>,
    original_title: Option<String>,
    year: Option<i64>,
    #[serde(default)]
    directors: Vec<String>,
    #[serde(default)]
    writers: Vec<String>,
    #[serde(default)]
    cast: Vec<String>,
    #[serde(default)]
    genres: Vec<String>,
    #[serde(default)]
    countries: Vec<String>,
    #[serde(default)]
    languages: Vec<String>,
    runtime_minutes: Option<u16>,
    #[serde(default)]
    keywords: Vec<String>,
    based_on: Option<String>,
    series: Option<String>,
    #[serde(default)]
    synopsis: String,
    #[serde(default)]
    plot: String,
    #[serde(default)]
    notability: Notability,
    source: Option<Source>,
    #[serde(default)]
    external: External,
    /// wikipedia-movie-data: the article's lead.
    #[serde(default)]
    summary: String,
    /// wikipedia-movie-data: the article's title, with underscores.
    #[serde(default)]
    page: String,
}

/// Parses a line; says too whether the film's id was given there.
pub(crate) fn parse(line: &[u8]) -> Parsed {
    let record: Record = match serde_json::from_slice(line) {
        Ok(record) => record,
        Err(error) => return Err(diagnose(line, &error)),
    };
    let title = record.title.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).ok_or(Problem::Missing("title"))?;
    if title.chars().count() > MAX_TITLE_CHARS {
        return Err(Problem::Value { field: "title", why: format!("longer than {MAX_TITLE_CHARS} characters") });
    }
    let year = record.year.ok_or(Problem::Missing("year"))?;
    let year = Year::new(year).map_err(|e| Problem::Value { field: "year", why: e.to_string() })?;
    let given = record.id.is_some();
    let id = match record.id {
        Some(id) => id.parse().map_err(|e: crate::InvalidId| Problem::Value { field: "id", why: e.to_string() })?,
        None => FilmId::from_title(&title, year),
    };
    // That layout has the cast only; its text names who made the film.
    let unnamed = record.directors.is_empty() && record.writers.is_empty();
    let told = if unnamed { credits(&record.summary) } else { Credits::default() };
    let page_source = (!record.page.is_empty()).then(|| Source {
        name: "Wikipedia".to_owned(),
        url: format!("https://en.wikipedia.org/wiki/{}", record.page),
        licence: Some("CC BY-SA 4.0".to_owned()),
        revision: None,
    });
    let film = Film {
        id,
        title,
        original_title: record.original_title.filter(|t| !t.trim().is_empty()),
        year,
        directors: if record.directors.is_empty() { told.directors } else { record.directors },
        writers: if record.writers.is_empty() { told.writers } else { record.writers },
        cast: record.cast,
        genres: record.genres.into_iter().map(|g| g.to_lowercase()).collect(),
        countries: record.countries,
        languages: record.languages,
        runtime_minutes: record.runtime_minutes,
        keywords: record.keywords,
        based_on: record.based_on,
        series: record.series,
        synopsis: if record.synopsis.is_empty() { record.summary } else { record.synopsis },
        plot: record.plot,
        notability: record.notability,
        source: record.source.or(page_source),
        external: record.external,
    };
    Ok((film, given))
}

/// Finds the field that made a line unreadable; only runs on lines that are wrong.
fn diagnose(line: &[u8], error: &serde_json::Error) -> Problem {
    let value = match serde_json::from_slice(line) {
        Ok(Value::Object(value)) => value,
        Ok(other) => return Problem::NotJson(shortened(&other)),
        Err(error) => return Problem::NotJson(error.to_string()),
    };
    let kind = |field: Field, wanted, fits: fn(&Value) -> bool| {
        value.get(field).filter(|v| !fits(v)).map(|v| Problem::Kind { field, wanted, found: shortened(v) })
    };
    let texts = ["id", "title", "original_title", "based_on", "series", "synopsis", "plot", "summary", "page"];
    let lists = ["directors", "writers", "cast", "genres", "countries", "languages", "keywords"];
    texts
        .into_iter()
        .find_map(|field| kind(field, "text", |v| v.is_string() || v.is_null()))
        .or_else(|| kind("year", "a number", |v| v.is_i64() || v.is_null()))
        .or_else(|| {
            kind("runtime_minutes", "a number of minutes", |v| {
                v.is_null() || v.as_u64().is_some_and(|m| u16::try_from(m).is_ok())
            })
        })
        .or_else(|| {
            let is_texts = |v: &Value| v.as_array().is_some_and(|list| list.iter().all(Value::is_string));
            lists.into_iter().find_map(|field| kind(field, "a list of texts", is_texts))
        })
        .or_else(|| {
            ["notability", "source", "external"].into_iter().find_map(|f| kind(f, "an object", Value::is_object))
        })
        .unwrap_or_else(|| Problem::NotJson(error.to_string()))
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
