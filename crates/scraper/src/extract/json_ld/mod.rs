//! A film from a page with a schema.org `Movie` in JSON-LD.
//!
//! Sites write JSON-LD loosely: one value where a list belongs and the other way round, persons as objects, as strings or as references into
//! `@graph`, HTML inside strings, line breaks inside strings. [`blocks`] finds and mends the JSON, [`values`] reads such values, [`film`]
//! names the fields. Two are not read: `alternateName` is an alias as often as the original title, and `aggregateRating` counts
//! votes on one site, which no field of `Notability` means.

mod blocks;
mod codes;
mod film;
mod list;
mod values;

use scraper::Html;
use serde_json::{Map, Value};
use url::Url;

use super::{Extracted, NotAFilm, charset, parse, selector};
use crate::address::{PageTitle, Site};
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
    let graph = Graph::of(&blocks);
    let movie = film::of_page(&graph, site, &own)?;
    let film = film::read(&graph, movie, site, &own)?;
    Ok(Extracted {
        film,
        page: canonical.filter(|page| page != title),
        article: None,
        links: list::links(site, &html, &base),
        mentions: Vec::new(),
    })
}

/// The pages a list leads to. A schema.org `ItemList` names them; without one, every link of the page's main part counts.
pub(super) fn listed(site: &Site, address: &Url, page: &[u8]) -> Vec<PageTitle> {
    let Some(html) = parse(&charset::text(page)) else { return Vec::new() };
    let base = base(&html, address);
    let blocks = blocks::read(&html);
    let items = list::items(&Graph::of(&blocks), site, &base);
    if items.is_empty() { list::links(site, &html, &base) } else { items }
}

/// What the page's links are relative to.
fn base(html: &Html, address: &Url) -> Url {
    let named = html.select(&selector("base[href]")).next().and_then(|base| base.value().attr("href"));
    named.and_then(|href| address.join(href).ok()).unwrap_or_else(|| address.clone())
}

fn canonical(site: &Site, html: &Html, base: &Url) -> Option<PageTitle> {
    site.linked_from(base, html.select(&selector("link[rel=canonical]")).next()?.value().attr("href")?)
}
