//! The film's names in other collections, as its article links to them.

use scraper::ElementRef;

use super::infobox::Infobox;
use super::labels::Labels;
use super::sections::Sections;
use super::text;

/// The number of the film's page on IMDb: of the links that the article lists as external, the first whose text is the title or whose line
/// names the year, else the first of all; else the box's. Links in running text may be to other films.
pub(super) fn imdb(labels: &Labels, sections: &Sections, infobox: &Infobox, title: &str, year: i64) -> Option<String> {
    own(labels, sections, infobox, title, year, |href| {
        let id = after(href, "imdb.com/title/tt")?;
        (id.len() >= 7).then(|| format!("tt{id}"))
    })
}

/// The number of the film's page on TMDB.
pub(super) fn tmdb(labels: &Labels, sections: &Sections, infobox: &Infobox, title: &str, year: i64) -> Option<String> {
    own(labels, sections, infobox, title, year, |href| {
        after(href, "themoviedb.org/movie/").filter(|id| !id.is_empty()).map(str::to_owned)
    })
}

fn own(
    labels: &Labels,
    sections: &Sections,
    infobox: &Infobox,
    title: &str,
    year: i64,
    id: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let id = |link: &ElementRef| id(link.value().attr("href")?);
    let listed: Vec<(ElementRef, String)> =
        sections.links_under(&labels.headings.external_links).filter_map(|link| Some((link, id(&link)?))).collect();
    let is_own = |link: &ElementRef| {
        let line = link.ancestors().filter_map(ElementRef::wrap).find(|around| around.value().name() == "li");
        text::line(*link) == title || line.is_some_and(|line| text::line(line).contains(&year.to_string()))
    };
    let best = if listed.len() > 1 { listed.iter().find(|(link, _)| is_own(link)) } else { None };
    if let Some((_, id)) = best.or(listed.first()) {
        return Some(id.clone());
    }
    infobox.links().find_map(|link| id(&link))
}

/// The digits behind a part of an address.
fn after<'a>(href: &'a str, place: &str) -> Option<&'a str> {
    let rest = href.split_once(place)?.1;
    Some(&rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())])
}

/// The page's item on Wikidata: as its script names it, else as its frame links to it.
pub(super) fn wikidata(html: &scraper::Html, page: &str) -> Option<String> {
    let in_script = || {
        let rest = page.split_once("\"wgWikibaseItemId\":")?.1.trim_start().strip_prefix('"')?;
        item(rest.split('"').next()?)
    };
    in_script().or_else(|| {
        let link = html.select(&super::selector("#t-wikibase a[href]")).next()?;
        item(link.value().attr("href")?.rsplit('/').next()?)
    })
}

fn item(text: &str) -> Option<String> {
    let is_item = text.strip_prefix('Q').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    is_item.then(|| text.to_owned())
}
