//! A version's `manifest.json`: read, and checked before anything in it is believed.

use std::io;
use std::path::Path;

use serde::Deserialize;

use super::{ModelStoreError, file, is_version};
use crate::format::{FILMS, FORMAT, MANIFEST, MAP, MATRIX, Manifest, RANKING, SEARCH, VOCABULARY};

/// A manifest may have this many bytes; ours have two thousand.
pub const MAX_MANIFEST_BYTES: u64 = 1 << 16;

/// Files that every model has.
const NEEDED: [&str; 5] = [FILMS, VOCABULARY, MATRIX, RANKING, SEARCH];

/// Why a manifest is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidManifest {
    /// Written by another release of Matinee.
    #[error("it was written in format {0}, this matinee reads format {FORMAT}")]
    Format(u32),
    /// It is not as it was written, not this version's, or names other files than a model has.
    #[error("it is damaged: {0}")]
    Damaged(String),
}

impl Manifest {
    /// Reads the bytes of a version's `manifest.json`. They may come from anywhere: every file that is named afterwards is
    /// one that a model has.
    ///
    /// # Errors
    /// It is of another format, not as it was written, or another version's.
    pub fn parse(text: &[u8], version: &str) -> Result<Self, InvalidManifest> {
        /// What the manifests of all formats have.
        #[derive(Deserialize)]
        struct AnyManifest {
            format: u32,
        }
        if text.len() as u64 > MAX_MANIFEST_BYTES {
            return Err(InvalidManifest::Damaged(format!("it has more than {MAX_MANIFEST_BYTES} bytes")));
        }
        let no_json = |e: serde_json::Error| InvalidManifest::Damaged(e.to_string());
        let AnyManifest { format } = serde_json::from_slice(text).map_err(no_json)?;
        if format != FORMAT {
            return Err(InvalidManifest::Format(format));
        }
        let manifest: Self = serde_json::from_slice(text).map_err(no_json)?;
        let damaged = |why: String| Err(InvalidManifest::Damaged(why));
        if manifest.checksum != manifest.own_checksum() || manifest.to_bytes() != text {
            return damaged("it is not the file that was written".to_owned());
        }
        if manifest.version != version {
            return damaged(format!("it is that of version {}", manifest.version));
        }
        if let Some(name) = manifest.files.keys().find(|name| **name != MAP && !NEEDED.contains(&name.as_str())) {
            return damaged(format!("it names a file that no model has, {name:?}"));
        }
        if let Some(name) = NEEDED.iter().find(|name| !manifest.files.contains_key(**name)) {
            return damaged(format!("it does not name {name}"));
        }
        Ok(manifest)
    }
}

/// Reads a version's manifest, and checks that it is as it was written, and this version's.
///
/// # Errors
/// The version is unfinished, of another format or damaged.
pub fn manifest(models: &Path, version: &str) -> Result<Manifest, ModelStoreError> {
    let folder = models.join(version);
    if !is_version(version) {
        return Err(ModelStoreError::Unfinished(folder));
    }
    let path = folder.join(MANIFEST);
    let text = match file::read(&path, MAX_MANIFEST_BYTES) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Err(ModelStoreError::Unfinished(folder)),
        Err(source) => return Err(ModelStoreError::Read { path, source }),
    };
    Manifest::parse(&text, version).map_err(|error| match error {
        InvalidManifest::Format(found) => ModelStoreError::Format { path, found },
        InvalidManifest::Damaged(why) => ModelStoreError::Damaged { path, why },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Model, Params, store};
    use matinee_catalogue::{Catalogue, starter};

    #[test]
    fn a_manifest_that_names_other_files_is_refused_though_its_checksum_is_right() {
        let folder = tempfile::tempdir().unwrap();
        let films = Catalogue::new(starter::catalogue().films()[..30].to_vec()).unwrap();
        let model = Model::train(films, &Params::default()).unwrap();
        let whole = store::write(&model, folder.path()).unwrap();
        assert_eq!(Manifest::parse(&whole.to_bytes(), &whole.version), Ok(whole.clone()));
        let refused = |change: &dyn Fn(&mut Manifest)| {
            let mut manifest = whole.clone();
            change(&mut manifest);
            manifest.checksum = manifest.own_checksum();
            Manifest::parse(&manifest.to_bytes(), &whole.version).unwrap_err().to_string()
        };
        let digest = whole.files[MATRIX].clone();
        for name in ["../../../etc/passwd", "/etc/passwd", "", MANIFEST, "current"] {
            let error = refused(&|manifest| drop(manifest.files.insert(name.to_owned(), digest.clone())));
            assert!(error.contains("no model has"), "{error}");
        }
        assert!(refused(&|manifest| drop(manifest.files.remove(SEARCH))).contains("does not name search.bin"));
        assert!(refused(&|manifest| manifest.version = "../x".to_owned()).contains("that of version ../x"));
        assert!(refused(&|manifest| manifest.format = 1).contains("format 1"));
    }
}
