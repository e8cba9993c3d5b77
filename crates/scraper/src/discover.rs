//! The film pages that a list page links to.

use crate::address::{PageTitle, Site};
use crate::extract::listed_links;

/// The pages a list links to, each once, in order. They may include pages that are no films; extraction sorts those out.
pub(crate) fn listed(site: &Site, list: &PageTitle, page: &[u8]) -> Vec<PageTitle> {
    let mut titles: Vec<PageTitle> = Vec::new();
    let mut known = std::collections::HashSet::new();
    for title in listed_links(site, &site.page(list), page) {
        let is_list =
            title.as_str().starts_with("List of ") || title.as_str().starts_with("Lists of ") || title == *list;
        if !is_list && known.insert(title.clone()) {
            titles.push(title);
        }
    }
    titles
}
