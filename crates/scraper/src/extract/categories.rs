//! An article's categories, and what their names say.

use std::sync::LazyLock;

use percent_encoding::percent_decode_str;
use scraper::{ElementRef, Selector};

use super::labels::{Labels, as_label};
use super::landmarks::Landmarks;
use super::{selector, text};

static LINK: LazyLock<Selector> = LazyLock::new(|| selector("a"));

/// MediaWiki's own limit on titles.
const LONGEST_NAME: usize = 255;
/// Longer phrases are no keywords.
const LONGEST_KEYWORD: usize = 60;

/// What categories say of a film.
#[derive(Default)]
pub(super) struct Categories {
    /// Those that are not for maintenance and say no more than other fields, in the source's words.
    pub(super) kept: Vec<String>,
    pub(super) kinds: Vec<String>,
    pub(super) keywords: Vec<String>,
    /// The year that names of categories end or begin with.
    pub(super) year: Option<i64>,
}

impl Categories {
    pub(super) fn read(labels: &Labels, landmarks: &Landmarks, page: &str) -> Self {
        let mut read = Self::default();
        for category in names(landmarks, page).into_iter().filter(|name| name.len() <= LONGEST_NAME) {
            read.take(labels, category);
        }
        read
    }

    fn take(&mut self, labels: &Labels, category: String) {
        let name = as_label(&category);
        // Decades are given by their first year.
        let dropped = labels.drop_patterns.iter().find_map(|pattern| pattern.find(&name));
        self.year = self.year.max(dropped.as_ref().and_then(|found| found.year));
        if let Some((pattern, found)) =
            labels.kind_patterns.iter().find_map(|pattern| Some((pattern, pattern.find(&name)?)))
        {
            if pattern.has_gap() {
                found.gaps.iter().for_each(|gap| labels.kinds.find(gap, &mut self.kinds));
            } else {
                labels.kinds.find(&name, &mut self.kinds);
            }
        }
        if !labels.not_keyword_patterns.iter().any(|pattern| pattern.find(&name).is_some())
            && let Some(found) = labels.keyword_patterns.iter().find_map(|pattern| pattern.find(&name))
            && let Some(keyword) = found.gaps.last().map(|keyword| (*keyword).to_owned())
            && !keyword.starts_with(|c: char| c.is_ascii_digit())
            && keyword.chars().count() <= LONGEST_KEYWORD
            && !self.keywords.contains(&keyword)
        {
            self.keywords.push(keyword);
        }
        if dropped.is_none() && !self.kept.contains(&category) {
            self.kept.push(category);
        }
    }
}

/// The categories in the page's frame, else in the head of an offline copy, else in the page's script.
fn names(landmarks: &Landmarks, page: &str) -> Vec<String> {
    let links =
        landmarks.category_lists.iter().flat_map(|list| list.select(&LINK).filter(move |link| is_listed(list, link)));
    let names: Vec<String> = links.map(text::line).filter(|name| !name.is_empty()).collect();
    if !names.is_empty() {
        return names;
    }
    let names = landmarks.category_links.iter().filter_map(|href| {
        let name = href.split('#').next()?.split_once(':')?.1;
        Some(percent_decode_str(name).decode_utf8().ok()?.replace('_', " "))
    });
    let names: Vec<String> = names.collect();
    if names.is_empty() { in_script(page).unwrap_or_default() } else { names }
}

/// Whether a link is to one of the categories rather than to the page on categories. Fandom's header has no list.
fn is_listed(list: &ElementRef, link: &ElementRef) -> bool {
    list.value().attr("id").is_none()
        || link.ancestors().filter_map(ElementRef::wrap).any(|around| around.value().name() == "li")
}

/// `["A","B"]` of `"wgCategories":["A","B"]`.
fn in_script(page: &str) -> Option<Vec<String>> {
    let list = page.split_once("\"wgCategories\":")?.1;
    serde_json::Deserializer::from_str(list).into_iter().next()?.ok()
}
