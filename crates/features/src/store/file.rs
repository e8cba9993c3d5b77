//! Reads files of which nothing is known yet: a folder of models may have anything in it.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

/// Reads a file, but no more than `most` bytes and one.
///
/// # Errors
/// It is not there, it cannot be read, or it is no file: a pipe would be waited on for ever.
pub(super) fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let about = fs::metadata(path)?;
    if about.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    if !about.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let mut bytes = Vec::with_capacity(about.len().min(most) as usize + 1);
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
