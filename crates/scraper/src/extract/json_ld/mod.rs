//! A film from a page with a schema.org `Movie` in JSON-LD.
//!
//! Sites write JSON-LD loosely: one value where a list belongs and the other way round, persons as objects, as strings or as references into
//! `@graph`, HTML inside strings, line breaks inside strings. [`blocks`] finds the JSON, [`mend`] mends it, [`values`] reads
//! such values, [`film`] names the fields. `aggregateRating` is not read: it counts votes on one site, which no field of
//! `Notability` means.

mod blocks;
mod codes;
mod film;
mod head;
mod list;
mod mend;
mod values;

use scraper::Html;
use serde_json::{Map, Value};
use url::Url;

use super::later::base;
use super::{Extracted, NotAFilm, charset, parse, selector};
use crate::address::{PageTitle, Site};
use head::PageHead;
use mend::Unmended;
use values::Graph;

/// A JSON object.
type Object = Map<String, Value>;

/// Reads a page.
///
/// # Errors
/// Why it gives no film.
pub(super) fn read(site: &Site, title: &PageTitle, page: &[u8]) -> Result<Extracted, NotAFilm> {
    let html = parse(&charset::text(page)).ok_or(NotAFilm::Unreadable)?;
    let address = site.page(title);
    let base = base(&html, &address);
    let canonical = canonical(site, &html, &base);
    let own = canonical.clone().unwrap_or_else(|| title.clone());
    let blocks = blocks::read(&html);
    let graph = Graph::of(&blocks.values);
    let head = PageHead::of(&html);
    let film = film::of_page(&graph, site, &own, &head).and_then(|movie| film::read(&graph, movie, site, &own, &head));
    let (film, unread_running_time) = film.map_err(|reason| match (reason, blocks.unread) {
        (NotAFilm::NoFilm, Some(Unmended::Broken)) => NotAFilm::BrokenJson,
        (NotAFilm::NoFilm, Some(Unmended::Ambiguous)) => NotAFilm::AmbiguousJson,
        _ => reason,
    })?;
    Ok(Extracted {
        film,
        page: canonical.filter(|page| page != title),
        article: None,
        links: list::links(site, &html, &base),
        mentions: Vec::new(),
        unread_running_time,
    })
}

/// The pages a list leads to. A schema.org `ItemList` names them; without one, every link of the page's main part counts.
pub(super) fn listed(site: &Site, address: &Url, page: &[u8]) -> Vec<PageTitle> {
    let Some(html) = parse(&charset::text(page)) else { return Vec::new() };
    let base = base(&html, address);
    let blocks = blocks::read(&html);
    let items = list::items(&Graph::of(&blocks.values), site, &base);
    if items.is_empty() { list::listed(site, &html, &base) } else { items }
}

fn canonical(site: &Site, html: &Html, base: &Url) -> Option<PageTitle> {
    site.linked_from(base, html.select(&selector("link[rel=canonical]")).next()?.value().attr("href")?)
}
