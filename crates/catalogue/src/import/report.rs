//! What an import says of the files it reads.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::PathBuf;

use super::fault::ImportFault;
use super::personal::ExportKind;
use crate::fold::printable;

/// What is wrong with a row, or with one of its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The file; in an archive the archive and the file in it.
    pub path: PathBuf,
    /// The line on which the row begins (in JSON that is not a row a line, in spreadsheets and databases: which row it is),
    /// from 1.
    pub line: u64,
    /// The column at fault, if it is one.
    pub column: Option<String>,
    /// What is wrong.
    pub reason: ImportFault,
    /// Whether the row gives no film. Otherwise the film is kept without this value.
    pub is_fatal: bool,
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", printable(&self.path.to_string_lossy()), self.line)?;
        match &self.column {
            Some(column) => write!(f, "\"{}\" {}", printable(column), printable(&self.reason.to_string()))?,
            None => f.write_str(&printable(&self.reason.to_string()))?,
        }
        if self.is_fatal { Ok(()) } else { f.write_str("; the film is kept without it") }
    }
}

/// A column at fault, if it is one, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowFault {
    pub(super) column: Option<String>,
    pub(super) reason: ImportFault,
}

impl RowFault {
    pub(super) fn of_row(reason: impl Into<ImportFault>) -> Self {
        Self { column: None, reason: reason.into() }
    }

    pub(super) fn of_column(column: impl Into<String>, reason: impl Into<ImportFault>) -> Self {
        Self { column: Some(column.into()), reason: reason.into() }
    }
}

/// What an import read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Films written.
    pub films: u64,
    /// Rows passed over.
    pub bad: u64,
    /// Values left out of films that were written.
    pub notes: u64,
    /// Rows that are another one again.
    pub joined: u64,
    /// Rows that are no films, by what they are: `series`, `episodes`, `games`, `shorts`.
    pub left_out: BTreeMap<&'static str, u64>,
    /// The lists read, in their order.
    pub lists: Vec<ListReport>,
    /// Files in archives and folders that were not read, and why.
    pub skipped: Vec<(PathBuf, String)>,
}

/// What a list is, and which of its columns were used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListReport {
    /// The file; in an archive the archive and the file in it.
    pub path: PathBuf,
    /// Its format, in words.
    pub form: String,
    /// Its encoding, if not UTF-8.
    pub encoding: Option<&'static str>,
    /// Columns used, each with the field that it is.
    pub used: Vec<(String, &'static str)>,
    /// Columns not used.
    pub unused: Vec<String>,
    /// What else was found out of it.
    pub remarks: Vec<String>,
    /// Films it gave.
    pub films: u64,
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
    /// Something cannot be written: the catalogue, or a note of a problem.
    #[error("cannot write: {0}")]
    Write(#[from] io::Error),
    /// The catalogue cannot be written.
    #[error("cannot write {}: {source}; the file that was there, if any, is untouched", path.display())]
    Catalogue {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// A row is wrong, and the import is strict.
    #[error("{0}")]
    Bad(RowProblem),
    /// No row of any file is a film.
    #[error("none of the rows is a film ({bad} bad rows{})", kinds_left_out(.left_out))]
    Empty {
        /// Rows passed over.
        bad: u64,
        /// Rows that are no films.
        left_out: BTreeMap<&'static str, u64>,
    },
    /// No column can be the title.
    #[error(
        "{}: no column can be the title. Columns found: {}. Looked for: {} and others. --column title=NAME says which it is",
        path.display(), columns(found), super::columns::titles_looked_for()
    )]
    NoTitle {
        /// The file.
        path: PathBuf,
        /// Its columns.
        found: Vec<String>,
    },
    /// A column or field that was named is not there.
    #[error("{0}")]
    Column(String),
    /// A file is an export of somebody's own ratings or history.
    #[error("{} is {export}: what one person has seen, not a catalogue", path.display())]
    Personal {
        /// The file.
        path: PathBuf,
        /// What it is an export of.
        export: ExportKind,
    },
    /// A folder or an archive has no list in it.
    #[error("{} holds no list of films: its files are none of .csv, .tsv, .txt, .json, .jsonl, .nfo, .xml", .0.display())]
    NoList(PathBuf),
}

fn kinds_left_out(kinds: &BTreeMap<&'static str, u64>) -> String {
    if kinds.is_empty() {
        return String::new();
    }
    let kinds: Vec<String> = kinds.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
    format!("; {}, which --with-series takes", kinds.join(", "))
}

/// Names of columns between commas, those of very wide tables cut off.
fn columns(names: &[String]) -> String {
    let shown: Vec<String> =
        names.iter().take(40).map(|name| printable(name).chars().take(60).collect::<String>()).collect();
    let more = if names.len() > 40 { format!(" and {} more", names.len() - 40) } else { String::new() };
    format!("{}{more}", if shown.is_empty() { "none".to_owned() } else { shown.join(", ") })
}
