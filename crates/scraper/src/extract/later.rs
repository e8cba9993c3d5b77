//! Where a list goes on: its next page, and how many pages it lists in all.

use scraper::{ElementRef, Html};
use url::Url;

use super::{charset, parse, selector, text};
use crate::address::{Markup, PageTitle, Site};

/// The rest of a list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct LaterPages {
    pub(crate) next: Option<PageTitle>,
    /// How many pages the whole list has, if the page says so.
    pub(crate) total: Option<u64>,
}

/// Reads where a list page at `address` goes on.
pub(crate) fn later_pages(site: &Site, address: &Url, page: &[u8]) -> LaterPages {
    let Some(html) = parse(&charset::text(page)) else { return LaterPages::default() };
    let next = match site.markup() {
        Markup::MediaWiki => category_next(&html, address).or_else(|| rel_next(&html, address)),
        Markup::JsonLd => rel_next(&html, &base(&html, address)).or_else(|| paged_next(&html, &base(&html, address))),
    };
    LaterPages {
        next: next.filter(|next| site.owns(next) && next != address).and_then(PageTitle::of_address),
        total: category_total(&html),
    }
}

/// What a page's links are relative to.
pub(super) fn base(html: &Html, address: &Url) -> Url {
    let named = html.select(&selector("base[href]")).next().and_then(|base| base.value().attr("href"));
    named.and_then(|href| address.join(href).ok()).unwrap_or_else(|| address.clone())
}

/// The members of a category of Fandom, whose pages have a frame of their own.
pub(super) fn fandom_members(site: &Site, page: &str) -> Vec<PageTitle> {
    if !page.contains("category-page__member-link") {
        return Vec::new();
    }
    let Some(html) = parse(page) else { return Vec::new() };
    let members = selector("a.category-page__member-link[href]");
    let linked = html.select(&members).filter_map(|link| site.linked(link.value().attr("href")?));
    linked.filter(PageTitle::is_article).collect()
}

/// A link to the rest of a category: MediaWiki names where it begins by `pagefrom`, in every language.
fn category_next(html: &Html, address: &Url) -> Option<Url> {
    let members = selector("#mw-pages a[href]");
    let mut links = html.select(&members).filter_map(|link| joined(address, &link));
    links
        .find(|url| url.query_pairs().any(|(key, _)| key == "pagefrom"))
        .or_else(|| html.select(&selector("a.category-page__pagination-next[href]")).find_map(|a| joined(address, &a)))
}

/// HTML's own name for the next of several pages.
fn rel_next(html: &Html, base: &Url) -> Option<Url> {
    html.select(&selector("link[rel~=next i][href], a[rel~=next i][href]")).find_map(|link| joined(base, &link))
}

/// Sites without `rel` call the link `next`, within something they call pagination.
fn paged_next(html: &Html, base: &Url) -> Option<Url> {
    html.select(&selector("[class*=pagin] a.next[href]")).find_map(|link| joined(base, &link))
}

fn joined(base: &Url, link: &ElementRef) -> Option<Url> {
    let href = link.value().attr("href")?.trim();
    let mut url = base.join(href).ok().filter(|_| !href.starts_with('#'))?;
    url.set_fragment(None);
    Some(url)
}

/// "The following 200 pages are in this category, out of approximately 7,201 total": the largest number of the sentence,
/// whatever its language and its marks between thousands.
fn category_total(html: &Html) -> Option<u64> {
    let sentence = selector("#mw-pages > p, .category-page__total-number");
    let text = text::line(html.select(&sentence).next()?);
    numbers(&text).into_iter().max()
}

/// The numbers of a text. A mark followed by exactly three digits only groups them.
fn numbers(text: &str) -> Vec<u64> {
    let chars: Vec<char> = text.chars().collect();
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut digits = String::new();
        while at < chars.len() {
            let rest = &chars[at..];
            let run = |from: usize| rest.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
            if rest[0].is_ascii_digit() {
                digits.push(rest[0]);
                at += 1;
            } else if matches!(rest[0], ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
                && run(1) == 3
            {
                at += 1;
            } else {
                break;
            }
        }
        numbers.extend(digits.parse::<u64>());
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_the_marks_of_every_language() {
        for (text, wanted) in [
            ("The following 200 pages are in this category, out of approximately 7,201 total.", &[200, 7201][..]),
            ("Folgende 200 Seiten sind in dieser Kategorie, von 7.201 insgesamt.", &[200, 7201]),
            ("Cette catégorie contient les 200 pages suivantes, sur un total de 7\u{202f}201.", &[200, 7201]),
            ("此分类包含1,234,567个页面,以下为200个", &[1_234_567, 200]),
            ("1999", &[1999]),
            ("none", &[]),
        ] {
            assert_eq!(numbers(text), wanted, "{text}");
        }
    }
}
