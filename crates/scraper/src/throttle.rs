//! The gap between requests.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

use crate::address::Site;
use crate::fetch::LONGEST_PAUSE;
use crate::store::{Store, StoreError};

/// Requests a second that no option goes beyond: what Wikimedia asks anonymous readers to stay under.
pub const MAX_RATE: f64 = 20.0;

/// Requests in flight that no option goes beyond: Wikimedia asks crawlers to keep under ten connections.
pub const MAX_IN_FLIGHT: u32 = 9;

/// Requests in flight at once, at least 1 and at most [`MAX_IN_FLIGHT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InFlight(u32);

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

/// Requests a second, above 0 and at most [`MAX_RATE`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate(f64);

impl Rate {
    /// Takes a rate. `None` outside the limits.
    pub fn new(per_second: f64) -> Option<Self> {
        (per_second > 0.0 && per_second <= MAX_RATE).then_some(Self(per_second))
    }

    /// A rate for a host of one's own: any above 0, if the site is this machine.
    pub fn on_own_host(site: &Site, per_second: f64) -> Option<Self> {
        (per_second > 0.0 && per_second <= 1e6 && site.is_loopback()).then_some(Self(per_second))
    }

    /// Requests a second.
    pub fn per_second(self) -> f64 {
        self.0
    }

    fn gap(self) -> Duration {
        Duration::from_secs_f64((1.0 / self.0).min(86_400.0))
    }
}

impl Default for Rate {
    /// One a second.
    fn default() -> Self {
        Self(1.0)
    }
}

/// Gives out the moments at which requests may start. They are kept in the store, so that all processes that share it keep
/// to one rate, and a host that asked to be left alone is left alone by the next run too.
#[derive(Debug)]
pub(crate) struct Throttle {
    gap: Duration,
    /// When the last request started. Locked by whoever's turn is next: so moments are given out one by one.
    last: Mutex<Option<Instant>>,
}

impl Throttle {
    pub(crate) fn new(rate: Rate) -> Self {
        Self { gap: rate.gap(), last: Mutex::new(None) }
    }

    /// A host's Crawl-delay makes the gap longer, never shorter.
    pub(crate) fn at_least(&mut self, delay: Duration) {
        self.gap = self.gap.max(delay);
    }

    /// Waits for the next request's turn; says at once that there is none before `until`.
    pub(crate) async fn turn(&self, store: &Store, until: Option<std::time::Instant>) -> Result<bool, StoreError> {
        let mut last = self.last.lock().await;
        loop {
            let turn = Instant::now() + store.reserve(self.gap, LONGEST_PAUSE)?;
            // A request that started late must not have the next one on its heels; a little slack keeps the rate whole.
            let turn = last.map_or(turn, |last| turn.max(last + self.gap.mul_f64(0.95)));
            if until.is_some_and(|until| turn.into_std() >= until) {
                return Ok(false);
            }
            sleep_until(turn).await;
            // Another request's answer may have been "not now" while this one waited.
            if !store.is_resting()? {
                *last = Some(Instant::now());
                return Ok(true);
            }
        }
    }
}
