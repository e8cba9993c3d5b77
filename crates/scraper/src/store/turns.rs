//! When any process may send the next request. Stored, so that the rate and Retry-After also bind the next run.

use std::time::Duration;

use super::{PageStore, PageStoreError, now};

impl PageStore {
    /// Reserves the next moment for a request, among all processes that share the database. Returns the time until then.
    /// If the clock was set back, that is at most `longest` and one `gap`.
    pub(crate) fn reserve(&self, gap: Duration, longest: Duration) -> Result<Duration, PageStoreError> {
        let now = now();
        let (gap, latest) = (gap.as_millis() as i64, now + (longest + gap).as_millis() as i64);
        let sql = "UPDATE rest SET until = ?1 WHERE until > ?1";
        self.with_path(self.db.prepare_cached(sql).and_then(|mut s| s.execute([latest])))?;
        let sql = "UPDATE host SET next = min(max(next, ?1, (SELECT until FROM rest)), ?3) + ?2 RETURNING next";
        let next: i64 = self
            .with_path(self.db.prepare_cached(sql).and_then(|mut s| s.query_row([now, gap, latest], |r| r.get(0))))?;
        Ok(Duration::from_millis((next - gap - now).unsigned_abs()))
    }

    /// Stops all requests for this time.
    pub(crate) fn rest(&self, wait: Duration) -> Result<(), PageStoreError> {
        let until = now() + wait.as_millis() as i64;
        self.with_path(self.db.execute("UPDATE rest SET until = max(until, ?1)", [until])).map(|_| ())
    }

    /// Whether requests are stopped at this moment.
    pub(crate) fn is_resting(&self) -> Result<bool, PageStoreError> {
        let sql = "SELECT until > ?1 FROM rest";
        self.with_path(self.db.prepare_cached(sql).and_then(|mut s| s.query_row([now()], |row| row.get(0))))
    }
}
