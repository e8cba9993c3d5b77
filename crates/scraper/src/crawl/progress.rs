//! What a crawl reports: events while it runs, a summary at its end.

use std::time::Duration;

use crate::address::PageTitle;

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct CrawlSummary {
    /// Pages that lists named for the first time.
    pub found: usize,
    /// Pages downloaded.
    pub fetched: usize,
    /// Pages that had not changed since they were stored.
    pub unchanged: usize,
    /// Pages that no longer exist.
    pub gone: usize,
    /// Pages that robots.txt forbids.
    pub disallowed: usize,
    /// Failed tries that were repeated.
    pub retried: usize,
    /// Pages that failed for good, each with the reason.
    pub failed: Vec<(String, String)>,
    /// Lists of which only a part could be read, each with what is missing.
    pub incomplete: Vec<(String, String)>,
    /// Film pages left for the next run, because the limit or the time was reached.
    pub left: u64,
}

/// What happens, as it happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The run has this many film pages ahead of it.
    Planned(u64),
    /// A page is being requested.
    Asking(PageTitle),
    /// A try failed for this reason. Another follows.
    Retrying(PageTitle, String),
    /// A page has been received, but not stored yet.
    Answered(PageTitle),
    /// A page is done: stored, unchanged, gone or failed.
    Done(PageTitle),
    /// The host asked for a pause of this length.
    Waiting(Duration),
}
