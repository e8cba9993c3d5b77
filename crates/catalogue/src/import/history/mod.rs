//! A viewer's history from elsewhere: what they rated, saw, liked and want to see, from exports of other sites.
//!
//! Bytes in, films out: nothing here reads or writes a file, so a server can use it as well as the command line. What the
//! columns of a table mean, and how texts, tables, JSON and archives are read, is shared with [the import of
//! lists](crate::import). [`FilmMatcher`] finds the films of a history in a catalogue.
//!
//! ```
//! use matinee_catalogue::history::{HistoryFile, HistoryOptions, read};
//!
//! let csv = b"Date,Name,Year,Letterboxd URI,Rating\n2024-01-01,Alien,1979,https://boxd.it/2awY,4.5\n";
//! let history = read(&[HistoryFile { name: "ratings.csv", bytes: csv }], &HistoryOptions::default())?;
//! assert_eq!((history.films[0].title.as_str(), history.films[0].rating), ("Alien", Some(0.9)));
//! # Ok::<(), matinee_catalogue::history::HistoryError>(())
//! ```

mod archive;
mod day;
mod douban;
mod film;
mod headless;
mod join;
mod kept;
mod limits;
mod matcher;
mod netflix;
mod note;
mod numbers;
mod own;
mod personal_columns;
mod players;
mod programme;
mod rating;
mod rating_column;
mod role;
mod row;
mod scale;
mod sheet;
mod text_line;
mod text_title;
mod users;

use std::collections::BTreeMap;
use std::path::PathBuf;

pub(in crate::import) use film::exact_ids;
pub use film::{HistoryFilm, Opinion, Said};
pub use kept::{keep_films, kept_films};
pub use limits::{
    MAX_CANDIDATES, MAX_HISTORY_BYTES, MAX_HISTORY_FILES, MAX_HISTORY_ROWS, MAX_KEPT_PROBLEMS, MAX_NAMED_FILES,
    MAX_NAMED_ROWS, MAX_READ_ROWS, MAX_UNPACKED_BYTES,
};
pub use matcher::{FilmMatch, FilmMatcher, MatchedBy};
pub use own::CORRECTION_COLUMNS;
pub use rating::share_of;
pub use scale::RatingScale;

use super::columns::Columns;
use super::fault::ImportFault;
use super::personal::ExportKind;
use super::report::RowProblem;
use join::Joiner;
use numbers::Numbers;
use row::PersonRow;
use sheet::HistorySheet;

/// A file of a history.
#[derive(Debug, Clone, Copy)]
pub struct HistoryFile<'a> {
    /// Its name. It matters only where several exports have the same columns: a site's watchlist and what was watched.
    pub name: &'a str,
    /// What it holds.
    pub bytes: &'a [u8],
}

/// How to read a history.
#[derive(Debug, Clone, Default)]
pub struct HistoryOptions {
    /// Whose rows are taken of a file that has several people's: a `userId` or the name of a profile.
    pub user: Option<String>,
    /// What rows without a rating say where the file itself does not: otherwise films of lists are wanted, others seen.
    pub unsaid: Option<Opinion>,
}

/// What was read.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// Each film once, in the order in which they come first.
    pub films: Vec<HistoryFilm>,
    /// Rows that are films.
    pub rows: usize,
    /// Rows left out, by what they are: `series`, `episodes`, `games`, `trailers`.
    pub left_out: BTreeMap<&'static str, u64>,
    /// Rows that are no films.
    pub bad: u64,
    /// What is wrong with rows and values, at most [`MAX_KEPT_PROBLEMS`].
    pub problems: Vec<RowProblem>,
    /// The files that had films.
    pub files: Vec<HistoryReport>,
    /// Files that were not read, and why.
    pub skipped: Vec<(PathBuf, ImportFault)>,
}

/// What a file of a history is.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryReport {
    /// The file; in an archive the archive and the file in it.
    pub path: PathBuf,
    /// What it is.
    pub form: ExportKind,
    /// Rows that are films.
    pub rows: usize,
    /// How its ratings are read, if it has some.
    pub scale: Option<RatingScale>,
    /// Whether its films are taken as wanted because neither it nor the options say what they are: it is a list.
    pub is_unsaid: bool,
}

/// Why nothing was read.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// The files are too large.
    #[error("{name}: more than {} MB{}: leave files out", .most >> 20, if *.unpacked { " unpacked" } else { "" })]
    TooLarge {
        /// The file that was too much.
        name: String,
        /// The most bytes that are read.
        most: usize,
        /// Whether the files are too large only when unpacked.
        unpacked: bool,
    },
    /// Too many files.
    #[error("more than {MAX_HISTORY_FILES} files: leave some out")]
    TooManyFiles,
    /// Too many rows.
    #[error("{name}: more than {most} rows: leave files out")]
    TooManyRows {
        /// The file that was too much.
        name: String,
        /// The most rows that are read.
        most: usize,
    },
    /// A file has rows of several people.
    #[error("{name} has rows of {n} people ({}): say whose with --user", .some.join(", "))]
    SeveralUsers {
        /// The file.
        name: String,
        /// How many people.
        n: usize,
        /// Some of them.
        some: Vec<String>,
    },
    /// No file has a film that somebody rated, saw or wants to see.
    #[error("nothing to import: {}", in_words(.0).join("; "))]
    Nothing(Box<History>),
}

/// Reads the files of a history: those of one export, or of several.
///
/// # Errors
/// See [`HistoryError`]. A row or file that cannot be read costs only itself.
pub fn read(files: &[HistoryFile<'_>], options: &HistoryOptions) -> Result<History, HistoryError> {
    let columns = Columns::default();
    let mut history = History::default();
    let sheets = archive::sheets(files, &columns, options, &mut history)?;
    let numbers = Numbers::of(&sheets);
    let mut joiner = Joiner::default();
    let scales = scale::scales(&sheets);
    for (sheet, scale) in sheets.iter().zip(scales) {
        if numbers::is_lookup(sheet) {
            continue;
        }
        let rows = sheet.rows(&columns, options, &numbers, scale);
        take(sheet, rows, &mut history, &mut joiner)?;
    }
    history.films = joiner.finish();
    if history.films.is_empty() {
        return Err(HistoryError::Nothing(Box::new(history)));
    }
    Ok(history)
}

/// Takes the rows of a sheet. One that comes with others and has no film is passed over.
fn take(
    sheet: &HistorySheet,
    rows: row::SheetRows,
    history: &mut History,
    joiner: &mut Joiner,
) -> Result<(), HistoryError> {
    let has_films = rows.rows.iter().any(|(_, row)| matches!(row, PersonRow::Film(_) | PersonRow::LeftOut(_)));
    if !has_films && (sheet.has_company || rows.rows.is_empty()) {
        let first = rows.rows.iter().find_map(|(_, row)| match row {
            PersonRow::Fault(fault) => {
                Some(ImportFault::NoRow { column: fault.column.clone(), first: Box::new(fault.reason.clone()) })
            }
            _ => None,
        });
        history.skipped.push((sheet.path.clone(), first.unwrap_or(ImportFault::NoFilms)));
        return Ok(());
    }
    let mut report = HistoryReport {
        path: sheet.path.clone(),
        form: sheet.form.unwrap_or(ExportKind::Table),
        rows: 0,
        scale: rows.scale,
        is_unsaid: rows.is_unsaid,
    };
    for (line, row) in rows.rows {
        let mut problem = |fault: super::report::RowFault, is_fatal: bool| {
            history.bad += u64::from(is_fatal);
            if history.problems.len() < MAX_KEPT_PROBLEMS {
                let (column, reason) = (fault.column, fault.reason);
                history.problems.push(RowProblem { path: sheet.path.clone(), line, column, reason, is_fatal });
            }
        };
        match row {
            PersonRow::Fault(fault) => problem(fault, true),
            PersonRow::LeftOut(kind) => *history.left_out.entry(kind).or_default() += 1,
            PersonRow::Film(film) => {
                for note in film.notes {
                    problem(note, false);
                }
                report.rows += 1;
                history.rows += 1;
                if history.rows > MAX_HISTORY_ROWS {
                    let name = sheet.path.display().to_string();
                    return Err(HistoryError::TooManyRows { name, most: MAX_HISTORY_ROWS });
                }
                joiner.add(film.film);
            }
        }
    }
    history.files.push(report);
    Ok(())
}

/// Why a history has no films, a file a part.
fn in_words(history: &History) -> Vec<String> {
    let mut why: Vec<String> = history
        .skipped
        .iter()
        .take(MAX_NAMED_FILES)
        .map(|(path, reason)| format!("{}: {reason}", path.display()))
        .collect();
    why.extend(
        history.problems.iter().filter(|problem| problem.is_fatal).take(MAX_NAMED_ROWS).map(ToString::to_string),
    );
    if !history.left_out.is_empty() {
        let kinds: Vec<String> = history.left_out.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
        why.push(format!("no films but {}", kinds.join(", ")));
    }
    if why.is_empty() {
        why.push("the files are empty".to_owned());
    }
    why
}
