//! The files of a history, unpacked within limits.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::super::columns::Columns;
use super::super::fault::ImportFault;
use super::super::input::{self, Company, Content};
use super::super::workbook::SheetCells;
use super::limits::{MAX_HISTORY_BYTES, MAX_HISTORY_FILES, MAX_READ_ROWS, MAX_UNPACKED_BYTES};
use super::sheet::{HistorySheet, SheetOrigin};
use super::{History, HistoryError, HistoryFile, HistoryOptions};

/// Folders of a Letterboxd export with what was taken back.
const TAKEN_BACK: [&str; 2] = ["deleted", "orphaned"];

/// Reads every file, those in archives one by one.
pub(super) fn sheets(
    files: &[HistoryFile<'_>],
    columns: &Columns,
    options: &HistoryOptions,
    history: &mut History,
) -> Result<Vec<HistorySheet>, HistoryError> {
    let mut given = 0;
    let (mut unpacked, mut rows, mut number) = (0, 0, 0);
    let mut sheets = Vec::new();
    for (at, file) in files.iter().enumerate() {
        given += file.bytes.len();
        if given > MAX_HISTORY_BYTES {
            return Err(HistoryError::TooLarge {
                name: file.name.to_owned(),
                most: MAX_HISTORY_BYTES,
                unpacked: false,
            });
        }
        let mut skipped: Vec<(PathBuf, ImportFault)> = Vec::new();
        let mut visit = |path: PathBuf, company: Company, content: io::Result<Content<'_>>| {
            number += 1;
            if number > MAX_HISTORY_FILES {
                return Err(HistoryError::TooManyFiles);
            }
            // Tables of a data set name each other's films, however they are given.
            let has_company = company == Company::WithOthers || files.len() > 1;
            if let Some(reason) = refused(Path::new(file.name), &path, has_company) {
                history.skipped.push((path, reason));
                return Ok(());
            }
            let is_workbook = matches!(content, Ok(Content::Workbook(_)));
            let origin = if is_workbook { SheetOrigin::Workbook(number) } else { SheetOrigin::File(at) };
            let texts = match texts(&path, content, MAX_UNPACKED_BYTES - unpacked) {
                Ok((texts, length)) => {
                    unpacked += length;
                    texts
                }
                Err(error) => {
                    history.skipped.push((path, error.into()));
                    return Ok(());
                }
            };
            if unpacked >= MAX_UNPACKED_BYTES {
                let name = path.display().to_string();
                return Err(HistoryError::TooLarge { name, most: MAX_UNPACKED_BYTES, unpacked: true });
            }
            let has_company = has_company || texts.len() > 1;
            for (path, bytes) in texts {
                match HistorySheet::of((&path, origin), &bytes, has_company, columns, options, MAX_READ_ROWS - rows)? {
                    Ok(sheet) => {
                        rows += sheet.raw.len();
                        sheets.push(sheet);
                    }
                    Err(reason) => history.skipped.push((path, reason)),
                }
            }
            Ok(())
        };
        input::visit_bytes(Path::new(file.name), file.bytes, &mut visit, &mut |path, reason| {
            skipped.push((path, reason));
        })?;
        history.skipped.extend(skipped);
    }
    Ok(sheets)
}

/// Why a file in an archive is not read, by its path.
fn refused(archive: &Path, path: &Path, has_company: bool) -> Option<ImportFault> {
    let inside = path.strip_prefix(archive).unwrap_or(Path::new("")).to_string_lossy();
    let mut parts = inside.split(['/', '\\']);
    if inside.starts_with(['/', '\\']) || inside.contains('\0') || parts.any(|part| part == ".." || part.ends_with(':'))
    {
        return Some(ImportFault::PathOut);
    }
    let folders = path.parent().into_iter().flat_map(Path::components);
    let is_taken_back =
        has_company && folders.into_iter().any(|folder| TAKEN_BACK.iter().any(|name| folder.as_os_str() == *name));
    is_taken_back.then_some(ImportFault::TakenBack)
}

/// Texts and what they are called, and how many bytes all are unpacked.
type Texts = (Vec<(PathBuf, Vec<u8>)>, usize);

/// The text of a file, of at most `most` bytes and one; of a spreadsheet, that of each sheet.
fn texts(path: &Path, content: io::Result<Content<'_>>, most: usize) -> io::Result<Texts> {
    match content? {
        Content::Text(reader) => {
            let mut bytes = Vec::new();
            let length = reader.take(most as u64 + 1).read_to_end(&mut bytes)?;
            Ok((vec![(path.to_owned(), bytes)], length))
        }
        Content::Workbook(book) => {
            let sheets = book.sheets().ok_or(ImportFault::Workbook)??;
            let sheets: Vec<_> = sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect();
            let is_one = sheets.len() < 2;
            let named = |sheet: &SheetCells| {
                if is_one { path.to_owned() } else { path.join(sheet.name.replace(['/', '\\'], "-")) }
            };
            let texts: Vec<_> = sheets.iter().map(|sheet| (named(sheet), sheet.to_text().into_bytes())).collect();
            if texts.is_empty() {
                return Err(ImportFault::Empty.into());
            }
            Ok((texts, usize::try_from(book.unpacked).unwrap_or(usize::MAX)))
        }
        Content::Database(_) => Err(ImportFault::Database.into()),
    }
}
