//! Keeps a running server at the library file of its data folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::SystemTime;

use anyhow::{Result, bail};
use matinee_catalogue::library::Library;
use matinee_server::ServedLibrary;

use crate::context::Context;
use crate::follow::POLL;

/// The file of a library, and how it was when it was read last.
pub(crate) struct LibraryOnDisk {
    path: PathBuf,
    read: Option<FileStamp>,
}

/// When a file was changed, and how long it is.
type FileStamp = (SystemTime, u64);

impl LibraryOnDisk {
    /// Reads the library for the first time. One that was named has to be there.
    pub(crate) fn open(named: Option<&PathBuf>, context: &Context, served: &ServedLibrary) -> Result<Self> {
        let path = named.cloned().unwrap_or_else(|| context.library());
        let read = stamp(&path);
        let library = match Library::read(&path) {
            // A library that nobody asked for does not keep the server from starting.
            Err(error) if named.is_none() => {
                tracing::warn!(target: "matinee", "the library is not served: {error}");
                None
            }
            library => library?,
        };
        if named.is_some() && library.is_none() {
            bail!("there is no library in {}: `matinee library add` makes one", path.display());
        }
        served.replace(library);
        Ok(Self { path, read })
    }

    /// Follows for ever.
    pub(crate) fn run(mut self, served: &ServedLibrary) {
        loop {
            thread::sleep(POLL);
            self.follow(served);
        }
    }

    /// Serves what the file has, if it is another than before. A damaged one is said once, and the old one kept.
    fn follow(&mut self, served: &ServedLibrary) {
        let now = stamp(&self.path);
        if now == self.read {
            return;
        }
        self.read = now;
        match Library::read(&self.path) {
            Ok(library) => {
                tracing::info!(target: "matinee", "serving the library in {} as it is now", self.path.display());
                served.replace(library);
            }
            Err(error) => tracing::warn!(target: "matinee", "the library is served as it was: {error}"),
        }
    }
}

fn stamp(path: &Path) -> Option<FileStamp> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
