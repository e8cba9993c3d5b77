//! What is logged of connections that fail: malformed requests are counted, and the number logged once a second at most.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix_http::error::DispatchError;
use tokio::time::{Instant, sleep_until};

use crate::limits::FAULTS_LOGGED_EVERY;
use crate::metrics::{Metrics, Refused};

/// Malformed requests since the last line in the log.
#[derive(Debug, Default)]
pub(super) struct Faults {
    counts: Mutex<FaultCounts>,
    metrics: Arc<Metrics>,
}

#[derive(Debug, Default)]
struct FaultCounts {
    unlogged: u64,
    logged: Option<Instant>,
    /// Whether a line is to be written when its time has come.
    waiting: bool,
}

impl Faults {
    pub(super) fn new(metrics: Arc<Metrics>) -> Self {
        Self { metrics, counts: Mutex::default() }
    }

    /// Counts a connection's end if a malformed request was the reason.
    pub(super) fn count(self: &Arc<Self>, error: &DispatchError) {
        if !matches!(error, DispatchError::Parse(_)) {
            return;
        }
        self.metrics.refused(Refused::Malformed);
        let Some(at) = self.due(Instant::now()) else { return };
        let faults = Arc::clone(self);
        tokio::spawn(async move {
            sleep_until(at).await;
            let number = faults.taken(Instant::now());
            tracing::warn!(target: "matinee", number, "malformed requests");
        });
    }

    /// Counts one. When the next line is to be written, unless that is known already.
    fn due(&self, now: Instant) -> Option<Instant> {
        let mut counts = self.lock();
        counts.unlogged += 1;
        let at = counts.logged.map_or(now, |logged| logged + FAULTS_LOGGED_EVERY);
        (!std::mem::replace(&mut counts.waiting, true)).then_some(at)
    }

    /// How many there were since the last line.
    fn taken(&self, now: Instant) -> u64 {
        let mut counts = self.lock();
        (counts.logged, counts.waiting) = (Some(now), false);
        std::mem::take(&mut counts.unlogged)
    }

    fn lock(&self) -> MutexGuard<'_, FaultCounts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_counted_and_a_second_has_one_line() {
        let (faults, start) = (Faults::default(), Instant::now());
        assert_eq!(faults.due(start), Some(start));
        assert_eq!(faults.taken(start), 1);
        assert_eq!(faults.due(start), Some(start + FAULTS_LOGGED_EVERY));
        for _ in 1..70_000 {
            assert_eq!(faults.due(start), None);
        }
        assert_eq!(faults.taken(start + FAULTS_LOGGED_EVERY), 70_000);
    }
}
