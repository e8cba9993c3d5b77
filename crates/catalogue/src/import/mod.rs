//! Lists of films from elsewhere as catalogues: tables, JSON, Kodi's files, spreadsheets and databases, plain or packed.
//!
//! What columns mean is data: the table of fields ([`crate::fields`]) and `columns.txt`. A list is read as a stream, in batches
//! of rows that are parsed side by side; the first batch shows which columns there are and what unit running times have.

mod columns;
mod fault;
pub mod history;
mod input;
mod json;
pub mod library;
mod lines;
mod list;
mod nfo;
mod personal;
mod python;
mod report;
mod row;
mod sheet;
mod source_row;
mod table;
mod values;
mod workbook;

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::{FilmId, atomic_file};
use columns::Columns;
pub use fault::ImportFault;
use input::Company;
use list::{List, ParsedRow};
pub use personal::ExportKind;
use report::RowFault;
pub use report::{ImportError, ImportSummary, ListReport, RowProblem};
pub(crate) use values::joined;

/// How to import.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Whether the first row that is no film ends the import.
    pub strict: bool,
    /// Whether series, episodes, games and shorts are taken, too.
    pub with_series: bool,
    /// Whether exports of somebody's own ratings and history are taken. Rows of one film are one then.
    pub as_catalogue: bool,
    /// Fields with the columns that have them, before all that is known of columns: `title` and `Name of the work`.
    pub columns: Vec<(String, String)>,
}

/// Reads `files` in their order and writes their films to `out`, packed with zstd; only ids are kept in memory. `-` is standard
/// input, a folder stands for its lists. `on_problem` is called with each row that is no film, which is passed over, and with
/// each value that cannot be read and costs no film. On an error the file at `out` stays as it was. A row that is an earlier one
/// again is joined with it; another film with an id that an earlier one has is numbered (`king-kong-1933-2`).
///
/// # Errors
/// See [`ImportError`].
pub fn import(
    files: &[PathBuf],
    out: &Path,
    options: &ImportOptions,
    mut on_problem: impl FnMut(&RowProblem) -> io::Result<()>,
) -> Result<ImportSummary, ImportError> {
    let columns = Columns::new(&options.columns)
        .map_err(|field| ImportError::Column(format!("--column {field}=...: films have no field {field:?}")))?;
    let mut summary = ImportSummary::default();
    atomic_file::write::<ImportError>(out, |file| {
        let mut packed = zstd::Encoder::new(file, crate::write::LEVEL)?;
        let mut importer = Importer {
            out: &mut packed,
            options,
            summary: ImportSummary::default(),
            on_problem: &mut on_problem,
            ids: HashMap::new(),
            persons_films: HashSet::new(),
        };
        for path in files {
            importer.file(path, &columns)?;
        }
        summary = importer.finish()?;
        packed.finish()?;
        Ok(())
    })
    .map_err(|error| match error {
        ImportError::Write(source) => ImportError::Catalogue { path: out.to_owned(), source },
        other => other,
    })?;
    Ok(summary)
}

/// What has been imported so far.
struct Importer<'a> {
    out: &'a mut dyn Write,
    options: &'a ImportOptions,
    summary: ImportSummary,
    on_problem: &'a mut dyn FnMut(&RowProblem) -> io::Result<()>,
    /// Every id, the last number given for it, and what its first film is, hashed.
    ids: HashMap<FilmId, (u32, u64)>,
    /// In a person's export: each film's id before it was numbered, and its IMDb number.
    persons_films: HashSet<(FilmId, Option<String>)>,
}

impl Importer<'_> {
    /// Reads a file, an archive or a folder. Files in it that are no lists are passed over, if others are.
    fn file(&mut self, path: &Path, columns: &Columns) -> Result<(), ImportError> {
        let mut skipped = Vec::new();
        let mut first_fault = None;
        let mut lists = 0;
        let mut visit = |name: PathBuf, company: Company, content: io::Result<input::Content<'_>>| {
            let read = content
                .map_err(|source| ImportError::Read { path: name.clone(), source })
                .and_then(|content| List::new(self, &name, columns).read(content));
            match read {
                Ok(()) => lists += 1,
                Err(fault @ ImportError::NoTitle { .. }) if company == Company::WithOthers => {
                    self.summary.skipped.push((name, "no column can be the title".to_owned()));
                    first_fault.get_or_insert(fault);
                }
                Err(error) => return Err(error),
            }
            Ok(())
        };
        input::visit(path, &mut visit, &mut |name, fault| skipped.push((name, fault.to_string())))?;
        self.summary.skipped.extend(skipped);
        match first_fault {
            _ if lists > 0 => Ok(()),
            Some(fault) => Err(fault),
            None => Err(ImportError::NoList(path.to_owned())),
        }
    }

    /// Takes a row of a list. Whether it gave a film.
    fn take(&mut self, path: &Path, line: u64, row: ParsedRow) -> Result<bool, ImportError> {
        let problem = |RowFault { column, reason }: RowFault, is_fatal| RowProblem {
            path: path.to_owned(),
            line,
            column,
            reason,
            is_fatal,
        };
        match row {
            ParsedRow::Film { film, notes, line: mut text, hash } => {
                for note in notes {
                    self.summary.notes += 1;
                    (self.on_problem)(&problem(note, false))?;
                }
                let mut film = *film;
                let is_again = self.options.as_catalogue
                    && !self.persons_films.insert((film.id.clone(), film.external.imdb.clone()));
                match self.ids.get(&film.id) {
                    Some((_, first)) if is_again || *first == hash => {
                        self.summary.joined += 1;
                        return Ok(false);
                    }
                    Some((last, _)) => {
                        let (plain, mut n) = (film.id.clone(), *last);
                        while self.ids.contains_key(&film.id) {
                            n += 1;
                            film.id = plain.numbered(n as usize);
                        }
                        if let Some((last, _)) = self.ids.get_mut(&plain) {
                            *last = n;
                        }
                        text = list::line_of(&film)?;
                    }
                    None => {}
                }
                self.ids.insert(film.id, (1, hash));
                self.out.write_all(&text)?;
                self.summary.films += 1;
                Ok(true)
            }
            ParsedRow::LeftOut(kind) => {
                *self.summary.left_out.entry(kind).or_default() += 1;
                Ok(false)
            }
            ParsedRow::Fault(fault) if self.options.strict => Err(ImportError::Bad(problem(fault, true))),
            ParsedRow::Fault(fault) => {
                self.summary.bad += 1;
                (self.on_problem)(&problem(fault, true))?;
                Ok(false)
            }
        }
    }

    fn finish(self) -> Result<ImportSummary, ImportError> {
        let columns_given = &self.options.columns;
        let found: Vec<String> = self
            .summary
            .lists
            .iter()
            .flat_map(|list| list.used.iter().map(|(column, _)| column).chain(&list.unused))
            .cloned()
            .collect();
        if let Some(missing) = Columns::missing(columns_given, &found) {
            return Err(ImportError::Column(format!(
                "--column ...={missing}: no list has a column {missing:?}. Columns found: {}",
                found.join(", ")
            )));
        }
        if self.summary.films == 0 {
            let ImportSummary { bad, left_out, .. } = self.summary;
            return Err(ImportError::Empty { bad, left_out });
        }
        Ok(self.summary)
    }
}
