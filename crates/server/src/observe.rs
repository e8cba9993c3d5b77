//! Around every request: its id, its line in the access log, and its part of the metrics.

use std::sync::Arc;
use std::time::Instant;

use actix_web::Error;
use actix_web::body::{BodySize, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use tracing::Instrument as _;

use crate::access_log::{AccessLog, AnsweredRequest};
use crate::metrics::Metrics;
use crate::origin::OriginRule;
use crate::request_id::{self, REQUEST_ID};

/// Who is told of each answer.
#[derive(Debug, Clone)]
pub(crate) struct Observers {
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) log: Option<AccessLog>,
}

/// The route of what no route is for.
const NO_ROUTE: &str = "none";

pub(crate) async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let start = Instant::now();
    let Some(observers) = request.app_data::<Data<Observers>>().cloned() else { return next.call(request).await };
    let site = request.app_data::<Data<OriginRule>>().cloned();
    let is_trusted = site.as_ref().is_some_and(|site| site.trusts(request.request()));
    let id = request_id::of(request.headers(), is_trusted);
    // The path itself may say what somebody likes: its pattern does not.
    let route = request.match_pattern().unwrap_or_else(|| NO_ROUTE.to_owned());
    let method = name_of(request.method());
    let whole = observers.log.as_ref().filter(|log| log.takes_addresses());
    let address = whole.map(|_| request.uri().to_string()).unwrap_or_default();
    let client = whole.and(site.as_ref()).and_then(|site| site.client(request.request()));
    let span = tracing::debug_span!(target: "matinee", "request", id, route);
    let answer = next.call(request).instrument(span).await;
    let time = start.elapsed();
    let (status, bytes) = match &answer {
        Ok(answer) => (answer.status(), size(answer.response().body().size())),
        Err(error) => (error.as_response_error().status_code(), None),
    };
    observers.metrics.answered(&route, status.as_u16(), time);
    if let Some(log) = &observers.log {
        let answered = AnsweredRequest {
            id: &id,
            method,
            route: &route,
            status: status.as_u16(),
            bytes,
            time,
            client,
            address: &address,
        };
        if !log.add(&answered) {
            observers.metrics.lines_dropped.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
    }
    let Ok(value) = HeaderValue::from_str(&id) else { return answer };
    let name = HeaderName::from_static(REQUEST_ID);
    match answer {
        Ok(mut answer) => {
            answer.headers_mut().insert(name, value);
            Ok(answer)
        }
        Err(error) => {
            let mut response = error.error_response();
            response.headers_mut().insert(name, value);
            Err(InternalError::from_response(error, response).into())
        }
    }
}

/// A client may send any word as a method; the log has those that are known.
fn name_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}

fn size(size: BodySize) -> Option<u64> {
    match size {
        BodySize::None => Some(0),
        BodySize::Sized(bytes) => Some(bytes),
        BodySize::Stream => None,
    }
}
