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
//! let (ready, address) = oneshot::channel();
//! tokio::runtime::Runtime::new()?.block_on(async {
//!     tokio::select! {
//!         ended = serve(settings, ranker, |address| ready.send(address).expect("the example waits")) => ended?,
//!         address = address => println!("the films are at http://{}", address?),
//!     }
//!     Ok(())
//! })
//! # }
//! ```
//!
//! Modules use only those below them: routes, answers and the guard use views; views use the visit and its address, problems
//! and covers; the address and the OpenAPI document use texts and limits.

mod address;
pub mod answers;
mod assets;
mod connection;
mod cover;
mod encoding;
mod film_link;
mod guard;
mod history_form;
mod library;
mod limits;
mod model_health;
mod once;
mod openapi;
mod origin;
mod packing;
mod pool;
mod posters;
mod problem;
mod response;
mod routes;
mod scorecard;
mod settings;
mod site_origin;
mod sitemaps;
mod state;
mod text;
mod upload;
mod views;
mod visit;
mod xml;

use std::io;
use std::net::SocketAddr;

use actix_web::middleware::{Compress, DefaultHeaders, from_fn};
use actix_web::{App, web};

pub use limits::*;

pub use crate::film_link::{FilmLink, InvalidFilmLink};
pub use crate::library::ServedLibrary;
pub use crate::model_health::{ModelHealth, RefusedModel};
use crate::origin::OriginRule;
pub use crate::posters::{InvalidPosters, Posters};
pub use crate::settings::ServerSettings;
pub use crate::site_origin::{InvalidOrigin, SiteOrigin};
use crate::state::AppState;
pub use crate::state::Served;
pub use crate::text::translations;

/// The server could not start, or failed while it ran.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another program listens on the address.
    #[error("{0} is taken by another program: stop it, or choose another port with --listen")]
    PortInUse(SocketAddr),
    /// The server cannot listen on the address for another reason.
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

/// Serves until SIGTERM or SIGINT, then lets requests under way end. `on_ready` gets the address once the server accepts
/// connections.
///
/// # Errors
/// The address is taken or cannot be listened on, or the running server fails.
pub async fn serve(
    settings: ServerSettings,
    ranker: impl Into<Served>,
    on_ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let listener = connection::listen(settings.listen).map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => ServeError::PortInUse(settings.listen),
        _ => ServeError::Listen { address: settings.listen, source },
    })?;
    let address = listener.local_addr()?;
    let state = web::Data::new(AppState::new(ranker.into(), &settings));
    let site = web::Data::new(OriginRule::new(&settings));
    let headers = guard::security_headers(settings.posters.as_ref().and_then(Posters::origin));
    let app = move || {
        App::new()
            .app_data(state.clone())
            .app_data(site.clone())
            .wrap(Compress::default())
            .wrap(from_fn(guard::guard))
            .wrap(headers.iter().cloned().fold(DefaultHeaders::new(), DefaultHeaders::add))
            .configure(routes::configure)
    };
    let running = connection::serve(listener, &settings, app)?;
    on_ready(address);
    Ok(running.await?)
}

/// What a program that logs should add to its filter (of `tracing_subscriber`'s form): actix writes a line for every malformed
/// request. The server counts them and logs their number once a second.
pub const LOG_FILTER: &str = "actix_http::h1=off";
