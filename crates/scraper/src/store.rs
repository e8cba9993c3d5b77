//! `pages.db`: the crawl's state and every page as it came, in SQLite (WAL).
//!
//! A page is `queued` until it is got or given up; a run marks the pages it has dealt with, so that a run that was killed goes on where
//! it was, and the next one asks again only for what may have changed. A page's body and its new state are one transaction.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use matinee_catalogue::{MovieId, Year};
use rusqlite::ffi::{SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_WRITE};
use rusqlite::{Connection, OptionalExtension, params};

use crate::address::{PageTitle, Site};
use crate::fetch::Validators;
use crate::holder::Holder;
use crate::throttle::MAX_IN_FLIGHT;

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
    etag TEXT,
    checked INTEGER,        -- when the host last answered for it, milliseconds since 1970
    holder INTEGER          -- the process that is asking for it (see the module holder)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pages_by_run ON pages (kind, run, title);
CREATE INDEX IF NOT EXISTS pages_held ON pages (holder, kind) WHERE holder IS NOT NULL;
CREATE TABLE IF NOT EXISTS runs (run INTEGER PRIMARY KEY, finished INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS ids (title TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, article INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ids_by_article ON ids (article);
-- When the host may be asked next, by any process: the rate and Retry-After outlive the run that met them.
CREATE TABLE IF NOT EXISTS host (one INTEGER PRIMARY KEY CHECK (one = 1), next INTEGER NOT NULL);
INSERT OR IGNORE INTO host VALUES (1, 0);
-- Until when the host wants to be left alone: also by whoever reserved a moment before it said so.
CREATE TABLE IF NOT EXISTS rest (one INTEGER PRIMARY KEY CHECK (one = 1), until INTEGER NOT NULL);
INSERT OR IGNORE INTO rest VALUES (1, 0);
CREATE TABLE IF NOT EXISTS site (one INTEGER PRIMARY KEY CHECK (one = 1), address TEXT NOT NULL);
-- How that site's pages are read; a wiki's where nothing is said.
CREATE TABLE IF NOT EXISTS markup (one INTEGER PRIMARY KEY CHECK (one = 1), name TEXT NOT NULL);
PRAGMA user_version = 2;
";
const VERSION: i64 = 2;
/// What version 1 lacked.
const FROM_1: &str = "
ALTER TABLE pages ADD COLUMN checked INTEGER;
ALTER TABLE pages ADD COLUMN holder INTEGER;
ALTER TABLE ids ADD COLUMN article INTEGER;
";
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
    /// There is no room.
    #[error("{} cannot grow: the disk is full or a quota is reached. Make room and run again; every page kept so far is safe", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The folder or a packed page.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: std::io::Error,
    },
    /// Pages of one wiki were to be put among those of another.
    #[error("{} holds pages of {held}, not of {wanted}: give each wiki its own --data folder", path.display())]
    OtherSite {
        /// The file.
        path: PathBuf,
        /// Whose pages it holds.
        held: String,
        /// Whose were to come.
        wanted: String,
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
    holder: Option<Holder>,
}

/// Milliseconds since 1970.
fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
}

impl StoreError {
    /// A file at its quota is an I/O error to SQLite, where a full disk has a code of its own.
    fn of(path: &Path, source: rusqlite::Error) -> Self {
        let no_room = source.sqlite_error().is_some_and(|error| {
            error.code == rusqlite::ErrorCode::DiskFull
                || [SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE].contains(&error.extended_code)
        });
        let path = path.to_owned();
        if no_room { Self::Full { path } } else { Self::Database { path, source } }
    }
}

/// A page claimed for asking, and what its stored copy is compared by.
#[derive(Debug)]
pub(crate) struct Claim {
    pub(crate) title: PageTitle,
    pub(crate) known: Validators,
    pub(crate) tries: u32,
    /// It was read in an earlier run.
    pub(crate) is_stored: bool,
}

/// A stored page as it came.
#[derive(Debug)]
pub(crate) struct Archived {
    pub(crate) body: Vec<u8>,
    pub(crate) last_modified: Option<String>,
    pub(crate) etag: Option<String>,
    /// Milliseconds since 1970.
    pub(crate) checked: i64,
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
        let error = |source| StoreError::of(path, source);
        let db = Connection::open(path).map_err(error)?;
        db.busy_timeout(BUSY).map_err(error)?;
        db.pragma_update(None, "journal_mode", "WAL").map_err(error)?;
        let found: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(error)?;
        match found {
            0 | VERSION => {}
            1 => db.execute_batch(&format!("BEGIN;{FROM_1}PRAGMA user_version = {VERSION};COMMIT;")).map_err(error)?,
            _ => return Err(StoreError::Version { path: path.to_owned(), found }),
        }
        // A change survives kill -9 at once, and a power cut up to the last checkpoint; the file is whole in any case.
        db.pragma_update(None, "synchronous", "NORMAL").map_err(error)?;
        db.execute_batch(SCHEMA).map_err(error)?;
        Ok(Self { path: path.to_owned(), db, holder: None })
    }

    fn told<T>(&self, result: rusqlite::Result<T>) -> Result<T, StoreError> {
        result.map_err(|source| StoreError::of(&self.path, source))
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
    pub(crate) fn enqueue(&self, kind: Kind, titles: &[PageTitle]) -> Result<usize, StoreError> {
        let add = || -> rusqlite::Result<usize> {
            let transaction = self.db.unchecked_transaction()?;
            let mut new = 0;
            for title in titles {
                new += transaction
                    .prepare_cached("INSERT OR IGNORE INTO pages (title, kind, state) VALUES (?1, ?2, 'queued')")?
                    .execute(params![title.as_str(), kind.name()])?;
            }
            transaction.commit()?;
            Ok(new)
        };
        self.told(add())
    }

    /// Ties the database to a site, at its first crawl.
    pub(crate) fn bind(&self, site: &Site) -> Result<(), StoreError> {
        self.told(self.db.execute("INSERT OR IGNORE INTO site VALUES (1, ?1)", [site.to_string()]))?;
        self.told(self.db.execute("INSERT OR IGNORE INTO markup VALUES (1, ?1)", [site.markup().to_string()]))?;
        match self.site()? {
            Some(held) if held != *site => {
                Err(StoreError::OtherSite { path: self.path.clone(), held: held.to_string(), wanted: site.to_string() })
            }
            _ => Ok(()),
        }
    }

    /// The site whose pages it holds; none before the first crawl.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn site(&self) -> Result<Option<Site>, StoreError> {
        let address: Option<String> =
            self.told(self.db.query_row("SELECT address FROM site", [], |row| row.get(0)).optional())?;
        let markup: Option<String> =
            self.told(self.db.query_row("SELECT name FROM markup", [], |row| row.get(0)).optional())?;
        let markup = markup.and_then(|name| name.parse().ok()).unwrap_or_default();
        Ok(address.and_then(|address| Site::new(&address).ok()).map(|site| site.with_markup(markup)))
    }

    /// Joins the crawl: takes back what dead processes held.
    pub(crate) fn join(&mut self) -> Result<(), StoreError> {
        let io = |source| StoreError::Io { path: self.path.clone(), source };
        let holder = match self.holder.take() {
            Some(holder) => holder,
            None => Holder::new(&self.path).map_err(io)?,
        };
        // An earlier holder of this number is dead, for we have its lock.
        self.free(holder.number)?;
        self.holder = Some(holder);
        self.take_back()
    }

    /// This process among those that share the database; 0 before it joined.
    fn number(&self) -> i64 {
        self.holder.as_ref().map_or(0, |holder| holder.number)
    }

    fn free(&self, holder: i64) -> Result<(), StoreError> {
        self.told(self.db.execute("UPDATE pages SET holder = NULL WHERE holder = ?1", [holder])).map(|_| ())
    }

    /// Frees the pages whose holders are dead.
    fn take_back(&self) -> Result<(), StoreError> {
        let dead = self.holder.as_ref().map(|holder| holder.dead(&self.path)).unwrap_or_default();
        dead.into_iter().try_for_each(|number| self.free(number))
    }

    /// Counts the pages checked within `fresh` as dealt with in this run.
    pub(crate) fn pass_over(&self, fresh: Duration, run: i64) -> Result<(), StoreError> {
        let since = now() - fresh.as_millis() as i64;
        let sql = "UPDATE pages SET run = ?1 WHERE run < ?1 AND checked >= ?2 AND holder IS NULL";
        self.told(self.db.execute(sql, [run, since])).map(|_| ())
    }

    /// Claims the next page of a kind that this run has not dealt with and nobody is asking for; none while `most` are claimed.
    pub(crate) fn claim(&self, kind: Kind, run: i64, most: u32) -> Result<Option<Claim>, StoreError> {
        let sql = "UPDATE pages SET holder = ?3 WHERE title = (SELECT title FROM pages WHERE kind = ?1 AND run < ?2 AND holder IS NULL
            ORDER BY run, title LIMIT 1) AND (SELECT count(*) FROM pages WHERE holder IS NOT NULL) < ?4
            RETURNING title, last_modified, etag, tries, state = 'got'";
        let read = |row: &rusqlite::Row| -> rusqlite::Result<(String, Validators, u32, bool)> {
            let known = Validators { last_modified: row.get(1)?, etag: row.get(2)? };
            Ok((row.get(0)?, known, row.get(3)?, row.get(4)?))
        };
        let values = params![kind.name(), run, self.number(), most];
        let row = self.told(self.db.prepare_cached(sql).and_then(|mut s| s.query_row(values, read).optional()))?;
        Ok(row.and_then(|(title, known, tries, is_stored)| {
            Some(Claim { title: PageTitle::stored(&title)?, known, tries, is_stored })
        }))
    }

    /// Gives a claimed page back, to be asked for another time.
    pub(crate) fn release(&self, title: &PageTitle) -> Result<(), StoreError> {
        self.told(self.db.execute("UPDATE pages SET holder = NULL WHERE title = ?1", [title.as_str()])).map(|_| ())
    }

    /// Whether there may be more to claim later: another living process is still asking for a page of this kind, or all claims are
    /// taken. What dead processes held is freed.
    pub(crate) fn others_ask(&self, kind: Kind, most: u32) -> Result<bool, StoreError> {
        self.take_back()?;
        let sql = "SELECT count(*) FILTER (WHERE kind = ?1 AND holder <> ?2) > 0 OR count(*) >= ?3 FROM pages WHERE holder IS NOT NULL";
        self.told(self.db.query_row(sql, params![kind.name(), self.number(), most], |row| row.get(0)))
    }

    /// Reserves the next moment at which the host may be asked, and says how long it is until then. The moment belongs to
    /// the caller alone, among all processes that share the database. A clock that was set back counts for `longest` at most.
    pub(crate) fn reserve(&self, gap: Duration, longest: Duration) -> Result<Duration, StoreError> {
        let now = now();
        let (gap, latest) = (gap.as_millis() as i64, now + (longest + gap).as_millis() as i64);
        let sql = "UPDATE rest SET until = ?1 WHERE until > ?1";
        self.told(self.db.prepare_cached(sql).and_then(|mut s| s.execute([latest])))?;
        let sql = "UPDATE host SET next = min(max(next, ?1, (SELECT until FROM rest)), ?3) + ?2 RETURNING next";
        let next: i64 =
            self.told(self.db.prepare_cached(sql).and_then(|mut s| s.query_row([now, gap, latest], |r| r.get(0))))?;
        Ok(Duration::from_millis((next - gap - now).unsigned_abs()))
    }

    /// Lets nobody ask the host for so long.
    pub(crate) fn rest(&self, wait: Duration) -> Result<(), StoreError> {
        let until = now() + wait.as_millis() as i64;
        self.told(self.db.execute("UPDATE rest SET until = max(until, ?1)", [until])).map(|_| ())
    }

    /// Whether the host wants to be left alone at this moment.
    pub(crate) fn is_resting(&self) -> Result<bool, StoreError> {
        let sql = "SELECT until > ?1 FROM rest";
        self.told(self.db.prepare_cached(sql).and_then(|mut s| s.query_row([now()], |row| row.get(0))))
    }

    /// Keeps a page's body and marks it got.
    pub(crate) fn got(
        &self,
        title: &PageTitle,
        run: i64,
        body: &[u8],
        validators: &Validators,
    ) -> Result<(), StoreError> {
        let packed = self.pack(body)?;
        let sql = "UPDATE pages SET state = 'got', reason = NULL, tries = 0, run = ?2, body = ?3, last_modified = ?4, etag = ?5, checked = ?6, holder = NULL WHERE title = ?1";
        let values = params![title.as_str(), run, packed, validators.last_modified, validators.etag, now()];
        self.told(self.db.prepare_cached(sql).and_then(|mut s| s.execute(values))).map(|_| ())
    }

    /// Keeps film pages that came in a file made at `date` (milliseconds since 1970), where no copy as new is stored. Says how many it kept.
    pub(crate) fn keep_all(&self, pages: &[(PageTitle, Vec<u8>)], date: i64) -> Result<usize, StoreError> {
        let sql = "INSERT INTO pages (title, kind, state, body, checked) VALUES (?1, 'film', 'got', ?2, ?3)
            ON CONFLICT (title) DO UPDATE SET state = 'got', reason = NULL, tries = 0, body = ?2, last_modified = NULL, etag = NULL, checked = ?3
            WHERE body IS NULL OR coalesce(checked, 0) < ?3";
        let mut packed = Vec::with_capacity(pages.len());
        for (title, page) in pages {
            packed.push((title, self.pack(page)?));
        }
        let keep = || -> rusqlite::Result<usize> {
            let transaction = self.db.unchecked_transaction()?;
            let mut kept = 0;
            for (title, page) in &packed {
                kept += transaction.prepare_cached(sql)?.execute(params![title.as_str(), page, date])?;
            }
            transaction.commit()?;
            Ok(kept)
        };
        self.told(keep())
    }

    fn pack(&self, body: &[u8]) -> Result<Vec<u8>, StoreError> {
        zstd::encode_all(body, LEVEL).map_err(|source| StoreError::Io { path: self.path.clone(), source })
    }

    /// Marks a page as dealt with in this run, its stored copy as good as new.
    pub(crate) fn unchanged(&self, title: &PageTitle, run: i64) -> Result<(), StoreError> {
        self.told(self.db.execute(
            "UPDATE pages SET state = 'got', run = ?2, tries = 0, checked = ?3, holder = NULL WHERE title = ?1",
            params![title.as_str(), run, now()],
        ))
        .map(|_| ())
    }

    /// Marks a page as gone; what was stored of it stays.
    pub(crate) fn gone(&self, title: &PageTitle, run: i64) -> Result<(), StoreError> {
        let sql = "UPDATE pages SET state = 'gone', run = ?2, tries = 0, last_modified = NULL, etag = NULL, checked = ?3, holder = NULL WHERE title = ?1";
        self.told(self.db.execute(sql, params![title.as_str(), run, now()])).map(|_| ())
    }

    /// Notes a failed try.
    pub(crate) fn tried(&self, title: &PageTitle, reason: &str) -> Result<(), StoreError> {
        let sql = "UPDATE pages SET tries = tries + 1, reason = ?2 WHERE title = ?1";
        self.told(self.db.execute(sql, params![title.as_str(), reason])).map(|_| ())
    }

    /// Gives a page up for this run. A stored copy stays in use.
    pub(crate) fn failed(&self, title: &PageTitle, run: i64, reason: &str) -> Result<(), StoreError> {
        let sql = "UPDATE pages SET state = iif(body IS NULL, 'failed', state), reason = ?3, run = ?2, tries = 0, holder = NULL WHERE title = ?1";
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

    /// The titles of all pages, lists too, whose bodies are stored, in order.
    pub(crate) fn archived_titles(&self) -> Result<Vec<PageTitle>, StoreError> {
        let sql = "SELECT title FROM pages WHERE body IS NOT NULL ORDER BY title";
        let titles = self
            .db
            .prepare(sql)
            .and_then(|mut s| s.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>());
        Ok(self.told(titles)?.iter().filter_map(|title| PageTitle::stored(title)).collect())
    }

    /// A stored page and what its host said of it.
    pub(crate) fn archived(&self, title: &PageTitle) -> Result<Option<Archived>, StoreError> {
        let Some(body) = self.body(title)? else { return Ok(None) };
        let sql = "SELECT last_modified, etag, coalesce(checked, 0) FROM pages WHERE title = ?1";
        let read = |row: &rusqlite::Row| {
            Ok(Archived { body, last_modified: row.get(0)?, etag: row.get(1)?, checked: row.get(2)? })
        };
        self.told(self.db.query_row(sql, [title.as_str()], read).optional())
    }

    /// When the host last answered for any page, milliseconds since 1970.
    pub(crate) fn last_checked(&self) -> Result<i64, StoreError> {
        self.told(self.db.query_row("SELECT coalesce(max(checked), 0) FROM pages", [], |row| row.get(0)))
    }

    /// The titles of all film pages that are stored and not gone, in order.
    pub(crate) fn film_pages(&self) -> Result<Vec<PageTitle>, StoreError> {
        let sql = "SELECT title FROM pages WHERE kind = 'film' AND state = 'got' ORDER BY title";
        let titles = self
            .db
            .prepare(sql)
            .and_then(|mut s| s.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>());
        Ok(self.told(titles)?.iter().filter_map(|title| PageTitle::stored(title)).collect())
    }

    /// The id of a page's film: the one it was given first, or a new one made of title and year. A page that was moved is known
    /// again by its article's number, which MediaWiki keeps.
    pub(crate) fn id(
        &self,
        page: &PageTitle,
        article: Option<u64>,
        title: &str,
        year: Year,
    ) -> Result<MovieId, StoreError> {
        let article = article.and_then(|number| i64::try_from(number).ok());
        let given = |sql: &str, value: &dyn rusqlite::ToSql| -> Result<Option<String>, StoreError> {
            self.told(self.db.query_row(sql, [value], |row| row.get(0)).optional())
        };
        let mut id = given("SELECT id FROM ids WHERE title = ?1", &page.as_str())?;
        if let (None, Some(number)) = (&id, article) {
            id = given("SELECT id FROM ids WHERE article = ?1", &number)?;
        }
        if let Some(id) = id.and_then(|id| id.parse::<MovieId>().ok()) {
            let sql = "UPDATE ids SET title = ?2, article = coalesce(?3, article) WHERE id = ?1";
            self.told(self.db.execute(sql, params![id.as_str(), page.as_str(), article]))?;
            return Ok(id);
        }
        let plain = MovieId::from_title(title, year);
        let mut id = plain.clone();
        let mut n = 1;
        let sql = "INSERT OR IGNORE INTO ids (title, id, article) VALUES (?1, ?2, ?3)";
        while self.told(self.db.execute(sql, params![page.as_str(), id.as_str(), article]))? == 0 {
            n += 1;
            id = plain.numbered(n);
        }
        Ok(id)
    }

    /// How many pages are in each kind and state, such as `("film", "got", 12)`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn counts(&self) -> Result<Vec<(String, String, u64)>, StoreError> {
        let sql = "SELECT kind, state, count(*) FROM pages GROUP BY kind, state ORDER BY kind DESC, state";
        let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?.unsigned_abs()));
        self.told(self.db.prepare(sql).and_then(|mut s| s.query_map([], read)?.collect()))
    }

    /// The last pages that failed, with the reason, at most `most`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn failures(&self, most: u32) -> Result<Vec<(String, String)>, StoreError> {
        let sql =
            "SELECT title, coalesce(reason, '') FROM pages WHERE state = 'failed' ORDER BY run DESC, title LIMIT ?1";
        let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
        self.told(self.db.prepare(sql).and_then(|mut s| s.query_map([most], read)?.collect()))
    }

    /// How many pages the host answered for within the last hour.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn last_hour(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM pages WHERE checked > ?1";
        self.told(self.db.query_row(sql, [now() - 3_600_000], |row| row.get::<_, i64>(0))).map(i64::unsigned_abs)
    }

    /// How many pages a run would ask for now: those of a run that was cut off, or all of them.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn due(&self, fresh: Option<Duration>) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM pages WHERE (checked IS NULL OR checked < ?1)
            AND run < coalesce((SELECT max(run) + finished FROM runs), 1)";
        let since = fresh.map_or(i64::MAX, |age| now() - age.as_millis() as i64);
        self.told(self.db.query_row(sql, [since], |row| row.get::<_, i64>(0))).map(i64::unsigned_abs)
    }

    /// Forgets the pages that are gone from the host; says how many. Their films' ids stay taken.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn prune(&self) -> Result<usize, StoreError> {
        self.told(self.db.execute("DELETE FROM pages WHERE state = 'gone'", []))
    }

    /// Fills a frontier with so many pages, then claims and settles some; gives both as operations a second. For the bench.
    ///
    /// # Errors
    /// The database cannot be written.
    #[doc(hidden)]
    pub fn exercise(&mut self, pages: usize, claims: usize) -> Result<(f64, f64), StoreError> {
        self.join()?;
        let run = self.begin_run()?;
        let started = std::time::Instant::now();
        for first in (0..pages).step_by(10_000) {
            let titles =
                (first..pages.min(first + 10_000)).filter_map(|n| PageTitle::new(&format!("Film {n} of many")));
            self.enqueue(Kind::Film, &titles.collect::<Vec<_>>())?;
        }
        let filled = pages as f64 / started.elapsed().as_secs_f64();
        let started = std::time::Instant::now();
        for _ in 0..claims {
            if let Some(claim) = self.claim(Kind::Film, run, MAX_IN_FLIGHT)? {
                self.unchanged(&claim.title, run)?;
            }
        }
        Ok((filled, claims as f64 / started.elapsed().as_secs_f64()))
    }
}
