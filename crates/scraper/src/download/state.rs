//! Which file of a server the bytes of a download are of.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use matinee_catalogue::atomic_file;
use serde::{Deserialize, Serialize};

use crate::fetch::Validators;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    /// The address as it was given, with `*` for a date.
    pub(super) asked: String,
    /// The address that sent the bytes: a mirror, perhaps.
    pub(super) from: String,
    pub(super) validators: Validators,
    pub(super) bytes: Option<u64>,
    pub(super) sha256: Option<String>,
}

impl State {
    /// The state beside a file. A broken one counts as none.
    pub(super) fn read(file: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(beside(file, ".json")).ok()?).ok()
    }

    pub(super) fn write(&self, file: &Path) -> io::Result<()> {
        let text = serde_json::to_vec(self)?;
        atomic_file::write::<io::Error>(&beside(file, ".json"), |out| out.write_all(&text))
    }

    pub(super) fn remove(file: &Path) -> io::Result<()> {
        fs::remove_file(beside(file, ".json"))
    }

    /// What `If-Range` compares: a strong entity tag, else the date. A weak tag (`W/`) may not be used for ranges.
    pub(super) fn condition(&self) -> Option<String> {
        let Validators { etag, last_modified } = &self.validators;
        match etag {
            Some(etag) if !etag.starts_with("W/") => Some(etag.clone()),
            _ => last_modified.clone(),
        }
    }

    /// Whether both are one file: by the published checksum, else by what the server calls its version.
    pub(super) fn is_same_file(&self, other: &Self) -> bool {
        match (&self.sha256, &other.sha256) {
            (Some(one), Some(other)) => one == other,
            _ => self.is_same_version(other),
        }
    }

    pub(super) fn is_same_version(&self, other: &Self) -> bool {
        let lengths_fit = self.bytes.is_none() || other.bytes.is_none() || self.bytes == other.bytes;
        let named = self.condition();
        self.asked == other.asked && lengths_fit && named.is_some() && named == other.condition()
    }
}

/// A file's path with something at its end.
pub(super) fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}
