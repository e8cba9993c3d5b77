//! The frontier: which pages a run has still to request, and which process has claimed which page.

use std::time::Duration;

use rusqlite::{OptionalExtension, params};

use super::{Claim, PageKind, PageStore, PageStoreError, now};
use crate::address::PageTitle;
use crate::fetch::Validators;
use crate::holder::Holder;
use crate::limits::MAX_IN_FLIGHT;

impl PageStore {
    /// The number of the run: the last one's if that did not finish, else a new one.
    pub(crate) fn begin_run(&self) -> Result<i64, PageStoreError> {
        let last: Option<(i64, bool)> = self.with_path(
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
        self.with_path(self.db.execute("INSERT OR IGNORE INTO runs (run) VALUES (?1)", [run]))?;
        Ok(run)
    }

    pub(crate) fn finish_run(&self, run: i64) -> Result<(), PageStoreError> {
        self.with_path(self.db.execute("UPDATE runs SET finished = 1 WHERE run = ?1", [run])).map(|_| ())
    }

    /// Adds pages that are not there yet. Returns how many were new.
    pub(crate) fn enqueue(&self, kind: PageKind, titles: &[PageTitle]) -> Result<usize, PageStoreError> {
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
        self.with_path(add())
    }

    /// Joins the crawl, and frees the pages that dead processes had claimed.
    pub(crate) fn join(&mut self) -> Result<(), PageStoreError> {
        let io = |source| PageStoreError::Io { path: self.path.clone(), source };
        let holder = match self.holder.take() {
            Some(holder) => holder,
            None => Holder::new(&self.path).map_err(io)?,
        };
        // We have the lock of this number, so an earlier process with it is dead.
        self.free(holder.number)?;
        self.holder = Some(holder);
        self.take_back()
    }

    /// The number of this process among those that share the database. 0 before it joined.
    fn number(&self) -> i64 {
        self.holder.as_ref().map_or(0, |holder| holder.number)
    }

    fn free(&self, holder: i64) -> Result<(), PageStoreError> {
        self.with_path(self.db.execute("UPDATE pages SET holder = NULL WHERE holder = ?1", [holder])).map(|_| ())
    }

    /// Frees the pages of dead processes.
    fn take_back(&self) -> Result<(), PageStoreError> {
        let dead = self.holder.as_ref().map(|holder| holder.dead(&self.path)).unwrap_or_default();
        dead.into_iter().try_for_each(|number| self.free(number))
    }

    /// Marks the pages checked within `fresh` as done in this run.
    pub(crate) fn pass_over(&self, fresh: Duration, run: i64) -> Result<(), PageStoreError> {
        let since = now() - fresh.as_millis() as i64;
        let sql = "UPDATE pages SET run = ?1 WHERE run < ?1 AND checked >= ?2 AND holder IS NULL";
        self.with_path(self.db.execute(sql, [run, since])).map(|_| ())
    }

    /// Claims the next page of a kind that this run has not done and no process has claimed. `None` while `most` pages
    /// are claimed.
    pub(crate) fn claim(&self, kind: PageKind, run: i64, most: u32) -> Result<Option<Claim>, PageStoreError> {
        let sql = "UPDATE pages SET holder = ?3 WHERE title = (SELECT title FROM pages WHERE kind = ?1 AND run < ?2 AND holder IS NULL
            ORDER BY run, title LIMIT 1) AND (SELECT count(*) FROM pages WHERE holder IS NOT NULL) < ?4
            RETURNING title, last_modified, etag, tries, state = 'got'";
        let read = |row: &rusqlite::Row| -> rusqlite::Result<(String, Validators, u32, bool)> {
            let known = Validators { last_modified: row.get(1)?, etag: row.get(2)? };
            Ok((row.get(0)?, known, row.get(3)?, row.get(4)?))
        };
        let values = params![kind.name(), run, self.number(), most];
        let row = self.with_path(self.db.prepare_cached(sql).and_then(|mut s| s.query_row(values, read).optional()))?;
        Ok(row.and_then(|(title, known, tries, is_stored)| {
            Some(Claim { title: PageTitle::stored(&title)?, known, tries, is_stored })
        }))
    }

    /// Gives a claimed page back, to be requested later.
    pub(crate) fn release(&self, title: &PageTitle) -> Result<(), PageStoreError> {
        self.with_path(self.db.execute("UPDATE pages SET holder = NULL WHERE title = ?1", [title.as_str()])).map(|_| ())
    }

    /// Whether there may be more to claim later: another living process has claimed a page of this kind, or `most` pages
    /// are claimed. Frees the pages of dead processes.
    pub(crate) fn others_ask(&self, kind: PageKind, most: u32) -> Result<bool, PageStoreError> {
        self.take_back()?;
        let sql = "SELECT count(*) FILTER (WHERE kind = ?1 AND holder <> ?2) > 0 OR count(*) >= ?3 FROM pages WHERE holder IS NOT NULL";
        self.with_path(self.db.query_row(sql, params![kind.name(), self.number(), most], |row| row.get(0)))
    }

    /// How many pages of a kind this run has still to do.
    pub(crate) fn left(&self, kind: PageKind, run: i64) -> Result<u64, PageStoreError> {
        let sql = "SELECT count(*) FROM pages WHERE kind = ?1 AND run < ?2";
        self.with_path(self.db.query_row(sql, params![kind.name(), run], |row| row.get::<_, i64>(0)))
            .map(i64::unsigned_abs)
    }

    /// Fills a frontier with `pages`, then claims and settles `claims` of them. Returns the operations a second of both.
    /// For the benchmark.
    ///
    /// # Errors
    /// The database cannot be written.
    #[doc(hidden)]
    pub fn exercise(&mut self, pages: usize, claims: usize) -> Result<(f64, f64), PageStoreError> {
        self.join()?;
        let run = self.begin_run()?;
        let started = std::time::Instant::now();
        for first in (0..pages).step_by(10_000) {
            let titles =
                (first..pages.min(first + 10_000)).filter_map(|n| PageTitle::new(&format!("Film {n} of many")));
            self.enqueue(PageKind::Film, &titles.collect::<Vec<_>>())?;
        }
        let filled = pages as f64 / started.elapsed().as_secs_f64();
        let started = std::time::Instant::now();
        for _ in 0..claims {
            if let Some(claim) = self.claim(PageKind::Film, run, MAX_IN_FLIGHT)? {
                self.unchanged(&claim.title, run)?;
            }
        }
        Ok((filled, claims as f64 / started.elapsed().as_secs_f64()))
    }
}
