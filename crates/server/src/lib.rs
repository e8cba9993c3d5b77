//! The actix-web app as a library: routes, views, the model snapshot and limits.
//!
//! One route a file under `routes/`. Pages are plain HTML in which every action is a link or a form. What a viewer likes is
//! in the page's address and is kept nowhere else. Ranking runs on a bounded pool of threads, never on the async workers.
//!
//! ```
//! use std::sync::Arc;
//!
//! use matinee_catalogue::starter;
//! use matinee_features::{Model, Params};
//! use matinee_rank::Ranker;
//! use matinee_server::{ServerSettings, serve};
//! use tokio::sync::oneshot;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let model = Model::train(starter::catalogue(), &Params::default())?;
//! let ranker = Arc::new(Ranker::new(Arc::new(model)));
//! // Port 0 takes a free one.
//! let settings = ServerSettings { listen: "127.0.0.1:0".parse()?, ..ServerSettings::default() };
//! let (ready, at) = oneshot::channel();
//! tokio::runtime::Runtime::new()?.block_on(async {
//!     tokio::select! {
//!         ended = serve(settings, ranker, |at| ready.send(at).expect("the example waits")) => ended?,
//!         at = at => println!("the films are at http://{}", at?.site),
//!     }
//!     Ok(())
//! })
//! # }
//! ```
//!
//! Modules use only those below them: routes, answers and the guard use views; views use the visit and its address, problems
//! and covers; the address and the OpenAPI document use texts and limits.

mod access_log;
mod address;
pub mod answers;
mod assets;
mod body_watch;
mod connection;
mod cover;
mod encoding;
mod exposition;
mod film_link;
mod fixed_pages;
mod guard;
mod history_form;
mod library;
mod limits;
mod listen_address;
mod metrics;
mod model_health;
mod observe;
mod once;
mod open_files;
mod openapi;
mod origin;
mod packing;
mod pasted_link;
mod pool;
mod posters;
mod problem;
mod rate;
mod request_id;
mod response;
mod routes;
mod scorecard;
mod serve_error;
mod settings;
mod site_origin;
mod sitemaps;
mod state;
mod stopping;
mod text;
mod typed_titles;
mod upload;
mod views;
mod visit;
mod xml;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use actix_web::middleware::{Compress, DefaultHeaders, from_fn};
use actix_web::{App, web};

pub use limits::*;

pub use crate::access_log::{AccessLog, AccessLogFormat};
use crate::connection::Listener;
pub use crate::film_link::{FilmLink, InvalidFilmLink};
pub use crate::library::ServedLibrary;
pub use crate::listen_address::{InvalidListenAddress, ListenAddress};
use crate::metrics::Metrics;
pub use crate::model_health::{ModelHealth, RefusedModel, StoreHealth};
use crate::observe::Observers;
use crate::open_files::ConnectionRoom;
pub use crate::open_files::TooFewFiles;
use crate::origin::OriginRule;
pub use crate::posters::{InvalidPosters, Posters};
use crate::rate::RateLimit;
pub use crate::serve_error::ServeError;
pub use crate::settings::ServerSettings;
pub use crate::site_origin::{InvalidOrigin, SiteOrigin};
use crate::state::AppState;
pub use crate::state::Served;
pub use crate::text::translations;

/// Where a server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServedAt {
    /// Visitors.
    pub site: ListenAddress,
    /// The operator, who reads metrics.
    pub metrics: Option<SocketAddr>,
}

/// Serves until SIGTERM or SIGINT, then lets requests under way end. `on_ready` gets the addresses once the server accepts
/// connections.
///
/// # Errors
/// The address is taken or cannot be listened on, the system allows too few files or threads, or the running server fails.
pub async fn serve(
    settings: ServerSettings,
    ranker: impl Into<Served>,
    on_ready: impl FnOnce(ServedAt),
) -> Result<(), ServeError> {
    let room = ConnectionRoom::find(&settings)?;
    let listener = Listener::open(&settings.listen).map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => ServeError::InUse(settings.listen.clone()),
        _ => ServeError::Listen { address: settings.listen.clone(), source },
    })?;
    let site_at = listener.address()?;
    let metrics = Arc::new(Metrics::default());
    let state = web::Data::new(AppState::new(ranker.into(), &settings, &metrics).map_err(ServeError::Threads)?);
    let site = web::Data::new(OriginRule::new(&settings, site_at.tcp().is_none()));
    let rate = web::Data::new(RateLimit::new(settings.rate));
    let observers = web::Data::new(Observers { metrics: Arc::clone(&metrics), log: settings.access_log.clone() });
    let headers = guard::security_headers(settings.posters.as_ref().and_then(Posters::origin));
    let measured = match settings.metrics {
        Some(address) => {
            let failed = |source| ServeError::Metrics { address, source };
            let listener = TcpListener::bind(address).map_err(failed)?;
            Some(exposition::serve(listener, Arc::clone(&metrics), state.clone()).map_err(failed)?)
        }
        None => None,
    };
    let app = move || {
        App::new()
            .app_data(state.clone())
            .app_data(site.clone())
            .app_data(rate.clone())
            .app_data(observers.clone())
            .wrap(Compress::default())
            .wrap(from_fn(guard::guard))
            .wrap(headers.iter().cloned().fold(DefaultHeaders::new(), DefaultHeaders::add))
            .wrap(from_fn(observe::observe))
            .configure(routes::configure)
    };
    let running = connection::serve(listener, &settings, room, &metrics, app)?;
    let (metrics_at, measuring) = measured.unzip();
    // Whoever reads that it is ready may stop it at once.
    let signals = stopping::Signals::new();
    on_ready(ServedAt { site: site_at, metrics: metrics_at });
    let stopping = stopping::at_a_signal(running.handle(), signals);
    // The metrics go when the site does, not before.
    let measuring = async {
        match measuring {
            Some(measuring) => measuring.await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        biased;
        ended = running => ended.map_err(|error| match error.kind() {
            // A worker could not be started.
            io::ErrorKind::WouldBlock => ServeError::Threads(error),
            _ => error.into(),
        }),
        () = stopping => Ok(()),
        ended = measuring => Ok(ended?),
    }
}

/// What a program that logs should add to its filter (of `tracing_subscriber`'s form): actix writes a line for every malformed
/// request. The server counts them and logs their number once a second.
pub const LOG_FILTER: &str = "actix_http::h1=off";
