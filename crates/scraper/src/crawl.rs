//! The walk from lists to films.

mod api;
mod error;
mod films;
mod host;
mod lists;
mod options;
mod progress;
mod run;

use std::cell::{Cell, RefCell};

use futures_util::future::try_join_all;

use crate::store::{PageKind, PageStore};
use host::Host;
use run::Run;

pub use error::CrawlError;
pub use options::CrawlOptions;
pub use progress::{CrawlSummary, Event};

/// Crawls: reads robots.txt, then the lists, then every film page that this run has not done yet.
///
/// # Errors
/// See [`CrawlError`]. Failures of single film pages are in the summary instead.
pub async fn crawl(
    options: &CrawlOptions,
    store: &mut PageStore,
    mut report: impl FnMut(Event),
) -> Result<CrawlSummary, CrawlError> {
    store.bind(&options.site)?;
    store.join()?;
    let store = &*store;
    let number = store.begin_run()?;
    let mut host = Host::new(options, store, &mut report)?;
    let Some(robots) = host.robots().await? else {
        return Ok(CrawlSummary { left: store.left(PageKind::Film, number)?, ..CrawlSummary::default() });
    };
    if let Some(delay) = robots.delay() {
        host.slow_down(delay);
    }
    if let Some(fresh) = options.refresh_after {
        store.pass_over(fresh, number)?;
    }
    store.enqueue(PageKind::List, &options.lists)?;
    let found = store.enqueue(PageKind::Film, &options.seeds)?;
    let summary = RefCell::new(CrawlSummary { found, ..CrawlSummary::default() });
    let run = Run { options, store, host, robots, number, summary, claimed: Cell::new(0), followed: Cell::new(0) };
    // Each of these tasks has one request in flight at a time.
    let tasks = 0..options.in_flight.get();
    if options.api {
        run.lists_by_api().await?;
    } else {
        try_join_all(tasks.clone().map(|_| run.lists())).await?;
    }
    let planned = store.left(PageKind::Film, number)?;
    run.host.report(Event::Planned(options.limit.map_or(planned, |limit| planned.min(limit))));
    try_join_all(tasks.map(|_| run.films())).await?;
    let left = store.left(PageKind::Film, number)?;
    if left == 0 {
        store.finish_run(number)?;
    }
    Ok(CrawlSummary { left, ..run.summary.into_inner() })
}
