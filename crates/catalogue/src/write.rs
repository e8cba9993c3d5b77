//! Writing catalogues: one film a line, JSON packed with zstd; the file is whole or not there.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::line::line_of;
use crate::{Film, atomic_file};

/// The quickest level, and the same everywhere, so that the same films give the same bytes. In a `matinee train` on 36,254
/// films level 9 took 0.3 s more than 3, to write 4.5 MB instead of 5.5.
pub(crate) const LEVEL: i32 = 1;

/// Films whose lines are made at a time, by all threads.
const BATCH: usize = 1024;

/// A catalogue could not be written; the file that was there is untouched.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}; the file that was there, if any, is untouched", path.display())]
pub struct WriteError {
    path: PathBuf,
    source: io::Error,
}

impl WriteError {
    pub(crate) fn new(path: &Path, source: io::Error) -> Self {
        Self { path: path.to_owned(), source }
    }

    /// What the system said.
    pub fn into_source(self) -> io::Error {
        self.source
    }
}

/// Writes films in the order given to `path`, packed with zstd.
///
/// # Errors
/// The folder cannot be written, or the disk is full.
pub fn write<'a>(path: &Path, films: impl IntoIterator<Item = &'a Film>) -> Result<(), WriteError> {
    atomic_file::write::<io::Error>(path, |file| {
        let mut packed = zstd::Encoder::new(file, LEVEL)?;
        let mut films = films.into_iter();
        let mut lines = Vec::new();
        loop {
            let batch: Vec<&Film> = films.by_ref().take(BATCH).collect();
            let last = batch.is_empty();
            // The next lines are made while these are compressed.
            let (packed, next) = rayon::join(
                || lines.iter().try_for_each(|line: &Vec<u8>| packed.write_all(line)),
                || batch.par_iter().map(|film| line(film)).collect::<Result<_, _>>(),
            );
            packed?;
            lines = next?;
            if last {
                break;
            }
        }
        packed.finish()?;
        Ok(())
    })
    .map_err(|source| WriteError::new(path, source))
}

fn line(film: &Film) -> serde_json::Result<Vec<u8>> {
    let mut line = line_of(film)?;
    line.push(b'\n');
    Ok(line)
}
