//! How far the crawl is.

use std::time::Duration;

use super::{Store, StoreError, now};

impl Store {
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

    /// How many pages the host answered for within the last hour, and how long it is from the first of those answers to the last.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn last_hour(&self) -> Result<(u64, Duration), StoreError> {
        let sql = "SELECT count(*), coalesce(max(checked) - min(checked), 0) FROM pages WHERE checked > ?1";
        let read =
            |row: &rusqlite::Row| Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get::<_, i64>(1)?.unsigned_abs()));
        let (pages, took) = self.told(self.db.query_row(sql, [now() - 3_600_000], read))?;
        Ok((pages, Duration::from_millis(took)))
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
}
