//! The gap between requests.

use std::cell::Cell;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::address::Site;
use crate::fetch::LONGEST_PAUSE;
use crate::store::{Store, StoreError};

/// Requests a second that no option goes beyond: what Wikimedia asks anonymous readers to stay under.
pub const MAX_RATE: f64 = 20.0;

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
    last: Cell<Option<Instant>>,
}

impl Throttle {
    pub(crate) fn new(rate: Rate) -> Self {
        Self { gap: rate.gap(), last: Cell::new(None) }
    }

    /// A host's Crawl-delay makes the gap longer, never shorter.
    pub(crate) fn at_least(&mut self, delay: Duration) {
        self.gap = self.gap.max(delay);
    }

    /// Waits for the next request's turn.
    pub(crate) async fn turn(&self, store: &Store) -> Result<(), StoreError> {
        // A clock that was set back must not stop the crawl for days.
        let turn = Instant::now() + store.reserve(self.gap)?.min(LONGEST_PAUSE + self.gap);
        // A request that started late must not have the next one on its heels; a little slack keeps the rate whole.
        let least = self.last.get().map(|last| last + self.gap.mul_f64(0.95));
        sleep_until(least.map_or(turn, |least| turn.max(least))).await;
        self.last.set(Some(Instant::now()));
        Ok(())
    }
}
