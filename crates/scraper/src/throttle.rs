//! The gap between requests.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

use crate::limits::{MAX_PAUSE, Rate};
use crate::store::{PageStore, PageStoreError};

/// Gives each request the moment at which it may start. The moments are kept in the store: so all processes that share
/// it keep to one rate together, and a pause that the host asked for also binds the next run.
#[derive(Debug)]
pub(crate) struct Throttle {
    gap: Duration,
    /// When the last request started. The next request holds the lock while it waits, so turns come one by one.
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

    /// Waits for the next request's turn. Returns `false` at once if there is none before `until`.
    pub(crate) async fn turn(
        &self,
        store: &PageStore,
        until: Option<std::time::Instant>,
    ) -> Result<bool, PageStoreError> {
        let mut last = self.last.lock().await;
        loop {
            let turn = Instant::now() + store.reserve(self.gap, MAX_PAUSE)?;
            // The last request may have started late. Without slack every such delay would lower the rate for good.
            let turn = last.map_or(turn, |last| turn.max(last + self.gap.mul_f64(0.95)));
            if until.is_some_and(|until| turn.into_std() >= until) {
                return Ok(false);
            }
            sleep_until(turn).await;
            // Another request may have been answered with 429 or 503 while this one waited.
            if !store.is_resting()? {
                *last = Some(Instant::now());
                return Ok(true);
            }
        }
    }
}
