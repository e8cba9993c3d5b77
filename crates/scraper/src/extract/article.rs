//! A film from a wiki's article.
//!
//! It reads pages of MediaWiki 1.39 (`h2 > span.mw-headline`), 1.43 (`div.mw-heading > h2`) and Parsoid (`section > h2`) by one
//! set of rules, which use names and order of elements, not their depth. What languages call things is data: see [`super::labels`].

use std::collections::HashSet;

use matinee_catalogue::{External, Film, Notability, Source, Year};
use scraper::ElementRef;

use super::categories::Categories;
use super::infobox::{self, Infobox};
use super::labels::{BoxRow, Labels, as_label};
use super::landmarks::Landmarks;
use super::people::{self, Of};
use super::sections::Sections;
use super::{Extracted, NotAFilm, cut, elsewhere, lead, other_titles, parse, selector, text};
use crate::address::{PageTitle, Site};

/// So many items of a list of facts or of a cast are read.
const MOST_ITEMS: usize = 200;

/// Reads a page. Bytes that are not UTF-8 are replaced, not refused.
///
/// # Errors
/// Why it gives no film.
pub(super) fn read(site: &Site, title: &PageTitle, page: &[u8]) -> Result<Extracted, NotAFilm> {
    let text = String::from_utf8_lossy(page);
    read_of(site, title, &text, &cut::cut(&text))
}

/// Reads a page whose tree is built from `shortened`, the page without what no rule reads.
pub(super) fn read_of(site: &Site, title: &PageTitle, page: &str, shortened: &str) -> Result<Extracted, NotAFilm> {
    let html = parse(shortened).ok_or(NotAFilm::Unreadable)?;
    let landmarks = Landmarks::find(&html);
    if landmarks.boxes.is_empty() {
        return Err(NotAFilm::NoInfobox);
    }
    let labels = Labels::of(page).ok_or(NotAFilm::UnknownLanguage)?;
    let sections = Sections::read(landmarks.content());
    let synopsis = sections.lead();
    let (infobox, is_first) = film_box(labels, &landmarks, &sections, &synopsis)?;
    // Where the film's box is a later one, the lead is about the novel or the play.
    let own_lead = if is_first { synopsis.as_str() } else { "" };
    let categories = Categories::read(labels, &landmarks, page);
    let year = infobox.year().or_else(|| lead::year(labels, own_lead)).or(categories.year);
    let year = year.and_then(|year| Year::new(year).ok()).ok_or(NotAFilm::NoYear)?;
    let of_page = without_bracket(labels, title.as_str());
    let name = unquoted(&infobox.title().unwrap_or_else(|| of_page.clone()));
    let canonical = landmarks.canonical.and_then(|href| site.linked(href));
    let own = canonical.clone().unwrap_or_else(|| title.clone());
    let languages = infobox.languages();
    let original = infobox.original_title(&of_page).or_else(|| {
        let paragraph = sections.first_paragraph()?;
        lead::original_title(labels, paragraph, &languages)
    });
    let mut genres = Vec::new();
    infobox.genres(&mut genres);
    lead::genres(labels, own_lead, &mut genres);
    for kind in categories.kinds {
        if !genres.contains(&kind) {
            genres.push(kind);
        }
    }
    let original = original.map(|title| unquoted(&title)).filter(|original| *original != name);
    let known: Vec<&str> = std::iter::once(name.as_str()).chain(original.as_deref()).collect();
    let own_paragraph = sections.first_paragraph().filter(|_| is_first);
    let other_titles = other_titles::read(labels, &of_page, own_paragraph, &landmarks.editions, &known);
    let (runtime_minutes, unread_running_time) = infobox.running_time();
    let film = Film {
        other_titles,
        original_title: original,
        directors: infobox.people(BoxRow::Directors),
        writers: infobox.people(BoxRow::Writers),
        composers: infobox.people(BoxRow::Composers),
        producers: infobox.people(BoxRow::Producers),
        cast: cast(labels, &infobox, &sections),
        genres,
        countries: infobox.countries(),
        languages,
        runtime_minutes,
        keywords: categories.keywords,
        categories: categories.kept,
        based_on: infobox.based_on(),
        series: infobox.series(),
        notability: Notability {
            languages: landmarks.has_frame.then_some(landmarks.editions.len() as u32),
            references: Some(landmarks.references),
            length: Some(sections.length()),
            links_in: None,
            renown: None,
            awards: sections.awards(labels),
        },
        source: Some(Source {
            name: site.publisher(),
            url: site.page(&own).to_string(),
            licence: site.licence(),
            // Offline copies have it only in the footer's link to this revision.
            revision: number_in(page, "\"wgRevisionId\":").or_else(|| number_in(page, "?oldid=")),
        }),
        external: External {
            wikipedia: english_article(site, labels, &landmarks, &own),
            imdb: elsewhere::imdb(&landmarks, labels, &sections, &infobox, &name, year.get().into()),
            wikidata: elsewhere::wikidata(&landmarks, page),
            tmdb: elsewhere::tmdb(&landmarks, labels, &sections, &infobox, &name, year.get().into()),
        },
        synopsis,
        plot: sections.prose(&labels.headings.plot),
        ..Film::new(&name, year)
    };
    let (links, mentions) = links(site, &sections, &labels.headings.external_links, &own);
    Ok(Extracted {
        film,
        page: canonical.filter(|page| page != title),
        article: number_in(page, "\"wgArticleId\":"),
        links,
        mentions,
        unread_running_time,
    })
}

/// The first box that is of a film, with what the article's list of facts adds, and whether it is the article's first; else why the first box is of none.
fn film_box<'a>(
    labels: &'static Labels,
    landmarks: &Landmarks<'a>,
    sections: &Sections<'a>,
    lead: &str,
) -> Result<(Infobox<'a>, bool), NotAFilm> {
    let facts = sections.items(&labels.headings.facts, MOST_ITEMS);
    let mut why = None;
    for (place, mut infobox) in Infobox::all(labels, &landmarks.boxes).into_iter().enumerate() {
        infobox.add_facts(&facts);
        match infobox.is_film() {
            // An article on a series of films may have a film's box for the whole series.
            Ok(()) if place == 0 && lead::is_of_another_thing(labels, lead) => return Err(NotAFilm::OtherInfobox),
            Ok(()) => return Ok((infobox, place == 0)),
            Err(other) => why = why.or(Some(other)),
        }
    }
    Err(why.unwrap_or(NotAFilm::NoInfobox))
}

/// The actors in the box; without any, those that the section on the cast lists.
fn cast(labels: &Labels, infobox: &Infobox, sections: &Sections) -> Vec<String> {
    let in_box = infobox.people(BoxRow::Cast);
    if !in_box.is_empty() {
        return in_box;
    }
    let items = sections.items(&labels.headings.cast, MOST_ITEMS);
    let mut lines: Vec<String> = items.iter().filter_map(|item| text::lines(*item).into_iter().next()).collect();
    if lines.is_empty() {
        lines = cast_column(labels, &sections.table_rows(&labels.headings.cast));
    }
    people::names(labels, &lines, Of::Cast)
}

/// The cells of the column whose heading means actors; without such a heading the first.
fn cast_column(labels: &Labels, rows: &[ElementRef]) -> Vec<String> {
    let mut column = 0;
    let mut lines = Vec::new();
    for row in rows {
        let cells: Vec<ElementRef> = row.children().filter_map(ElementRef::wrap).collect();
        if cells.iter().all(|cell| cell.value().name() == "th") {
            let is_cast = |cell: &ElementRef| {
                let heading = as_label(&text::line(*cell));
                labels.rows(&heading).contains(&BoxRow::Cast) || labels.headings.cast.contains(&heading)
            };
            column = cells.iter().position(is_cast).unwrap_or(0);
        } else if let Some(cell) = cells.get(column) {
            lines.extend(text::lines(*cell).into_iter().next());
        }
    }
    lines
}

/// The articles that links lead to.
fn articles<'a>(site: &Site, hrefs: impl Iterator<Item = &'a str>) -> Vec<PageTitle> {
    hrefs.filter_map(|href| site.linked(href)).filter(PageTitle::is_article).collect()
}

/// The articles that the page links to; and the others that its running text, lists and tables name, but under these headings, each once.
fn links(site: &Site, sections: &Sections, except: &[String], own: &PageTitle) -> (Vec<PageTitle>, Vec<PageTitle>) {
    let mut seen = HashSet::from([own.clone()]);
    let (mut links, mut mentions) = (Vec::new(), Vec::new());
    for (href, is_mention) in sections.links(except) {
        let Some(page) = site.linked(href).filter(PageTitle::is_article) else { continue };
        if is_mention && seen.insert(page.clone()) {
            mentions.push(page.clone());
        }
        links.push(page);
    }
    (links, mentions)
}

/// A title without the quotation marks around it, as titles of episodes have them.
fn unquoted(title: &str) -> String {
    let pairs = [
        ('"', '"'),
        ('“', '”'),
        ('„', '“'),
        ('«', '»'),
        ('‘', '’'),
        ('『', '』'),
        ('「', '」'),
        ('《', '》'),
        ('〈', '〉'),
    ];
    for (open, close) in pairs {
        if let Some(inner) = title.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
            && !inner.contains([open, close])
            && !inner.trim().is_empty()
        {
            return inner.trim().to_owned();
        }
    }
    title.to_owned()
}

/// The articles that a list links to, in order. Titles of films are in italics there. Directors, actors and studios, ten to a
/// film, are not, and fetching them would waste the host's time. All links of a category or of a list without italics are taken.
pub(super) fn listed(site: &Site, page: &[u8]) -> Vec<PageTitle> {
    let Some(html) = parse(&String::from_utf8_lossy(page)) else { return Vec::new() };
    let members = linked(site, html.select(&selector("#mw-pages li a[href]")));
    if !members.is_empty() {
        return members;
    }
    let sections = Sections::read(Landmarks::find(&html).content());
    let all = articles(site, sections.links(&[]).map(|(href, _)| href));
    let in_italics: HashSet<PageTitle> = linked(site, html.select(&selector("i a[href]"))).into_iter().collect();
    if in_italics.is_empty() {
        return all;
    }
    let is_film = |title: &PageTitle| in_italics.contains(title) || title.as_str().ends_with("film)");
    all.into_iter().filter(is_film).collect()
}

fn linked<'a>(site: &Site, links: impl Iterator<Item = ElementRef<'a>>) -> Vec<PageTitle> {
    articles(site, links.filter_map(|link| link.value().attr("href")))
}

/// "King Kong (1933 film)" as "King Kong".
fn without_bracket(labels: &Labels, title: &str) -> String {
    let bracket =
        title.rsplit_once([' ', '_']).and_then(|_| title.rfind(['(', '（'])).map(|at| (&title[..at], &title[at..]));
    match bracket {
        Some((name, bracket)) if title.ends_with([')', '）']) && !name.trim().is_empty() => {
            let bracket = bracket.to_lowercase();
            let is_kind = labels.lead.film.iter().any(|word| bracket.contains(word.as_str()));
            if is_kind || infobox::years(&bracket).next().is_some() { name.trim().to_owned() } else { title.to_owned() }
        }
        _ => title.to_owned(),
    }
}

/// The title of the English Wikipedia's article: the page's own, or that of the English edition it links to.
fn english_article(site: &Site, labels: &Labels, landmarks: &Landmarks, own: &PageTitle) -> Option<String> {
    if site.publisher() != "Wikipedia" {
        return None;
    }
    if labels.code() == "en" {
        return Some(own.to_string());
    }
    let english = selector("a[hreflang=en][href]");
    let link = landmarks.editions.iter().find_map(|edition| edition.select(&english).next())?;
    Site::default().linked(link.value().attr("href")?).map(|page| page.to_string())
}

/// The number after a name, such as `"wgRevisionId":103`.
fn number_in(text: &str, name: &str) -> Option<u64> {
    let digits = text.split_once(name)?.1;
    digits[..digits.find(|c: char| !c.is_ascii_digit())?].parse().ok()
}
