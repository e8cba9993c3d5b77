//! A folder of models that is kept at what a store has: the current version is downloaded, checked and made the current one here.
//!
//! A version's files are checked against its manifest as they come, each is renamed into place once it is whole, and the
//! manifest comes last: a download that broke off is no model, and the next one goes on with the files that are whole.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use matinee_catalogue::atomic_file;
use matinee_features::store::{
    self, CurrentModel, FileDigest, FileDigester, MANIFEST, MAX_MANIFEST_BYTES, Manifest, ModelsLock,
};
use matinee_server::{RefusedModel, StoreHealth};

use super::client::{FileInfo, StoreClient};
use super::fault::StoreFault;
use super::limits::{KEPT_COPIES, MAX_MODEL_BYTES, MAX_POINTER_BYTES, REFUSED_RETRY};
use super::publish::CURRENT;
use crate::follow::StoreState;

/// Held by whoever changes the folder: servers on one machine may share it.
const LOCK: &str = "lock";

/// A folder of models that follows a store.
pub(crate) struct Replica {
    store: StoreClient,
    folder: PathBuf,
    every: Duration,
    asked: Option<Instant>,
    /// The current version as the store named it last, and the entity tag of that file.
    named: Option<(String, Option<String>)>,
    /// That version's manifest as it was read last.
    manifest: Option<RemoteManifest>,
    /// When a model was last refused.
    refused_at: Option<Instant>,
    /// When the files here were last checked because one was damaged.
    mended: Option<Instant>,
    state: StoreState,
}

/// A manifest in the store.
struct RemoteManifest {
    version: String,
    info: FileInfo,
    bytes: Vec<u8>,
}

impl Replica {
    /// Keeps `folder` at what `store` has, by asking it every so often.
    pub(crate) fn new(store: StoreClient, folder: PathBuf, every: Duration) -> Self {
        let state = StoreState { refused: None, health: StoreHealth::default() };
        Self { store, folder, every, asked: None, named: None, manifest: None, refused_at: None, mended: None, state }
    }

    /// Only asks which version is the current one, so that what is wrong with the store is known.
    ///
    /// # Errors
    /// The store does not answer, refuses, or has no model.
    pub(crate) fn ask(&mut self) -> Result<(), StoreFault> {
        let asked = self.named_version().map(drop);
        self.note(asked.as_ref().err());
        asked
    }

    /// Brings the folder up to date at once.
    ///
    /// # Errors
    /// As [`ask`](Self::ask), or the model is refused, or it cannot be stored here.
    pub(crate) fn bring(&mut self) -> Result<(), StoreFault> {
        let brought = self.bring_current(true);
        self.note(brought.as_ref().err());
        brought
    }

    /// How it stands.
    pub(crate) fn state(&self) -> StoreState {
        self.state.clone()
    }

    /// Brings the folder up to date if it is time to. `is_damaged` says that the current version here is.
    pub(crate) fn refill(&mut self, is_damaged: bool) -> StoreState {
        if self.asked.is_none_or(|asked| asked.elapsed() >= self.every) {
            let may_mend = self.mended.is_none_or(|mended| mended.elapsed() >= REFUSED_RETRY);
            if is_damaged && may_mend {
                self.mended = Some(Instant::now());
            }
            let brought = self.bring_current(is_damaged && may_mend);
            self.asked = Some(Instant::now());
            self.note(brought.as_ref().err());
        }
        self.state()
    }

    fn note(&mut self, fault: Option<&StoreFault>) {
        let refused = |version: &str, why: String| Some(RefusedModel { model: version.to_owned(), why });
        let here = self.named.as_ref().map_or("", |(version, _)| version);
        match fault {
            Some(StoreFault::Refused { version, why }) => self.state.refused = refused(version, why.clone()),
            Some(StoreFault::Disk(error)) => {
                self.state.refused = refused(here, format!("it cannot be stored here: {error}"));
            }
            Some(StoreFault::Models(error)) => self.state.refused = refused(here, error.to_string()),
            // What was refused before is refused still, as far as is known.
            Some(fault) => {
                self.state.health.wrong = Some(fault.to_string());
                return;
            }
            None => self.state.refused = None,
        }
        let is_refused = self.state.refused.is_some();
        self.refused_at = if is_refused { self.refused_at.or_else(|| Some(Instant::now())) } else { None };
        self.state.health = StoreHealth { wrong: None, answered: Some(SystemTime::now()) };
    }

    fn bring_current(&mut self, is_damaged: bool) -> Result<(), StoreFault> {
        let version = self.named_version()?;
        let is_new = self.look_at_manifest(&version)?;
        let Some(remote) = &self.manifest else { return Ok(()) };
        let here = fs::read(self.folder.join(&version).join(MANIFEST)).ok();
        let is_current = matches!(store::find_current(&self.folder)?, CurrentModel::Named(name) if name == version);
        if is_current && !is_damaged && here.as_ref() == Some(&remote.bytes) {
            return Ok(self.keep_time(&version, remote.info.modified)?);
        }
        let is_known_bad = self.state.refused.as_ref().is_some_and(|refused| refused.model == version) && !is_new;
        if is_known_bad && self.refused_at.is_some_and(|at| at.elapsed() < REFUSED_RETRY) {
            let why = self.state.refused.as_ref().map(|refused| refused.why.clone()).unwrap_or_default();
            return Err(StoreFault::Refused { version, why });
        }
        self.refused_at = None;
        fs::create_dir_all(&self.folder)?;
        let lock = File::create(self.folder.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => {}
            // Another server on this machine is at it.
            Err(TryLockError::WouldBlock) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let taken = self.take(&version);
        let is_disk = matches!(taken, Err(StoreFault::Disk(_) | StoreFault::Models(_)));
        if is_disk && !self.folder.join(&version).join(MANIFEST).exists() {
            // What does not fit leaves nothing behind.
            let _ = fs::remove_dir_all(self.folder.join(&version));
        }
        taken
    }

    /// The version that the store names.
    fn named_version(&mut self) -> Result<String, StoreFault> {
        let etag = self.named.as_ref().and_then(|(_, etag)| etag.as_deref());
        let Some(file) = self.store.small(CURRENT, MAX_POINTER_BYTES, etag)? else {
            return Ok(self.named.as_ref().map(|(version, _)| version.clone()).unwrap_or_default());
        };
        let text = String::from_utf8_lossy(&file.bytes);
        let version = text.trim().to_owned();
        if !store::is_version(&version) {
            self.named = None;
            let said: String = version.chars().take(40).collect();
            let why = format!("the store's {CURRENT} names no version ({said:?}): `matinee models push` writes it");
            return Err(StoreFault::Refused { version: CURRENT.to_owned(), why });
        }
        self.named = Some((version.clone(), file.etag));
        Ok(version)
    }

    /// Reads the version's manifest if it was written since it was read last. Returns whether it was.
    fn look_at_manifest(&mut self, version: &str) -> Result<bool, StoreFault> {
        let name = format!("{version}/{MANIFEST}");
        let missing = || StoreFault::Refused {
            version: version.to_owned(),
            why: format!("{name} is not in the store: run `matinee models push` again"),
        };
        let info = self.store.info(&name)?.ok_or_else(missing)?;
        let is_known = |known: &RemoteManifest| known.version == version && known.info == info && info.etag.is_some();
        if self.manifest.as_ref().is_some_and(is_known) {
            return Ok(false);
        }
        let file = match self.store.small(&name, MAX_MANIFEST_BYTES, None) {
            Ok(file) => file.ok_or_else(missing)?,
            Err(StoreFault::Nothing(_)) => return Err(missing()),
            Err(fault) => return Err(fault),
        };
        self.manifest = Some(RemoteManifest { version: version.to_owned(), info, bytes: file.bytes });
        Ok(true)
    }

    /// Downloads what is missing of a version, and makes it the current one.
    fn take(&self, version: &str) -> Result<(), StoreFault> {
        let Some(remote) = &self.manifest else { return Ok(()) };
        let refused = |why: String| StoreFault::Refused { version: version.to_owned(), why };
        if remote.bytes.len() as u64 > MAX_MANIFEST_BYTES {
            return Err(refused(format!("its manifest has more than {MAX_MANIFEST_BYTES} bytes")));
        }
        let manifest = Manifest::parse(&remote.bytes, version)
            .map_err(|error| refused(format!("{version}/{MANIFEST} in the store cannot be used, {error}")))?;
        let bytes = manifest.files.values().fold(0, |sum: u64, file| sum.saturating_add(file.bytes));
        if bytes > MAX_MODEL_BYTES {
            return Err(refused(format!("it has {bytes} bytes, more than {MAX_MODEL_BYTES}")));
        }
        self.sweep(version, &manifest)?;
        for (name, digest) in &manifest.files {
            self.download(version, name, digest)?;
        }
        // Another server may keep its copies in the same folder.
        let lock = ModelsLock::take(&self.folder)?;
        let path = self.folder.join(version).join(MANIFEST);
        atomic_file::write::<io::Error>(&path, |file| file.write_all(&remote.bytes))?;
        self.keep_time(version, remote.info.modified)?;
        store::set_current(&self.folder, version)?;
        drop(lock);
        store::prune(&self.folder, KEPT_COPIES)?;
        Ok(())
    }

    /// Removes what downloads that broke off have left.
    fn sweep(&self, version: &str, manifest: &Manifest) -> io::Result<()> {
        let named = |name: &str| name == MANIFEST || manifest.files.contains_key(name);
        for entry in fs::read_dir(self.folder.join(version)).into_iter().flatten() {
            let entry = entry?;
            if !named(&entry.file_name().to_string_lossy()) {
                fs::remove_file(entry.path())?;
            }
        }
        for entry in fs::read_dir(&self.folder)? {
            let (path, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
            if path.is_dir() && name != *version && !path.join(MANIFEST).exists() {
                fs::remove_dir_all(path)?;
            }
        }
        Ok(())
    }

    fn download(&self, version: &str, name: &str, wanted: &FileDigest) -> Result<(), StoreFault> {
        let path = self.folder.join(version).join(name);
        if File::open(&path).is_ok_and(|file| digest_of(file).is_ok_and(|digest| digest == *wanted)) {
            return Ok(());
        }
        let refused = |why: &str| StoreFault::Refused {
            version: version.to_owned(),
            why: format!("{version}/{name} in the store {why}: run `matinee models push --again`"),
        };
        atomic_file::write(&path, |file| {
            let mut digester = FileDigester::default();
            let read = self.store.read(&format!("{version}/{name}"), |piece| {
                digester.update(piece);
                if digester.bytes() > wanted.bytes {
                    return Err(refused("is longer than its manifest says"));
                }
                Ok(file.write_all(piece)?)
            });
            match read {
                Err(StoreFault::Nothing(_)) => Err(refused("is missing")),
                Err(fault) => Err(fault),
                Ok(()) if digester.finish() == *wanted => Ok(()),
                Ok(()) => Err(refused("is not the file that was published")),
            }
        })
    }

    /// A copy is as old as what it is a copy of.
    fn keep_time(&self, version: &str, time: SystemTime) -> io::Result<()> {
        if store::written(&self.folder, version) == Some(time) {
            return Ok(());
        }
        File::options().append(true).open(self.folder.join(version).join(MANIFEST))?.set_modified(time)
    }
}

fn digest_of(mut file: File) -> io::Result<FileDigest> {
    let mut digester = FileDigester::default();
    io::copy(&mut file, &mut digester)?;
    Ok(digester.finish())
}
