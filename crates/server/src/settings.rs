//! How the server runs.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::limits::{DEFAULT_LISTEN, DEFAULT_QUEUE};
use crate::posters::Posters;

/// How the server runs.
#[derive(Debug, Clone)]
pub struct ServerSettings {
    /// Where it answers; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Threads that read and write connections.
    pub workers: usize,
    /// Threads that rank.
    pub rankers: usize,
    /// Requests that may wait for a ranking thread; one more is answered 503 at once.
    pub queue: usize,
    /// The report that `matinee evaluate --out` wrote, shown under `/scorecard`; it may come and go.
    pub scorecard: Option<PathBuf>,
    /// Where the operator's own pictures of films are; covers are drawn where there is none.
    pub posters: Option<Posters>,
}

impl Default for ServerSettings {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self {
            listen: DEFAULT_LISTEN,
            workers: cores,
            rankers: cores,
            queue: DEFAULT_QUEUE,
            scorecard: None,
            posters: None,
        }
    }
}
