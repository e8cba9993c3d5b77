//! Stored pages, their states, and the ids of their films.

use matinee_catalogue::{FilmId, Year};
use rusqlite::{OptionalExtension, params};

use super::{Archived, PageStore, PageStoreError, now};
use crate::address::PageTitle;
use crate::fetch::Validators;

/// The zstd level of stored pages.
const COMPRESSION_LEVEL: i32 = 6;

impl PageStore {
    /// Stores a page's body and marks the page as got.
    pub(crate) fn got(
        &self,
        title: &PageTitle,
        run: i64,
        body: &[u8],
        validators: &Validators,
    ) -> Result<(), PageStoreError> {
        let packed = self.pack(body)?;
        let sql = "UPDATE pages SET state = 'got', reason = NULL, tries = 0, run = ?2, body = ?3, last_modified = ?4, etag = ?5, checked = ?6, holder = NULL WHERE title = ?1";
        let values = params![title.as_str(), run, packed, validators.last_modified, validators.etag, now()];
        self.with_path(self.db.prepare_cached(sql).and_then(|mut s| s.execute(values))).map(|_| ())
    }

    /// Stores film pages from a file made at `date` (milliseconds since 1970), except those that have a copy at least as
    /// new. Returns how many it stored.
    pub(crate) fn keep_all(&self, pages: &[(PageTitle, Vec<u8>)], date: i64) -> Result<usize, PageStoreError> {
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
        self.with_path(keep())
    }

    fn pack(&self, body: &[u8]) -> Result<Vec<u8>, PageStoreError> {
        zstd::encode_all(body, COMPRESSION_LEVEL)
            .map_err(|source| PageStoreError::Io { path: self.path.clone(), source })
    }

    /// Marks a page as done in this run: its stored copy is up to date.
    pub(crate) fn unchanged(&self, title: &PageTitle, run: i64) -> Result<(), PageStoreError> {
        self.with_path(self.db.execute(
            "UPDATE pages SET state = 'got', run = ?2, tries = 0, checked = ?3, holder = NULL WHERE title = ?1",
            params![title.as_str(), run, now()],
        ))
        .map(|_| ())
    }

    /// Marks a page as gone. Its stored body stays.
    pub(crate) fn gone(&self, title: &PageTitle, run: i64) -> Result<(), PageStoreError> {
        let sql = "UPDATE pages SET state = 'gone', run = ?2, tries = 0, last_modified = NULL, etag = NULL, checked = ?3, holder = NULL WHERE title = ?1";
        self.with_path(self.db.execute(sql, params![title.as_str(), run, now()])).map(|_| ())
    }

    /// Counts a failed try.
    pub(crate) fn tried(&self, title: &PageTitle, reason: &str) -> Result<(), PageStoreError> {
        let sql = "UPDATE pages SET tries = tries + 1, reason = ?2 WHERE title = ?1";
        self.with_path(self.db.execute(sql, params![title.as_str(), reason])).map(|_| ())
    }

    /// Marks a page as failed in this run. If it has a stored body, that stays in use.
    pub(crate) fn failed(&self, title: &PageTitle, run: i64, reason: &str) -> Result<(), PageStoreError> {
        let sql = "UPDATE pages SET state = iif(body IS NULL, 'failed', state), reason = ?3, run = ?2, tries = 0, holder = NULL WHERE title = ?1";
        self.with_path(self.db.execute(sql, params![title.as_str(), run, reason])).map(|_| ())
    }

    /// A stored page's body.
    pub(crate) fn body(&self, title: &PageTitle) -> Result<Option<Vec<u8>>, PageStoreError> {
        let sql = "SELECT body FROM pages WHERE title = ?1";
        let packed: Option<Vec<u8>> =
            self.with_path(self.db.query_row(sql, [title.as_str()], |row| row.get(0)).optional())?.flatten();
        let unpacked = packed.map(|packed| zstd::decode_all(packed.as_slice())).transpose();
        unpacked.map_err(|source| PageStoreError::Io { path: self.path.clone(), source })
    }

    /// The titles of all pages with a stored body, lists too, in order.
    pub(crate) fn archived_titles(&self) -> Result<Vec<PageTitle>, PageStoreError> {
        self.titles("body IS NOT NULL")
    }

    /// A stored page and the headers kept with it.
    pub(crate) fn archived(&self, title: &PageTitle) -> Result<Option<Archived>, PageStoreError> {
        let Some(body) = self.body(title)? else { return Ok(None) };
        let sql = "SELECT last_modified, etag, coalesce(checked, 0) FROM pages WHERE title = ?1";
        let read = |row: &rusqlite::Row| {
            Ok(Archived { body, last_modified: row.get(0)?, etag: row.get(1)?, checked: row.get(2)? })
        };
        self.with_path(self.db.query_row(sql, [title.as_str()], read).optional())
    }

    /// When the host last answered a request for any page, in milliseconds since 1970.
    pub(crate) fn last_checked(&self) -> Result<i64, PageStoreError> {
        self.with_path(self.db.query_row("SELECT coalesce(max(checked), 0) FROM pages", [], |row| row.get(0)))
    }

    /// The titles of all film pages in the state `got`, in order.
    pub(crate) fn film_pages(&self) -> Result<Vec<PageTitle>, PageStoreError> {
        self.titles("kind = 'film' AND state = 'got'")
    }

    /// The titles of the lists that have been read, in order.
    pub(crate) fn list_pages(&self) -> Result<Vec<PageTitle>, PageStoreError> {
        self.titles("kind = 'list' AND body IS NOT NULL")
    }

    /// The titles of the pages that meet an SQL condition, in order.
    fn titles(&self, condition: &'static str) -> Result<Vec<PageTitle>, PageStoreError> {
        let sql = format!("SELECT title FROM pages WHERE {condition} ORDER BY title");
        let titles = self
            .db
            .prepare(&sql)
            .and_then(|mut s| s.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>());
        Ok(self.with_path(titles)?.iter().filter_map(|title| PageTitle::stored(title)).collect())
    }

    /// The id of a page's film: the one it got first, or a new one made from title and year. A page that was moved is
    /// recognised by its article's number, which MediaWiki keeps.
    pub(crate) fn id(
        &self,
        page: &PageTitle,
        article: Option<u64>,
        title: &str,
        year: Year,
    ) -> Result<FilmId, PageStoreError> {
        let article = article.and_then(|number| i64::try_from(number).ok());
        let given = |sql: &str, value: &dyn rusqlite::ToSql| -> Result<Option<String>, PageStoreError> {
            self.with_path(self.db.query_row(sql, [value], |row| row.get(0)).optional())
        };
        let mut id = given("SELECT id FROM ids WHERE title = ?1", &page.as_str())?;
        if let (None, Some(number)) = (&id, article) {
            id = given("SELECT id FROM ids WHERE article = ?1", &number)?;
        }
        if let Some(id) = id.and_then(|id| id.parse::<FilmId>().ok()) {
            let sql = "UPDATE ids SET title = ?2, article = coalesce(?3, article) WHERE id = ?1";
            self.with_path(self.db.execute(sql, params![id.as_str(), page.as_str(), article]))?;
            return Ok(id);
        }
        let plain = FilmId::from_title(title, year);
        let mut id = plain.clone();
        let mut n = 1;
        let sql = "INSERT OR IGNORE INTO ids (title, id, article) VALUES (?1, ?2, ?3)";
        while self.with_path(self.db.execute(sql, params![page.as_str(), id.as_str(), article]))? == 0 {
            n += 1;
            id = plain.numbered(n);
        }
        Ok(id)
    }

    /// Deletes the pages that are gone from the host. Returns how many. The ids of their films stay taken.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn prune(&self) -> Result<usize, PageStoreError> {
        self.with_path(self.db.execute("DELETE FROM pages WHERE state = 'gone'", []))
    }
}
