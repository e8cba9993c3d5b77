//! The host as the crawl sees it: each request waits for its turn here, and pauses and repeated tries are handled here.

use std::cell::RefCell;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::time::sleep;
use url::Url;

use super::error::CrawlError;
use super::options::CrawlOptions;
use super::progress::Event;
use crate::address::Site;
use crate::fetch::{FetchOutcome, Fetcher, Validators, pause};
use crate::limits::{MAX_TRIES, MAX_WAITS, RETRY_PAUSE};
use crate::robots::Robots;
use crate::store::{Claim, PageStore};
use crate::throttle::Throttle;

pub(super) struct Host<'a> {
    site: &'a Site,
    store: &'a PageStore,
    fetcher: Fetcher,
    throttle: Throttle,
    until: Option<Instant>,
    report: RefCell<&'a mut dyn FnMut(Event)>,
}

/// What came of a request after all its tries.
pub(super) enum HostOutcome {
    /// A page, with the address that answered after redirects.
    Page(Vec<u8>, Validators, Url),
    NotModified,
    Gone,
    /// Every try failed, the last one for this reason.
    Failed(String),
    /// The host will not give the page.
    Refused(String),
    /// The time was up before the request's turn came.
    Stopped,
}

/// An outcome, and how many tries failed before it.
pub(super) struct HostReply {
    pub(super) outcome: HostOutcome,
    pub(super) retried: usize,
}

impl<'a> Host<'a> {
    pub(super) fn new(
        options: &'a CrawlOptions,
        store: &'a PageStore,
        report: &'a mut dyn FnMut(Event),
    ) -> Result<Self, CrawlError> {
        Ok(Self {
            site: &options.site,
            store,
            fetcher: Fetcher::new(&options.site, &options.contact)?,
            throttle: Throttle::new(options.rate),
            until: options.until,
            report: RefCell::new(report),
        })
    }

    pub(super) fn report(&self, event: Event) {
        (*self.report.borrow_mut())(event);
    }

    /// Leaves at least this much time between requests.
    pub(super) fn slow_down(&mut self, delay: Duration) {
        self.throttle.at_least(delay);
    }

    /// Reads robots.txt. `None` if the time is up before.
    pub(super) async fn robots(&self) -> Result<Option<Robots>, CrawlError> {
        let why = match self.ask(&self.site.at("/robots.txt"), None).await?.outcome {
            HostOutcome::Page(body, ..) => return Ok(Some(Robots::parse(&body))),
            // RFC 9309, 2.3.1.3: a file that is unavailable (4xx) allows all; one that is unreachable (5xx), nothing.
            HostOutcome::Gone | HostOutcome::Refused(_) => return Ok(Some(Robots::absent())),
            HostOutcome::Stopped => return Ok(None),
            HostOutcome::NotModified => "304 for a file never read".to_owned(),
            HostOutcome::Failed(why) => why,
        };
        Err(CrawlError::Robots { site: self.site.clone(), why })
    }

    /// Sends requests until one is answered or the tries are used up. A claimed page's failed tries are stored.
    pub(super) async fn ask(&self, url: &Url, claim: Option<&Claim>) -> Result<HostReply, CrawlError> {
        let nothing = Validators::default();
        let known = claim.map_or(&nothing, |claim| &claim.known);
        let (mut tries, mut waits, mut retried) = (claim.map_or(0, |claim| claim.tries), 0, 0);
        let outcome = loop {
            if !self.throttle.turn(self.store, self.until).await? {
                break HostOutcome::Stopped;
            }
            match self.fetcher.get(url, known).await {
                FetchOutcome::Page { body, validators, address } => {
                    break HostOutcome::Page(body, validators, address);
                }
                FetchOutcome::NotModified => break HostOutcome::NotModified,
                FetchOutcome::Gone => break HostOutcome::Gone,
                FetchOutcome::Refused(why) => break HostOutcome::Refused(why),
                FetchOutcome::Wait(named) => {
                    waits += 1;
                    let wait = pause(named, waits);
                    // Kept in the store, so that other processes and the next run wait too.
                    self.store.rest(wait)?;
                    if waits == MAX_WAITS {
                        return Err(CrawlError::Unwelcome { site: self.site.clone() });
                    }
                    self.report(Event::Waiting(wait));
                }
                FetchOutcome::Failed(why) => {
                    tries += 1;
                    if let Some(claim) = claim {
                        self.store.tried(&claim.title, &why)?;
                    }
                    if tries >= MAX_TRIES {
                        break HostOutcome::Failed(why);
                    }
                    retried += 1;
                    if let Some(claim) = claim {
                        self.report(Event::Retrying(claim.title.clone(), why));
                    }
                    sleep(jittered(RETRY_PAUSE * 2u32.pow(tries - 1))).await;
                }
            }
        };
        Ok(HostReply { outcome, retried })
    }
}

/// Full jitter: any time up to the whole wait, so that failed requests are not repeated in step.
fn jittered(wait: Duration) -> Duration {
    // The clock's last digits are random enough here.
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.subsec_nanos());
    wait.mul_f64(f64::from(nanos / 100 % 1000) / 1000.0)
}
