//! Further titles of a film: the page's where the box has another, those in bold before the verb of the first sentence ("billed in
//! the United Kingdom as **Build My Gallows High**"), and what editions of the encyclopedia in other languages call their page.

use matinee_catalogue::fold::title_key;
use percent_encoding::percent_decode_str;
use scraper::ElementRef;

use super::labels::Labels;
use super::{lead, selector, text};

/// A film gets no more of them.
const MOST: usize = 12;
/// Longer ones are no titles.
const MOST_CHARS: usize = 150;
/// The editions whose titles are taken, in this order.
const EDITIONS: [&str; 12] = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "ja", "zh", "ko"];

/// The further titles, each once, without those in `known`.
pub(super) fn read(
    labels: &Labels,
    of_page: &str,
    paragraph: Option<ElementRef>,
    editions: &[ElementRef],
    known: &[&str],
) -> Vec<String> {
    let bold = paragraph.into_iter().flat_map(|paragraph| in_bold(labels, paragraph));
    let links = selector("a[hreflang][href]");
    let links: Vec<(&str, &str)> = editions
        .iter()
        .filter_map(|edition| edition.select(&links).next())
        .filter_map(|link| Some((link.attr("hreflang")?, link.attr("href")?)))
        .collect();
    let elsewhere = EDITIONS.iter().filter_map(|code| {
        let (_, href) = links.iter().find(|(hreflang, _)| hreflang == code)?;
        page_title(href)
    });
    further(std::iter::once(of_page.to_owned()).chain(bold).chain(elsewhere), known)
}

/// Those of some titles that say more than the known ones, each once.
pub(super) fn further(found: impl Iterator<Item = String>, known: &[&str]) -> Vec<String> {
    let mut keys: Vec<String> = known.iter().map(|title| title_key(title)).collect();
    let mut titles = Vec::new();
    for title in found {
        let key = title_key(&title);
        if !key.is_empty() && title.chars().count() <= MOST_CHARS && !keys.contains(&key) {
            keys.push(key);
            titles.push(title);
        }
    }
    titles.truncate(MOST);
    titles
}

/// What is bold in the first paragraph before "is a".
fn in_bold(labels: &Labels, paragraph: ElementRef) -> Vec<String> {
    let line = text::line(paragraph);
    let Some(before) = lead::before_description(labels, &line) else { return Vec::new() };
    let mut at = 0;
    let mut titles = Vec::new();
    for element in paragraph.select(&selector("b, strong")) {
        let title = text::line(element);
        // In the order of the text, so that the same words further on are not meant.
        let Some(found) = before[at..].find(&title).filter(|_| !title.is_empty()) else { continue };
        at += found + title.len();
        titles.push(title);
    }
    titles
}

/// The title of the page at an address of a wiki, without "(film)" or "(1989)" behind it.
fn page_title(href: &str) -> Option<String> {
    let (_, path) = href.split_once("/wiki/")?;
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let title = text::clean(&percent_decode_str(path).decode_utf8().ok()?.replace('_', " "));
    let bracket = title.rsplit_once(['(', '（']).filter(|_| title.ends_with([')', '）']));
    let bare = bracket.map_or(title.as_str(), |(name, _)| name).trim();
    (!bare.is_empty()).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_its_page() {
        for (href, title) in [
            ("https://de.wikipedia.org/wiki/Always_%E2%80%93_Der_Feuerengel", Some("Always – Der Feuerengel")),
            ("//fr.wikipedia.org/wiki/Le_Couteau_dans_l%27eau", Some("Le Couteau dans l'eau")),
            ("https://pl.wikipedia.org/wiki/Obcy_(film_1979)", Some("Obcy")),
            ("https://en.wikipedia.org/wiki/AC/DC?x=1#top", Some("AC/DC")),
            ("https://ja.wikipedia.org/wiki/%E3%82%A8_(%E6%98%A0%E7%94%BB)", Some("エ")),
            ("https://en.wikipedia.org/wiki/(500)_Days_of_Summer", Some("(500) Days of Summer")),
            ("https://en.wikipedia.org/wiki/%FF", None),
            ("https://example.org/film/1", None),
            ("https://en.wikipedia.org/wiki/(film)", None),
        ] {
            assert_eq!(page_title(href).as_deref(), title, "{href}");
        }
    }
}
