//! Models on disk: `models/<version>/`, a folder a version, and `models/current`, the name of the one in use.
//!
//! | file | what is in it |
//! | --- | --- |
//! | `movies.jsonl.zst` | the films, by row: a catalogue file like any other |
//! | `vocabulary.bin` | the terms, by column: [`Term`]s in postcard's form |
//! | `matrix.bin` | `MATINEE1`, then as little-endian u64: rows, columns, entries; then the row starts (u64), columns (u32), values (f32) |
//! | `ranking.bin` | the prior (f32 a row) and the background rows, in postcard's form |
//! | `search.bin` | the index of titles, people and words: the files of a tantivy index, packed as `search/pack.rs` says |
//! | `map.bin` | each film's place on the plane and the plane's regions, in postcard's form; left out where it was not laid out before saving |
//! | `manifest.json` | format, version, parameters, counts, and the SHA-256 of each file; renamed in last: a version without one does not exist |
//!
//! The same films and parameters give the same bytes in every file.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use matinee_catalogue::{Catalogue, Film, TitleIndex, atomic_file};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::map::FilmMap;
use crate::search::SearchIndex;
use crate::train::Learnt;
use crate::vocabulary::{Term, Vocabulary};
use crate::{Csr, Model, Params};

#[cfg(target_endian = "big")]
compile_error!("model files are little-endian and read in place");

/// The form of the files and what stands in them. A change to any of them changes it, as one to how terms are told apart does.
pub const FORMAT: u32 = 4;
const MAGIC: &[u8; 8] = b"MATINEE1";
const MANIFEST: &str = "manifest.json";
const FILMS: &str = "movies.jsonl.zst";
const VOCABULARY: &str = "vocabulary.bin";
const MATRIX: &str = "matrix.bin";
const RANKING: &str = "ranking.bin";
const SEARCH: &str = "search.bin";
const MAP: &str = "map.bin";
const CURRENT: &str = "current";

/// What a version's folder says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// See [`FORMAT`].
    pub format: u32,
    /// The model's version.
    pub version: String,
    /// The Matinee that trained it.
    pub matinee: String,
    /// What it was trained with.
    pub params: Params,
    /// How many films.
    pub films: usize,
    /// How many terms.
    pub terms: usize,
    /// How many entries the matrix has.
    pub entries: usize,
    /// Each file's length and digest.
    pub files: BTreeMap<String, FileDigest>,
}

/// A file's length in bytes and SHA-256 in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    /// Length in bytes.
    pub bytes: u64,
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
}

/// Why a model could not be saved or loaded. Each message says what to run.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no model there.
    #[error("no model in {}: run `matinee train` first", .0.display())]
    NoModel(PathBuf),
    /// No such version, or one whose training was cut off.
    #[error("{} is not a finished model: run `matinee train`", .0.display())]
    Unfinished(PathBuf),
    /// Made by another Matinee.
    #[error("{} was written in format {found}, this matinee reads format {FORMAT}: run `matinee train` again", path.display())]
    Format {
        /// The manifest.
        path: PathBuf,
        /// The format it names.
        found: u32,
    },
    /// A file is not what it was when it was written.
    #[error("{} is damaged ({why}): run `matinee train` again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        why: String,
    },
    /// Reading failed.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// Writing failed; versions that were there are untouched.
    #[error("cannot write {}: {source}; the models that were there are untouched", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
}

#[derive(Serialize, Deserialize)]
struct Ranking {
    prior: Vec<f32>,
    background: Vec<u32>,
}

/// The digest of all a model holds, shortened to its version.
pub(crate) fn fingerprint(
    params: &Params,
    films: &[Film],
    vocabulary: &Vocabulary,
    matrix: &Csr,
    prior: &[f32],
    background: &[u32],
) -> String {
    let mut hash = Sha256::new();
    hash.update(FORMAT.to_le_bytes());
    hash.update(serde_json::to_vec(params).expect("parameters are plain data"));
    for films in films.chunks(1024) {
        let films: Vec<Vec<u8>> =
            films.par_iter().map(|film| serde_json::to_vec(film).expect("films are plain data")).collect();
        for film in films {
            hash.update(film);
        }
    }
    hash.update(vocabulary_bytes(vocabulary));
    hash.update(matrix_bytes(matrix));
    hash.update(ranking_bytes(prior, background));
    hex(&hash.finalize())[..12].to_owned()
}

fn hex(digest: &[u8]) -> String {
    use std::fmt::Write as _;
    digest.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn vocabulary_bytes(vocabulary: &Vocabulary) -> Vec<u8> {
    postcard::to_stdvec(vocabulary.terms()).expect("terms are plain data")
}

fn ranking_bytes(prior: &[f32], background: &[u32]) -> Vec<u8> {
    let ranking = Ranking { prior: prior.to_vec(), background: background.to_vec() };
    postcard::to_stdvec(&ranking).expect("numbers are plain data")
}

fn matrix_bytes(matrix: &Csr) -> Vec<u8> {
    let (starts, columns, values) = matrix.parts();
    let mut bytes = Vec::with_capacity(32 + starts.len() * 8 + columns.len() * 8);
    bytes.extend_from_slice(MAGIC);
    for number in [matrix.rows(), matrix.width(), matrix.entries()] {
        bytes.extend_from_slice(&(number as u64).to_le_bytes());
    }
    bytes.extend_from_slice(bytemuck::cast_slice(starts));
    bytes.extend_from_slice(bytemuck::cast_slice(columns));
    bytes.extend_from_slice(bytemuck::cast_slice(values));
    bytes
}

/// Writes a model into `models/<version>/` and makes it the current one. Its map is kept if it was laid out: ask for [`Model::map`] before.
///
/// # Errors
/// The folder cannot be written or the disk is full; models that were there are untouched.
pub fn save(model: &Model, models: &Path) -> Result<Manifest, StoreError> {
    let folder = models.join(&model.version);
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        atomic_file::write::<io::Error>(&path, |file| file.write_all(bytes))
            .map_err(|source| StoreError::Write { path, source })
    };
    let keep = |name: &str, bytes: &[u8]| write(name, bytes).map(|()| (name.to_owned(), digest(bytes)));
    let ((films, arrays), index) = rayon::join(
        || {
            let arrays = || {
                let vocabulary = (VOCABULARY, vocabulary_bytes(&model.vocabulary));
                let ranking = (RANKING, ranking_bytes(&model.prior, &model.background));
                [vocabulary, (MATRIX, matrix_bytes(&model.matrix)), ranking].map(|(name, bytes)| keep(name, &bytes))
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
    let manifest = Manifest {
        format: FORMAT,
        version: model.version.clone(),
        matinee: env!("CARGO_PKG_VERSION").to_owned(),
        params: model.params.clone(),
        films: model.films.len(),
        terms: model.vocabulary.len(),
        entries: model.matrix.entries(),
        files,
    };
    let mut text = serde_json::to_vec_pretty(&manifest).expect("a manifest is plain data");
    text.push(b'\n');
    write(MANIFEST, &text)?;
    set_current(models, &model.version)?;
    Ok(manifest)
}

fn write_films(model: &Model, path: &Path) -> Result<FileDigest, StoreError> {
    let unwritten = |e| StoreError::Write { path: path.to_owned(), source: io::Error::other(e) };
    matinee_catalogue::write(path, model.films()).map_err(unwritten)?;
    let bytes = fs::read(path).map_err(|source| StoreError::Read { path: path.to_owned(), source })?;
    Ok(digest(&bytes))
}

fn digest(bytes: &[u8]) -> FileDigest {
    FileDigest { bytes: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) }
}

/// Makes a finished version the current one.
///
/// # Errors
/// There is no such finished version, or the folder cannot be written.
pub fn set_current(models: &Path, version: &str) -> Result<(), StoreError> {
    manifest(models, version)?;
    let path = models.join(CURRENT);
    atomic_file::write::<io::Error>(&path, |file| writeln!(file, "{version}"))
        .map_err(|source| StoreError::Write { path, source })
}

/// The name of the current version, `None` if nothing was trained there yet.
///
/// # Errors
/// The file that names it cannot be read.
pub fn current(models: &Path) -> Result<Option<String>, StoreError> {
    let path = models.join(CURRENT);
    match fs::read_to_string(&path) {
        Ok(name) => Ok(Some(name.trim().to_owned())),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(StoreError::Read { path, source }),
    }
}

/// All finished versions, in alphabetical order.
///
/// # Errors
/// The folder cannot be read.
pub fn versions(models: &Path) -> Result<Vec<Manifest>, StoreError> {
    let mut found: Vec<Manifest> = folders(models)?.iter().filter_map(|name| manifest(models, name).ok()).collect();
    found.sort_by(|a, b| a.version.cmp(&b.version));
    Ok(found)
}

/// Removes versions, of any format, but the current one and the newest `keep` of the others; what a training left unfinished a day ago goes
/// too. Which were removed, in alphabetical order.
///
/// # Errors
/// A folder cannot be read or removed.
pub fn prune(models: &Path, keep: usize) -> Result<Vec<String>, StoreError> {
    const UNFINISHED_FOR: Duration = Duration::from_secs(24 * 60 * 60);
    let current = current(models)?;
    let written = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let (mut finished, mut removed) = (Vec::new(), Vec::new());
    for name in folders(models)?.into_iter().filter(|name| is_version(name) && Some(name) != current.as_ref()) {
        let folder = models.join(&name);
        if let Some(time) = written(&folder.join(MANIFEST)) {
            finished.push((time, name));
        } else if written(&folder).and_then(|time| time.elapsed().ok()).is_some_and(|age| age > UNFINISHED_FOR) {
            removed.push(name);
        }
    }
    finished.sort_unstable_by(|a, b| b.cmp(a));
    removed.extend(finished.into_iter().skip(keep).map(|(_, name)| name));
    removed.sort_unstable();
    for folder in removed.iter().map(|name| models.join(name)) {
        // Without its manifest a version does not exist, wherever the rest breaks off.
        let manifest = folder.join(MANIFEST);
        let gone = if manifest.exists() { fs::remove_file(&manifest) } else { Ok(()) };
        gone.and_then(|()| fs::remove_dir_all(&folder)).map_err(|source| StoreError::Write { path: folder, source })?;
    }
    Ok(removed)
}

/// Whether this is a version's name. What stands in `current` must not lead elsewhere.
fn is_version(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The names of the folders in a folder; none if there is no such folder.
fn folders(models: &Path) -> Result<Vec<String>, StoreError> {
    let entries = match fs::read_dir(models) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(StoreError::Read { path: models.to_owned(), source }),
    };
    let of_folder = |entry: io::Result<fs::DirEntry>| {
        let entry = entry.ok()?;
        entry.file_type().ok()?.is_dir().then(|| entry.file_name().into_string().ok())?
    };
    Ok(entries.filter_map(of_folder).collect())
}

/// Reads a version's manifest.
///
/// # Errors
/// The version is unfinished, of another format or damaged.
pub fn manifest(models: &Path, version: &str) -> Result<Manifest, StoreError> {
    /// The one part of a manifest that every format has.
    #[derive(Deserialize)]
    struct Head {
        format: u32,
    }
    let folder = models.join(version);
    if !is_version(version) {
        return Err(StoreError::Unfinished(folder));
    }
    let path = folder.join(MANIFEST);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Err(StoreError::Unfinished(folder)),
        Err(source) => return Err(StoreError::Read { path, source }),
    };
    let damaged = |e: serde_json::Error| StoreError::Damaged { path: path.clone(), why: e.to_string() };
    let Head { format } = serde_json::from_slice(&text).map_err(damaged)?;
    if format != FORMAT {
        return Err(StoreError::Format { path, found: format });
    }
    serde_json::from_slice(&text).map_err(damaged)
}

/// Loads the current model.
///
/// # Errors
/// There is none, or it is unfinished, of another format or damaged.
pub fn load_current(models: &Path) -> Result<Model, StoreError> {
    let version = current(models)?.ok_or_else(|| StoreError::NoModel(models.to_owned()))?;
    load(models, &version)
}

/// Loads a version, checking every file against its manifest.
///
/// # Errors
/// It is unfinished, of another format or damaged.
pub fn load(models: &Path, version: &str) -> Result<Model, StoreError> {
    let manifest = manifest(models, version)?;
    let folder = models.join(version);
    let (films, (vocabulary, arrays, (search, map))) = rayon::join(
        || load_films(&folder, &manifest).map(|films| (TitleIndex::new(films.films()), films)),
        || {
            let kept = (load_search(&folder, &manifest), load_map(&folder, &manifest));
            (load_vocabulary(&folder, &manifest), load_arrays(&folder, &manifest), kept)
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
        return Err(StoreError::Damaged { path: folder, why: "its files do not belong together".to_owned() });
    }
    let (Ranking { prior, background }, version) = (ranking, manifest.version);
    let learnt = Learnt { vocabulary, matrix, prior, titles, background, version };
    let mut model = Model::of(films, manifest.params, learnt, search);
    model.saved = fs::metadata(folder.join(MANIFEST)).and_then(|file| file.modified()).ok();
    model.map = map.map(OnceLock::from).unwrap_or_default();
    Ok(model)
}

/// Reads a file and compares it with its manifest entry.
fn checked(folder: &Path, manifest: &Manifest, name: &str) -> Result<Vec<u8>, StoreError> {
    let path = folder.join(name);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            return Err(StoreError::Damaged { path, why: "the file is missing".to_owned() });
        }
        Err(source) => return Err(StoreError::Read { path, source }),
    };
    if manifest.files.get(name) == Some(&digest(&bytes)) {
        Ok(bytes)
    } else {
        Err(StoreError::Damaged { path, why: "it is not the file that was written".to_owned() })
    }
}

fn load_films(folder: &Path, manifest: &Manifest) -> Result<Catalogue, StoreError> {
    checked(folder, manifest, FILMS)?;
    let path = folder.join(FILMS);
    Catalogue::read(&path).map_err(|e| StoreError::Damaged { path, why: e.to_string() })
}

fn load_vocabulary(folder: &Path, manifest: &Manifest) -> Result<Vocabulary, StoreError> {
    let bytes = checked(folder, manifest, VOCABULARY)?;
    let terms: Vec<Term> = postcard::from_bytes(&bytes)
        .map_err(|e| StoreError::Damaged { path: folder.join(VOCABULARY), why: e.to_string() })?;
    Ok(Vocabulary::new(terms))
}

fn load_search(folder: &Path, manifest: &Manifest) -> Result<SearchIndex, StoreError> {
    let bytes = checked(folder, manifest, SEARCH)?;
    SearchIndex::from_bytes(&bytes, manifest.films)
        .map_err(|why| StoreError::Damaged { path: folder.join(SEARCH), why })
}

/// The map, where the model was saved with one.
fn load_map(folder: &Path, manifest: &Manifest) -> Result<Option<FilmMap>, StoreError> {
    if !manifest.files.contains_key(MAP) {
        return Ok(None);
    }
    let map = FilmMap::from_bytes(&checked(folder, manifest, MAP)?, manifest.films);
    map.map(Some).map_err(|why| StoreError::Damaged { path: folder.join(MAP), why })
}

fn load_arrays(folder: &Path, manifest: &Manifest) -> Result<(Csr, Ranking), StoreError> {
    let matrix = matrix_from(&checked(folder, manifest, MATRIX)?)
        .map_err(|why| StoreError::Damaged { path: folder.join(MATRIX), why })?;
    let ranking = postcard::from_bytes(&checked(folder, manifest, RANKING)?)
        .map_err(|e| StoreError::Damaged { path: folder.join(RANKING), why: e.to_string() })?;
    Ok((matrix, ranking))
}

fn matrix_from(bytes: &[u8]) -> Result<Csr, String> {
    let short = || "it is too short".to_owned();
    let head = bytes.get(..32).ok_or_else(short)?;
    if &head[..8] != MAGIC {
        return Err("it does not begin as a matrix".to_owned());
    }
    let number = |i: usize| u64::from_le_bytes(head[i..i + 8].try_into().expect("eight bytes")) as usize;
    let (rows, width, entries) = (number(8), number(16), number(24));
    let after_starts =
        rows.checked_add(1).and_then(|n| n.checked_mul(8)).and_then(|n| n.checked_add(32)).ok_or_else(short)?;
    let after_columns = entries.checked_mul(4).and_then(|n| n.checked_add(after_starts)).ok_or_else(short)?;
    let starts = bytes.get(32..after_starts).ok_or_else(short)?;
    let columns = bytes.get(after_starts..after_columns).ok_or_else(short)?;
    let values = &bytes[after_columns..];
    let width = u32::try_from(width).map_err(|_| "it is too wide".to_owned())?;
    if values.len() != entries * 4 {
        return Err(short());
    }
    Csr::from_parts(
        bytemuck::pod_collect_to_vec(starts),
        bytemuck::pod_collect_to_vec(columns),
        bytemuck::pod_collect_to_vec(values),
        width,
    )
    .map_err(|e| e.to_string())
}
