//! What to crawl, and how fast.

use std::time::{Duration, Instant};

use crate::address::{PageTitle, Site};
use crate::contact::Contact;
use crate::limits::{InFlight, Rate};

/// What to crawl, and how fast.
#[derive(Debug, Clone)]
pub struct CrawlOptions {
    /// The site.
    pub site: Site,
    /// Who runs the crawl.
    pub contact: Contact,
    /// List pages: the pages they link to are crawled.
    pub lists: Vec<PageTitle>,
    /// Film pages to crawl in addition.
    pub seeds: Vec<PageTitle>,
    /// Requests a second.
    pub rate: Rate,
    /// Pages checked within this time are skipped.
    pub refresh_after: Option<Duration>,
    /// No request starts after this moment.
    pub until: Option<Instant>,
    /// The most film pages to request in this run.
    pub limit: Option<u64>,
    /// Requests that may be in flight at once.
    pub in_flight: InFlight,
    /// Whether lists and categories are read from the wiki's Action API instead of its pages.
    pub api: bool,
}

impl CrawlOptions {
    /// A crawl of the pages that the store knows already: at the default rate, without a limit.
    pub fn new(site: Site, contact: Contact) -> Self {
        Self {
            site,
            contact,
            lists: Vec::new(),
            seeds: Vec::new(),
            rate: Rate::default(),
            refresh_after: None,
            until: None,
            limit: None,
            in_flight: InFlight::default(),
            api: false,
        }
    }
}
