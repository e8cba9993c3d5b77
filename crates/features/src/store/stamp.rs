//! Whether a version's files changed since they were last looked at, without reading all of them.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use super::{MANIFEST, MAX_MANIFEST_BYTES, file};

/// The state of a version's files: the manifest's bytes, and the length and time of each of the others. Where a stamp is
/// the same, so are the files, as far as a look at the folder tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionStamp {
    manifest: Vec<u8>,
    files: Vec<(String, u64, Option<SystemTime>)>,
}

impl VersionStamp {
    /// Looks at a version's folder. One that cannot be read has an empty stamp.
    pub fn of(models: &Path, version: &str) -> Self {
        let folder = models.join(version);
        let entries = fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok);
        let mut files: Vec<_> = entries
            .filter_map(|entry| {
                let name = entry.file_name().into_string().ok()?;
                let about = entry.metadata().ok()?;
                (name != MANIFEST).then(|| (name, about.len(), about.modified().ok()))
            })
            .collect();
        files.sort_unstable();
        Self { manifest: file::read(&folder.join(MANIFEST), MAX_MANIFEST_BYTES).unwrap_or_default(), files }
    }

    /// Whether both are stamps of one model: a manifest has the digests of all files.
    pub fn is_of_same_model(&self, other: &Self) -> bool {
        self.manifest == other.manifest
    }
}
