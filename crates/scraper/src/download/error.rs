//! Why a download failed.

use std::io;
use std::path::{Path, PathBuf};

/// Why a download failed.
#[derive(Debug, thiserror::Error)]
pub enum DownloadError {
    /// Not an address.
    #[error("{0:?} is neither a file nor an http(s) address")]
    Address(String),
    /// No HTTP client could be made.
    #[error("cannot make an HTTP client: {0}")]
    Client(#[from] reqwest::Error),
    /// The server does not give the file.
    #[error("{address} cannot be had ({why})")]
    Refused {
        /// The address.
        address: String,
        /// What it answered.
        why: String,
    },
    /// No file's name fits.
    #[error("{folder} lists no file {name}: name the file itself with --from")]
    NoneFits {
        /// The address of the list.
        folder: String,
        /// The name, with `*` for the date.
        name: String,
    },
    /// The connection failed again and again.
    #[error("{address} was cut off ({why}){}: run again to go on", kept_of(*.kept, *.bytes))]
    Interrupted {
        /// The address.
        address: String,
        /// How the last try ended.
        why: String,
        /// Bytes kept.
        kept: u64,
        /// Bytes of the whole file.
        bytes: Option<u64>,
    },
    /// The host keeps answering 429 or 503.
    #[error("{host} asked us to wait too often: run again later, what came so far is kept")]
    Unwelcome {
        /// The host.
        host: String,
    },
    /// The file has another length than the server said.
    #[error("{} came with {found} bytes and not {wanted}; it is deleted: run again to get it anew", file.display())]
    Length {
        /// The file.
        file: PathBuf,
        /// The length the server named.
        wanted: u64,
        /// The length that came.
        found: u64,
    },
    /// The file is not the published one.
    #[error("{} came damaged: its SHA-256 is {found}, the published one {wanted}. It is deleted: run again to get it anew", file.display())]
    Checksum {
        /// The file.
        file: PathBuf,
        /// The published checksum.
        wanted: String,
        /// The file's own.
        found: String,
    },
    /// The disk is full.
    #[error("{} cannot grow: the disk is full or a quota is reached. Make room and run again; what came so far is kept", .0.display())]
    Full(PathBuf),
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// Another process downloads the same file.
    #[error("{} is being downloaded by another process already", file.display())]
    Busy {
        /// The file.
        file: PathBuf,
    },
}

impl DownloadError {
    pub(super) fn of_write(path: &Path, source: io::Error) -> Self {
        use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
        match source.kind() {
            StorageFull | QuotaExceeded | FileTooLarge => Self::Full(path.to_owned()),
            _ => Self::Io { path: path.to_owned(), source },
        }
    }
}

fn kept_of(kept: u64, bytes: Option<u64>) -> String {
    match bytes {
        Some(bytes) => format!("; {kept} of {bytes} bytes are kept"),
        None => format!("; {kept} bytes are kept"),
    }
}
