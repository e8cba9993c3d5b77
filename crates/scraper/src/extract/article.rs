//! From a wiki's article to a film.
//!
//! It reads pages of MediaWiki 1.39 (`h2 > span.mw-headline`), 1.43 (`div.mw-heading > h2`) and Parsoid (`section > h2`) by one set of
//! rules: what a thing is called and where it stands, not how deep it is wrapped.

use std::collections::HashSet;

use matinee_catalogue::{External, Film, Notability, Source, Year};
use scraper::Html;

use super::infobox::Infobox;
use super::sections::{self, Sections};
use super::{Extracted, NotAFilm, cut, lead, parse, selector, text};
use crate::address::{PageTitle, Site};

/// Reads a page. Bytes that are not UTF-8 are replaced, not refused.
///
/// # Errors
/// Why it gives no film.
pub(super) fn read(site: &Site, title: &PageTitle, page: &[u8]) -> Result<Extracted, NotAFilm> {
    let text = String::from_utf8_lossy(page);
    read_of(site, title, &text, &cut::cut(&text))
}

/// Reads a page of which the tree is made from less than all.
pub(super) fn read_of(site: &Site, title: &PageTitle, text: &str, telling: &str) -> Result<Extracted, NotAFilm> {
    let html = parse(telling).ok_or(NotAFilm::Unreadable)?;
    let infobox = Infobox::find(&html).ok_or(NotAFilm::NoInfobox)?;
    infobox.is_film()?;
    let sections = Sections::read(&html);
    let categories = categories(&html);
    let lead = sections.lead();
    let year = infobox
        .year()
        .or_else(|| lead::year(&lead))
        .or_else(|| categories.iter().find_map(|c| c.strip_suffix(" films")?.parse().ok()));
    let year = year.and_then(|year| Year::new(year).ok()).ok_or(NotAFilm::NoYear)?;
    let name = infobox.title().unwrap_or_else(|| without_bracket(title.as_str()));
    let canonical = canonical(site, &html);
    let own = canonical.clone().unwrap_or_else(|| title.clone());
    let film = Film {
        original_title: infobox.original_title().filter(|original| *original != name),
        directors: infobox.list(&["directed by"]),
        writers: infobox.list(&["written by", "screenplay by"]),
        composers: infobox.list(&["music by", "composer"]),
        producers: infobox.list(&["produced by", "producer"]),
        cast: infobox.list(&["starring"]),
        genres: lead::genres(&lead),
        countries: infobox.places(&["country", "countries"]),
        languages: infobox.places(&["language", "languages"]),
        runtime_minutes: infobox.running_time(),
        keywords: keywords(&categories),
        based_on: infobox.phrase(&["based on"]),
        notability: Notability {
            languages: editions(&html),
            references: Some(count(&html, "ol.references > li")),
            length: Some(sections.length()),
            links_in: None,
            renown: None,
        },
        source: Some(Source {
            name: site.publisher(),
            url: site.page(&own).to_string(),
            licence: site.licence(),
            // Offline copies keep it only in their footer's link to the page as it was.
            revision: number_in(text, "\"wgRevisionId\":").or_else(|| number_in(text, "?oldid=")),
        }),
        external: External {
            wikipedia: (site.publisher() == "Wikipedia").then(|| own.to_string()),
            ..External::default()
        },
        synopsis: lead,
        plot: sections.plot(),
        ..Film::new(&name, year)
    };
    let links = links(site, &html);
    let article = number_in(text, "\"wgArticleId\":");
    Ok(Extracted { film, page: canonical.filter(|page| page != title), article, links })
}

/// The articles that a list leads to, in order. Titles of films are in italics there; directors, actors and studios, ten to a
/// film, are not, and asking for them would waste the host's time. A list without italics is followed whole, and so is a category.
pub(super) fn listed(site: &Site, page: &[u8]) -> Vec<PageTitle> {
    let Some(html) = parse(&String::from_utf8_lossy(page)) else { return Vec::new() };
    let members = linked(site, html.select(&selector("#mw-pages li a[href]")));
    if !members.is_empty() {
        return members;
    }
    let all = links(site, &html);
    let in_italics: HashSet<PageTitle> = linked(site, html.select(&selector("i a[href]"))).into_iter().collect();
    if in_italics.is_empty() {
        return all;
    }
    let is_telling = |title: &PageTitle| in_italics.contains(title) || title.as_str().ends_with("film)");
    all.into_iter().filter(is_telling).collect()
}

fn linked<'a>(site: &Site, links: impl Iterator<Item = scraper::ElementRef<'a>>) -> Vec<PageTitle> {
    links.filter_map(|link| site.linked(link.value().attr("href")?)).filter(PageTitle::is_article).collect()
}

fn links(site: &Site, html: &Html) -> Vec<PageTitle> {
    let Some(content) = sections::content(html) else { return Vec::new() };
    let is_navigation = |link: &scraper::ElementRef| {
        link.ancestors()
            .filter_map(scraper::ElementRef::wrap)
            .any(|around| text::is_footnote(&around) || text::is_navigation(&around))
    };
    let anchors = selector("a[href]");
    let links =
        content.select(&anchors).filter(|link| !is_navigation(link) && !link.value().classes().any(|c| c == "new"));
    linked(site, links)
}

/// "King Kong (1933 film)" as "King Kong".
fn without_bracket(title: &str) -> String {
    match title.rsplit_once(" (") {
        Some((name, bracket)) if bracket.ends_with("film)") => name.to_owned(),
        _ => title.to_owned(),
    }
}

fn canonical(site: &Site, html: &Html) -> Option<PageTitle> {
    site.linked(html.select(&selector("link[rel=canonical]")).next()?.value().attr("href")?)
}

/// The number behind a name, such as `"wgRevisionId":103`.
fn number_in(text: &str, name: &str) -> Option<u64> {
    let digits = text.split_once(name)?.1;
    digits[..digits.find(|c: char| !c.is_ascii_digit())?].parse().ok()
}

fn count(html: &Html, css: &str) -> u32 {
    html.select(&selector(css)).count() as u32
}

/// Links to other-language editions; unknown where the page has no frame to hold them.
fn editions(html: &Html) -> Option<u32> {
    let has_frame = html.select(&selector("#footer, .mw-footer, footer")).next().is_some();
    has_frame.then(|| count(html, "li.interlanguage-link"))
}

fn categories(html: &Html) -> Vec<String> {
    let in_frame = selector("#mw-normal-catlinks li a");
    html.select(&in_frame).map(text::line).collect()
}

/// What categories tell of themes and settings: "Films about X" and "Films set in X".
fn keywords(categories: &[String]) -> Vec<String> {
    let telling = |category: &String| {
        let rest = category.strip_prefix("Films about ").or_else(|| category.strip_prefix("Films set in "))?;
        (!rest.starts_with("the 1") && !rest.starts_with("the 2") && rest.chars().count() <= 60)
            .then(|| rest.to_lowercase())
    };
    categories.iter().filter_map(telling).collect()
}
