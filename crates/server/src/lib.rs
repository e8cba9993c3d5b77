//! The actix-web app as a library: routes, views, the model snapshot and limits.
//!
//! One route a file under `routes/`. Pages are plain HTML in which every action is a link or a form; what a viewer likes
//! stands in the page's address and is kept nowhere. Ranking runs on a bounded pool of threads, never on the async workers.

pub mod answers;
mod assets;
mod cover;
mod guard;
mod limits;
mod pool;
mod posters;
mod problem;
mod routes;
mod scorecard;
mod site;
mod taste_url;
mod text;
mod views;
mod xml;

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use actix_web::middleware::{Compress, DefaultHeaders, from_fn};
use actix_web::{App, HttpServer, web};

pub use limits::*;

pub use crate::posters::{InvalidPosters, Posters};
pub use crate::site::Served;
use crate::site::Site;

/// How the server runs.
#[derive(Debug, Clone)]
pub struct Settings {
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

impl Default for Settings {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            workers: cores,
            rankers: cores,
            queue: 64,
            scorecard: None,
            posters: None,
        }
    }
}

/// The server could not start or broke off.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another program answers there.
    #[error("{0} is taken by another program: stop it, or choose another port with --listen")]
    PortInUse(SocketAddr),
    /// The address cannot be answered on for another reason.
    #[error("cannot answer on {address}: {source}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What went wrong.
        source: io::Error,
    },
    /// The running server failed.
    #[error("the server broke off: {0}")]
    Run(#[from] io::Error),
}

/// Serves until SIGTERM or SIGINT, then lets requests under way end. `on_ready` is told the address once connections
/// are taken.
///
/// # Errors
/// The address is taken or cannot be listened on, or the running server fails.
pub async fn serve(
    settings: Settings,
    ranker: impl Into<Served>,
    on_ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let site = web::Data::new(Site::new(ranker.into(), &settings));
    let headers = guard::security_headers(settings.posters.as_ref().and_then(Posters::origin));
    let server = HttpServer::new(move || {
        App::new()
            .app_data(site.clone())
            .wrap(Compress::default())
            .wrap(from_fn(guard::guard))
            .wrap(headers.iter().cloned().fold(DefaultHeaders::new(), DefaultHeaders::add))
            .configure(routes::configure)
    })
    .workers(settings.workers)
    .client_request_timeout(HEAD_TIMEOUT)
    .shutdown_timeout(STOP_TIMEOUT.as_secs())
    .bind(settings.listen)
    .map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => ServeError::PortInUse(settings.listen),
        _ => ServeError::Listen { address: settings.listen, source },
    })?;
    let address = server.addrs()[0];
    let running = server.run();
    on_ready(address);
    Ok(running.await?)
}
