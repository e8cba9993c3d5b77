//! The gap between requests.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

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

/// Lets one request start at a time, no sooner than a gap after the one before, nor before the host's own word.
#[derive(Debug)]
pub(crate) struct Throttle {
    gap: Duration,
    next: Instant,
}

impl Throttle {
    pub(crate) fn new(rate: Rate) -> Self {
        Self { gap: rate.gap(), next: Instant::now() }
    }

    /// A host's Crawl-delay makes the gap longer, never shorter.
    pub(crate) fn at_least(&mut self, delay: Duration) {
        self.gap = self.gap.max(delay);
    }

    /// Waits for the next request's turn.
    pub(crate) async fn turn(&mut self) {
        sleep_until(self.next).await;
        self.next = Instant::now() + self.gap;
    }

    /// Lets no request start for so long.
    pub(crate) fn pause(&mut self, wait: Duration) {
        self.next = self.next.max(Instant::now() + wait);
    }
}
