//! Page in, film out: the polite crawl and the extraction of films from wiki pages.
//!
//! [`crawl`](crawl()) walks from list pages to film pages and keeps what it gets, raw, in a [`Store`]; [`extract`](extract()) is a pure function from
//! such a page to a film; [`films`] applies it to all pages of a store. [`fill_from_zim`]
//! fills a store from a file that holds a whole wiki. The crawl is a polite guest: robots.txt, one request in
//! flight unless told otherwise, a rate, a contact, Retry-After. No option turns that off.

mod address;
mod bulk;
mod contact;
mod crawl;
mod discover;
mod extract;
mod fetch;
mod films;
mod guard;
mod holder;
mod preset;
mod robots;
mod store;
mod throttle;
mod warc;
mod zim;

pub use address::{InvalidSite, Markup, PageTitle, Site};
pub use bulk::{Brought, BulkError, fill_from_zim};
pub use contact::{Contact, InvalidContact};
pub use crawl::{CrawlError, Event, Options, Summary, crawl};
pub use extract::{Extracted, NotAFilm, extract, parse_only};
pub use films::films;
pub use preset::{UnknownCountry, countries, film_lists};
pub use store::{Store, StoreError};
pub use throttle::{InFlight, MAX_IN_FLIGHT, MAX_RATE, Rate};
pub use warc::{ArchiveError, archive};
pub use zim::ZimError;
