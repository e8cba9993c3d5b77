//! `pages.db`: the crawl's state and every page as it was received, in SQLite (WAL).
//!
//! A page is `queued` until it is got, gone or failed. A run marks each page it has done. So a run that was killed
//! continues where it was, and the run after a finished one requests all pages again, if they have changed. A page's
//! body and its new state are written in one transaction.

mod frontier;
mod pages;
mod status;
mod turns;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use rusqlite::ffi::{SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_WRITE};
use rusqlite::{Connection, ErrorCode, OptionalExtension};

use crate::address::{PageTitle, Site};
use crate::fetch::Validators;
use crate::holder::Holder;
use crate::limits::{BUSY_PAUSE, DATABASE_TIMEOUT};

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS pages (
    title TEXT PRIMARY KEY, -- as PageTitle spells it
    kind TEXT NOT NULL,     -- list | film
    state TEXT NOT NULL,    -- queued | got | gone | failed
    reason TEXT,            -- why it failed
    tries INTEGER NOT NULL DEFAULT 0,
    run INTEGER NOT NULL DEFAULT 0, -- the last run that did this page
    body BLOB,              -- zstd
    last_modified TEXT,
    etag TEXT,
    checked INTEGER,        -- when the host last answered for it, milliseconds since 1970
    holder INTEGER          -- the process that has claimed it (see the module holder)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pages_by_run ON pages (kind, run, title);
CREATE INDEX IF NOT EXISTS pages_held ON pages (holder, kind) WHERE holder IS NOT NULL;
CREATE TABLE IF NOT EXISTS runs (run INTEGER PRIMARY KEY, finished INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS ids (title TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, article INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ids_by_article ON ids (article);
-- When any process may send the next request: the rate and Retry-After bind the next run too.
CREATE TABLE IF NOT EXISTS host (one INTEGER PRIMARY KEY CHECK (one = 1), next INTEGER NOT NULL);
INSERT OR IGNORE INTO host VALUES (1, 0);
-- Until when no request may start, reserved moments included: the host asked for a pause.
CREATE TABLE IF NOT EXISTS rest (one INTEGER PRIMARY KEY CHECK (one = 1), until INTEGER NOT NULL);
INSERT OR IGNORE INTO rest VALUES (1, 0);
CREATE TABLE IF NOT EXISTS site (one INTEGER PRIMARY KEY CHECK (one = 1), address TEXT NOT NULL);
-- How that site's pages are read; without a row, as a wiki's.
CREATE TABLE IF NOT EXISTS markup (one INTEGER PRIMARY KEY CHECK (one = 1), name TEXT NOT NULL);
PRAGMA user_version = 2;
";
const VERSION: i64 = 2;
/// What version 1 lacks.
const FROM_1: &str = "
ALTER TABLE pages ADD COLUMN checked INTEGER;
ALTER TABLE pages ADD COLUMN holder INTEGER;
ALTER TABLE ids ADD COLUMN article INTEGER;
";

/// The database could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum PageStoreError {
    /// An error of SQLite.
    #[error("{}: {source}", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: rusqlite::Error,
    },
    /// The disk is full.
    #[error("{} cannot grow: the disk is full or a quota is reached. Make room and run again; every page kept so far is safe", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The folder or a compressed page cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: std::io::Error,
    },
    /// The database belongs to another site.
    #[error("{} holds pages of {stored}, not of {wanted}: give each wiki its own --data folder", path.display())]
    OtherSite {
        /// The file.
        path: PathBuf,
        /// The site whose pages it has.
        stored: String,
        /// The site of this crawl.
        wanted: String,
    },
    /// Another version of Matinee made it.
    #[error("{} is of version {found}, this matinee reads version {VERSION}", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// The version it names.
        found: i64,
    },
}

/// What a page is to the crawl.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageKind {
    List,
    Film,
}

impl PageKind {
    fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Film => "film",
        }
    }
}

/// An open `pages.db`.
#[derive(Debug)]
pub struct PageStore {
    path: PathBuf,
    db: Connection,
    holder: Option<Holder>,
}

/// Milliseconds since 1970.
fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
}

impl PageStoreError {
    /// SQLite has an error code for a full disk, but reports a quota that is used up as an I/O error.
    fn of(path: &Path, source: rusqlite::Error) -> Self {
        let no_room = source.sqlite_error().is_some_and(|error| {
            error.code == rusqlite::ErrorCode::DiskFull
                || [SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE].contains(&error.extended_code)
        });
        let path = path.to_owned();
        if no_room { Self::Full { path } } else { Self::Database { path, source } }
    }
}

/// A page that this process has claimed, and the validators of its stored copy.
#[derive(Debug)]
pub(crate) struct Claim {
    pub(crate) title: PageTitle,
    pub(crate) known: Validators,
    pub(crate) tries: u32,
    /// Whether an earlier run stored it.
    pub(crate) is_stored: bool,
}

/// A stored page and the headers kept with it.
#[derive(Debug)]
pub(crate) struct Archived {
    pub(crate) body: Vec<u8>,
    pub(crate) last_modified: Option<String>,
    pub(crate) etag: Option<String>,
    /// Milliseconds since 1970.
    pub(crate) checked: i64,
}

impl PageStore {
    /// Opens a database, and makes it if there is none.
    ///
    /// # Errors
    /// It cannot be opened or written, or another version of Matinee made it.
    pub fn open(path: &Path) -> Result<Self, PageStoreError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|source| PageStoreError::Io { path: path.to_owned(), source })?;
        }
        let error = |source| PageStoreError::of(path, source);
        let db = Connection::open(path).map_err(error)?;
        db.busy_timeout(DATABASE_TIMEOUT).map_err(error)?;
        write_ahead(&db).map_err(error)?;
        let found: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(error)?;
        match found {
            0 | VERSION => {}
            1 => db.execute_batch(&format!("BEGIN;{FROM_1}PRAGMA user_version = {VERSION};COMMIT;")).map_err(error)?,
            _ => return Err(PageStoreError::Version { path: path.to_owned(), found }),
        }
        // Every change survives kill -9. A power cut may lose those since the last checkpoint, but leaves the file whole.
        db.pragma_update(None, "synchronous", "NORMAL").map_err(error)?;
        db.execute_batch(SCHEMA).map_err(error)?;
        Ok(Self { path: path.to_owned(), db, holder: None })
    }

    fn with_path<T>(&self, result: rusqlite::Result<T>) -> Result<T, PageStoreError> {
        result.map_err(|source| PageStoreError::of(&self.path, source))
    }

    /// Ties the database to a site at its first crawl.
    ///
    /// # Errors
    /// It belongs to another site.
    pub(crate) fn bind(&self, site: &Site) -> Result<(), PageStoreError> {
        self.with_path(self.db.execute("INSERT OR IGNORE INTO site VALUES (1, ?1)", [site.to_string()]))?;
        self.with_path(self.db.execute("INSERT OR IGNORE INTO markup VALUES (1, ?1)", [site.markup().to_string()]))?;
        match self.site()? {
            Some(stored) if stored != *site => Err(PageStoreError::OtherSite {
                path: self.path.clone(),
                stored: stored.to_string(),
                wanted: site.to_string(),
            }),
            _ => Ok(()),
        }
    }

    /// The site whose pages it has. `None` before the first crawl.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn site(&self) -> Result<Option<Site>, PageStoreError> {
        let address: Option<String> =
            self.with_path(self.db.query_row("SELECT address FROM site", [], |row| row.get(0)).optional())?;
        let markup: Option<String> =
            self.with_path(self.db.query_row("SELECT name FROM markup", [], |row| row.get(0)).optional())?;
        let markup = markup.and_then(|name| name.parse().ok()).unwrap_or_default();
        Ok(address.and_then(|address| Site::new(&address).ok()).map(|site| site.with_markup(markup)))
    }
}

/// Turns on the write-ahead log. Where another process is about to do the same with a new file, SQLite does not wait for it
/// but says at once that the file is busy. So this waits.
fn write_ahead(db: &Connection) -> rusqlite::Result<()> {
    let start = Instant::now();
    loop {
        match db.pragma_update(None, "journal_mode", "WAL") {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && start.elapsed() < DATABASE_TIMEOUT =>
            {
                thread::sleep(BUSY_PAUSE);
            }
            done => return done,
        }
    }
}
