//! Film pages named by a list page.

use crate::address::{PageTitle, Site};
use crate::extract::listed_links;

/// The articles a list page links to, each once, in order. Not every one is a film: extraction tells.
pub(crate) fn listed(site: &Site, page: &[u8]) -> Vec<PageTitle> {
    let mut titles: Vec<PageTitle> = Vec::new();
    let mut known = std::collections::HashSet::new();
    for title in listed_links(site, page) {
        let is_list = title.as_str().starts_with("List of ") || title.as_str().starts_with("Lists of ");
        if !is_list && known.insert(title.clone()) {
            titles.push(title);
        }
    }
    titles
}
