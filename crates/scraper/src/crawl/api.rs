//! Lists and categories from MediaWiki's Action API (`--api`): many titles in one request, 500 links in one answer, one
//! request at a time, and none while the wiki's databases lag (`maxlag`).

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::error::CrawlError;
use super::host::HostOutcome;
use super::progress::Event;
use super::run::Run;
use crate::address::PageTitle;
use crate::limits::{API_MAX_LAG, MAX_API_ANSWERS, MAX_API_TITLE_BYTES, MAX_API_TITLES, MAX_IN_FLIGHT};
use crate::store::{Claim, PageKind};

/// The path of the API on a MediaWiki.
pub(super) const PATH: &str = "/w/api.php";
/// The number of the namespace of categories.
const CATEGORY: i64 = 14;

#[derive(Deserialize)]
struct ApiReply {
    error: Option<ApiError>,
    #[serde(default)]
    query: ApiQuery,
    #[serde(rename = "continue")]
    more: Option<BTreeMap<String, Value>>,
}

#[derive(Deserialize)]
struct ApiError {
    code: String,
    #[serde(default)]
    info: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ApiQuery {
    normalized: Vec<Renamed>,
    redirects: Vec<Renamed>,
    pages: Vec<ApiPage>,
    categorymembers: Vec<ApiLink>,
}

#[derive(Deserialize)]
struct Renamed {
    from: String,
    to: String,
}

#[derive(Deserialize)]
struct ApiPage {
    #[serde(default)]
    ns: i64,
    title: String,
    #[serde(default)]
    links: Vec<ApiLink>,
}

#[derive(Deserialize)]
struct ApiLink {
    title: String,
}

/// What the answers for one batch of lists have said so far.
#[derive(Default)]
struct ListsRead {
    renamed: HashMap<String, String>,
    categories: HashSet<String>,
    /// Lists that name at least one page.
    full: HashSet<String>,
}

impl ListsRead {
    /// The wiki's own title of the page that a list's title leads to.
    fn own<'a>(&'a self, title: &'a str) -> &'a str {
        let mut title = title;
        // Normalised once and redirected once or twice. The bound guards against circles.
        for _ in 0..4 {
            match self.renamed.get(title) {
                Some(to) => title = to,
                None => break,
            }
        }
        title
    }
}

impl Run<'_> {
    /// Reads every list that this run has not read yet.
    pub(super) async fn lists_by_api(&self) -> Result<(), CrawlError> {
        let url = self.options.site.at(PATH);
        if !self.robots.allows(&url) || !self.robots.allows(&query_url(&url, &[])) {
            return Err(CrawlError::ApiClosed { site: self.options.site.clone(), path: PATH });
        }
        loop {
            let claims = self.claim_lists().await?;
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
                    self.store.unchanged(&title, self.number)?;
                } else {
                    self.store.failed(&title, self.number, "not a list")?;
                    if !is_stored {
                        self.wrong_list(&title, "names no pages, so it is not a list".to_owned())?;
                    }
                }
                self.host.report(Event::Done(title));
            }
        }
    }

    /// Claims as many lists as fit in one request.
    async fn claim_lists(&self) -> Result<Vec<Claim>, CrawlError> {
        let mut claims: Vec<Claim> = self.next(PageKind::List).await?.into_iter().collect();
        let mut bytes = 0;
        while !claims.is_empty() && claims.len() < MAX_API_TITLES && bytes < MAX_API_TITLE_BYTES {
            // All of them together are one request in flight.
            let Some(claim) = self.store.claim(PageKind::List, self.number, MAX_IN_FLIGHT + claims.len() as u32)?
            else {
                break;
            };
            bytes += claim.title.as_str().len();
            claims.push(claim);
        }
        Ok(claims)
    }

    /// Queries the links of the lists and stores each answer as it comes. `None` if the time is up before the end.
    async fn read(&self, url: &Url, claims: &[Claim]) -> Result<Option<ListsRead>, CrawlError> {
        let titles: Vec<&str> = claims.iter().map(|claim| claim.title.as_str()).collect();
        let mut read = ListsRead::default();
        let links = [("prop", "links"), ("plnamespace", "0"), ("pllimit", "max"), ("redirects", "1")];
        let query = query_url(url, &[&links[..], &[("titles", &titles.join("|"))]].concat());
        if !self.every_answer(&query, &mut read, None).await? {
            return Ok(None);
        }
        let mut categories: Vec<String> = read.categories.iter().cloned().collect();
        categories.sort();
        for category in categories {
            let members = [("list", "categorymembers"), ("cmtype", "page"), ("cmnamespace", "0"), ("cmlimit", "max")];
            let query = query_url(url, &[&members[..], &[("cmtitle", &category)]].concat());
            if !self.every_answer(&query, &mut read, Some(&category)).await? {
                return Ok(None);
            }
        }
        Ok(Some(read))
    }

    /// Sends one query, and continues it until its last answer. `false` if the time is up before.
    async fn every_answer(
        &self,
        query: &Url,
        read: &mut ListsRead,
        category: Option<&String>,
    ) -> Result<bool, CrawlError> {
        let mut more = BTreeMap::new();
        for _ in 0..MAX_API_ANSWERS {
            let mut url = query.clone();
            url.query_pairs_mut().extend_pairs(&more);
            let Some(reply) = self.answer(&url).await? else { return Ok(false) };
            let ApiQuery { normalized, redirects, pages, categorymembers } = reply.query;
            read.renamed.extend(normalized.into_iter().chain(redirects).map(|Renamed { from, to }| (from, to)));
            let mut links = Vec::new();
            if let Some(category) = category.filter(|_| !categorymembers.is_empty()) {
                read.full.insert(category.clone());
                links.extend(categorymembers);
            }
            for ApiPage { ns, title, links: named } in pages {
                if ns == CATEGORY {
                    // The links in a category's own text are not its members.
                    read.categories.insert(title);
                } else if !named.is_empty() {
                    read.full.insert(title);
                    links.extend(named);
                }
            }
            self.enqueue(&links)?;
            match reply.more {
                None => return Ok(true),
                Some(next) => {
                    let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    more = next.into_iter().map(|(key, value)| (key, text(value))).collect();
                }
            }
        }
        Err(self.wrong(format!("says after {MAX_API_ANSWERS} answers that there is more")))
    }

    /// Enqueues the articles among the links.
    fn enqueue(&self, links: &[ApiLink]) -> Result<(), CrawlError> {
        let titles: Vec<PageTitle> = links
            .iter()
            .filter_map(|link| PageTitle::new(&link.title))
            .filter(|title| title.is_article() && !title.as_str().starts_with("List"))
            .collect();
        self.summary.borrow_mut().found += self.store.enqueue(PageKind::Film, &titles)?;
        Ok(())
    }

    /// One answer of the API. `None` if the time is up before.
    async fn answer(&self, url: &Url) -> Result<Option<ApiReply>, CrawlError> {
        let reply = self.host.ask(url, None).await?;
        self.summary.borrow_mut().retried += reply.retried;
        let body = match reply.outcome {
            HostOutcome::Page(body, ..) => body,
            HostOutcome::Stopped => return Ok(None),
            HostOutcome::Gone => return Err(self.wrong("is not there (404)".to_owned())),
            HostOutcome::NotModified => return Err(self.wrong("answers 304 to a first request".to_owned())),
            HostOutcome::Failed(why) | HostOutcome::Refused(why) => {
                return Err(self.wrong(format!("cannot be read ({why})")));
            }
        };
        let reply: ApiReply = serde_json::from_slice(&body)
            .map_err(|error| self.wrong(format!("gives no JSON of an Action API ({error})")))?;
        match reply.error {
            Some(ApiError { code, info }) => Err(self.wrong(format!("answers with the error {code} ({info})"))),
            None => Ok(Some(reply)),
        }
    }

    fn wrong(&self, why: String) -> CrawlError {
        CrawlError::Api { address: self.options.site.at(PATH).to_string(), why }
    }
}

/// The address of a query.
fn query_url(url: &Url, pairs: &[(&str, &str)]) -> Url {
    let mut url = url.clone();
    let common = [("action", "query"), ("format", "json"), ("formatversion", "2"), ("maxlag", API_MAX_LAG)];
    url.query_pairs_mut().extend_pairs(common).extend_pairs(pairs);
    url
}
