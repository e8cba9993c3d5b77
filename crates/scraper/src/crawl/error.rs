//! Why a crawl stopped.

use crate::address::Site;
use crate::limits::MAX_WAITS;
use crate::store::PageStoreError;

/// Why a crawl stopped. The pages received so far are stored, and the next run continues from there.
#[derive(Debug, thiserror::Error)]
pub enum CrawlError {
    /// The state could not be read or written.
    #[error(transparent)]
    Store(#[from] PageStoreError),
    /// No HTTP client could be made.
    #[error("cannot make an HTTP client: {0}")]
    Client(#[from] reqwest::Error),
    /// robots.txt could not be read, so no page may be requested.
    #[error("{site}/robots.txt cannot be read ({why}), so no page may be requested: try again later")]
    Robots {
        /// The site.
        site: Site,
        /// What went wrong.
        why: String,
    },
    /// robots.txt forbids the Action API.
    #[error(
        "robots.txt of {site} closes {path} to us, so --api cannot be used there: leave it out, and lists are read from their pages"
    )]
    ApiClosed {
        /// The wiki.
        site: Site,
        /// The path of the API.
        path: &'static str,
    },
    /// The Action API gives no lists.
    #[error("{address} {why}: leave --api out, and lists are read from their pages")]
    Api {
        /// The address of the API.
        address: String,
        /// What is wrong with it.
        why: String,
    },
    /// A list page does not exist, or is no list.
    #[error("{address} {why}: check the title with your browser")]
    List {
        /// The list's address.
        address: String,
        /// What is wrong with it.
        why: String,
    },
    /// The host keeps answering 429 or 503.
    #[error(
        "{site} asked us to wait {MAX_WAITS} times in a row: the pages received so far are kept; try again later, at a lower --rate"
    )]
    Unwelcome {
        /// The site.
        site: Site,
    },
}
