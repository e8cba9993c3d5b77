//! Models on disk: `models/<version>/`, one folder per version, and `models/current`, which names the one in use.
//!
//! A version's `manifest.json` is renamed into place last: a version without one does not exist. `format.rs` describes
//! the files. `store/lock.rs` keeps processes apart that change them, `store/manifest.rs` reads that file, `store/current.rs` says which version is in use, `store/stamp.rs` whether its
//! files changed.

mod current;
mod file;
mod lock;
mod manifest;
mod prune;
mod stamp;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use matinee_catalogue::{Catalogue, TitleIndex, atomic_file};

use crate::format::{
    self, FILMS, MAP, MATRIX, RANKING, Ranking, SEARCH, VOCABULARY, matrix_bytes, ranking_bytes, vocabulary_bytes,
};
use crate::map::FilmMap;
use crate::matrix::Csr;
use crate::model::{Model, ModelParts};
use crate::search::SearchIndex;
use crate::vocabulary::Vocabulary;

pub use crate::format::{FORMAT, FileDigest, FileDigester, MANIFEST, Manifest};
pub use current::{
    CurrentModel, NewestValid, current, find_current, go_back, in_place_of_lost, newest_valid, previous, set_current,
};
pub use lock::ModelsLock;
pub use manifest::{InvalidManifest, MAX_MANIFEST_BYTES, manifest};
pub use prune::{prune, to_prune};
pub use stamp::VersionStamp;

/// A version's name has at most this many characters; ours have twelve.
const MAX_VERSION_CHARS: usize = 64;

/// Why a model could not be saved or loaded. Each message says what to run.
#[derive(Debug, thiserror::Error)]
pub enum ModelStoreError {
    /// There is no model there.
    #[error("no model in {}: run `matinee train` first", .0.display())]
    NoModel(PathBuf),
    /// There is no such version, or its training was interrupted.
    #[error("{} is not a finished model: run `matinee train`", .0.display())]
    Unfinished(PathBuf),
    /// Written by another release of Matinee.
    #[error("{} was written in format {found}, this matinee reads format {FORMAT}: run `matinee train` again", path.display())]
    Format {
        /// The manifest.
        path: PathBuf,
        /// The format it names.
        found: u32,
    },
    /// A file is not as it was written.
    #[error("{} is damaged ({why}): run `matinee train` again, or go back with `matinee models rollback`", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Nothing says which version is the current one, though there are versions.
    #[error("{}/current {why}: run `matinee train`, or `matinee models use VERSION` with one that `matinee models` lists", models.display())]
    Lost {
        /// The folder of models.
        models: PathBuf,
        /// What is wrong with the file that names the current one.
        why: String,
    },
    /// Nothing says which version is the current one, and there is no other.
    #[error("{}/current {why}, and there is no finished model: run `matinee train`", models.display())]
    LostAll {
        /// The folder of models.
        models: PathBuf,
        /// What is wrong with the file that names the current one.
        why: String,
    },
    /// There are versions, and none can be used.
    #[error("none of the {count} models in {} can be used: run `matinee train`. The newest: {newest}", models.display())]
    NoneValid {
        /// The folder of models.
        models: PathBuf,
        /// How many versions there are.
        count: usize,
        /// Why the newest cannot be used.
        newest: Box<ModelStoreError>,
    },
    /// Another process changes the folder, and does not come to an end.
    #[error("another matinee has been changing {} for a minute: wait for it, or stop it, and try again", .0.display())]
    Locked(PathBuf),
    /// Reading failed.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// Writing failed; the versions that were there are untouched.
    #[error("cannot write {}: {source}; the models that were there are untouched", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
}

/// Writes a model into `models/<version>/` and makes it the current one, as [`write()`] and [`set_current`] do.
///
/// # Errors
/// The folder cannot be written or the disk is full; models that were there are untouched.
pub fn save(model: &Model, models: &Path) -> Result<Manifest, ModelStoreError> {
    let manifest = write(model, models)?;
    set_current(models, &manifest.version)?;
    Ok(manifest)
}

/// Writes a model into `models/<version>/`; the current one stays. Its map is saved if it was computed: call
/// [`Model::map`] before.
///
/// # Errors
/// The folder cannot be written or the disk is full. Nothing of the model is left behind, and models that were there are
/// untouched.
pub fn write(model: &Model, models: &Path) -> Result<Manifest, ModelStoreError> {
    let folder = models.join(model.version());
    let written = write_files(model, &folder);
    // A version that was whole before is only written again to mend it; what is there of it stays.
    if written.is_err() && !folder.join(MANIFEST).exists() {
        let _ = fs::remove_dir_all(&folder);
    }
    written
}

fn write_files(model: &Model, folder: &Path) -> Result<Manifest, ModelStoreError> {
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        atomic_file::write::<io::Error>(&path, |file| file.write_all(bytes))
            .map_err(|source| ModelStoreError::Write { path, source })
    };
    let keep = |name: &str, bytes: &[u8]| write(name, bytes).map(|()| (name.to_owned(), FileDigest::of(bytes)));
    let parts = &model.parts;
    let ((films, arrays), index) = rayon::join(
        || {
            let arrays = || {
                let vocabulary = (VOCABULARY, vocabulary_bytes(&parts.vocabulary));
                let ranking = (RANKING, ranking_bytes(&parts.prior, &parts.background));
                [vocabulary, (MATRIX, matrix_bytes(&parts.matrix)), ranking].map(|(name, bytes)| keep(name, &bytes))
            };
            rayon::join(|| write_films(model, &folder.join(FILMS)), arrays)
        },
        || keep(SEARCH, &model.search.to_bytes()),
    );
    let mut files = BTreeMap::from([(FILMS.to_owned(), films?)]);
    let map = model.map.get().map(|map| keep(MAP, &map.to_bytes()));
    for array in arrays.into_iter().chain([index]).chain(map) {
        files.extend([array?]);
    }
    let mut manifest = Manifest {
        format: FORMAT,
        version: parts.version.clone(),
        matinee: env!("CARGO_PKG_VERSION").to_owned(),
        params: model.params.clone(),
        films: model.films.len(),
        terms: parts.vocabulary.len(),
        entries: parts.matrix.entries(),
        files,
        checksum: String::new(),
    };
    manifest.checksum = manifest.own_checksum();
    write(MANIFEST, &manifest.to_bytes())?;
    Ok(manifest)
}

fn write_films(model: &Model, path: &Path) -> Result<FileDigest, ModelStoreError> {
    matinee_catalogue::write(path, model.films())
        .map_err(|e| ModelStoreError::Write { path: path.to_owned(), source: e.into_source() })?;
    let bytes = fs::read(path).map_err(|source| ModelStoreError::Read { path: path.to_owned(), source })?;
    Ok(FileDigest::of(&bytes))
}

/// All finished versions, in alphabetical order.
///
/// # Errors
/// The folder cannot be read.
pub fn versions(models: &Path) -> Result<Vec<Manifest>, ModelStoreError> {
    let mut found: Vec<Manifest> = folders(models)?.iter().filter_map(|name| manifest(models, name).ok()).collect();
    found.sort_by(|a, b| a.version.cmp(&b.version));
    Ok(found)
}

/// The names of all versions that have a manifest, whatever is in it, in alphabetical order.
///
/// # Errors
/// The folder cannot be read.
pub fn names(models: &Path) -> Result<Vec<String>, ModelStoreError> {
    let mut names = folders(models)?;
    names.retain(|name| is_version(name) && models.join(name).join(MANIFEST).exists());
    names.sort_unstable();
    Ok(names)
}

/// Removes a version: the manifest first, so that it is unfinished and not damaged if removing the rest fails.
///
/// # Errors
/// A file cannot be removed.
pub fn remove(models: &Path, version: &str) -> Result<(), ModelStoreError> {
    let folder = models.join(version);
    if !is_version(version) {
        return Err(ModelStoreError::Unfinished(folder));
    }
    let manifest = folder.join(MANIFEST);
    let gone = if manifest.exists() { fs::remove_file(&manifest) } else { Ok(()) };
    gone.and_then(|()| fs::remove_dir_all(&folder)).map_err(|source| ModelStoreError::Write { path: folder, source })
}

/// When a version was last written, or found to be up to date by training.
pub fn written(models: &Path, version: &str) -> Option<SystemTime> {
    written_at(&models.join(version).join(MANIFEST))
}

/// Notes that training has found a version to be up to date: it counts as written now.
///
/// # Errors
/// The manifest's time cannot be set.
pub fn confirm(models: &Path, version: &str) -> Result<(), ModelStoreError> {
    let path = models.join(version).join(MANIFEST);
    let set = |file: fs::File| file.set_modified(SystemTime::now());
    let opened = fs::File::options().append(true).open(&path);
    opened.and_then(set).map_err(|source| ModelStoreError::Write { path, source })
}

fn written_at(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}

/// Whether this may be a version's name: letters and digits. A name in `current` must not lead out of the folder.
pub fn is_version(name: &str) -> bool {
    (1..=MAX_VERSION_CHARS).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The names of the folders in a folder; empty if there is no such folder. A link that leads nowhere, to a disk that is not
/// mounted perhaps, is an error.
fn folders(models: &Path) -> Result<Vec<String>, ModelStoreError> {
    let entries = match fs::read_dir(models) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(models).is_err() => return Ok(Vec::new()),
        Err(source) => return Err(ModelStoreError::Read { path: models.to_owned(), source }),
    };
    let of_folder = |entry: io::Result<fs::DirEntry>| {
        let entry = entry.ok()?;
        entry.file_type().ok()?.is_dir().then(|| entry.file_name().into_string().ok())?
    };
    Ok(entries.filter_map(of_folder).collect())
}

/// Loads the current model.
///
/// # Errors
/// There is none, or it is unfinished, of another format or damaged.
pub fn load_current(models: &Path) -> Result<Model, ModelStoreError> {
    match find_current(models)? {
        CurrentModel::Named(version) => load(models, &version),
        CurrentModel::Lost(why) => Err(ModelStoreError::Lost { models: models.to_owned(), why }),
        CurrentModel::Nothing => Err(ModelStoreError::NoModel(models.to_owned())),
    }
}

/// Loads a version, checking every file against its manifest.
///
/// # Errors
/// It is unfinished, of another format or damaged.
pub fn load(models: &Path, version: &str) -> Result<Model, ModelStoreError> {
    let manifest = manifest(models, version)?;
    let folder = models.join(version);
    let (films, (vocabulary, arrays, (search, map))) = rayon::join(
        || load_films(&folder, &manifest).map(|films| (TitleIndex::new(films.films()), films)),
        || {
            let indexes = (load_search(&folder, &manifest), load_map(&folder, &manifest));
            (load_vocabulary(&folder, &manifest), load_arrays(&folder, &manifest), indexes)
        },
    );
    let ((titles, films), vocabulary, (matrix, ranking)) = (films?, vocabulary?, arrays?);
    let (search, map) = (search?, map?);
    let rows = films.len();
    let fits = matrix.rows() == rows
        && matrix.width() == vocabulary.len()
        && ranking.prior.len() == rows
        && ranking.prior.iter().all(|p| p.is_finite())
        && ranking.background.iter().all(|&row| (row as usize) < rows);
    if !fits {
        return Err(ModelStoreError::Damaged { path: folder, why: "its files do not belong together".to_owned() });
    }
    let (Ranking { prior, background }, version) = (ranking, manifest.version);
    let parts = ModelParts { vocabulary, matrix, prior, titles, background, version };
    let mut model = Model::new(films, manifest.params, parts, search);
    model.saved = fs::metadata(folder.join(MANIFEST)).and_then(|file| file.modified()).ok();
    model.map = map.map(OnceLock::from).unwrap_or_default();
    Ok(model)
}

/// Reads a file and checks it against the manifest.
fn checked(folder: &Path, manifest: &Manifest, name: &str) -> Result<Vec<u8>, ModelStoreError> {
    let path = folder.join(name);
    let digest = manifest.files.get(name);
    // Of a longer file no more is read than shows that it is another.
    let bytes = match file::read(&path, digest.map_or(0, |digest| digest.bytes)) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            return Err(ModelStoreError::Damaged { path, why: "the file is missing".to_owned() });
        }
        Err(source) => return Err(ModelStoreError::Read { path, source }),
    };
    if digest == Some(&FileDigest::of(&bytes)) {
        Ok(bytes)
    } else {
        Err(ModelStoreError::Damaged { path, why: "it is not the file that was written".to_owned() })
    }
}

fn load_films(folder: &Path, manifest: &Manifest) -> Result<Catalogue, ModelStoreError> {
    checked(folder, manifest, FILMS)?;
    let path = folder.join(FILMS);
    Catalogue::read(&path).map_err(|e| ModelStoreError::Damaged { path, why: e.to_string() })
}

fn load_vocabulary(folder: &Path, manifest: &Manifest) -> Result<Vocabulary, ModelStoreError> {
    let bytes = checked(folder, manifest, VOCABULARY)?;
    format::vocabulary_from(&bytes).map_err(|why| ModelStoreError::Damaged { path: folder.join(VOCABULARY), why })
}

fn load_search(folder: &Path, manifest: &Manifest) -> Result<SearchIndex, ModelStoreError> {
    let bytes = checked(folder, manifest, SEARCH)?;
    SearchIndex::from_bytes(&bytes, manifest.films, manifest.params.analyzer())
        .map_err(|why| ModelStoreError::Damaged { path: folder.join(SEARCH), why })
}

/// The map, if the model was saved with one.
fn load_map(folder: &Path, manifest: &Manifest) -> Result<Option<FilmMap>, ModelStoreError> {
    if !manifest.files.contains_key(MAP) {
        return Ok(None);
    }
    let map = FilmMap::from_bytes(&checked(folder, manifest, MAP)?, manifest.films);
    map.map(Some).map_err(|why| ModelStoreError::Damaged { path: folder.join(MAP), why })
}

fn load_arrays(folder: &Path, manifest: &Manifest) -> Result<(Csr, Ranking), ModelStoreError> {
    let matrix = format::matrix_from(&checked(folder, manifest, MATRIX)?)
        .map_err(|why| ModelStoreError::Damaged { path: folder.join(MATRIX), why })?;
    let ranking = format::ranking_from(&checked(folder, manifest, RANKING)?)
        .map_err(|why| ModelStoreError::Damaged { path: folder.join(RANKING), why })?;
    Ok((matrix, ranking))
}
