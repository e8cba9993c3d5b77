//! The address at which the operator reads the metrics. Visitors do not see it.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{App, HttpResponse, HttpServer, web};

use crate::limits::{IDLE_TIMEOUT, MAX_METRICS_CONNECTIONS};
use crate::metrics::Metrics;
use crate::state::AppState;

/// Answers `GET /metrics` on an address of its own, on one thread, until the future is dropped.
pub(crate) fn serve(
    listener: TcpListener,
    metrics: Arc<Metrics>,
    state: web::Data<AppState>,
) -> io::Result<(SocketAddr, impl Future<Output = io::Result<()>>)> {
    let address = listener.local_addr()?;
    let metrics = web::Data::from(metrics);
    let app = move || {
        App::new()
            .app_data(state.clone())
            .app_data(metrics.clone())
            .route("/metrics", web::get().to(answer))
            .route("/", web::get().to(|| async { "The metrics are at /metrics.\n" }))
    };
    let server = HttpServer::new(app)
        .workers(1)
        .max_connections(MAX_METRICS_CONNECTIONS)
        .keep_alive(IDLE_TIMEOUT)
        .disable_signals()
        .listen(listener)?;
    Ok((address, server.run()))
}

async fn answer(metrics: web::Data<Metrics>, state: web::Data<AppState>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(super::text(&metrics, &state))
}
