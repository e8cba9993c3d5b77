//! When the host may be asked next, by any process: the rate and Retry-After outlive the run that met them.

use std::time::Duration;

use super::{Store, StoreError, now};

impl Store {
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
}
