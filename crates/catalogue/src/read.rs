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

use crate::film::{Film, FilmId};
use crate::line::{LineProblem, MAX_BATCH_BYTES, MAX_LINE_BYTES, ParsedLine, parse};

/// Lines parsed at a time when all of a file is wanted.
const BATCH: usize = 4096;

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
    /// Whether the line before was too long, and its rest is still to be passed over.
    has_rest: bool,
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
        Self { reader, line: 0, ended: false, has_rest: false, buffer: Vec::new(), ids: HashMap::new() }
    }

    /// Reads one line into the buffer, without its end. `None` at the end of the text.
    fn next_line(&mut self) -> io::Result<Option<Result<(), LineProblem>>> {
        self.buffer.clear();
        // Not before the next line is asked for: a packed text of a few bytes can have a line of many gigabytes.
        if std::mem::take(&mut self.has_rest) {
            self.reader.skip_until(b'\n')?;
        }
        let read = (&mut self.reader).take(MAX_LINE_BYTES as u64).read_until(b'\n', &mut self.buffer)?;
        if read == 0 {
            return Ok(None);
        }
        self.line += 1;
        if self.buffer.last() == Some(&b'\n') {
            self.buffer.pop();
        } else if read == MAX_LINE_BYTES {
            self.has_rest = true;
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

    /// Up to [`BATCH`] lines with their numbers; none at the end of the text, nor after a line that is too long.
    fn texts(&mut self) -> io::Result<Vec<(u64, LineBytes)>> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < BATCH
            && bytes < MAX_BATCH_BYTES
            && !self.ended
            && let Some(read) = self.next_line()?
        {
            bytes += self.buffer.len();
            self.ended = read.is_err();
            if read.is_err() || !self.is_blank() {
                batch.push((self.line, read.map(|()| std::mem::take(&mut self.buffer))));
            }
        }
        Ok(batch)
    }
}

/// The files of a catalogue: the file itself or, of a folder, its `.jsonl` files in the order of their names.
///
/// # Errors
/// The folder cannot be read.
pub fn catalogue_files(path: &Path) -> Result<Vec<PathBuf>, ReadError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let of_folder = || path.read_dir()?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>();
    let mut files = of_folder().map_err(|source| ReadError::Io { path: path.to_owned(), source })?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "jsonl"));
    files.sort();
    Ok(files)
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
                LineProblem::NotJson(_) if films == 0 => ReadError::NoCatalogue { path: path.to_owned() },
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
    fn a_line_that_is_too_long_is_refused_and_the_next_one_read() {
        let long = format!(r#"{{"title":"Long","year":1990,"plot":"{}"}}"#, "x".repeat(MAX_LINE_BYTES));
        let text = format!("{long}\n{}\n{long}", r#"{"title":"Alien","year":1979}"#);
        let films: Vec<_> = Lines::new(text.as_bytes()).map(|film| film.unwrap().map_err(|e| e.to_string())).collect();
        assert_eq!(films[0], Err("line 1: it is longer than 1 MiB, as no film is: leave it out".to_owned()));
        assert_eq!(films[1].as_ref().unwrap().id.as_str(), "alien-1979");
        assert!(films[2].is_err() && films.len() == 3);
    }

    #[test]
    fn what_is_written_can_be_read_again_however_long_its_texts_are() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("films.jsonl.zst");
        let mut film = Film::new("Long", crate::Year::new(1990).unwrap());
        film.plot = "七\n\"".repeat(1 << 20);
        film.synopsis = "short".to_owned();
        crate::write(&path, [&film]).unwrap();
        let read = crate::Catalogue::read(&path).unwrap().films()[0].clone();
        assert!(film.plot.starts_with(&read.plot) && read.plot.len() > 100_000, "{}", read.plot.len());
        assert_eq!(read.synopsis, "short");
    }

    #[test]
    fn titles_names_and_terms_are_one_line_that_steers_nothing() {
        let film = r#"{"title":"A\r\n\u001b[2JB","year":1990,"directors":["C\u009bD"],"genres":["wes\u202etern"],"synopsis":"a\nb"}"#;
        let film = Lines::new(film.as_bytes()).next().unwrap().unwrap().unwrap();
        assert_eq!((film.title.as_str(), film.synopsis.as_str()), ("A  [2JB", "a\nb"));
        assert_eq!((film.directors, film.genres), (vec!["CD".to_owned()], vec!["western".to_owned()]));
    }

    #[test]
    fn line_numbers_are_grouped() {
        assert_eq!((grouped(7), grouped(1204), grouped(1_000_000)), ("7".into(), "1,204".into(), "1,000,000".into()));
    }
}
