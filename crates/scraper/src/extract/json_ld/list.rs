//! The pages that a list's or a film's page links to.

use scraper::{ElementRef, Html};
use serde_json::Value;
use url::Url;

use super::values::{Graph, is_a};
use crate::address::{PageTitle, Site};
use crate::extract::selector;

/// Endings of files that are no pages: fetching them would waste the host's time.
const FILES: [&str; 16] = [
    "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "ico", "css", "js", "json", "xml", "pdf", "zip", "mp4", "webm",
];

/// The pages that `ItemList`s name, in order.
pub(super) fn items(graph: &Graph, site: &Site, base: &Url) -> Vec<PageTitle> {
    let lists = graph.things.iter().filter(|thing| is_a(thing, "ItemList"));
    let elements = lists.filter_map(|list| list.get("itemListElement")).flat_map(|elements| match elements {
        Value::Array(elements) => elements.as_slice(),
        one => std::slice::from_ref(one),
    });
    elements.filter_map(address).filter_map(|address| site.linked_from(base, address)).collect()
}

/// A list's element is an address, a thing with one, or a `ListItem` around such a thing.
fn address(element: &Value) -> Option<&str> {
    match element {
        Value::String(address) => Some(address),
        Value::Object(thing) => {
            let item = thing.get("item").unwrap_or(element);
            item.as_str().or_else(|| named(item)).or_else(|| named(element))
        }
        _ => None,
    }
}

fn named(thing: &Value) -> Option<&str> {
    thing.get("url").or_else(|| thing.get("@id"))?.as_str()
}

/// Attributes by which scripts know what a poster leads to. Sites of lists (Letterboxd's form) have no other link to a film.
const FILM_LINKS: [&str; 5] =
    ["data-film-link", "data-movie-link", "data-item-link", "data-target-link", "data-item-url"];
/// The same, of rows and tiles of any sort.
const TILE_LINKS: [&str; 2] = ["data-href", "data-link"];

/// What a list page names as its films: in attributes of posters, else by links and tiles of its main part.
pub(super) fn listed(site: &Site, html: &Html, base: &Url) -> Vec<PageTitle> {
    let posters = in_attributes(site, html, base, &FILM_LINKS);
    if !posters.is_empty() {
        return posters;
    }
    let mut links = links(site, html, base);
    links.extend(in_attributes(site, html, base, &TILE_LINKS));
    links
}

fn in_attributes(site: &Site, html: &Html, base: &Url, names: &[&str]) -> Vec<PageTitle> {
    let css: Vec<String> = names.iter().map(|name| format!("[{name}]")).collect();
    let tiles = selector(&css.join(", "));
    let tiles = main(html).into_iter().flat_map(|main| main.select(&tiles).collect::<Vec<_>>());
    tiles
        .filter(|tile| !leads_around(tile))
        .filter_map(|tile| names.iter().find_map(|name| tile.value().attr(name)))
        .filter_map(|href| site.linked_from(base, href))
        .filter(is_page)
        .collect()
}

/// A page's main part: `<main>`, else `<article>`, else the whole body.
fn main(html: &Html) -> Option<ElementRef<'_>> {
    ["main, [role=main]", "article", "body"].iter().find_map(|css| html.select(&selector(css)).next())
}

/// The links of a page's main part, but for navigation, header, footer and asides.
pub(super) fn links(site: &Site, html: &Html, base: &Url) -> Vec<PageTitle> {
    let main = main(html);
    let anchors = selector("a[href]");
    let links = main.iter().flat_map(|main| main.select(&anchors)).filter(|link| !leads_around(link));
    links.filter_map(|link| site.linked_from(base, link.value().attr("href")?)).filter(is_page).collect()
}

/// Relations of links that lead to no film: other pages of a list are lists.
fn is_elsewhere(rel: &str) -> bool {
    ["nofollow", "next", "prev", "previous"].iter().any(|other| rel.eq_ignore_ascii_case(other))
}

fn leads_around(link: &ElementRef) -> bool {
    let leads = |around: ElementRef| {
        let around = around.value();
        matches!(around.name(), "nav" | "header" | "footer" | "aside")
            || matches!(around.attr("role"), Some("navigation" | "banner" | "contentinfo" | "complementary"))
    };
    link.value().attr("rel").is_some_and(|rel| rel.split_ascii_whitespace().any(is_elsewhere))
        || link.ancestors().filter_map(ElementRef::wrap).any(leads)
}

fn is_page(page: &PageTitle) -> bool {
    let address = page.address();
    let path = address.as_ref().map(Url::path).unwrap_or_default();
    let ending =
        path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_lowercase());
    ending.is_none_or(|ending| !FILES.contains(&ending.as_str()))
}
