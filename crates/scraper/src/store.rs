//! `pages.db`: the crawl's state and every page as it came, in SQLite (WAL).
//!
//! A page is `queued` until it is got or given up; a run marks the pages it has dealt with, so that a run that was killed goes on where
//! it was, and the next one asks again only for what may have changed. A page's body and its new state are one transaction.

use std::path::{Path, PathBuf};
use std::time::Duration;

use matinee_catalogue::{MovieId, Year};
use rusqlite::{Connection, OptionalExtension, params};

use crate::address::PageTitle;
use crate::fetch::Validators;

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS pages (
    title TEXT PRIMARY KEY, -- as PageTitle spells it
    kind TEXT NOT NULL,     -- list | film
    state TEXT NOT NULL,    -- queued | got | gone | failed
    reason TEXT,            -- why it failed
    tries INTEGER NOT NULL DEFAULT 0,
    run INTEGER NOT NULL DEFAULT 0, -- the run that dealt with it last
    body BLOB,              -- zstd
    last_modified TEXT,
    etag TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pages_by_run ON pages (kind, run, title);
CREATE TABLE IF NOT EXISTS runs (run INTEGER PRIMARY KEY, finished INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS ids (title TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE) WITHOUT ROWID;
PRAGMA user_version = 1;
";
const VERSION: i64 = 1;
/// Another process may hold the database this long before we give up.
const BUSY: Duration = Duration::from_secs(30);
const LEVEL: i32 = 6;

/// The database could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite's own.
    #[error("{}: {source}", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: rusqlite::Error,
    },
    /// The folder or a packed page.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: std::io::Error,
    },
    /// Made by another Matinee.
    #[error("{} is of version {found}, this matinee reads version {VERSION}", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// The version it names.
        found: i64,
    },
}

/// What kind of page it is, as far as the crawl goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    List,
    Film,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Film => "film",
        }
    }
}

/// An open `pages.db`.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    db: Connection,
}

impl Store {
    /// Opens a database, making it if need be.
    ///
    /// # Errors
    /// It cannot be opened or written, or another Matinee made it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|source| StoreError::Io { path: path.to_owned(), source })?;
        }
        let error = |source| StoreError::Database { path: path.to_owned(), source };
        let db = Connection::open(path).map_err(error)?;
        db.busy_timeout(BUSY).map_err(error)?;
        db.pragma_update(None, "journal_mode", "WAL").map_err(error)?;
        let found: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(error)?;
        if found != 0 && found != VERSION {
            return Err(StoreError::Version { path: path.to_owned(), found });
        }
        db.execute_batch(SCHEMA).map_err(error)?;
        Ok(Self { path: path.to_owned(), db })
    }

    fn told<T>(&self, result: rusqlite::Result<T>) -> Result<T, StoreError> {
        result.map_err(|source| StoreError::Database { path: self.path.clone(), source })
    }

    /// The run to go on with: the last one if it was cut off, else a new one.
    pub(crate) fn begin_run(&self) -> Result<i64, StoreError> {
        let last: Option<(i64, bool)> = self.told(
            self.db
                .query_row("SELECT run, finished FROM runs ORDER BY run DESC LIMIT 1", [], |r| {
                    Ok((r.get(0)?, r.get(1)?))
                })
                .optional(),
        )?;
        let run = match last {
            Some((run, false)) => run,
            Some((run, true)) => run + 1,
            None => 1,
        };
        self.told(self.db.execute("INSERT OR IGNORE INTO runs (run) VALUES (?1)", [run]))?;
        Ok(run)
    }

    pub(crate) fn finish_run(&self, run: i64) -> Result<(), StoreError> {
        self.told(self.db.execute("UPDATE runs SET finished = 1 WHERE run = ?1", [run])).map(|_| ())
    }

    /// Adds pages that are not there yet; says how many were new.
    pub(crate) fn enqueue(&mut self, kind: Kind, titles: &[PageTitle]) -> Result<usize, StoreError> {
        let path = self.path.clone();
        let add = |db: &mut Connection| -> rusqlite::Result<usize> {
            let transaction = db.transaction()?;
            let mut new = 0;
            for title in titles {
                new += transaction
                    .prepare_cached("INSERT OR IGNORE INTO pages (title, kind, state) VALUES (?1, ?2, 'queued')")?
                    .execute(params![title.as_str(), kind.name()])?;
            }
            transaction.commit()?;
            Ok(new)
        };
        add(&mut self.db).map_err(|source| StoreError::Database { path, source })
    }

    /// The next page of a kind that this run has not dealt with, and what its stored copy is compared by.
    pub(crate) fn next(&self, kind: Kind, run: i64) -> Result<Option<(PageTitle, Validators, u32)>, StoreError> {
        let sql = "SELECT title, last_modified, etag, tries FROM pages WHERE kind = ?1 AND run < ?2 ORDER BY run, title LIMIT 1";
        let read = |row: &rusqlite::Row| -> rusqlite::Result<(String, Validators, u32)> {
            Ok((row.get(0)?, Validators { last_modified: row.get(1)?, etag: row.get(2)? }, row.get(3)?))
        };
        let row = self.told(
            self.db.prepare_cached(sql).and_then(|mut s| s.query_row(params![kind.name(), run], read).optional()),
        )?;
        Ok(row.and_then(|(title, validators, tries)| Some((PageTitle::new(&title)?, validators, tries))))
    }

    /// Keeps a page's body and marks it got.
    pub(crate) fn got(
        &self,
        title: &PageTitle,
        run: i64,
        body: &[u8],
        validators: &Validators,
    ) -> Result<(), StoreError> {
        let packed =
            zstd::encode_all(body, LEVEL).map_err(|source| StoreError::Io { path: self.path.clone(), source })?;
        let sql = "UPDATE pages SET state = 'got', reason = NULL, tries = 0, run = ?2, body = ?3, last_modified = ?4, etag = ?5 WHERE title = ?1";
        let values = params![title.as_str(), run, packed, validators.last_modified, validators.etag];
        self.told(self.db.prepare_cached(sql).and_then(|mut s| s.execute(values))).map(|_| ())
    }

    /// Marks a page as dealt with in this run, its stored copy as good as new.
    pub(crate) fn unchanged(&self, title: &PageTitle, run: i64) -> Result<(), StoreError> {
        self.told(
            self.db.execute("UPDATE pages SET run = ?2, tries = 0 WHERE title = ?1", params![title.as_str(), run]),
        )
        .map(|_| ())
    }

    /// Marks a page as gone; what was stored of it stays.
    pub(crate) fn gone(&self, title: &PageTitle, run: i64) -> Result<(), StoreError> {
        let sql = "UPDATE pages SET state = 'gone', run = ?2, tries = 0 WHERE title = ?1";
        self.told(self.db.execute(sql, params![title.as_str(), run])).map(|_| ())
    }

    /// Notes a failed try.
    pub(crate) fn tried(&self, title: &PageTitle, reason: &str) -> Result<(), StoreError> {
        let sql = "UPDATE pages SET tries = tries + 1, reason = ?2 WHERE title = ?1";
        self.told(self.db.execute(sql, params![title.as_str(), reason])).map(|_| ())
    }

    /// Gives a page up for this run. A stored copy stays in use.
    pub(crate) fn failed(&self, title: &PageTitle, run: i64, reason: &str) -> Result<(), StoreError> {
        let sql = "UPDATE pages SET state = iif(body IS NULL, 'failed', state), reason = ?3, run = ?2, tries = 0 WHERE title = ?1";
        self.told(self.db.execute(sql, params![title.as_str(), run, reason])).map(|_| ())
    }

    /// How many pages of a kind this run has still to deal with.
    pub(crate) fn left(&self, kind: Kind, run: i64) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM pages WHERE kind = ?1 AND run < ?2";
        self.told(self.db.query_row(sql, params![kind.name(), run], |row| row.get::<_, i64>(0))).map(i64::unsigned_abs)
    }

    /// A stored page's body.
    pub(crate) fn body(&self, title: &PageTitle) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT body FROM pages WHERE title = ?1";
        let packed: Option<Vec<u8>> =
            self.told(self.db.query_row(sql, [title.as_str()], |row| row.get(0)).optional())?.flatten();
        let unpacked = packed.map(|packed| zstd::decode_all(packed.as_slice())).transpose();
        unpacked.map_err(|source| StoreError::Io { path: self.path.clone(), source })
    }

    /// The titles of all film pages that are stored and not gone, in order.
    pub(crate) fn film_pages(&self) -> Result<Vec<PageTitle>, StoreError> {
        let sql = "SELECT title FROM pages WHERE kind = 'film' AND state = 'got' ORDER BY title";
        let titles = self
            .db
            .prepare(sql)
            .and_then(|mut s| s.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>());
        Ok(self.told(titles)?.iter().filter_map(|title| PageTitle::new(title)).collect())
    }

    /// The id of a page's film: the one it was given first, or a new one made of title and year.
    pub(crate) fn id(&self, page: &PageTitle, title: &str, year: Year) -> Result<MovieId, StoreError> {
        let given: Option<String> = self.told(
            self.db.query_row("SELECT id FROM ids WHERE title = ?1", [page.as_str()], |row| row.get(0)).optional(),
        )?;
        if let Some(id) = given.and_then(|id| id.parse().ok()) {
            return Ok(id);
        }
        let plain = MovieId::from_title(title, year);
        let mut id = plain.clone();
        let mut n = 1;
        while self.told(
            self.db
                .execute("INSERT OR IGNORE INTO ids (title, id) VALUES (?1, ?2)", params![page.as_str(), id.as_str()]),
        )? == 0
        {
            n += 1;
            id = plain.numbered(n);
        }
        Ok(id)
    }
}
