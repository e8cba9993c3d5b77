//! What a list page leads to: the pages it lists, and its own next page.

use url::Url;

use crate::address::{PageTitle, Site};
use crate::extract::{LaterPages, later_pages, listed_links};

/// What a list page leads to.
pub(crate) struct Listed {
    pub(crate) titles: Vec<PageTitle>,
    pub(crate) later: LaterPages,
}

/// The pages a list links to, each once, in order. They may include pages that are no films; extraction sorts those out.
/// `address` is the one that answered, after redirects.
pub(crate) fn listed(site: &Site, list: &PageTitle, address: &Url, page: &[u8]) -> Listed {
    let later = later_pages(site, address, page);
    let mut titles: Vec<PageTitle> = Vec::new();
    let mut known = std::collections::HashSet::new();
    for title in listed_links(site, address, page) {
        let is_list =
            title.as_str().starts_with("List of ") || title.as_str().starts_with("Lists of ") || title == *list;
        let is_list = is_list || later.next.as_ref() == Some(&title);
        if !is_list && known.insert(title.clone()) {
            titles.push(title);
        }
    }
    Listed { titles, later }
}
