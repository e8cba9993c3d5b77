//! Lists from elsewhere as catalogues: JSON Lines, JSON arrays, CSV and TSV, plain or packed, row by row.
//!
//! Rows are read by the table of fields ([`crate::fields`]), which names the columns of other files.

mod python;
mod report;
mod row;
mod rows;

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::{Film, FilmId, atomic_file};
use report::RowFault;
pub use report::{ImportError, ImportSummary, RowProblem};
use row::ReadRow;

/// Reads `files` in their order and writes their films to `out`, packed with zstd; only ids are kept in memory. `on_problem` is
/// called with each row that is no film, which is passed over, and with each value that cannot be read and costs no film. If
/// `strict`, the first row that is no film ends the import. On an error the file at `out` stays as it was. An id that an earlier
/// row has is numbered (`king-kong-1933-2`).
///
/// # Errors
/// See [`ImportError`].
pub fn import(
    files: &[PathBuf],
    out: &Path,
    strict: bool,
    mut on_problem: impl FnMut(&RowProblem) -> io::Result<()>,
) -> Result<ImportSummary, ImportError> {
    let mut summary = ImportSummary::default();
    let mut ids = HashMap::new();
    atomic_file::write::<ImportError>(out, |file| {
        let mut packed = zstd::Encoder::new(file, crate::write::LEVEL)?;
        for path in files {
            rows::each(path, &mut |line, row| {
                let problem = |RowFault { column, reason }, is_fatal| RowProblem {
                    path: path.clone(),
                    line,
                    column,
                    reason,
                    is_fatal,
                };
                match row {
                    Ok(ReadRow { film, notes }) => {
                        serde_json::to_writer(&mut packed, &unique(film, &mut ids)).map_err(io::Error::from)?;
                        packed.write_all(b"\n")?;
                        summary.films += 1;
                        for note in notes {
                            summary.notes += 1;
                            on_problem(&problem(note, false))?;
                        }
                        Ok(())
                    }
                    Err(fault) if strict => Err(ImportError::Bad(problem(fault, true))),
                    Err(fault) => {
                        summary.bad += 1;
                        Ok(on_problem(&problem(fault, true))?)
                    }
                }
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

/// The film with an id that no earlier one has. The search for a free number begins at the last one given.
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
