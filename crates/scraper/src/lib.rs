//! Page in, film out: a polite crawler, and the extraction of films from its pages.
//!
//! [`crawl`](crawl()) follows list pages to film pages and stores each page as it was received in a [`PageStore`];
//! [`fill_from_zim`] fills a store from a file that contains a whole wiki. [`extract`](extract()) is a pure function from a
//! page to a film, and [`films`] applies it to all pages of a store. The crawler obeys robots.txt, a rate, a number of
//! requests in flight and Retry-After, and names a contact. No option turns these off.
//!
//! ```
//! use matinee_scraper::{PageTitle, Site, extract};
//!
//! let page = r#"<html><body>
//!   <table class="infobox">
//!     <tr><th class="infobox-above">Nosferatu</th></tr>
//!     <tr><th>Directed by</th><td><a href="/wiki/F._W._Murnau">F. W. Murnau</a></td></tr>
//!     <tr><th>Release date</th><td>4 March 1922</td></tr>
//!   </table>
//!   <p><i><b>Nosferatu</b></i> is a 1922 silent horror film.</p>
//! </body></html>"#;
//! let title = PageTitle::new("Nosferatu").expect("a title");
//! let film = extract(&Site::default(), &title, page.as_bytes())?.film;
//! assert_eq!((film.title.as_str(), film.year.get()), ("Nosferatu", 1922));
//! assert_eq!(film.directors, ["F. W. Murnau"]);
//! # Ok::<(), matinee_scraper::NotAFilm>(())
//! ```

mod address;
mod bulk;
mod contact;
mod crawl;
mod discover;
mod disk;
mod download;
mod extract;
mod fetch;
mod films;
mod guard;
mod holder;
mod limits;
mod preset;
mod robots;
mod store;
mod throttle;
mod warc;
mod zim;
mod zim_films;

pub use address::{InvalidSite, Markup, PageTitle, Site, UnknownMarkup};
pub use bulk::{BulkError, ZimSummary, fill_from_zim};
pub use contact::{Contact, InvalidContact};
pub use crawl::{CrawlError, CrawlOptions, CrawlSummary, Event, crawl};
pub use disk::free_space;
pub use download::{Download, DownloadError, DownloadEvent, Offer};
pub use extract::{Extracted, NotAFilm, extract, parse_only};
pub use films::{StoredFilms, films};
pub use limits::{InFlight, InvalidInFlight, InvalidRate, MAX_IN_FLIGHT, MAX_RATE, Rate};
pub use preset::{DEFAULT_COUNTRY, UnknownCountry, countries, film_lists};
pub use store::{PageStore, PageStoreError};
pub use warc::{ArchiveError, archive};
pub use zim::ZimError;
pub use zim_films::{ZimFilms, films_of_zim, pages_of_zim};
