//! What an import says of the files it reads.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// What is wrong with a row, or with one of its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The file.
    pub path: PathBuf,
    /// The line on which the row begins (in a JSON array: which entry it is), from 1.
    pub line: u64,
    /// The column at fault, if it is one.
    pub column: Option<String>,
    /// What is wrong.
    pub reason: String,
    /// Whether the row gives no film. Otherwise the film is kept without this value.
    pub is_fatal: bool,
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.path.display(), self.line)?;
        match &self.column {
            Some(column) => write!(f, "\"{column}\" {}", self.reason)?,
            None => f.write_str(&self.reason)?,
        }
        if self.is_fatal { Ok(()) } else { f.write_str("; the film is kept without it") }
    }
}

/// A column at fault, if it is one, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowFault {
    pub(super) column: Option<String>,
    pub(super) reason: String,
}

impl RowFault {
    pub(super) fn of_row(reason: impl Into<String>) -> Self {
        Self { column: None, reason: reason.into() }
    }

    pub(super) fn of_column(column: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { column: Some(column.into()), reason: reason.into() }
    }
}

/// What an import read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Films written.
    pub films: u64,
    /// Rows passed over.
    pub bad: u64,
    /// Values left out of films that were written.
    pub notes: u64,
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
    /// A row is wrong, and the import is strict.
    #[error("{0}")]
    Bad(RowProblem),
    /// No row of any file is a film.
    #[error("none of the rows is a film ({0} bad rows)")]
    Empty(u64),
}
