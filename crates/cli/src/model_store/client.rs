//! A folder in an object store: small files, long files, uploads. Only this file and `fault.rs` know the library.

use std::fs::File;
use std::future::Future;
use std::io::{self, Read as _};
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context as _, Result};
use futures_util::StreamExt as _;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::gcp::{GoogleCloudStorageBuilder, GoogleConfigKey};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ClientConfigKey, Error as LibraryError, GetOptions, ObjectStore, ObjectStoreExt as _, RetryConfig};
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

use super::address::StoreAddress;
use super::fault::StoreFault;
use super::limits::{
    ASK_TIMEOUT, CONNECT_TIMEOUT, MAX_LISTED, PART_BYTES, RETRIES, RETRY_FOR, STALL, TRANSFER_TIMEOUT,
};

/// A folder in an object store, with the credentials and the endpoint that the environment names.
pub(crate) struct StoreClient {
    store: Box<dyn ObjectStore>,
    folder: Key,
    runtime: Runtime,
}

/// A small file as it was read.
pub(super) struct SmallFile {
    /// One byte more than was asked for at most.
    pub(super) bytes: Vec<u8>,
    /// By which the store can say that it is still the same.
    pub(super) etag: Option<String>,
}

/// What a store says of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileInfo {
    pub(super) bytes: u64,
    pub(super) etag: Option<String>,
    pub(super) modified: SystemTime,
}

/// A file of a store's folder.
#[derive(Debug, Clone)]
pub(super) struct ListedFile {
    /// Below the folder: `73e39675f0d1/matrix.bin`.
    pub(super) name: String,
    pub(super) modified: SystemTime,
}

/// One of the three clouds, with our time limits.
macro_rules! cloud {
    ($builder:ty, $key:ident, $url:expr) => {{
        let builder = <$builder>::from_env().with_url($url.as_str()).with_retry(retries());
        let with =
            |builder: $builder, (key, value): (ClientConfigKey, String)| builder.with_config($key::Client(key), value);
        Box::new(time_limits().into_iter().fold(builder, with).build()?)
    }};
}

impl StoreClient {
    /// Makes ready to ask; nothing is asked yet.
    pub(crate) fn open(address: &StoreAddress) -> Result<Self> {
        // Fails where it is installed already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let store = Self::library_store(address).map_err(|error| StoreFault::of_settings(&error));
        let store = store.with_context(|| format!("cannot use {address}"))?;
        let folder = Key::from_url_path(address.url().path())
            .ok()
            .with_context(|| format!("cannot use {address}: its path is none that a store can have"))?;
        Ok(Self { store, folder, runtime: Builder::new_current_thread().enable_all().build()? })
    }

    fn library_store(address: &StoreAddress) -> Result<Box<dyn ObjectStore>, LibraryError> {
        let url = address.url();
        Ok(match url.scheme() {
            "s3" => cloud!(AmazonS3Builder, AmazonS3ConfigKey, url),
            "gs" => cloud!(GoogleCloudStorageBuilder, GoogleConfigKey, url),
            "az" => cloud!(MicrosoftAzureBuilder, AzureConfigKey, url),
            _ => Box::new(LocalFileSystem::new().with_fsync(true)),
        })
    }

    fn key(&self, name: &str) -> Key {
        name.split('/').fold(self.folder.clone(), Key::join)
    }

    /// Waits for an answer, at most so long.
    fn ask<T>(&self, answer: impl Future<Output = Result<T, LibraryError>>) -> Result<T, LibraryError> {
        let late = || LibraryError::Generic { store: "store", source: "it did not answer in time".into() };
        self.runtime.block_on(async { timeout(ASK_TIMEOUT, answer).await.unwrap_or_else(|_| Err(late())) })
    }

    /// Reads a small file: `most` bytes of it and one more. `None` if it is still the one of that entity tag.
    pub(super) fn small(&self, name: &str, most: u64, known: Option<&str>) -> Result<Option<SmallFile>, StoreFault> {
        let options = GetOptions { if_none_match: known.map(str::to_owned), ..GetOptions::default() };
        let reading = async {
            let found = self.store.get_opts(&self.key(name), options).await?;
            let etag = found.meta.e_tag.clone();
            let (mut bytes, mut pieces) = (Vec::new(), found.into_stream());
            while bytes.len() as u64 <= most
                && let Some(piece) = pieces.next().await
            {
                bytes.extend_from_slice(&piece?);
            }
            bytes.truncate(most as usize + 1);
            Ok(SmallFile { bytes, etag })
        };
        match self.ask(reading) {
            Ok(file) => Ok(Some(file)),
            Err(LibraryError::NotModified { .. }) => Ok(None),
            Err(error) => Err(StoreFault::of(&error)),
        }
    }

    /// What the store says of a file; `None` if it is not there.
    pub(super) fn info(&self, name: &str) -> Result<Option<FileInfo>, StoreFault> {
        match self.ask(self.store.head(&self.key(name))) {
            Ok(meta) => {
                let modified = SystemTime::from(meta.last_modified);
                Ok(Some(FileInfo { bytes: meta.size, etag: meta.e_tag, modified }))
            }
            Err(LibraryError::NotFound { .. }) => Ok(None),
            Err(error) => Err(StoreFault::of(&error)),
        }
    }

    /// All files in the folder and below it.
    pub(super) fn list(&self) -> Result<Vec<ListedFile>, StoreFault> {
        let mut listed = Vec::new();
        let listing = async {
            let mut entries = self.store.list(Some(&self.folder));
            while let Some(entry) = entries.next().await {
                let entry = entry.map_err(|error| StoreFault::of(&error))?;
                let Some(below) = entry.location.prefix_match(&self.folder) else { continue };
                let name = below.map(|part| part.as_ref().to_owned()).collect::<Vec<_>>().join("/");
                listed.push(ListedFile { name, modified: entry.last_modified.into() });
                if listed.len() > MAX_LISTED {
                    let why = format!("there are more than {MAX_LISTED} files: keep models in a folder of their own");
                    return Err(StoreFault::Refused { version: String::new(), why });
                }
            }
            Ok(())
        };
        self.transfer(listing)?;
        Ok(listed)
    }

    /// Removes a file; one that is gone already is no error.
    pub(super) fn delete(&self, name: &str) -> Result<(), StoreFault> {
        match self.ask(self.store.delete(&self.key(name))) {
            Ok(()) | Err(LibraryError::NotFound { .. }) => Ok(()),
            Err(error) => Err(StoreFault::of(&error)),
        }
    }

    /// Reads a file piece by piece until `take` returns an error.
    pub(super) fn read(
        &self,
        name: &str,
        mut take: impl FnMut(&[u8]) -> Result<(), StoreFault>,
    ) -> Result<(), StoreFault> {
        let library = |error: LibraryError| StoreFault::of(&error);
        let reading = async {
            let found = self.store.get_opts(&self.key(name), GetOptions::default()).await.map_err(library)?;
            let mut pieces = found.into_stream();
            while let Some(piece) = pieces.next().await {
                take(&piece.map_err(library)?)?;
            }
            Ok(())
        };
        self.transfer(reading)
    }

    /// Writes a small file.
    pub(super) fn put(&self, name: &str, bytes: Vec<u8>) -> Result<(), StoreFault> {
        self.ask(self.store.put(&self.key(name), bytes.into())).map(drop).map_err(|error| StoreFault::of(&error))
    }

    /// Uploads a file in parts. It is there as a whole or not at all.
    pub(super) fn put_file(&self, name: &str, path: &Path) -> Result<(), StoreFault> {
        let mut file = File::open(path)?;
        let key = self.key(name);
        let library = |error: LibraryError| StoreFault::of(&error);
        self.transfer(async {
            let first = part(&mut file)?;
            if first.len() < PART_BYTES {
                return self.store.put(&key, first.into()).await.map(drop).map_err(library);
            }
            let mut upload = self.store.put_multipart(&key).await.map_err(library)?;
            let sending = async {
                let mut next = first;
                while !next.is_empty() {
                    upload.put_part(next.into()).await.map_err(library)?;
                    next = part(&mut file)?;
                }
                upload.complete().await.map(drop).map_err(library)
            };
            let sent = sending.await;
            if sent.is_err() {
                // Parts of an upload that never ends are kept, and paid for.
                let _ = upload.abort().await;
            }
            sent
        })
    }

    fn transfer(&self, work: impl Future<Output = Result<(), StoreFault>>) -> Result<(), StoreFault> {
        let late = || StoreFault::Silent("the transfer took too long".to_owned());
        self.runtime.block_on(async { timeout(TRANSFER_TIMEOUT, work).await.unwrap_or_else(|_| Err(late())) })
    }
}

/// The next part of a file; empty at its end.
fn part(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(PART_BYTES);
    file.take(PART_BYTES as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn retries() -> RetryConfig {
    RetryConfig { max_retries: RETRIES, retry_timeout: RETRY_FOR, ..RetryConfig::default() }
}

fn time_limits() -> [(ClientConfigKey, String); 3] {
    let seconds = |time: std::time::Duration| format!("{} seconds", time.as_secs());
    [
        (ClientConfigKey::ConnectTimeout, seconds(CONNECT_TIMEOUT)),
        (ClientConfigKey::ReadTimeout, seconds(STALL)),
        (ClientConfigKey::Timeout, seconds(TRANSFER_TIMEOUT)),
    ]
}
