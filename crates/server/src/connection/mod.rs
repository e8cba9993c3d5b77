//! Connections: how many there may be, how long each may keep the server waiting, and what is logged of malformed requests.
//!
//! actix-web times the first head of a connection and the pauses between requests, but neither a later head nor a write, and
//! it neither counts connections by address nor answers those beyond a limit. So the server is put together here from actix's
//! parts, with a stream of our own under its HTTP dispatcher.

mod activity;
mod admission;
mod faults;
mod stream;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use actix_http::body::{BoxBody, MessageBody};
use actix_http::error::DispatchError;
use actix_http::{HttpService, Request, Response};
use actix_server::{Server, ServerBuilder};
use actix_service::{IntoServiceFactory, Service, ServiceFactory, ServiceFactoryExt as _, fn_service, map_config};
use actix_web::dev::AppConfig;
use tokio::net::{TcpSocket, TcpStream};

pub(crate) use self::activity::{Activity, Held};
use self::admission::Admission;
pub(crate) use self::admission::is_in;
use self::faults::Faults;
use self::stream::ClientStream;
use crate::limits::{ACCEPT_BACKLOG, BLOCKING_THREADS, CLOSE_TIMEOUT, HEAD_TIMEOUT, IDLE_TIMEOUT, STOP_TIMEOUT};
use crate::settings::ServerSettings;

/// A listening socket; the kernel keeps this many connections waiting at most.
pub(crate) fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // Port 0 is free anyway; any other may have connections of an earlier run waiting to end.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(ACCEPT_BACKLOG)?.into_std()
}

/// Serves the app on the socket.
pub(crate) fn serve<F, I, S, B>(listener: TcpListener, settings: &ServerSettings, app: F) -> io::Result<Server>
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
        .shutdown_timeout(STOP_TIMEOUT.as_secs());
    let stopping = builder.graceful_shutdown_signal();
    let admission = Admission::new(settings.max_connections, settings.trusted_proxies.clone());
    let faults = Arc::new(Faults::default());
    let factory = move || {
        let (stopping, admission, faults) = (stopping.clone(), Arc::clone(&admission), Arc::clone(&faults));
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
        let admit = move |stream: TcpStream| {
            let admission = Arc::clone(&admission);
            async move {
                let peer = stream.peer_addr().map_err(DispatchError::Io)?;
                match admission.admit(peer.ip()) {
                    Ok(slot) => Ok((ClientStream::new(stream, slot), Some(peer))),
                    Err(refusal) => {
                        refusal.answer(stream).await;
                        Err(DispatchError::DisconnectTimeout)
                    }
                }
            }
        };
        fn_service(admit).and_then(http).map_err(move |error| faults.count(&error))
    };
    Ok(builder.listen("matinee", listener, factory)?.run())
}
