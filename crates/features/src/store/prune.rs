//! Which versions are old, and their removal.

use std::path::Path;
use std::time::Duration;

use super::{
    CurrentModel, MANIFEST, ModelStoreError, ModelsLock, current, find_current, folders, is_version, remove, written_at,
};

/// A version that training has left unfinished for so long is removed.
const UNFINISHED_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// All versions, of any format, except the current one and the newest `keep` of the others; and those that have been unfinished
/// for a day. In alphabetical order.
///
/// # Errors
/// A folder cannot be read, or `models/current` is lost, so that nobody knows which version must stay.
pub fn to_prune(models: &Path, keep: usize) -> Result<Vec<String>, ModelStoreError> {
    let current = match find_current(models)? {
        CurrentModel::Named(version) => Some(version),
        CurrentModel::Lost(why) => return Err(ModelStoreError::Lost { models: models.to_owned(), why }),
        CurrentModel::Nothing => None,
    };
    let (mut finished, mut old) = (Vec::new(), Vec::new());
    for name in folders(models)?.into_iter().filter(|name| is_version(name) && Some(name) != current.as_ref()) {
        let folder = models.join(&name);
        if let Some(time) = written_at(&folder.join(MANIFEST)) {
            finished.push((time, name));
        } else if written_at(&folder).and_then(|time| time.elapsed().ok()).is_some_and(|age| age > UNFINISHED_FOR) {
            old.push(name);
        }
    }
    finished.sort_unstable_by(|a, b| b.cmp(a));
    old.extend(finished.into_iter().skip(keep).map(|(_, name)| name));
    old.sort_unstable();
    Ok(old)
}

/// Removes what [`to_prune`] names, under a [`ModelsLock`]. Returns the names of the removed ones, in alphabetical order.
///
/// # Errors
/// As [`to_prune`], another process changes the folder, or a version cannot be removed.
pub fn prune(models: &Path, keep: usize) -> Result<Vec<String>, ModelStoreError> {
    if to_prune(models, keep)?.is_empty() {
        return Ok(Vec::new());
    }
    let _lock = ModelsLock::take(models)?;
    let mut old = to_prune(models, keep)?;
    // One that became the current one in the meantime stays.
    let mut is_removed = |name: &String| {
        if current(models)?.as_ref() == Some(name) {
            return Ok(false);
        }
        remove(models, name).map(|()| true)
    };
    let removed: Vec<bool> = old.iter().map(&mut is_removed).collect::<Result<_, ModelStoreError>>()?;
    let mut removed = removed.into_iter();
    old.retain(|_| removed.next() == Some(true));
    Ok(old)
}
