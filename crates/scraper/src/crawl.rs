//! The walk from lists to films.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use crate::address::{PageTitle, Site};
use crate::contact::Contact;
use crate::discover::listed;
use crate::fetch::{Answer, Fetcher, Validators};
use crate::robots::Robots;
use crate::store::{Claim, Kind, Store, StoreError};
use crate::throttle::{Rate, Throttle};

/// A page is tried so often in one run.
const TRIES: u32 = 3;
/// Between tries, doubled each time.
const BACK_OFF: Duration = Duration::from_millis(500);
/// How often to see whether another process has finished.
const LOOK_AGAIN: Duration = Duration::from_millis(200);
/// A host that says "not now" so often in a row is left for another day.
const MAX_WAITS: u32 = 8;

/// What to crawl, and how gently.
#[derive(Debug, Clone)]
pub struct Options {
    /// The wiki.
    pub site: Site,
    /// Who asks.
    pub contact: Contact,
    /// List pages whose links are followed.
    pub lists: Vec<PageTitle>,
    /// Film pages to ask for besides.
    pub seeds: Vec<PageTitle>,
    /// Requests a second.
    pub rate: Rate,
    /// Pages checked within this time are not asked for again.
    pub refresh_after: Option<Duration>,
    /// No request starts after this.
    pub until: Option<Instant>,
    /// At most so many film pages are asked for in this run.
    pub limit: Option<u64>,
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Pages that lists named for the first time.
    pub found: usize,
    /// Pages downloaded.
    pub fetched: usize,
    /// Pages that had not changed since they were stored.
    pub unchanged: usize,
    /// Pages that are there no more.
    pub gone: usize,
    /// Pages robots.txt closes.
    pub disallowed: usize,
    /// Tries that failed and were made again.
    pub retried: usize,
    /// Pages given up, with the reason.
    pub failed: Vec<(String, String)>,
    /// Film pages that the limit left for the next run.
    pub left: u64,
}

/// What happens, as it happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// So many film pages are to be dealt with in this run.
    Planned(u64),
    /// A page is being asked for.
    Asking(PageTitle),
    /// A try failed, for this reason; another follows.
    Retrying(PageTitle, String),
    /// A page was dealt with.
    Done(PageTitle),
    /// The host asked to be left alone for so long.
    Waiting(Duration),
}

/// Why a crawl stopped. What was got is kept; the next run goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum CrawlError {
    /// The state could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No HTTP client could be made.
    #[error("cannot make an HTTP client: {0}")]
    Client(#[from] reqwest::Error),
    /// robots.txt could not be read, so nothing may be asked for.
    #[error("{site}/robots.txt cannot be read ({why}), so no page may be asked for: try again later")]
    Robots {
        /// The wiki.
        site: Site,
        /// What went wrong.
        why: String,
    },
    /// A list page is not there, or is no list.
    #[error("{address} {why}: check the title with your browser")]
    List {
        /// The list's address.
        address: String,
        /// What is wrong with it.
        why: String,
    },
    /// The host keeps asking to be left alone.
    #[error("{site} asked to wait {MAX_WAITS} times in a row: what was got is kept; try again later, and more slowly")]
    Unwelcome {
        /// The wiki.
        site: Site,
    },
}

struct Crawl<'a> {
    options: &'a Options,
    store: &'a mut Store,
    fetcher: Fetcher,
    robots: Robots,
    throttle: Throttle,
    run: i64,
    summary: Summary,
}

/// Crawls: reads robots.txt, then the lists, then every film page they name that this run has not dealt with.
///
/// # Errors
/// See [`CrawlError`]. Failures of single film pages are in the summary instead.
pub async fn crawl(options: &Options, store: &mut Store, mut report: impl FnMut(Event)) -> Result<Summary, CrawlError> {
    let fetcher = Fetcher::new(&options.site, &options.contact)?;
    let mut throttle = Throttle::new(options.rate);
    store.bind(&options.site)?;
    store.join(options.refresh_after)?;
    let robots = read_robots(&fetcher, options, &throttle, store, &mut report).await?;
    if let Some(delay) = robots.delay() {
        throttle.at_least(delay);
    }
    let run = store.begin_run()?;
    let mut crawl = Crawl { options, store, fetcher, robots, throttle, run, summary: Summary::default() };
    crawl.store.enqueue(Kind::List, &options.lists)?;
    crawl.summary.found += crawl.store.enqueue(Kind::Film, &options.seeds)?;
    crawl.lists(&mut report).await?;
    crawl.films(&mut report).await?;
    Ok(crawl.summary)
}

async fn read_robots(
    fetcher: &Fetcher,
    options: &Options,
    throttle: &Throttle,
    store: &Store,
    report: &mut impl FnMut(Event),
) -> Result<Robots, CrawlError> {
    let url = options.site.at("/robots.txt");
    let refused = |why: String| CrawlError::Robots { site: options.site.clone(), why };
    let mut why = String::new();
    for _ in 0..TRIES {
        throttle.turn(store).await?;
        match fetcher.get(&url, &Validators::default()).await {
            Answer::Page { body, .. } => return Ok(Robots::parse(&body)),
            // RFC 9309, 2.3.1.3: a file that is unavailable (4xx) allows all; one that is unreachable (5xx), nothing.
            Answer::Gone | Answer::Refused(_) => return Ok(Robots::absent()),
            Answer::NotModified => why = "304 for a file never read".to_owned(),
            Answer::Wait(wait) => {
                why = "the host is busy".to_owned();
                report(Event::Waiting(wait));
                store.rest(wait)?;
            }
            Answer::Failed(reason) => {
                why = reason;
                store.rest(BACK_OFF)?;
            }
        }
    }
    Err(refused(why))
}

impl Crawl<'_> {
    async fn lists(&mut self, report: &mut impl FnMut(Event)) -> Result<(), CrawlError> {
        while let Some(Claim { title, known, tries }) = self.next(Kind::List).await? {
            let address = self.options.site.page(&title).to_string();
            let got_before = known != Validators::default();
            let wrong = match self.settle(&title, &known, tries, report).await? {
                Settled::Got(body, validators) => {
                    let titles = listed(&self.options.site, &title, &body);
                    // The links are kept before the list counts as read: a crawl killed in between reads it again.
                    self.summary.found += self.store.enqueue(Kind::Film, &titles)?;
                    if titles.is_empty() {
                        self.store.failed(&title, self.run, "not a list")?;
                        Some("names no pages, so it is not a list".to_owned())
                    } else {
                        self.store.got(&title, self.run, &body, &validators)?;
                        None
                    }
                }
                Settled::Unchanged => None,
                // A list that was read once and fails now costs only what it may have added since.
                Settled::Gone | Settled::Failed(_) | Settled::Disallowed if got_before => None,
                Settled::Gone => Some("is not there (404)".to_owned()),
                Settled::Disallowed => Some("is closed by robots.txt".to_owned()),
                Settled::Failed(why) => Some(format!("cannot be read ({why})")),
            };
            match wrong {
                // Of the many lists of a preset, some years have none; a single one is what all was about.
                Some(why) if self.options.lists.len() > 1 => self.summary.failed.push((title.to_string(), why)),
                Some(why) => return Err(CrawlError::List { address, why }),
                None => {}
            }
            report(Event::Done(title));
        }
        Ok(())
    }

    async fn films(&mut self, report: &mut impl FnMut(Event)) -> Result<(), CrawlError> {
        let planned = self.store.left(Kind::Film, self.run)?;
        report(Event::Planned(self.options.limit.map_or(planned, |limit| planned.min(limit))));
        let mut dealt = 0;
        while self.options.limit.is_none_or(|limit| dealt < limit)
            && let Some(Claim { title, known, tries }) = self.next(Kind::Film).await?
        {
            match self.settle(&title, &known, tries, report).await? {
                Settled::Got(body, validators) => self.store.got(&title, self.run, &body, &validators)?,
                Settled::Failed(why) => self.summary.failed.push((title.to_string(), why)),
                Settled::Unchanged | Settled::Gone | Settled::Disallowed => {}
            }
            dealt += 1;
            report(Event::Done(title));
        }
        self.summary.left = self.store.left(Kind::Film, self.run)?;
        if self.summary.left == 0 {
            self.store.finish_run(self.run)?;
        }
        Ok(())
    }

    /// Claims the next page. While other processes are asking for the last ones it waits: one of them may die and leave its page.
    async fn next(&self, kind: Kind) -> Result<Option<Claim>, StoreError> {
        loop {
            if self.options.until.is_some_and(|until| Instant::now() >= until) {
                return Ok(None);
            }
            let claim = self.store.claim(kind, self.run)?;
            if claim.is_some() || !self.store.others_ask(kind)? {
                return Ok(claim);
            }
            sleep(LOOK_AGAIN).await;
        }
    }

    /// Asks for a page until it is got or given up, and keeps what came of it but the page itself.
    async fn settle(
        &mut self,
        title: &PageTitle,
        known: &Validators,
        tries: u32,
        report: &mut impl FnMut(Event),
    ) -> Result<Settled, CrawlError> {
        let url = self.options.site.page(title);
        report(Event::Asking(title.clone()));
        if !self.robots.allows(&url) {
            self.summary.disallowed += 1;
            self.store.failed(title, self.run, "closed by robots.txt")?;
            return Ok(Settled::Disallowed);
        }
        let (mut tries, mut waits) = (tries, 0);
        loop {
            self.throttle.turn(self.store).await?;
            match self.fetcher.get(&url, known).await {
                Answer::Page { body, validators } => {
                    self.summary.fetched += 1;
                    return Ok(Settled::Got(body, validators));
                }
                Answer::NotModified => {
                    self.summary.unchanged += 1;
                    self.store.unchanged(title, self.run)?;
                    return Ok(Settled::Unchanged);
                }
                Answer::Gone => {
                    self.summary.gone += 1;
                    self.store.gone(title, self.run)?;
                    return Ok(Settled::Gone);
                }
                Answer::Wait(wait) => {
                    waits += 1;
                    if waits == MAX_WAITS {
                        return Err(CrawlError::Unwelcome { site: self.options.site.clone() });
                    }
                    report(Event::Waiting(wait));
                    self.store.rest(wait)?;
                }
                Answer::Failed(why) => {
                    tries += 1;
                    self.store.tried(title, &why)?;
                    if tries >= TRIES {
                        self.store.failed(title, self.run, &why)?;
                        return Ok(Settled::Failed(why));
                    }
                    self.summary.retried += 1;
                    report(Event::Retrying(title.clone(), why));
                    sleep(jittered(BACK_OFF * 2u32.pow(tries - 1))).await;
                }
                Answer::Refused(why) => {
                    self.store.failed(title, self.run, &why)?;
                    return Ok(Settled::Failed(why));
                }
            }
        }
    }
}

/// Full jitter: any time up to the whole wait, so that failed requests do not come back in step.
fn jittered(wait: Duration) -> Duration {
    // The clock's last digits are random enough for that.
    let nanos =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.subsec_nanos());
    wait.mul_f64(f64::from(nanos / 100 % 1000) / 1000.0)
}

/// What became of a page.
enum Settled {
    Got(Vec<u8>, Validators),
    Unchanged,
    Gone,
    Disallowed,
    Failed(String),
}
