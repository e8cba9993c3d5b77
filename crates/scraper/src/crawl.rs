//! The walk from lists to films.

mod api;
mod host;

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use tokio::time::sleep;

use crate::address::{PageTitle, Site};
use crate::contact::Contact;
use crate::discover::listed;
use crate::fetch::Validators;
use crate::robots::Robots;
use crate::store::{Claim, Kind, Store, StoreError};
use crate::throttle::{InFlight, MAX_IN_FLIGHT, Rate};
use host::{Answered, Host, MAX_WAITS};

/// How often to see whether another process has finished.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

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
    /// Requests that may wait for their answers at once.
    pub in_flight: InFlight,
    /// Lists and categories are read from the wiki's Action API instead of its pages.
    pub api: bool,
}

impl Options {
    /// A crawl of what is known already: one request at a time, one a second, without an end.
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
    /// A page's answer is here, but not kept yet.
    Answered(PageTitle),
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
    /// robots.txt closes the Action API.
    #[error(
        "robots.txt of {site} closes {path} to us, so --api cannot be used there: leave it out, and lists are read from their pages"
    )]
    ApiClosed {
        /// The wiki.
        site: Site,
        /// Where the API is.
        path: &'static str,
    },
    /// The Action API gives no lists.
    #[error("{address} {why}: leave --api out, and lists are read from their pages")]
    Api {
        /// Where the API is.
        address: String,
        /// What is wrong with it.
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
    store: &'a Store,
    host: Host<'a>,
    robots: Robots,
    run: i64,
    summary: RefCell<Summary>,
    /// Film pages this run has asked for.
    dealt: Cell<u64>,
}

/// Crawls: reads robots.txt, then the lists, then every film page they name that this run has not dealt with.
///
/// # Errors
/// See [`CrawlError`]. Failures of single film pages are in the summary instead.
pub async fn crawl(options: &Options, store: &mut Store, mut report: impl FnMut(Event)) -> Result<Summary, CrawlError> {
    store.bind(&options.site)?;
    store.join()?;
    let store = &*store;
    let run = store.begin_run()?;
    let mut host = Host::new(options, store, &mut report)?;
    let Some(robots) = host.robots().await? else {
        return Ok(Summary { left: store.left(Kind::Film, run)?, ..Summary::default() });
    };
    if let Some(delay) = robots.delay() {
        host.slow_down(delay);
    }
    if let Some(fresh) = options.refresh_after {
        store.pass_over(fresh, run)?;
    }
    store.enqueue(Kind::List, &options.lists)?;
    let found = store.enqueue(Kind::Film, &options.seeds)?;
    let summary = RefCell::new(Summary { found, ..Summary::default() });
    let crawl = Crawl { options, store, host, robots, run, summary, dealt: Cell::new(0) };
    if options.api {
        crawl.lists_by_api().await?;
    } else {
        // Whoever waits for an answer lets the others ask: so many of them are so many requests in flight.
        try_join_all((0..options.in_flight.get()).map(|_| crawl.lists())).await?;
    }
    let planned = store.left(Kind::Film, run)?;
    crawl.host.report(Event::Planned(options.limit.map_or(planned, |limit| planned.min(limit))));
    try_join_all((0..options.in_flight.get()).map(|_| crawl.films())).await?;
    let left = store.left(Kind::Film, run)?;
    if left == 0 {
        store.finish_run(run)?;
    }
    Ok(Summary { left, ..crawl.summary.into_inner() })
}

impl Crawl<'_> {
    /// Asks for lists until none is left or the time is up.
    async fn lists(&self) -> Result<(), CrawlError> {
        while let Some(claim) = self.next(Kind::List).await? {
            let title = &claim.title;
            let wrong = match self.settle(&claim).await? {
                Settled::Got(body, validators) => {
                    let titles = listed(&self.options.site, title, &body);
                    // The links are kept before the list counts as read: a crawl killed in between reads it again.
                    self.summary.borrow_mut().found += self.store.enqueue(Kind::Film, &titles)?;
                    if titles.is_empty() {
                        self.store.failed(title, self.run, "not a list")?;
                        Some("names no pages, so it is not a list".to_owned())
                    } else {
                        self.store.got(title, self.run, &body, &validators)?;
                        None
                    }
                }
                Settled::Stopped => return Ok(()),
                Settled::Unchanged => None,
                // A list that was read once and fails now costs only what it may have added since.
                Settled::Gone | Settled::Failed(_) | Settled::Disallowed if claim.is_stored => None,
                Settled::Gone => Some("is not there (404)".to_owned()),
                Settled::Disallowed => Some("is closed by robots.txt".to_owned()),
                Settled::Failed(why) => Some(format!("cannot be read ({why})")),
            };
            if let Some(why) = wrong {
                self.wrong_list(title, why)?;
            }
            self.host.report(Event::Done(claim.title));
        }
        Ok(())
    }

    /// Of the many lists of a preset, some years have none; a single one is what all was about.
    fn wrong_list(&self, title: &PageTitle, why: String) -> Result<(), CrawlError> {
        if self.options.lists.as_slice() == std::slice::from_ref(title) {
            return Err(CrawlError::List { address: self.options.site.page(title).to_string(), why });
        }
        self.summary.borrow_mut().failed.push((title.to_string(), why));
        Ok(())
    }

    /// Asks for film pages until none is left, or the limit or the time is reached.
    async fn films(&self) -> Result<(), CrawlError> {
        while self.options.limit.is_none_or(|limit| self.dealt.get() < limit) {
            self.dealt.set(self.dealt.get() + 1);
            let Some(claim) = self.next(Kind::Film).await? else { break };
            match self.settle(&claim).await? {
                Settled::Got(body, validators) => self.store.got(&claim.title, self.run, &body, &validators)?,
                Settled::Failed(why) => self.summary.borrow_mut().failed.push((claim.title.to_string(), why)),
                Settled::Unchanged | Settled::Gone | Settled::Disallowed => {}
                Settled::Stopped => break,
            }
            self.host.report(Event::Done(claim.title));
        }
        Ok(())
    }

    /// Claims the next page. While other processes are asking for the last ones it waits: one of them may die and leave its page.
    async fn next(&self, kind: Kind) -> Result<Option<Claim>, StoreError> {
        loop {
            if self.options.until.is_some_and(|until| Instant::now() >= until) {
                return Ok(None);
            }
            let claim = self.store.claim(kind, self.run, MAX_IN_FLIGHT)?;
            if claim.is_some() || !self.store.others_ask(kind, MAX_IN_FLIGHT)? {
                return Ok(claim);
            }
            sleep(LOOK_AGAIN).await;
        }
    }

    /// Asks for a page until it is got or given up, and keeps what came of it but the page itself.
    async fn settle(&self, claim: &Claim) -> Result<Settled, CrawlError> {
        let title = &claim.title;
        let url = self.options.site.page(title);
        self.host.report(Event::Asking(title.clone()));
        if !self.robots.allows(&url) {
            self.summary.borrow_mut().disallowed += 1;
            self.store.failed(title, self.run, "closed by robots.txt")?;
            return Ok(Settled::Disallowed);
        }
        let answered = self.host.ask(&url, Some(claim)).await?;
        let mut summary = self.summary.borrow_mut();
        summary.retried += answered.retried;
        Ok(match answered.what {
            Answered::Page(body, validators) => {
                summary.fetched += 1;
                self.host.report(Event::Answered(title.clone()));
                Settled::Got(body, validators)
            }
            Answered::NotModified => {
                summary.unchanged += 1;
                self.store.unchanged(title, self.run)?;
                Settled::Unchanged
            }
            Answered::Gone => {
                summary.gone += 1;
                self.store.gone(title, self.run)?;
                Settled::Gone
            }
            Answered::Failed(why) | Answered::Refused(why) => {
                self.store.failed(title, self.run, &why)?;
                Settled::Failed(why)
            }
            Answered::Stopped => {
                self.store.release(title)?;
                Settled::Stopped
            }
        })
    }
}

/// What became of a page.
enum Settled {
    Got(Vec<u8>, Validators),
    Unchanged,
    Gone,
    Disallowed,
    Failed(String),
    /// The time was up before its turn came.
    Stopped,
}
