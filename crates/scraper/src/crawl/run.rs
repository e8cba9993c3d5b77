//! One run of a crawl: claims pages, requests them, and stores what came of each.

use std::cell::{Cell, RefCell};
use std::time::Instant;

use tokio::time::sleep;
use url::Url;

use super::error::CrawlError;
use super::host::{Host, HostOutcome};
use super::options::CrawlOptions;
use super::progress::{CrawlSummary, Event};
use crate::address::PageTitle;
use crate::fetch::Validators;
use crate::limits::{MAX_IN_FLIGHT, POLL};
use crate::robots::Robots;
use crate::store::{Claim, PageKind, PageStore, PageStoreError};

pub(super) struct Run<'a> {
    pub(super) options: &'a CrawlOptions,
    pub(super) store: &'a PageStore,
    pub(super) host: Host<'a>,
    pub(super) robots: Robots,
    pub(super) number: i64,
    pub(super) summary: RefCell<CrawlSummary>,
    /// Film pages this run has claimed.
    pub(super) claimed: Cell<u64>,
    /// Later pages of lists this run has followed.
    pub(super) followed: Cell<usize>,
}

/// What became of a page.
pub(super) enum PageOutcome {
    /// The page, with the address that answered after redirects.
    Got(Vec<u8>, Validators, Url),
    Unchanged,
    Gone,
    Disallowed,
    Failed(String),
    /// The time was up before its turn came.
    Stopped,
}

impl Run<'_> {
    /// Claims the next page. While other processes still work on the last ones it waits: one of them may die and leave
    /// its page.
    pub(super) async fn next(&self, kind: PageKind) -> Result<Option<Claim>, PageStoreError> {
        loop {
            if self.options.until.is_some_and(|until| Instant::now() >= until) {
                return Ok(None);
            }
            let claim = self.store.claim(kind, self.number, MAX_IN_FLIGHT)?;
            if claim.is_some() || !self.store.others_ask(kind, MAX_IN_FLIGHT)? {
                return Ok(claim);
            }
            sleep(POLL).await;
        }
    }

    /// Requests a page, and stores its new state. A page that came is left to the caller to store.
    pub(super) async fn get(&self, claim: &Claim) -> Result<PageOutcome, CrawlError> {
        let title = &claim.title;
        let url = self.options.site.page(title);
        self.host.report(Event::Asking(title.clone()));
        if !self.robots.allows(&url) {
            self.summary.borrow_mut().disallowed += 1;
            self.store.failed(title, self.number, "closed by robots.txt")?;
            return Ok(PageOutcome::Disallowed);
        }
        let reply = self.host.ask(&url, Some(claim)).await?;
        let mut summary = self.summary.borrow_mut();
        summary.retried += reply.retried;
        Ok(match reply.outcome {
            HostOutcome::Page(body, validators, address) => {
                summary.fetched += 1;
                self.host.report(Event::Answered(title.clone()));
                PageOutcome::Got(body, validators, address)
            }
            HostOutcome::NotModified => {
                summary.unchanged += 1;
                self.store.unchanged(title, self.number)?;
                PageOutcome::Unchanged
            }
            HostOutcome::Gone => {
                summary.gone += 1;
                self.store.gone(title, self.number)?;
                PageOutcome::Gone
            }
            HostOutcome::Failed(why) | HostOutcome::Refused(why) => {
                self.store.failed(title, self.number, &why)?;
                PageOutcome::Failed(why)
            }
            HostOutcome::Stopped => {
                self.store.release(title)?;
                PageOutcome::Stopped
            }
        })
    }

    /// Notes a page that is no list. A preset names lists for years that have none, so one of many is only reported;
    /// a list that was named alone ends the crawl.
    pub(super) fn wrong_list(&self, title: &PageTitle, why: String) -> Result<(), CrawlError> {
        if self.options.lists.as_slice() == std::slice::from_ref(title) {
            return Err(CrawlError::List { address: self.options.site.page(title).to_string(), why });
        }
        self.summary.borrow_mut().failed.push((title.to_string(), why));
        Ok(())
    }
}
