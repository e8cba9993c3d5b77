//! A film from a page: a pure function, without network and clock. The only folder that names the HTML parser.
//!
//! [`article`] reads pages of MediaWiki, [`json_ld`] pages of other sites that carry a schema.org `Movie`.

mod article;
mod bounds;
mod categories;
mod charset;
mod cut;
mod elsewhere;
mod hrefs;
mod infobox;
mod json_ld;
mod kinds;
mod labels;
mod landmarks;
mod later;
mod lead;
mod other_titles;
mod pattern;
mod people;
mod sections;
mod text;

use std::fmt;

use matinee_catalogue::Film;
use scraper::{Html, Selector};
use url::Url;

use crate::address::{Markup, PageTitle, Site};
use crate::limits::MAX_PAGE_BYTES;

pub(crate) use hrefs::linked_titles;
pub(crate) use later::{LaterPages, later_pages};

/// A film, its page's own names, and the pages it links to.
#[derive(Debug, Clone, PartialEq)]
pub struct Extracted {
    /// The film, with the id made of title and year. The store may know another.
    pub film: Film,
    /// The page's own title, where it was reached by another.
    pub page: Option<PageTitle>,
    /// The article's number, which it keeps when it is moved.
    pub article: Option<u64>,
    /// Articles it links to.
    pub links: Vec<PageTitle>,
    /// Of these, those that its running text and its lists name, in order, each once.
    pub mentions: Vec<PageTitle>,
    /// A running time that could not be read, as the page has it. The film is kept without one.
    pub unread_running_time: Option<String>,
}

/// Why a page gives no film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotAFilm {
    /// A list, a disambiguation, a term: no box of facts.
    NoInfobox,
    /// A person.
    Person,
    /// An album or a song.
    Album,
    /// A television series.
    Series,
    /// A box of facts of something else.
    OtherInfobox,
    /// A box of facts in a language that no file of labels is for.
    UnknownLanguage,
    /// A film without any year.
    NoYear,
    /// Larger than a page may be, nested too deep, or with too many attributes, to be read in bounded time.
    Unreadable,
    /// A page without a schema.org `Movie`.
    NoFilm,
    /// JSON-LD that is no JSON and cannot be mended.
    BrokenJson,
    /// JSON-LD that is no JSON and can be mended in several ways.
    AmbiguousJson,
    /// A page that describes several films, none of them as its own.
    SeveralFilms,
}

impl fmt::Display for NotAFilm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoInfobox => "no box of facts (a list, a term)",
            Self::Person => "a person",
            Self::Album => "an album",
            Self::Series => "a series",
            Self::OtherInfobox => "something else",
            Self::UnknownLanguage => {
                "a box of facts in a language Matinee does not read (crates/scraper/src/extract/labels has those it reads)"
            }
            Self::NoYear => "a film without a year",
            Self::Unreadable => "too large or nested too deep to be read",
            Self::NoFilm => "no schema.org Movie in JSON-LD on the page",
            Self::BrokenJson => "broken JSON-LD (not to be mended)",
            Self::AmbiguousJson => "broken JSON-LD (a quote that can be read in several ways)",
            Self::SeveralFilms => "several films on one page (a list)",
        })
    }
}

/// Reads a page as its site's pages are read.
///
/// # Errors
/// Why it gives no film.
pub fn extract(site: &Site, title: &PageTitle, page: &[u8]) -> Result<Extracted, NotAFilm> {
    if page.len() > MAX_PAGE_BYTES {
        return Err(NotAFilm::Unreadable);
    }
    match site.markup() {
        Markup::MediaWiki => article::read(site, title, page),
        Markup::JsonLd => json_ld::read(site, title, page),
    }
}

/// The pages that a list leads to, in order; each may be there more than once.
pub(crate) fn listed_links(site: &Site, address: &Url, page: &[u8]) -> Vec<PageTitle> {
    match site.markup() {
        Markup::MediaWiki => {
            let members = later::fandom_members(site, &String::from_utf8_lossy(page));
            if members.is_empty() { article::listed(site, page) } else { members }
        }
        Markup::JsonLd => json_ld::listed(site, address, page),
    }
}

/// Builds the tree of a page and counts its nodes: the HTML parser's part of [`extract`]'s time. For the bench.
#[doc(hidden)]
pub fn parse_only(page: &[u8]) -> usize {
    Html::parse_document(&String::from_utf8_lossy(page)).tree.nodes().count()
}

/// The tree of a page that can be read in bounded time.
fn parse(text: &str) -> Option<Html> {
    bounds::is_bounded(text).then(|| Html::parse_document(text))
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("our own selectors parse")
}
