//! Lists from elsewhere as catalogues: JSON Lines, JSON arrays, CSV and TSV, plain or packed, row by row.

mod python;
mod row;
mod rows;

use std::collections::HashMap;
use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::{Film, FilmId, atomic_file};

/// A row that is not a film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// The file.
    pub path: PathBuf,
    /// The line on which it begins (in a JSON array: which entry it is), from 1.
    pub line: u64,
    /// The column at fault, if it is one.
    pub column: Option<String>,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for BadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.path.display(), self.line)?;
        match &self.column {
            Some(column) => write!(f, "\"{column}\" {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

/// How an import went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Films written.
    pub films: u64,
    /// Rows passed over.
    pub bad: u64,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// The catalogue cannot be written.
    #[error("cannot write the catalogue: {0}")]
    Write(#[from] io::Error),
    /// A row is wrong, and that was to stop it.
    #[error("{0}")]
    Bad(BadRow),
    /// No row of any file is a film.
    #[error("none of the rows is a film ({0} bad rows)")]
    Empty(u64),
}

/// Reads `files` in their order and writes their films to `out`, packed with zstd; only ids are kept in memory. Rows that are
/// no films are told to `on_bad` and passed over; if `strict`, the first one ends it. When it returns an error, what stood
/// at `out` is untouched. An id that an earlier row has already is numbered (`king-kong-1933-2`).
///
/// # Errors
/// See [`ImportError`].
pub fn import(
    files: &[PathBuf],
    out: &Path,
    strict: bool,
    mut on_bad: impl FnMut(&BadRow) -> io::Result<()>,
) -> Result<Summary, ImportError> {
    let mut summary = Summary::default();
    let mut ids = HashMap::new();
    atomic_file::write::<ImportError>(out, |file| {
        let mut packed = zstd::Encoder::new(file, crate::write::LEVEL)?;
        for path in files {
            rows::each(path, &mut |line, film| {
                let (column, reason) = match film {
                    Ok(film) => {
                        let film = unique(film, &mut ids);
                        serde_json::to_writer(&mut packed, &film).map_err(io::Error::from)?;
                        packed.write_all(b"\n")?;
                        summary.films += 1;
                        return Ok(());
                    }
                    Err(bad) => bad,
                };
                let bad = BadRow { path: path.clone(), line, column, reason };
                if strict {
                    return Err(ImportError::Bad(bad));
                }
                summary.bad += 1;
                Ok(on_bad(&bad)?)
            })?;
        }
        if summary.films == 0 {
            return Err(ImportError::Empty(summary.bad));
        }
        packed.finish()?;
        Ok(())
    })?;
    Ok(summary)
}

/// The film with an id that none before it has. A number given once is where the search for the next begins.
fn unique(mut film: Film, ids: &mut HashMap<FilmId, u32>) -> Film {
    let plain = film.id.clone();
    let mut n = ids.get(&plain).copied().unwrap_or(1);
    while ids.contains_key(&film.id) {
        n += 1;
        film.id = plain.numbered(n as usize);
    }
    if n > 1 {
        ids.insert(plain, n);
    }
    ids.insert(film.id.clone(), 1);
    film
}
