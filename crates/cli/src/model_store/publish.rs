//! Publishes a model in a store: its files, then its manifest, then the name of the current version.

use std::fs;
use std::path::Path;

use matinee_features::store::{self, MANIFEST, MAX_MANIFEST_BYTES};

use super::client::StoreClient;
use super::fault::StoreFault;
use super::limits::MAX_POINTER_BYTES;

/// The file that names the version in use.
pub(super) const CURRENT: &str = "current";

/// What publishing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Published {
    /// Files that were uploaded, the manifest among them.
    pub(crate) sent: Vec<String>,
    /// Bytes of these.
    pub(crate) bytes: u64,
    /// Files that were there already.
    pub(crate) there: usize,
    /// The version that was the current one, if it was another.
    pub(crate) before: Option<String>,
    /// Whether the store named this version as the current one before.
    pub(crate) was_current: bool,
}

/// Publishes a version that is whole here and makes it the current one there. `again` uploads also what seems to be there.
///
/// # Errors
/// The store does not answer or refuses, or a file here cannot be read. What was the current version there stays it.
pub(crate) fn publish(store: &StoreClient, models: &Path, version: &str, again: bool) -> Result<Published, StoreFault> {
    let manifest = store::manifest(models, version)?;
    let folder = models.join(version);
    let text = fs::read(folder.join(MANIFEST))?;
    let current = small_or_none(store, CURRENT, MAX_POINTER_BYTES)?;
    let current = current.map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned());
    let name = |file: &str| format!("{version}/{file}");
    let there = small_or_none(store, &name(MANIFEST), MAX_MANIFEST_BYTES)?;
    let is_same = there.as_ref() == Some(&text) && !again;
    let was_current = current.as_deref() == Some(version);
    let before = current.filter(|before| before != version && store::is_version(before));
    let mut published = Published { sent: Vec::new(), bytes: 0, there: 0, before, was_current };
    let mut send = |file: &str, bytes: u64| {
        store.put_file(&name(file), &folder.join(file))?;
        published.bytes += bytes;
        published.sent.push(file.to_owned());
        Ok::<(), StoreFault>(())
    };
    let mut kept = 0;
    for (file, digest) in &manifest.files {
        // The manifest there says what was uploaded; the length says whether it is there still.
        if is_same && store.info(&name(file))?.is_some_and(|info| info.bytes == digest.bytes) {
            kept += 1;
        } else {
            send(file, digest.bytes)?;
        }
    }
    // Training that found the model up to date has made it younger: what replicas say of its age comes from there.
    let written = store::written(models, version);
    let is_younger = || Ok::<_, StoreFault>(store.info(&name(MANIFEST))?.map(|info| info.modified) < written);
    if !is_same || is_younger()? {
        send(MANIFEST, text.len() as u64)?;
    } else {
        kept += 1;
    }
    published.there = kept;
    if !published.was_current {
        store.put(CURRENT, format!("{version}\n").into_bytes())?;
    }
    Ok(published)
}

fn small_or_none(store: &StoreClient, name: &str, most: u64) -> Result<Option<Vec<u8>>, StoreFault> {
    match store.small(name, most, None) {
        Ok(file) => Ok(file.map(|file| file.bytes)),
        Err(StoreFault::Nothing(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}
