//! The sitemaps of a model: the addresses of all its films, for crawlers.

use std::fmt::Write as _;

use matinee_catalogue::Film;

use crate::limits::MAX_SITEMAP_ADDRESSES;
use crate::packing::PackedBytes;
use crate::views::film_path;

const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemaps of a model, as they are sent: the same to all who ask.
#[derive(Debug)]
pub(crate) struct Sitemaps {
    /// The sitemap, or the index of its parts.
    whole: PackedBytes,
    parts: Vec<PackedBytes>,
}

impl Sitemaps {
    pub(crate) fn new(origin: &str, films: &[Film]) -> Self {
        let parts: Vec<PackedBytes> =
            films.chunks(MAX_SITEMAP_ADDRESSES).map(|films| PackedBytes::new(urls(origin, films))).collect();
        if let [only] = &parts[..] {
            return Self { whole: PackedBytes::new(only.plain.clone()), parts };
        }
        let mut index = head("sitemapindex");
        for part in 1..=parts.len() {
            let _ = writeln!(index, "<sitemap><loc>{origin}/sitemap-{part}.xml</loc></sitemap>");
        }
        Self { whole: PackedBytes::new(index + "</sitemapindex>\n"), parts }
    }

    /// A part, or what leads to all.
    pub(crate) fn sitemap(&self, part: Option<usize>) -> Option<&PackedBytes> {
        part.map_or(Some(&self.whole), |part| self.parts.get(part))
    }
}

fn urls(origin: &str, films: &[Film]) -> String {
    let mut urls = head("urlset");
    for film in films {
        let _ = writeln!(urls, "<url><loc>{origin}{}</loc></url>", film_path(film.id.as_str()));
    }
    urls + "</urlset>\n"
}

fn head(element: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element} xmlns=\"{SCHEMA}\">\n")
}
