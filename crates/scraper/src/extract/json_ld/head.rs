//! What a page says of its film outside of JSON-LD.

use scraper::Html;

use crate::extract::{selector, text};

/// The parts of a page that fill gaps of its JSON-LD.
pub(super) struct PageHead {
    /// What search engines show below the page's title.
    pub(super) description: Option<String>,
    /// What the page calls itself, the plainest first.
    pub(super) titles: Vec<String>,
    /// When the film came out.
    pub(super) released: Option<String>,
}

impl PageHead {
    pub(super) fn of(html: &Html) -> Self {
        let content = |css: &str| {
            let metas = selector(css);
            let texts = html.select(&metas).filter_map(|meta| meta.value().attr("content")).map(text::plain);
            texts.map(|text| text.trim().to_owned()).find(|text| !text.is_empty())
        };
        let first = |css: &str| html.select(&selector(css)).next().map(text::line).filter(|line| !line.is_empty());
        Self {
            description: content("meta[name=description i]").or_else(|| content("meta[property=\"og:description\"]")),
            titles: [first("h1"), content("meta[property=\"og:title\"]"), first("title")]
                .into_iter()
                .flatten()
                .collect(),
            released: content(
                "meta[property=\"video:release_date\"], meta[property=\"og:video:release_date\"], meta[itemprop=datePublished]",
            ),
        }
    }
}
