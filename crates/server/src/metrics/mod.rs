//! What the server counts while it runs. Threads add to counters without locks; nothing of a request but its route and its status is
//! counted.

mod histogram;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;

pub(crate) use self::histogram::Histogram;

/// Everything that is counted.
#[derive(Debug)]
pub(crate) struct Metrics {
    pub(crate) started: Instant,
    /// By the route's pattern: there are as many as routes.
    pub(crate) routes: ArcSwap<HashMap<String, Arc<RouteCounts>>>,
    refusals: [AtomicU64; Refused::ALL.len()],
    /// Connections at this moment, and all so far.
    pub(crate) connections: AtomicU64,
    pub(crate) connections_made: AtomicU64,
    /// How long a page or an answer took to write and pack.
    pub(crate) render: Histogram,
    /// How long work waited for a ranking thread.
    pub(crate) waited: Histogram,
    /// Lines of the access log that its writer was too slow for.
    pub(crate) lines_dropped: AtomicU64,
}

/// What is counted of a route.
#[derive(Debug, Default)]
pub(crate) struct RouteCounts {
    pub(crate) times: Histogram,
    /// Answers by the first digit of their status.
    pub(crate) by_status: [AtomicU64; 5],
}

/// Why a request or a connection was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The queue before the ranking threads is full.
    Queue,
    /// It waited too long there, while many waited.
    QueueWait,
    /// There are as many connections as may be.
    Connections,
    /// One address has its share of connections.
    ShareOfConnections,
    /// One address asks too often.
    Rate,
    LongAddress,
    LargeHeaders,
    /// The answer was not ready in time.
    Late,
    Malformed,
}

impl Refused {
    pub(crate) const ALL: [Self; 9] = [
        Self::Queue,
        Self::QueueWait,
        Self::Connections,
        Self::ShareOfConnections,
        Self::Rate,
        Self::LongAddress,
        Self::LargeHeaders,
        Self::Late,
        Self::Malformed,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Queue => "queue_full",
            Self::QueueWait => "queue_wait",
            Self::Connections => "connections",
            Self::ShareOfConnections => "connections_of_one_address",
            Self::Rate => "rate_of_one_address",
            Self::LongAddress => "long_address",
            Self::LargeHeaders => "large_headers",
            Self::Late => "late",
            Self::Malformed => "malformed",
        }
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            started: Instant::now(),
            routes: ArcSwap::default(),
            refusals: Default::default(),
            connections: AtomicU64::default(),
            connections_made: AtomicU64::default(),
            render: Histogram::default(),
            waited: Histogram::default(),
            lines_dropped: AtomicU64::default(),
        }
    }
}

impl Metrics {
    pub(crate) fn refused(&self, why: Refused) {
        self.refusals[why as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// How often that was a reason to refuse.
    pub(crate) fn refusals(&self, why: Refused) -> u64 {
        self.refusals[why as usize].load(Ordering::Relaxed)
    }

    /// Counts an answer.
    pub(crate) fn answered(&self, route: &str, status: u16, time: Duration) {
        let known = self.routes.load().get(route).cloned();
        let counts = known.unwrap_or_else(|| self.add_route(route));
        counts.times.add(time);
        let class = usize::from(status / 100).clamp(1, counts.by_status.len()) - 1;
        counts.by_status[class].fetch_add(1, Ordering::Relaxed);
    }

    fn add_route(&self, route: &str) -> Arc<RouteCounts> {
        let added = Arc::new(RouteCounts::default());
        self.routes.rcu(|routes| {
            let mut routes = HashMap::clone(routes);
            routes.entry(route.to_owned()).or_insert_with(|| Arc::clone(&added));
            routes
        });
        self.routes.load().get(route).cloned().unwrap_or(added)
    }
}
