//! What can be wrong with a file or a row of one, as data: the command line words it in English, the site in the language of
//! its page.

use std::io;

use serde::Serialize;

use crate::line::MAX_TITLE_CHARS;

/// What is wrong with a file, a row or a value. As JSON it has its `kind` and its values.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ImportFault {
    /// A row or a value is longer than a mebibyte.
    #[error("it is longer than 1 MiB")]
    TooLong,
    /// A row of JSON is no object.
    #[error("not a JSON object")]
    NotAnObject,
    /// A row has another number of cells than the table has columns.
    #[error("{cells} fields in a table of {columns} columns")]
    Cells {
        /// Cells of the row.
        cells: usize,
        /// Columns of the table.
        columns: usize,
    },
    /// A quote that is never closed.
    #[error("a quote is opened in line {line} and not closed; reading goes on at the next line")]
    OpenQuote {
        /// Where it is opened.
        line: u64,
    },
    /// A value that every film needs.
    #[error("is missing: every film needs one")]
    Missing,
    /// A title without end.
    #[error("is longer than {MAX_TITLE_CHARS} characters")]
    LongTitle {
        /// The most characters.
        most: usize,
    },
    /// No year.
    #[error("is not a year ({found:?})")]
    NotAYear {
        /// What is there.
        found: String,
    },
    /// No rating.
    #[error("is not a rating ({found:?})")]
    NotARating {
        /// What is there.
        found: String,
    },
    /// A rating out of its scale.
    #[error("is not between 0 and {best} ({found:?})")]
    RatingOutOfRange {
        /// The best rating.
        best: String,
        /// What is there.
        found: String,
    },
    /// A film named by a number that no file explains.
    #[error("its film is a number, and no {beside} beside it says which film that is")]
    Numbered {
        /// The file that would explain it.
        beside: String,
    },
    /// An object of JSON that is no film.
    #[error("it has neither a year nor an id of a film")]
    NoFilm,
    /// A file that is cut within JSON.
    #[error("the JSON ends too soon: is the file whole?")]
    CutJson,
    /// A table without titles.
    #[error("no column can be the title. Columns found: {columns}")]
    NoTitleColumn {
        /// Its columns.
        columns: String,
    },
    /// A file that is no text.
    #[error("it is no text")]
    NoText,
    /// An empty file.
    #[error("it is empty")]
    Empty,
    /// A page of a site in place of its export.
    #[error("it is HTML or XML: export CSV or JSON")]
    Markup,
    /// A spreadsheet of another form than `.xlsx`.
    #[error("it is a spreadsheet of a form that is not read here: save it as .xlsx or CSV")]
    Workbook,
    /// A spreadsheet without end.
    #[error("the spreadsheet is longer than {most} MiB: save its sheet of films as CSV")]
    LongWorkbook {
        /// The most mebibytes, unpacked.
        most: u64,
    },
    /// A database.
    #[error("it is a database: export a table of it as CSV")]
    Database,
    /// A file of an archive with an ending that no list has.
    #[error("it is no list by its name")]
    NoListByName,
    /// A path that leads out of the archive.
    #[error("its path leads out of the archive")]
    PathOut,
    /// What somebody took back, in an export of Letterboxd.
    #[error("it holds what was taken back")]
    TakenBack,
    /// What somebody hid, at Trakt.
    #[error("it holds what was hidden")]
    Hidden,
    /// Tags of films.
    #[error("tags say neither seen nor liked")]
    Tags,
    /// What somebody owns.
    #[error("what somebody owns says neither that they saw it nor that they like it")]
    Owned,
    /// Reviews of other people.
    #[error("it holds other people's reviews")]
    OthersReviews,
    /// Lists that somebody likes, by their names.
    #[error("it names lists, not films")]
    Lists,
    /// What was begun, at Trakt.
    #[error("what was begun need not have been seen")]
    Begun,
    /// A list beside other files.
    #[error("a list says neither seen nor liked: give it alone, with --as")]
    List,
    /// A list of books, music or games.
    #[error("it lists books, music or games, not films")]
    OtherThings,
    /// A file without films.
    #[error("it has no films")]
    NoFilms,
    /// A file with rows of which none is a film, and why the first one is none.
    #[error("no row is a film ({}{first})", of_column(.column.as_deref()))]
    NoRow {
        /// The column at fault.
        column: Option<String>,
        /// What is wrong with the first row.
        first: Box<ImportFault>,
    },
    /// What a library of ours or the system says, in its words.
    #[error("{why}")]
    Other {
        /// Its words.
        why: String,
    },
}

fn of_column(column: Option<&str>) -> String {
    column.map(|column| format!("\"{column}\" ")).unwrap_or_default()
}

impl ImportFault {
    /// What is found in place of a value, cut to what can be shown.
    pub(super) fn found(text: &str) -> String {
        text.chars().take(60).collect()
    }

    pub(super) fn long_title() -> Self {
        Self::LongTitle { most: MAX_TITLE_CHARS }
    }
}

impl From<String> for ImportFault {
    fn from(why: String) -> Self {
        Self::Other { why }
    }
}

impl From<io::Error> for ImportFault {
    /// The fault that was carried as an error, or the error in words.
    fn from(error: io::Error) -> Self {
        let carried = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()).cloned();
        carried.unwrap_or_else(|| error.to_string().into())
    }
}

impl From<ImportFault> for io::Error {
    fn from(fault: ImportFault) -> Self {
        Self::new(io::ErrorKind::InvalidData, fault)
    }
}
