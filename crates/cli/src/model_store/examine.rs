//! Asks a store which model it has, and changes nothing.

use std::time::SystemTime;

use matinee_features::store::{self, MANIFEST, MAX_MANIFEST_BYTES, Manifest};

use super::client::StoreClient;
use super::fault::StoreFault;
use super::limits::MAX_POINTER_BYTES;
use super::publish::CURRENT;

/// The model that a store names as the current one.
#[derive(Debug)]
pub(crate) struct StoredModel {
    pub(crate) version: String,
    pub(crate) films: usize,
    pub(crate) published: SystemTime,
}

/// Looks up the current model: its name, its manifest, and whether its files are there in their lengths.
///
/// # Errors
/// The store does not answer or refuses, or what it names is no whole model.
pub(crate) fn examine(store: &StoreClient) -> Result<StoredModel, StoreFault> {
    let missing = |what: &str| StoreFault::Nothing(format!("it has no {what}"));
    let pointer = store.small(CURRENT, MAX_POINTER_BYTES, None)?.ok_or_else(|| missing(CURRENT))?;
    let version = String::from_utf8_lossy(&pointer.bytes).trim().to_owned();
    let refused = |why: String| StoreFault::Refused { version: CURRENT.to_owned(), why };
    if !store::is_version(&version) {
        return Err(refused(format!("the store's {CURRENT} names no version")));
    }
    let name = format!("{version}/{MANIFEST}");
    let info = store.info(&name)?;
    let info = info.ok_or_else(|| refused(format!("{name}, which the store's {CURRENT} leads to, is not there")))?;
    let text = store.small(&name, MAX_MANIFEST_BYTES, None)?.ok_or_else(|| missing(&name))?;
    let manifest = Manifest::parse(&text.bytes, &version)
        .map_err(|error| refused(format!("{name} in the store cannot be used, {error}")))?;
    for (file, digest) in &manifest.files {
        let file = format!("{version}/{file}");
        match store.info(&file)? {
            None => return Err(refused(format!("{file} is not in the store"))),
            Some(info) if info.bytes != digest.bytes => {
                return Err(refused(format!("{file} in the store has {} bytes, not {}", info.bytes, digest.bytes)));
            }
            Some(_) => {}
        }
    }
    Ok(StoredModel { version, films: manifest.films, published: info.modified })
}
