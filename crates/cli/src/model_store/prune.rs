//! Removes old models from a store. The current one stays, and so does what is no model.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use matinee_features::store::{self, MANIFEST};

use super::client::{ListedFile, StoreClient};
use super::fault::StoreFault;
use super::limits::MAX_POINTER_BYTES;
use super::publish::CURRENT;

/// What an upload has left unfinished for so long is removed.
const UNFINISHED_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// Removes all versions but the current one and the newest `keep` of the others, and what uploads have left unfinished for a day.
/// Returns their names, in alphabetical order. With `dry_run` nothing is removed.
///
/// # Errors
/// The store does not answer or refuses, or does not say which version is the current one.
pub(crate) fn prune_store(store: &StoreClient, keep: usize, dry_run: bool) -> Result<Vec<String>, StoreFault> {
    // Asked for first: of a version that is published meanwhile, no file is in the list, or it is young.
    let current = current_version(store)?;
    let mut versions: BTreeMap<String, Vec<ListedFile>> = BTreeMap::new();
    for file in store.list()? {
        if let Some((version, _)) = file.name.split_once('/').filter(|(version, _)| store::is_version(version)) {
            versions.entry(version.to_owned()).or_default().push(file);
        }
    }
    let mut old = old_versions(&versions, &current, keep, SystemTime::now());
    if dry_run {
        return Ok(old);
    }
    let mut removed = Vec::new();
    for version in std::mem::take(&mut old) {
        // One that became the current one in the meantime stays.
        if current_version(store)? == version {
            continue;
        }
        // The manifest first: without it no replica takes the version.
        let (manifest, others): (Vec<_>, Vec<_>) =
            versions[&version].iter().map(|file| &file.name).partition(|name| is_manifest(name));
        for name in manifest.into_iter().chain(others) {
            store.delete(name)?;
        }
        removed.push(version);
    }
    Ok(removed)
}

fn current_version(store: &StoreClient) -> Result<String, StoreFault> {
    let file = store.small(CURRENT, MAX_POINTER_BYTES, None)?;
    let text = file.map(|file| String::from_utf8_lossy(&file.bytes).trim().to_owned()).unwrap_or_default();
    if store::is_version(&text) {
        return Ok(text);
    }
    let why = format!(
        "the store's {CURRENT} names no version, so that nobody knows which must stay: `matinee models push` writes it"
    );
    Err(StoreFault::Refused { version: CURRENT.to_owned(), why })
}

fn is_manifest(name: &str) -> bool {
    name.split_once('/').is_some_and(|(_, file)| file == MANIFEST)
}

/// Which versions are to go, by the times of their files.
fn old_versions(
    versions: &BTreeMap<String, Vec<ListedFile>>,
    current: &str,
    keep: usize,
    now: SystemTime,
) -> Vec<String> {
    let (mut finished, mut old) = (Vec::new(), Vec::new());
    for (version, files) in versions.iter().filter(|(version, _)| *version != current) {
        let newest = files.iter().map(|file| file.modified).max();
        if let Some(manifest) = files.iter().find(|file| is_manifest(&file.name)) {
            finished.push((manifest.modified, version.clone()));
        } else if newest.is_some_and(|time| now.duration_since(time).is_ok_and(|age| age > UNFINISHED_FOR)) {
            old.push(version.clone());
        }
    }
    finished.sort_unstable_by(|a, b| b.cmp(a));
    old.extend(finished.into_iter().skip(keep).map(|(_, version)| version));
    old.sort_unstable();
    old
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_current_one_the_newest_and_what_is_being_uploaded_stay() {
        let now = SystemTime::now();
        let file = |name: &str, hours: u64| {
            let modified = now - Duration::from_secs(hours * 3600);
            ListedFile { name: name.to_owned(), modified }
        };
        let versions = BTreeMap::from([
            ("aa".to_owned(), vec![file("aa/matrix.bin", 900), file("aa/manifest.json", 900)]),
            ("bb".to_owned(), vec![file("bb/manifest.json", 80)]),
            ("cc".to_owned(), vec![file("cc/manifest.json", 70)]),
            ("dd".to_owned(), vec![file("dd/matrix.bin", 90), file("dd/search.bin", 30)]),
            ("ee".to_owned(), vec![file("ee/matrix.bin", 90), file("ee/search.bin", 1)]),
        ]);
        assert_eq!(old_versions(&versions, "aa", 1, now), ["bb", "dd"]);
        assert_eq!(old_versions(&versions, "cc", 0, now), ["aa", "bb", "dd"]);
        assert_eq!(old_versions(&versions, "zz", 9, now), ["dd"]);
    }
}
