//! The texts in a file: plain or packed, in archives and folders, from standard input.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;

use super::fault::ImportFault;
use super::workbook::Workbook;

const BUFFER: usize = 1 << 17;
/// How archives, databases of SQLite and spreadsheets before 2007 begin.
pub(super) const ZIP: &[u8] = b"PK\x03\x04";
const SQLITE: &[u8] = b"SQLite format 3\0";
const OLD_WORKBOOK: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
/// Endings of lists in archives and folders; `.item` is MovieLens'.
const LISTS: [&str; 15] =
    ["csv", "tsv", "tab", "txt", "md", "dat", "json", "jsonl", "ndjson", "nfo", "xml", "item", "data", "list", "xlsx"];
/// Files in archives that say something about the others.
const ABOUT: [&str; 8] = ["readme", "license", "licence", "copying", "changelog", "notice", "index", "allbut"];
/// The deepest folder that is looked into.
const MAX_DEPTH: usize = 6;

/// What a file holds.
pub(super) enum Content<'a> {
    Text(Box<dyn BufRead + 'a>),
    Workbook(Workbook),
    /// The path of a database of SQLite.
    Database(PathBuf),
}

/// Files that come with others in an archive or a folder are passed over if they are no lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Company {
    Alone,
    WithOthers,
}

/// Takes the contents of a file, its name, and whether it is one of several.
pub(super) type VisitFile<'a, E> = dyn FnMut(PathBuf, Company, io::Result<Content<'_>>) -> Result<(), E> + 'a;

/// Visits what is in a file, a folder, or standard input (`-`). Files passed over are given to `skip`.
pub(super) fn visit<E>(
    path: &Path,
    visit: &mut VisitFile<'_, E>,
    skip: &mut dyn FnMut(PathBuf, ImportFault),
) -> Result<(), E> {
    if path == Path::new("-") {
        return match standard_input() {
            Ok(file) => visit_file(Path::new("standard input"), file, None, Company::Alone, visit, skip),
            Err(error) => visit(path.to_owned(), Company::Alone, Err(error)),
        };
    }
    if path.is_dir() {
        let mut files = Vec::new();
        if let Err(error) = files_of(path, 0, &mut files) {
            return visit(path.to_owned(), Company::Alone, Err(error));
        }
        // A folder with films' .nfo files has other files beside them.
        if files.iter().any(|file| has_ending(file, &["nfo"])) {
            files.retain(|file| has_ending(file, &["nfo"]));
        }
        let company = if files.len() == 1 { Company::Alone } else { Company::WithOthers };
        for file in files {
            match File::open(&file) {
                Ok(open) => visit_file(&file, open, Some(&file), company, visit, skip)?,
                Err(error) => visit(file, company, Err(error))?,
            }
        }
        return Ok(());
    }
    match File::open(path) {
        Ok(file) => visit_file(path, file, Some(path), Company::Alone, visit, skip),
        Err(error) => visit(path.to_owned(), Company::Alone, Err(error)),
    }
}

/// Standard input as a file of its own, since archives are read from their ends.
fn standard_input() -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut io::stdin().lock(), &mut file)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

fn files_of(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.sort();
    for entry in entries {
        // Links are not followed: they can lead in circles.
        let Ok(kind) = entry.symlink_metadata() else { continue };
        let name = entry.file_name().map_or(entry.as_path(), Path::new);
        if !is_list(name) {
            continue;
        }
        if kind.is_dir() && depth < MAX_DEPTH {
            files_of(&entry, depth + 1, files)?;
        } else if kind.is_file() && has_ending(&entry, &LISTS) {
            files.push(entry);
        }
    }
    Ok(())
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

/// Whether a file in an archive can be a list, by its name.
fn is_list(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let is_hidden = path.components().any(|part| {
        let part = part.as_os_str().to_string_lossy();
        part.starts_with('.') && part.len() > 2 || part == "__MACOSX"
    });
    !is_hidden && !ABOUT.iter().any(|about| name.starts_with(about))
}

fn visit_file<E>(
    name: &Path,
    mut file: File,
    path: Option<&Path>,
    company: Company,
    visit: &mut VisitFile<'_, E>,
    skip: &mut dyn FnMut(PathBuf, ImportFault),
) -> Result<(), E> {
    let mut magic = [0; 16];
    let read = read_start(&mut file, &mut magic);
    let magic = match read {
        Ok(length) => &magic[..length],
        Err(error) => return visit(name.to_owned(), company, Err(error)),
    };
    if magic.starts_with(SQLITE) {
        // From standard input it has no path, and SQLite needs one.
        let kept;
        let path = if let Some(path) = path {
            path
        } else {
            kept = match copied(&mut file) {
                Ok(kept) => kept,
                Err(error) => return visit(name.to_owned(), company, Err(error)),
            };
            kept.path()
        };
        return visit(name.to_owned(), company, Ok(Content::Database(path.to_owned())));
    }
    if magic.starts_with(OLD_WORKBOOK) {
        return visit(name.to_owned(), company, Workbook::read(&mut file).map(Content::Workbook));
    }
    let reader = BufReader::with_capacity(BUFFER, file);
    if magic.starts_with(ZIP) {
        return archive(name, reader, visit, skip);
    }
    visit(name.to_owned(), company, unpacked(magic, reader).map(Content::Text))
}

/// Visits what is in the bytes of a file, which are refused if they are a database.
pub(super) fn visit_bytes<E>(
    name: &Path,
    bytes: &[u8],
    visit: &mut VisitFile<'_, E>,
    skip: &mut dyn FnMut(PathBuf, ImportFault),
) -> Result<(), E> {
    if bytes.starts_with(ZIP) {
        return archive(name, Cursor::new(bytes), visit, skip);
    }
    if bytes.starts_with(SQLITE) {
        return visit(name.to_owned(), Company::Alone, Err(ImportFault::Database.into()));
    }
    if bytes.starts_with(OLD_WORKBOOK) {
        return visit(name.to_owned(), Company::Alone, Workbook::read(&mut &bytes[..]).map(Content::Workbook));
    }
    visit(name.to_owned(), Company::Alone, unpacked(bytes, bytes).map(Content::Text))
}

/// A text, unpacked if its first bytes say that it is packed.
fn unpacked<'a>(magic: &[u8], reader: impl BufRead + 'a) -> io::Result<Box<dyn BufRead + 'a>> {
    if magic.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, zstd::Decoder::with_buffer(reader)?)));
    }
    if magic.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(reader))));
    }
    Ok(Box::new(reader))
}

fn read_start(file: &mut File, start: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < start.len() {
        match file.read(&mut start[length..])? {
            0 => break,
            read => length += read,
        }
    }
    file.seek(SeekFrom::Start(0))?;
    Ok(length)
}

fn copied(file: &mut File) -> io::Result<tempfile::NamedTempFile> {
    let mut kept = tempfile::NamedTempFile::new()?;
    io::copy(file, kept.as_file_mut())?;
    Ok(kept)
}

fn archive<E>(
    name: &Path,
    mut file: impl Read + Seek,
    visit: &mut VisitFile<'_, E>,
    skip: &mut dyn FnMut(PathBuf, ImportFault),
) -> Result<(), E> {
    let mut archive = match zip::ZipArchive::new(&mut file) {
        Ok(archive) => archive,
        Err(error) => return visit(name.to_owned(), Company::Alone, Err(error.into())),
    };
    // A name that cannot be read is no list's.
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    if names.iter().any(|name| name == "xl/workbook.xml" || name == "xl/workbook.bin" || name == "content.xml") {
        drop(archive);
        let workbook = file.seek(SeekFrom::Start(0)).and_then(|_| Workbook::read(&mut file));
        return visit(name.to_owned(), Company::Alone, workbook.map(Content::Workbook));
    }
    let is_file = |name: &&String| !name.ends_with('/');
    let (mut lists, mut others): (Vec<&String>, Vec<&String>) =
        names.iter().filter(is_file).partition(|name| is_list(Path::new(name)) && has_ending(Path::new(name), &LISTS));
    if lists.is_empty() {
        (lists, others) = names.iter().filter(is_file).partition(|name| {
            let path = Path::new(name.as_str());
            is_list(path) && (path.extension().is_none() || names.len() == 1)
        });
    }
    for other in others {
        let path = Path::new(other.as_str());
        // What an operating system adds is nobody's file.
        if !path.starts_with("__MACOSX") && !other.ends_with(".DS_Store") {
            skip(name.join(path), ImportFault::NoListByName);
        }
    }
    let company = if lists.len() == 1 { Company::Alone } else { Company::WithOthers };
    for list in lists {
        let path = if company == Company::Alone { name.to_owned() } else { name.join(list) };
        match archive.by_name(list) {
            Ok(mut entry) if has_ending(Path::new(list), &["xlsx"]) => {
                visit(path, company, Workbook::read(&mut entry).map(Content::Workbook))?;
            }
            Ok(entry) => visit(path, company, Ok(Content::Text(Box::new(BufReader::with_capacity(BUFFER, entry)))))?,
            Err(error) => visit(path, company, Err(error.into()))?,
        }
    }
    Ok(())
}
