//! The progress of a crawl, for people.

use std::time::Duration;

use super::{PageStore, PageStoreError, now};

impl PageStore {
    /// How many pages are in each kind and state, such as `("film", "got", 12)`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn counts(&self) -> Result<Vec<(String, String, u64)>, PageStoreError> {
        let sql = "SELECT kind, state, count(*) FROM pages GROUP BY kind, state ORDER BY kind DESC, state";
        let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?.unsigned_abs()));
        self.with_path(self.db.prepare(sql).and_then(|mut s| s.query_map([], read)?.collect()))
    }

    /// The last `most` pages that failed, each with the reason.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn failures(&self, most: u32) -> Result<Vec<(String, String)>, PageStoreError> {
        let sql =
            "SELECT title, coalesce(reason, '') FROM pages WHERE state = 'failed' ORDER BY run DESC, title LIMIT ?1";
        let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
        self.with_path(self.db.prepare(sql).and_then(|mut s| s.query_map([most], read)?.collect()))
    }

    /// How many pages were answered within the last hour, and the time from the first of these answers to the last.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn last_hour(&self) -> Result<(u64, Duration), PageStoreError> {
        let sql = "SELECT count(*), coalesce(max(checked) - min(checked), 0) FROM pages WHERE checked > ?1";
        let read =
            |row: &rusqlite::Row| Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get::<_, i64>(1)?.unsigned_abs()));
        let (pages, took) = self.with_path(self.db.query_row(sql, [now() - 3_600_000], read))?;
        Ok((pages, Duration::from_millis(took)))
    }

    /// How many pages a run would request now: the rest of a run that did not finish, or else all of them. Pages checked
    /// within `fresh` do not count.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn due(&self, fresh: Option<Duration>) -> Result<u64, PageStoreError> {
        let sql = "SELECT count(*) FROM pages WHERE (checked IS NULL OR checked < ?1)
            AND run < coalesce((SELECT max(run) + finished FROM runs), 1)";
        let since = fresh.map_or(i64::MAX, |age| now() - age.as_millis() as i64);
        self.with_path(self.db.query_row(sql, [since], |row| row.get::<_, i64>(0))).map(i64::unsigned_abs)
    }
}
