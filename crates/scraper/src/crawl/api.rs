//! Lists and categories from MediaWiki's Action API (`--api`): many titles in one request, five hundred links in one answer, one request
//! at a time, none while the wiki's databases lag (`maxlag`).

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::host::Answered;
use super::{Crawl, CrawlError, Event, Kind};
use crate::address::PageTitle;
use crate::store::Claim;
use crate::throttle::MAX_IN_FLIGHT;

/// Where MediaWiki keeps its API.
const PATH: &str = "/w/api.php";
/// Titles in one request: MediaWiki's own limit for those who are not logged in, and an address servers take.
const MAX_TITLES: usize = 50;
const MAX_TITLE_BYTES: usize = 1500;
/// Answers to one question, each of up to 500 links; more are a loop.
const MAX_ANSWERS: usize = 2000;
/// The namespace of categories.
const CATEGORY: i64 = 14;

#[derive(Deserialize)]
struct Reply {
    error: Option<Problem>,
    #[serde(default)]
    query: Query,
    #[serde(rename = "continue")]
    more: Option<BTreeMap<String, Value>>,
}

#[derive(Deserialize)]
struct Problem {
    code: String,
    #[serde(default)]
    info: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Query {
    normalized: Vec<Renamed>,
    redirects: Vec<Renamed>,
    pages: Vec<Page>,
    categorymembers: Vec<Link>,
}

#[derive(Deserialize)]
struct Renamed {
    from: String,
    to: String,
}

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    ns: i64,
    title: String,
    #[serde(default)]
    links: Vec<Link>,
}

#[derive(Deserialize)]
struct Link {
    title: String,
}

/// What is known of the lists of one request so far.
#[derive(Default)]
struct Read {
    renamed: HashMap<String, String>,
    categories: HashSet<String>,
    /// Those that name a page.
    full: HashSet<String>,
}

impl Read {
    /// The title the wiki has for the page a list's title leads to.
    fn own<'a>(&'a self, title: &'a str) -> &'a str {
        let mut title = title;
        // Normalised once, redirected once or twice; never in a circle.
        for _ in 0..4 {
            match self.renamed.get(title) {
                Some(to) => title = to,
                None => break,
            }
        }
        title
    }
}

impl Crawl<'_> {
    /// Reads every list that this run has not dealt with.
    pub(super) async fn lists_by_api(&self) -> Result<(), CrawlError> {
        let url = self.options.site.at(PATH);
        if !self.robots.allows(&url) || !self.robots.allows(&question(&url, &[])) {
            return Err(CrawlError::ApiClosed { site: self.options.site.clone(), path: PATH });
        }
        loop {
            let claims = self.some_lists().await?;
            if claims.is_empty() {
                return Ok(());
            }
            for claim in &claims {
                self.host.report(Event::Asking(claim.title.clone()));
            }
            let Some(read) = self.read(&url, &claims).await? else {
                return claims.iter().try_for_each(|claim| Ok(self.store.release(&claim.title)?));
            };
            for Claim { title, is_stored, .. } in claims {
                if read.full.contains(read.own(title.as_str())) {
                    self.store.unchanged(&title, self.run)?;
                } else {
                    self.store.failed(&title, self.run, "not a list")?;
                    if !is_stored {
                        self.wrong_list(&title, "names no pages, so it is not a list".to_owned())?;
                    }
                }
                self.host.report(Event::Done(title));
            }
        }
    }

    /// Claims as many lists as fit one request.
    async fn some_lists(&self) -> Result<Vec<Claim>, CrawlError> {
        let mut claims: Vec<Claim> = self.next(Kind::List).await?.into_iter().collect();
        let mut bytes = 0;
        while !claims.is_empty() && claims.len() < MAX_TITLES && bytes < MAX_TITLE_BYTES {
            // They are one request, so they count as one of those in flight.
            let Some(claim) = self.store.claim(Kind::List, self.run, MAX_IN_FLIGHT + claims.len() as u32)? else {
                break;
            };
            bytes += claim.title.as_str().len();
            claims.push(claim);
        }
        Ok(claims)
    }

    /// Asks what the lists name, and keeps that as it comes. `None` if the time is up before.
    async fn read(&self, url: &Url, claims: &[Claim]) -> Result<Option<Read>, CrawlError> {
        let titles: Vec<&str> = claims.iter().map(|claim| claim.title.as_str()).collect();
        let mut read = Read::default();
        let links = [("prop", "links"), ("plnamespace", "0"), ("pllimit", "max"), ("redirects", "1")];
        let ask = question(url, &[&links[..], &[("titles", &titles.join("|"))]].concat());
        if !self.every_answer(&ask, &mut read, None).await? {
            return Ok(None);
        }
        let mut categories: Vec<String> = read.categories.iter().cloned().collect();
        categories.sort();
        for category in categories {
            let members = [("list", "categorymembers"), ("cmtype", "page"), ("cmnamespace", "0"), ("cmlimit", "max")];
            let ask = question(url, &[&members[..], &[("cmtitle", &category)]].concat());
            if !self.every_answer(&ask, &mut read, Some(&category)).await? {
                return Ok(None);
            }
        }
        Ok(Some(read))
    }

    /// Asks one question, and on and on while there is more; `false` if the time is up before the end.
    async fn every_answer(&self, ask: &Url, read: &mut Read, category: Option<&String>) -> Result<bool, CrawlError> {
        let mut more = BTreeMap::new();
        for _ in 0..MAX_ANSWERS {
            let mut url = ask.clone();
            url.query_pairs_mut().extend_pairs(&more);
            let Some(reply) = self.answer(&url).await? else { return Ok(false) };
            let Query { normalized, redirects, pages, categorymembers } = reply.query;
            read.renamed.extend(normalized.into_iter().chain(redirects).map(|Renamed { from, to }| (from, to)));
            let mut links = Vec::new();
            if let Some(category) = category.filter(|_| !categorymembers.is_empty()) {
                read.full.insert(category.clone());
                links.extend(categorymembers);
            }
            for Page { ns, title, links: named } in pages {
                if ns == CATEGORY {
                    // What a category's own text links to are no members of it.
                    read.categories.insert(title);
                } else if !named.is_empty() {
                    read.full.insert(title);
                    links.extend(named);
                }
            }
            self.keep(&links)?;
            match reply.more {
                None => return Ok(true),
                Some(next) => {
                    let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    more = next.into_iter().map(|(key, value)| (key, text(value))).collect();
                }
            }
        }
        Err(self.wrong(format!("says after {MAX_ANSWERS} answers that there is more")))
    }

    fn keep(&self, links: &[Link]) -> Result<(), CrawlError> {
        let titles: Vec<PageTitle> = links
            .iter()
            .filter_map(|link| PageTitle::new(&link.title))
            .filter(|title| title.is_article() && !title.as_str().starts_with("List"))
            .collect();
        self.summary.borrow_mut().found += self.store.enqueue(Kind::Film, &titles)?;
        Ok(())
    }

    async fn answer(&self, url: &Url) -> Result<Option<Reply>, CrawlError> {
        let reply = self.host.ask(url, None).await?;
        self.summary.borrow_mut().retried += reply.retried;
        let body = match reply.what {
            Answered::Page(body, _) => body,
            Answered::Stopped => return Ok(None),
            Answered::Gone => return Err(self.wrong("is not there (404)".to_owned())),
            Answered::NotModified => return Err(self.wrong("answers 304 to what was never asked".to_owned())),
            Answered::Failed(why) | Answered::Refused(why) => return Err(self.wrong(format!("cannot be read ({why})"))),
        };
        let reply: Reply = serde_json::from_slice(&body)
            .map_err(|error| self.wrong(format!("gives no JSON of an Action API ({error})")))?;
        match reply.error {
            Some(Problem { code, info }) => Err(self.wrong(format!("answers with the error {code} ({info})"))),
            None => Ok(Some(reply)),
        }
    }

    fn wrong(&self, why: String) -> CrawlError {
        CrawlError::Api { address: self.options.site.at(PATH).to_string(), why }
    }
}

/// A question's address. `maxlag`: a wiki whose databases lag by more seconds says so instead of answering.
fn question(url: &Url, pairs: &[(&str, &str)]) -> Url {
    let mut url = url.clone();
    let common = [("action", "query"), ("format", "json"), ("formatversion", "2"), ("maxlag", "5")];
    url.query_pairs_mut().extend_pairs(common).extend_pairs(pairs);
    url
}
