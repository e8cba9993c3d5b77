//! The film's names in other collections, as its article links to them.

use std::sync::LazyLock;

use scraper::{ElementRef, Selector};

use super::infobox::Infobox;
use super::labels::Labels;
use super::landmarks::Landmarks;
use super::sections::Sections;
use super::{selector, text};

/// No page lists more links to one collection.
const MOST_LINKS: usize = 20;
static LINK: LazyLock<Selector> = LazyLock::new(|| selector("a[href]"));

/// The number of the film's page on IMDb: of the links that the article lists as external, the first whose text is the title or whose line
/// names the year, else the first of all; else the box's. Links in running text may be to other films.
pub(super) fn imdb(
    landmarks: &Landmarks,
    labels: &Labels,
    sections: &Sections,
    infobox: &Infobox,
    title: &str,
    year: i64,
) -> Option<String> {
    own(landmarks, labels, sections, infobox, (title, year), "IMDb", |href| {
        // The second is Wikidata's own way of linking to it.
        let id = after(href, "imdb.com/title/tt").or_else(|| after(href.split_once("imdb.com")?.1, "id=tt"))?;
        (id.len() >= 7).then(|| format!("tt{id}"))
    })
}

/// The number of the film's page on TMDB.
pub(super) fn tmdb(
    landmarks: &Landmarks,
    labels: &Labels,
    sections: &Sections,
    infobox: &Infobox,
    title: &str,
    year: i64,
) -> Option<String> {
    own(landmarks, labels, sections, infobox, (title, year), "TMDB", |href| {
        after(href, "themoviedb.org/movie/").filter(|id| !id.is_empty()).map(str::to_owned)
    })
}

fn own(
    landmarks: &Landmarks,
    labels: &Labels,
    sections: &Sections,
    infobox: &Infobox,
    (title, year): (&str, i64),
    place: &str,
    id: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let id = |link: &ElementRef| id(link.value().attr("href")?);
    let listed: Vec<(ElementRef, String)> = sections
        .links_under(&labels.headings.external_links)
        .filter_map(|link| Some((link, id(&link)?)))
        .take(MOST_LINKS)
        .collect();
    let has_year = |link: &ElementRef| {
        let line = link.ancestors().filter_map(ElementRef::wrap).find(|around| around.value().name() == "li");
        line.is_some_and(|line| text::line(line).contains(&year.to_string()))
    };
    let has_title = |link: &ElementRef| text::line(*link) == title;
    let of_year = listed.iter().find(|(link, _)| has_year(link));
    let best = of_year.or_else(|| listed.iter().find(|(link, _)| has_title(link))).or(listed.first());
    if let Some((_, id)) = best {
        return Some(id.clone());
    }
    let in_box = infobox.links().find_map(|link| id(&link));
    let in_authorities = || landmarks.authorities.iter().flat_map(|list| list.select(&LINK)).find_map(|link| id(&link));
    // "X on IMDb" in running text, where X is the title.
    let by_name = || {
        let named = |link: &ElementRef| text::line(*link).strip_prefix(title).is_some_and(|rest| rest.ends_with(place));
        sections
            .all_mentions()
            .filter_map(|link| Some((link, id(&link)?)))
            .find(|(link, _)| named(link))
            .map(|(_, id)| id)
    };
    in_box.or_else(in_authorities).or_else(by_name)
}

/// The digits behind a part of an address.
fn after<'a>(href: &'a str, place: &str) -> Option<&'a str> {
    let rest = href.split_once(place)?.1;
    Some(&rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())])
}

/// The page's item on Wikidata: as its script names it, else as its frame links to it.
pub(super) fn wikidata(landmarks: &Landmarks, page: &str) -> Option<String> {
    let in_script = || {
        let rest = page.split_once("\"wgWikibaseItemId\":")?.1.trim_start().strip_prefix('"')?;
        item(rest.split('"').next()?)
    };
    in_script().or_else(|| {
        let link = landmarks.wikidata?.select(&LINK).next()?;
        item(link.value().attr("href")?.rsplit('/').next()?)
    })
}

fn item(text: &str) -> Option<String> {
    let is_item =
        text.strip_prefix('Q').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    is_item.then(|| text.to_owned())
}
