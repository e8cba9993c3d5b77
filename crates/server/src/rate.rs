//! How often one address may ask. A bucket of tokens for each, as the time at which it would be full again (GCRA, ATM Forum 1996): one
//! number a place, changed without locks, and a fixed number of places, however many addresses ask.

use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::limits::{RATE_BURST_SECONDS, RATE_PLACES};

/// The rates of all addresses.
#[derive(Debug)]
pub(crate) struct RateLimit {
    start: Instant,
    /// Microseconds that one request takes from a bucket.
    each: u64,
    /// Of each place, when its bucket is full again: in microseconds since the start.
    full_at: Box<[AtomicU64]>,
    /// Its key is chosen anew each run, so that nobody can aim at the place of somebody else.
    places: RandomState,
}

impl RateLimit {
    /// So many requests a second go on; none if that is zero.
    pub(crate) fn new(a_second: u32) -> Option<Self> {
        let each = 1_000_000_u64.checked_div(u64::from(a_second))?.max(1);
        let full_at = (0..RATE_PLACES).map(|_| AtomicU64::new(0)).collect();
        Some(Self { start: Instant::now(), each, full_at, places: RandomState::new() })
    }

    /// Takes a token of an address; `false` if there is none.
    pub(crate) fn allows(&self, address: IpAddr) -> bool {
        self.allows_at(address, self.start.elapsed())
    }

    fn allows_at(&self, address: IpAddr, now: Duration) -> bool {
        let now = now.as_micros() as u64;
        let place = &self.full_at[self.places.hash_one(address) as usize % RATE_PLACES];
        let most = u64::from(RATE_BURST_SECONDS) * 1_000_000;
        let taken = |full_at: u64| Some(full_at.max(now) + self.each).filter(|full_at| full_at - now <= most);
        place.fetch_update(Ordering::Relaxed, Ordering::Relaxed, taken).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_burst_and_then_its_rate() {
        let limit = RateLimit::new(20).unwrap();
        let (one, other) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let allowed =
            |address, now: u64| (0..1_000).filter(|_| limit.allows_at(address, Duration::from_millis(now))).count();
        assert_eq!(allowed(one, 5_000), 200);
        assert_eq!(allowed(one, 6_000), 20);
        assert_eq!(allowed(other, 6_000), 200, "another address is not held to it");
        assert_eq!(allowed(one, 60_000), 200);
        assert!(RateLimit::new(0).is_none());
    }
}
