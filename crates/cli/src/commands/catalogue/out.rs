//! Whether a file may be written: never one that is read, and no other file by accident.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use matinee_catalogue::read_lines;

/// Bytes of a catalogue's beginning that show what it is.
const PACKED: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// An error if `out` is one of the files read, under whatever name, or exists and is no catalogue, unless `force`.
pub(super) fn check(out: &Path, inputs: &[PathBuf], force: bool) -> Result<()> {
    let name = out.display();
    if let Some(input) = inputs.iter().find(|input| is_same(out, input)) {
        let same =
            if out == input.as_path() { String::new() } else { format!(", the same file as {}", input.display()) };
        bail!("{name} is read{same}: write to another file, so that it is not lost");
    }
    if let Some(input) = inputs.iter().find(|input| input.is_dir() && is_in(out, input)) {
        bail!("{name} is in {}, which is read: write it elsewhere", input.display());
    }
    let Ok(found) = fs::metadata(out) else { return Ok(()) };
    if !found.is_file() {
        bail!("{name} is {}, not a file to write", if found.is_dir() { "a folder" } else { "a device" });
    }
    if force || found.len() == 0 || is_catalogue(out) {
        return Ok(());
    }
    bail!("{name} exists and is no catalogue of films: --force replaces it")
}

/// Whether two paths lead to one file: through links, other spellings, or as two names of it.
fn is_same(a: &Path, b: &Path) -> bool {
    if a == b {
        return true;
    }
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b || has_one_inode(&a, &b),
        _ => false,
    }
}

#[cfg(unix)]
fn has_one_inode(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(a), fs::metadata(b)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn has_one_inode(_: &Path, _: &Path) -> bool {
    false
}

/// Whether an existing file is in a folder, or in one of its folders.
fn is_in(file: &Path, folder: &Path) -> bool {
    match (fs::canonicalize(file), fs::canonicalize(folder)) {
        (Ok(file), Ok(folder)) => file.starts_with(folder),
        _ => false,
    }
}

/// Whether a file begins as a catalogue of ours: a film with its id, as JSON.
fn is_catalogue(path: &Path) -> bool {
    use std::io::Read;
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(7).read_to_end(&mut start));
    let looks_like_one = read.is_ok() && (start.starts_with(&PACKED) || start.starts_with(b"{\"id\":"));
    looks_like_one && read_lines(path).is_ok_and(|mut films| matches!(films.next(), Some(Ok(Ok(_)))))
}
