//! Every default and every limit of the scraper, in one place.
//!
//! Bounds of one format stay beside its parser: of titles and addresses in `address`, of ZIM files in `zim`, of HTML in
//! `extract/bounds`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::address::Site;

/// The most requests a second that any option can set: what Wikimedia asks anonymous readers to stay under.
pub const MAX_RATE: f64 = 20.0;
/// The most requests in flight that any option can set: Wikimedia asks crawlers to stay under ten connections.
pub const MAX_IN_FLIGHT: u32 = 9;

/// Times one page is tried in a run before it counts as failed.
pub(crate) const MAX_TRIES: u32 = 3;
/// The pause after a page's first failed try, doubled after each further one.
pub(crate) const RETRY_PAUSE: Duration = Duration::from_millis(500);
/// After so many 429 or 503 answers to one page, one after the other, the run ends.
pub(crate) const MAX_WAITS: u32 = 8;
/// The pause after a 429 or 503 without Retry-After, doubled each time.
pub(crate) const UNNAMED_PAUSE: Duration = Duration::from_secs(60);
/// The longest pause after a 429 or 503 without Retry-After.
pub(crate) const MAX_UNNAMED_PAUSE: Duration = Duration::from_secs(3600);
/// The longest pause of all: a longer Retry-After is cut to this.
pub(crate) const MAX_PAUSE: Duration = Duration::from_secs(86_400);
/// The longest Crawl-delay: a longer one in robots.txt is cut to this.
pub(crate) const MAX_CRAWL_DELAY: Duration = Duration::from_secs(3600);

/// Times a download is tried without a byte coming before it counts as failed.
pub(crate) const MAX_DOWNLOAD_TRIES: u32 = 5;
/// A download in which no byte comes for so long is cut off, and goes on with a new request.
pub(crate) const READ_TIMEOUT: Duration = Duration::from_secs(60);
/// The size of a list of files, and of a checksum's file.
pub(crate) const MAX_SMALL_BYTES: usize = 4 << 20;

/// Time to connect to the host.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Time for a whole answer.
pub(crate) const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);
/// Redirects followed for one page.
pub(crate) const MAX_REDIRECTS: usize = 5;
/// The size of a page, unpacked: ten times Wikipedia's longest.
pub(crate) const MAX_PAGE_BYTES: usize = 16 << 20;
/// How much of robots.txt is read: the least that RFC 9309, 2.5 asks of a crawler.
pub(crate) const MAX_ROBOTS_BYTES: usize = 500 * 1024;
/// The length of a contact.
pub(crate) const MAX_CONTACT_BYTES: usize = 200;

/// Later pages of lists that one run follows. More are a loop: a site whose last page names a next one.
pub(crate) const MAX_LATER_PAGES: usize = 2000;

/// Lists in one request to the Action API: MediaWiki's own limit for clients that are not logged in.
pub(crate) const MAX_API_TITLES: usize = 50;
/// Bytes of titles in one request to the Action API: keeps the address at a length that servers accept.
pub(crate) const MAX_API_TITLE_BYTES: usize = 1500;
/// Answers to one API query, each of up to 500 links. More are a loop.
pub(crate) const MAX_API_ANSWERS: usize = 2000;
/// A wiki whose databases lag by more seconds refuses the API query (`maxlag`).
pub(crate) const API_MAX_LAG: &str = "5";

/// Processes that may share a database. At the highest rate more of them have nothing to do.
pub(crate) const MAX_PROCESSES: i64 = 16;
/// How long to wait for a database that another process is writing to.
pub(crate) const DATABASE_TIMEOUT: Duration = Duration::from_secs(30);
/// How long to wait before a new database that another process is setting up is tried again.
pub(crate) const BUSY_PAUSE: Duration = Duration::from_millis(5);
/// How often to look whether another process has finished its pages.
pub(crate) const POLL: Duration = Duration::from_millis(200);
/// Pages unpacked and read at a time: some hundred megabytes of memory at most.
pub(crate) const BATCH: usize = 256;

/// Bytes of pages read at a time from a file: with their trees, some two hundred megabytes of memory.
pub(crate) const MAX_BATCH_BYTES: usize = 24 << 20;

/// Requests a second, above 0 and at most [`MAX_RATE`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate(f64);

/// Not a rate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a rate above 0 and at most {MAX_RATE}: Wikimedia asks readers to stay under {MAX_RATE} a second")]
pub struct InvalidRate(String);

impl Rate {
    /// Takes a rate. `None` outside the limits.
    pub fn new(per_second: f64) -> Option<Self> {
        (per_second > 0.0 && per_second <= MAX_RATE).then_some(Self(per_second))
    }

    /// Any rate above 0, for a site on this machine. `None` for other sites.
    pub fn on_own_host(site: &Site, per_second: f64) -> Option<Self> {
        (per_second > 0.0 && per_second <= 1e6 && site.is_loopback()).then_some(Self(per_second))
    }

    /// Requests a second.
    pub fn per_second(self) -> f64 {
        self.0
    }

    /// The time between two requests.
    pub(crate) fn gap(self) -> Duration {
        Duration::from_secs_f64((1.0 / self.0).min(86_400.0))
    }
}

impl Default for Rate {
    /// One request a second.
    fn default() -> Self {
        Self(1.0)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Rate {
    type Err = InvalidRate;

    fn from_str(text: &str) -> Result<Self, InvalidRate> {
        text.parse().ok().and_then(Self::new).ok_or_else(|| InvalidRate(text.to_owned()))
    }
}

/// Requests in flight at once, from 1 to [`MAX_IN_FLIGHT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InFlight(u32);

/// Not a number of requests in flight.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a number from 1 to {MAX_IN_FLIGHT}: Wikimedia asks crawlers to stay under ten connections")]
pub struct InvalidInFlight(String);

impl InFlight {
    /// Takes a number. `None` outside the limits.
    pub fn new(requests: u32) -> Option<Self> {
        (1..=MAX_IN_FLIGHT).contains(&requests).then_some(Self(requests))
    }

    /// How many.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl Default for InFlight {
    /// One.
    fn default() -> Self {
        Self(1)
    }
}

impl fmt::Display for InFlight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for InFlight {
    type Err = InvalidInFlight;

    fn from_str(text: &str) -> Result<Self, InvalidInFlight> {
        text.parse().ok().and_then(Self::new).ok_or_else(|| InvalidInFlight(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_and_numbers_outside_the_limits_are_refused_and_defaults_read_back() {
        assert_eq!(Rate::default().to_string().parse(), Ok(Rate::default()));
        assert_eq!(InFlight::default().to_string().parse(), Ok(InFlight::default()));
        assert_eq!("20".parse(), Ok(Rate(20.0)));
        for text in ["0", "-1", "20.1", "inf", "NaN", "fast", ""] {
            assert!(text.parse::<Rate>().is_err(), "{text}");
        }
        for text in ["0", "10", "1.5", "-1", ""] {
            assert!(text.parse::<InFlight>().is_err(), "{text}");
        }
    }

    #[test]
    fn only_a_host_of_our_own_may_be_asked_faster() {
        let (own, other) = (Site::new("http://127.0.0.1:8087").unwrap(), Site::new("https://kino.se").unwrap());
        assert!(Rate::on_own_host(&own, 50.0).is_some() && Rate::on_own_host(&other, 50.0).is_none());
    }
}
