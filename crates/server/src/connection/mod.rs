//! Connections: how many there may be, how long each may keep the server waiting, and what is logged of malformed requests.
//!
//! actix-web times the first head of a connection and the pauses between requests, but neither a later head nor a write, and
//! it neither counts connections by address nor answers those beyond a limit. So the server is put together here from actix's
//! parts, with a stream of our own under its HTTP dispatcher.

mod activity;
mod admission;
mod faults;
mod listen;
mod stream;
mod transport;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use actix_http::body::{BoxBody, MessageBody};
use actix_http::error::DispatchError;
use actix_http::{HttpService, Request, Response};
use actix_server::{GracefulShutdownSignal, Server, ServerBuilder};
use actix_service::{IntoServiceFactory, Service, ServiceFactory, ServiceFactoryExt as _, fn_service, map_config};
use actix_web::dev::AppConfig;

pub(crate) use self::activity::{Activity, Held};
use self::admission::Admission;
pub(crate) use self::admission::{household_of, is_in};
use self::faults::Faults;
pub(crate) use self::listen::Listener;
use self::stream::ClientStream;
use self::transport::Transport;
use crate::limits::{BLOCKING_THREADS, CLOSE_TIMEOUT, HEAD_TIMEOUT, IDLE_TIMEOUT, STOP_TIMEOUT};
use crate::metrics::Metrics;
use crate::open_files::ConnectionRoom;
use crate::settings::ServerSettings;

/// What all connections share.
#[derive(Clone)]
struct ClientContext {
    stopping: GracefulShutdownSignal,
    admission: Arc<Admission>,
    faults: Arc<Faults>,
}

/// Serves the app on the socket.
pub(crate) fn serve<F, I, S, B>(
    listener: Listener,
    settings: &ServerSettings,
    room: ConnectionRoom,
    metrics: &Arc<Metrics>,
    app: F,
) -> io::Result<Server>
where
    F: Fn() -> I + Clone + Send + 'static,
    I: IntoServiceFactory<S, Request>,
    S: ServiceFactory<Request, Config = AppConfig, Error = actix_web::Error> + 'static,
    S::InitError: std::fmt::Debug,
    S::Response: Into<Response<B>> + 'static,
    S::Service: 'static,
    <S::Service as Service<Request>>::Future: 'static,
    B: MessageBody + 'static,
{
    let builder = ServerBuilder::default()
        .workers(settings.workers)
        .worker_max_blocking_threads(BLOCKING_THREADS)
        .disable_signals()
        .shutdown_timeout(STOP_TIMEOUT.as_secs());
    let proxies = settings.trusted_proxies.clone();
    let shared = ClientContext {
        stopping: builder.graceful_shutdown_signal(),
        admission: Admission::new(room, proxies, Arc::clone(metrics)),
        faults: Arc::new(Faults::new(Arc::clone(metrics))),
    };
    let builder = match listener {
        Listener::Tcp(socket) => builder.listen("matinee", socket, move || clients(&app, &shared))?,
        #[cfg(unix)]
        Listener::Unix(socket) => builder.listen_uds("matinee", socket, move || clients(&app, &shared))?,
    };
    Ok(builder.run())
}

/// What answers the clients of one worker: those that are admitted speak HTTP with the app.
fn clients<F, I, S, B, T>(
    app: &F,
    shared: &ClientContext,
) -> impl ServiceFactory<T, Config = (), Response = (), Error = (), InitError = ()> + use<F, I, S, B, T>
where
    F: Fn() -> I,
    I: IntoServiceFactory<S, Request>,
    S: ServiceFactory<Request, Config = AppConfig, Error = actix_web::Error> + 'static,
    S::InitError: std::fmt::Debug,
    S::Response: Into<Response<B>> + 'static,
    S::Service: 'static,
    <S::Service as Service<Request>>::Future: 'static,
    B: MessageBody + 'static,
    T: Into<Transport> + 'static,
{
    let ClientContext { stopping, admission, faults } = shared.clone();
    let to_response = |error: actix_web::Error| -> Response<BoxBody> { error.error_response().into() };
    let http = HttpService::build()
        .graceful_shutdown_signal(move || {
            let stopping = stopping.clone();
            async move { stopping.notified().await }
        })
        .keep_alive(IDLE_TIMEOUT)
        .client_request_timeout(HEAD_TIMEOUT)
        .client_disconnect_timeout(CLOSE_TIMEOUT)
        // A client that closes is gone: its work is dropped.
        .h1_allow_half_closed(false)
        .on_connect_ext(|stream: &ClientStream, data| {
            data.insert(stream.activity());
        })
        .h1(map_config(app().into_factory().map_err(to_response), |()| AppConfig::default()));
    let admit = move |stream: T| {
        let admission = Arc::clone(&admission);
        let stream: Transport = stream.into();
        async move {
            let peer: Option<SocketAddr> = stream.peer().map_err(DispatchError::Io)?;
            match admission.admit(peer.map(|peer| peer.ip())) {
                Ok(slot) => Ok((ClientStream::new(stream, slot), peer)),
                Err(refusal) => {
                    refusal.answer(stream).await;
                    Err(DispatchError::DisconnectTimeout)
                }
            }
        }
    };
    fn_service(admit).and_then(http).map_err(move |error| faults.count(&error)).map_init_err(|()| ())
}
