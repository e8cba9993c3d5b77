//! Pages that are the same for everybody who reads a language: the first page, the map and what is said about the site, as long as
//! nobody's taste is in the address. Each is made once a model and library, and kept as it is sent, packed and not.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use arc_swap::ArcSwap;

use crate::limits::MAX_FIXED_PAGES;
use crate::packing::Body;
use crate::visit::PageRequest;

/// The paths of such pages.
const PATHS: [&str; 3] = ["/", "/about", "/map"];

/// A page as it is sent, with its tag.
#[derive(Debug, Clone)]
pub(crate) struct FixedPage {
    pub(crate) tag: String,
    pub(crate) body: Body,
}

/// On what such a page depends.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct FixedPageKey {
    version: String,
    path: String,
    language: &'static str,
    origin: String,
    packed: bool,
    /// Its films have links to play them.
    library: Option<u64>,
}

/// The pages that were made.
#[derive(Debug, Default)]
pub(crate) struct FixedPages {
    pages: ArcSwap<HashMap<FixedPageKey, FixedPage>>,
    hits: AtomicU64,
    misses: AtomicU64,
}

impl FixedPageKey {
    /// None where the page may depend on more than the model, the library and the language.
    pub(crate) fn of(request: &PageRequest, version: &str) -> Option<Self> {
        let path = request.plain_path().filter(|path| PATHS.contains(path))?;
        Some(Self {
            version: version.to_owned(),
            path: path.to_owned(),
            language: &request.locale.text().tag,
            origin: request.origin().to_string(),
            packed: request.takes_gzip(),
            library: request.library().number(),
        })
    }
}

impl FixedPages {
    pub(crate) fn get(&self, key: &FixedPageKey) -> Option<FixedPage> {
        let page = self.pages.load().get(key).cloned();
        if page.is_some() { &self.hits } else { &self.misses }.fetch_add(1, Ordering::Relaxed);
        page
    }

    /// Keeps a page, and none of another model's or another library's.
    pub(crate) fn keep(&self, key: &FixedPageKey, page: &FixedPage) {
        self.pages.rcu(|pages| {
            let mut kept: HashMap<FixedPageKey, FixedPage> = HashMap::clone(pages);
            kept.retain(|other, _| other.version == key.version && other.library == key.library);
            if kept.len() < MAX_FIXED_PAGES {
                kept.insert(key.clone(), page.clone());
            }
            Arc::new(kept)
        });
    }

    /// How often a page was there, and how often not.
    pub(crate) fn counts(&self) -> (u64, u64) {
        (self.hits.load(Ordering::Relaxed), self.misses.load(Ordering::Relaxed))
    }
}
