//! What is logged of connections that fail: malformed requests are counted, and the number logged once a second at most.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use actix_http::error::DispatchError;

use crate::limits::FAULTS_LOGGED_EVERY;

/// Malformed requests since the last line in the log.
#[derive(Debug, Default)]
pub(super) struct Faults(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    unlogged: u64,
    logged: Option<Instant>,
}

impl Faults {
    /// Counts a connection's end if a malformed request was the reason.
    pub(super) fn count(&self, error: &DispatchError) {
        let DispatchError::Parse(why) = error else { return };
        if let Some(number) = self.due(Instant::now()) {
            tracing::warn!(target: "matinee", number, "malformed requests, the last one: {why}");
        }
    }

    /// How many are to be logged now.
    fn due(&self, now: Instant) -> Option<u64> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.unlogged += 1;
        if counts.logged.is_some_and(|logged| now.duration_since(logged) < FAULTS_LOGGED_EVERY) {
            return None;
        }
        counts.logged = Some(now);
        Some(std::mem::take(&mut counts.unlogged))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_counted_and_a_second_has_one_line() {
        let (faults, start) = (Faults::default(), Instant::now());
        assert_eq!(faults.due(start), Some(1));
        for _ in 0..70_000 {
            assert_eq!(faults.due(start), None);
        }
        assert_eq!(faults.due(start + FAULTS_LOGGED_EVERY), Some(70_001));
    }
}
