//! How the server runs.

use std::net::SocketAddr;
use std::path::PathBuf;

use ipnet::IpNet;

use crate::access_log::AccessLog;
use crate::film_link::FilmLink;
use crate::library::ServedLibrary;
use crate::limits::{DEFAULT_LISTEN, DEFAULT_MAX_CONNECTIONS, DEFAULT_QUEUE, DEFAULT_RATE};
use crate::listen_address::ListenAddress;
use crate::posters::Posters;
use crate::site_origin::SiteOrigin;

/// How the server runs.
#[derive(Debug, Clone)]
pub struct ServerSettings {
    /// Where it answers. Sockets that systemd passes take its place.
    pub listen: ListenAddress,
    /// Where the operator reads metrics; nowhere unless it is given.
    pub metrics: Option<SocketAddr>,
    /// Where a line for each answer goes; nowhere unless it is given.
    pub access_log: Option<AccessLog>,
    /// Requests a second that one address may go on asking for, ten seconds' worth at once; 0 is no limit.
    pub rate: u32,
    /// Threads that read and write connections.
    pub workers: usize,
    /// Threads that rank.
    pub rankers: usize,
    /// Requests that may wait for a ranking thread; one more is answered 503 at once.
    pub queue: usize,
    /// Connections at once; one more is answered 503. One address may have a quarter of them.
    pub max_connections: usize,
    /// The site's own address; without it, the one that the client connected to.
    pub origin: Option<SiteOrigin>,
    /// Networks of reverse proxies: their connections have no share, and what they forward names the site, its visitors and
    /// requests.
    pub trusted_proxies: Vec<IpNet>,
    /// The report that `matinee evaluate --out` wrote, shown under `/scorecard`; it may come and go.
    pub scorecard: Option<PathBuf>,
    /// Where the operator's own pictures of films are; covers are drawn where there is none.
    pub posters: Option<Posters>,
    /// What the operator owns: lists can be chosen from it, and films in it played.
    pub library: ServedLibrary,
    /// The operator's own links out of films' pages.
    pub links: Vec<FilmLink>,
}

impl Default for ServerSettings {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self {
            listen: DEFAULT_LISTEN,
            metrics: None,
            access_log: None,
            rate: DEFAULT_RATE,
            workers: cores,
            rankers: cores,
            queue: DEFAULT_QUEUE,
            max_connections: DEFAULT_MAX_CONNECTIONS,
            origin: None,
            trusted_proxies: Vec::new(),
            scorecard: None,
            posters: None,
            library: ServedLibrary::default(),
            links: Vec::new(),
        }
    }
}
