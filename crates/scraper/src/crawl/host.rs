//! The host as the crawl meets it: every request waits its turn here, and here "not now" and failed tries are dealt with.

use std::cell::RefCell;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::time::sleep;
use url::Url;

use super::{CrawlError, Event, Options};
use crate::address::Site;
use crate::fetch::{Answer, Fetcher, Validators, pause};
use crate::robots::Robots;
use crate::store::{Claim, Store};
use crate::throttle::Throttle;

/// A page is tried so often in one run.
const TRIES: u32 = 3;
/// Between tries, doubled each time.
const BACK_OFF: Duration = Duration::from_millis(500);
/// A host that says "not now" so often in a row is left for another day.
pub(super) const MAX_WAITS: u32 = 8;

pub(super) struct Host<'a> {
    site: &'a Site,
    store: &'a Store,
    fetcher: Fetcher,
    throttle: Throttle,
    until: Option<Instant>,
    report: RefCell<&'a mut dyn FnMut(Event)>,
}

/// What a host had to say in the end.
pub(super) enum Answered {
    Page(Vec<u8>, Validators),
    NotModified,
    Gone,
    /// Every try failed, the last one for this reason.
    Failed(String),
    /// It will not give the page.
    Refused(String),
    /// The time was up before the request's turn came.
    Stopped,
}

/// An answer, and how many tries failed before it.
pub(super) struct Reply {
    pub(super) what: Answered,
    pub(super) retried: usize,
}

impl<'a> Host<'a> {
    pub(super) fn new(
        options: &'a Options,
        store: &'a Store,
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

    /// Leaves at least so much time between requests.
    pub(super) fn slow_down(&mut self, delay: Duration) {
        self.throttle.at_least(delay);
    }

    /// Reads robots.txt; `None` if the time is up before.
    pub(super) async fn robots(&self) -> Result<Option<Robots>, CrawlError> {
        let why = match self.ask(&self.site.at("/robots.txt"), None).await?.what {
            Answered::Page(body, _) => return Ok(Some(Robots::parse(&body))),
            // RFC 9309, 2.3.1.3: a file that is unavailable (4xx) allows all; one that is unreachable (5xx), nothing.
            Answered::Gone | Answered::Refused(_) => return Ok(Some(Robots::absent())),
            Answered::Stopped => return Ok(None),
            Answered::NotModified => "304 for a file never read".to_owned(),
            Answered::Failed(why) => why,
        };
        Err(CrawlError::Robots { site: self.site.clone(), why })
    }

    /// Asks until there is an answer or the tries are used up. A claimed page's failed tries are noted.
    pub(super) async fn ask(&self, url: &Url, claim: Option<&Claim>) -> Result<Reply, CrawlError> {
        let nothing = Validators::default();
        let known = claim.map_or(&nothing, |claim| &claim.known);
        let (mut tries, mut waits, mut retried) = (claim.map_or(0, |claim| claim.tries), 0, 0);
        let what = loop {
            if !self.throttle.turn(self.store, self.until).await? {
                break Answered::Stopped;
            }
            match self.fetcher.get(url, known).await {
                Answer::Page { body, validators } => break Answered::Page(body, validators),
                Answer::NotModified => break Answered::NotModified,
                Answer::Gone => break Answered::Gone,
                Answer::Refused(why) => break Answered::Refused(why),
                Answer::Wait(named) => {
                    waits += 1;
                    let wait = pause(named, waits);
                    // The next run, or another process, is to know it too.
                    self.store.rest(wait)?;
                    if waits == MAX_WAITS {
                        return Err(CrawlError::Unwelcome { site: self.site.clone() });
                    }
                    self.report(Event::Waiting(wait));
                }
                Answer::Failed(why) => {
                    tries += 1;
                    if let Some(claim) = claim {
                        self.store.tried(&claim.title, &why)?;
                    }
                    if tries >= TRIES {
                        break Answered::Failed(why);
                    }
                    retried += 1;
                    if let Some(claim) = claim {
                        self.report(Event::Retrying(claim.title.clone(), why));
                    }
                    sleep(jittered(BACK_OFF * 2u32.pow(tries - 1))).await;
                }
            }
        };
        Ok(Reply { what, retried })
    }
}

/// Full jitter: any time up to the whole wait, so that failed requests do not come back in step.
fn jittered(wait: Duration) -> Duration {
    // The clock's last digits are random enough for that.
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.subsec_nanos());
    wait.mul_f64(f64::from(nanos / 100 % 1000) / 1000.0)
}
