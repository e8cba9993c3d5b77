//! Which pages are to be asked for, in which run, and who is asking.

use std::time::Duration;

use rusqlite::{OptionalExtension, params};

use super::{Claim, Kind, Store, StoreError, now};
use crate::address::PageTitle;
use crate::fetch::Validators;
use crate::holder::Holder;
use crate::throttle::MAX_IN_FLIGHT;

impl Store {
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

    /// How many pages of a kind this run has still to deal with.
    pub(crate) fn left(&self, kind: Kind, run: i64) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM pages WHERE kind = ?1 AND run < ?2";
        self.told(self.db.query_row(sql, params![kind.name(), run], |row| row.get::<_, i64>(0))).map(i64::unsigned_abs)
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
