//! Which version is in use: `models/current` names it, and `models/history` those that were in use before, the latest last.

use std::io;
use std::path::Path;

use matinee_catalogue::atomic_file;
use std::io::Write as _;

use super::{MANIFEST, ModelStoreError, file, folders, is_version, load, manifest, written_at};
use crate::model::Model;

const CURRENT: &str = "current";
const HISTORY: &str = "history";
/// Versions that the history has at most.
const MAX_HISTORY: usize = 100;
/// A file of names longer than this is none.
const MAX_NAME_BYTES: u64 = 1 << 16;

/// What `models/current` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CurrentModel {
    /// It names this version, which is finished. Whether it can be loaded is not said.
    Named(String),
    /// There were models, but it is missing, cannot be read or names none that is there; why, as the end of a sentence.
    Lost(String),
    /// No model was trained there yet.
    Nothing,
}

/// Looks up which version is the current one.
///
/// # Errors
/// The folder of models cannot be read.
pub fn find_current(models: &Path) -> Result<CurrentModel, ModelStoreError> {
    Ok(match read_name(&models.join(CURRENT)) {
        Ok(name) if is_finished(models, &name) => CurrentModel::Named(name),
        Ok(name) => {
            let name: String = name.chars().take(40).collect();
            CurrentModel::Lost(format!("names no finished model ({name:?})"))
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            // Where the folder itself is none, that is what is wrong.
            folders(models)?;
            CurrentModel::Lost(format!("cannot be read ({error})"))
        }
        Err(_) if folders(models)?.iter().any(|name| is_finished(models, name)) => {
            CurrentModel::Lost("is missing".to_owned())
        }
        Err(_) => CurrentModel::Nothing,
    })
}

/// The name of the current version, `None` if there is none or nothing says which it is.
///
/// # Errors
/// The folder of models cannot be read.
pub fn current(models: &Path) -> Result<Option<String>, ModelStoreError> {
    Ok(match find_current(models)? {
        CurrentModel::Named(version) => Some(version),
        CurrentModel::Lost(_) | CurrentModel::Nothing => None,
    })
}

/// Makes a finished version the current one. Its files are not checked: [`load`] it before.
///
/// # Errors
/// There is no such finished version, or the folder cannot be written.
pub fn set_current(models: &Path, version: &str) -> Result<(), ModelStoreError> {
    manifest(models, version)?;
    let before = current(models)?;
    if before.as_deref() == Some(version) {
        // A folder that cannot be written is no matter then.
        return Ok(());
    }
    if let Some(before) = before {
        let mut history = history(models);
        history.push(before);
        let oldest = history.len().saturating_sub(MAX_HISTORY);
        write_names(models, HISTORY, &history[oldest..])?;
    }
    write_names(models, CURRENT, &[version.to_owned()])
}

/// The version that was in use before the current one and is still there. Without a history it is the newest of those
/// written before it.
///
/// # Errors
/// The folder of models cannot be read.
pub fn previous(models: &Path) -> Result<Option<String>, ModelStoreError> {
    let Some(current) = current(models)? else { return Ok(None) };
    if let Some(version) = history(models).into_iter().rev().find(|name| is_other(models, name, &current)) {
        return Ok(Some(version));
    }
    let written = |name: &String| written_at(&models.join(name).join(MANIFEST));
    let others = folders(models)?.into_iter().filter(|name| is_other(models, name, &current));
    Ok(others.filter(|name| written(name) < written(&current)).max_by_key(written))
}

/// Makes the version that [`previous`] names the current one. Going back again leads further back.
///
/// # Errors
/// It is not finished, or the folder cannot be written.
pub fn go_back(models: &Path, version: &str) -> Result<(), ModelStoreError> {
    manifest(models, version)?;
    let mut history = history(models);
    history.truncate(history.iter().rposition(|name| name == version).unwrap_or(0));
    write_names(models, CURRENT, &[version.to_owned()])?;
    write_names(models, HISTORY, &history)
}

fn is_other(models: &Path, version: &str, current: &str) -> bool {
    version != current && is_finished(models, version)
}

/// The versions that were in use, the latest last. Without a history it is empty.
fn history(models: &Path) -> Vec<String> {
    let text = read_name(&models.join(HISTORY)).unwrap_or_default();
    text.lines().map(str::trim).filter(|name| is_version(name)).map(str::to_owned).collect()
}

/// The newest version that can be loaded, and why those that are newer cannot.
#[derive(Debug)]
pub struct NewestValid {
    /// The model.
    pub model: Model,
    /// Newer versions that were refused.
    pub refused: Vec<ModelStoreError>,
}

/// Loads the newest version that is whole, because nothing says which is the current one; `why`, as [`CurrentModel::Lost`] does.
///
/// # Errors
/// There is none.
pub fn in_place_of_lost(models: &Path, why: &str) -> Result<NewestValid, ModelStoreError> {
    newest_valid(models, None).map_err(|error| match error {
        ModelStoreError::NoModel(models) => ModelStoreError::LostAll { models, why: why.to_owned() },
        error => error,
    })
}

/// Loads the newest version that is whole, other than `except`.
///
/// # Errors
/// There is none.
pub fn newest_valid(models: &Path, except: Option<&str>) -> Result<NewestValid, ModelStoreError> {
    let names = folders(models)?.into_iter().filter(|name| is_version(name) && Some(name.as_str()) != except);
    let time = |name: String| Some((written_at(&models.join(&name).join(MANIFEST))?, name));
    let mut versions: Vec<_> = names.filter_map(time).collect();
    versions.sort_unstable_by(|a, b| b.cmp(a));
    let (count, mut refused) = (versions.len(), Vec::new());
    for (_, version) in versions {
        match load(models, &version) {
            Ok(model) => return Ok(NewestValid { model, refused }),
            Err(error) => refused.push(error),
        }
    }
    let newest = refused.into_iter().next().map(Box::new);
    Err(newest.map_or_else(
        || ModelStoreError::NoModel(models.to_owned()),
        |newest| ModelStoreError::NoneValid { models: models.to_owned(), count, newest },
    ))
}

fn is_finished(models: &Path, version: &str) -> bool {
    // One that may not be looked at may be there; loading it says why it cannot be used.
    is_version(version) && models.join(version).join(MANIFEST).try_exists().unwrap_or(true)
}

fn read_name(path: &Path) -> io::Result<String> {
    let mut bytes = file::read(path, MAX_NAME_BYTES)?;
    bytes.truncate(MAX_NAME_BYTES as usize);
    let no_text = |_| io::Error::new(io::ErrorKind::InvalidData, "it is no text");
    String::from_utf8(bytes).map(|text| text.trim().to_owned()).map_err(no_text)
}

fn write_names(models: &Path, file: &str, names: &[String]) -> Result<(), ModelStoreError> {
    let path = models.join(file);
    atomic_file::write::<io::Error>(&path, |file| writeln!(file, "{}", names.join("\n")))
        .map_err(|source| ModelStoreError::Write { path, source })
}
