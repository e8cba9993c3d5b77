//! Limits that hold for every request: on its address and headers, and on the time of its answer.

use std::rc::Rc;
use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_NONE_MATCH, STRICT_TRANSPORT_SECURITY,
    VARY,
};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpResponse, ResponseError};

use crate::body_watch::BodyWatch;
use crate::connection::{Activity, Held, household_of};
use crate::limits::{ANSWER_TIMEOUT, MAX_HEADER_BYTES, MAX_URL_BYTES, UPLOAD_ANSWER_TIMEOUT, UPLOAD_TIMEOUT};
use crate::metrics::Refused;
use crate::observe::Observers;
use crate::origin::OriginRule;
use crate::problem::{Problem, person};
use crate::rate::RateLimit;
use crate::upload::IMPORT_PATH;

pub(crate) async fn guard(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let answering = request.conn_data::<Rc<Activity>>().map(Activity::begin);
    let held = |answer: ServiceResponse| answer.map_body(|_, body| Held { body, _answering: answering });
    let person = person(request.request());
    let site = request.app_data::<Data<OriginRule>>().cloned();
    let metrics = request.app_data::<Data<Observers>>().map(|observers| Arc::clone(&observers.metrics));
    let refused = |why| {
        if let Some(metrics) = &metrics {
            metrics.refused(why);
        }
    };
    let by_tls = site.as_ref().is_some_and(|site| site.is_by_tls(request.request()));
    if let Err((why, problem)) = within_limits(&request, site.as_ref()) {
        refused(why);
        return Ok(held(answer(request, &problem.asked_by(person))));
    }
    // The router needs the only reference to the request, so what is needed later is read now.
    let in_time =
        if request.path().ends_with(IMPORT_PATH) { UPLOAD_TIMEOUT + UPLOAD_ANSWER_TIMEOUT } else { ANSWER_TIMEOUT };
    let body = BodyWatch::of(&mut request);
    let late = || {
        let values = [("seconds", in_time.as_secs().to_string())];
        if body.is_waited_for() {
            return Problem::translated(StatusCode::REQUEST_TIMEOUT, |error| &error.slow_body, values);
        }
        Problem::translated(StatusCode::SERVICE_UNAVAILABLE, |error| &error.late, values)
    };
    let named_by = site.as_ref().map_or(&[][..], |site| site.varies_by());
    let known: Vec<String> = request
        .headers()
        .get_all(IF_NONE_MATCH)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|tags| tags.split(','))
        .map(|tag| tag.trim().to_owned())
        .collect();
    let Ok(answer) = tokio::time::timeout(in_time, next.call(request)).await else {
        refused(Refused::Late);
        return Err(with_security_headers(late().asked_by(person)));
    };
    let mut answer = answer?.map_into_boxed_body();
    vary(answer.headers_mut(), named_by);
    if by_tls {
        answer.headers_mut().insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    Ok(held(unless_known(answer, &known)))
}

/// Names what an answer depends on besides its address (RFC 9110, 12.5.5), in one header. Every answer may come packed.
fn vary(headers: &mut HeaderMap, named_by: &[&str]) {
    if !headers.contains_key(CONTENT_TYPE) {
        return;
    }
    let mut names: Vec<String> = headers
        .get_all(VARY)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|names| names.split(','))
        .map(|name| name.trim().to_owned())
        .collect();
    for name in ["Accept-Encoding"].iter().chain(named_by) {
        if !names.iter().any(|other| other.eq_ignore_ascii_case(name)) {
            names.push((*name).to_owned());
        }
    }
    if let Ok(value) = HeaderValue::try_from(names.join(", ")) {
        headers.insert(VARY, value);
    }
}

/// The answer, or 304 without its body where the client has it already (RFC 9110, 13.1.2: tags are compared weakly).
fn unless_known(answer: ServiceResponse, known: &[String]) -> ServiceResponse {
    let tag = answer.headers().get(ETAG).and_then(|tag| tag.to_str().ok());
    let same = |other: &String| {
        tag.is_some_and(|tag| other == "*" || other.trim_start_matches("W/") == tag.trim_start_matches("W/"))
    };
    if answer.status() != StatusCode::OK || !known.iter().any(same) {
        return answer;
    }
    let (request, mut response) = answer.into_parts();
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    let response = response.drop_body().map_into_boxed_body();
    ServiceResponse::new(request, response)
}

/// Which sites may show an answer in their pages (Fetch, 3.8). Pictures say so themselves.
pub(crate) const CORP: &str = "Cross-Origin-Resource-Policy";
/// Browsers that came by TLS come by nothing else for a year (RFC 6797).
const HSTS: &str = "max-age=31536000";

/// Headers of every answer. The hash is of the one inline script, in `web/templates/base.html`: it sets the chosen colours before
/// anything is drawn.
const SECURITY_HEADERS: [(&str, &str); 6] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; img-src 'self'; font-src 'self'; style-src 'self'; script-src 'self' 'sha256-9j93Twg1MAqkqDUjK3f/+DJoTjPm69FMUXTtiX69x54='; connect-src 'self'; \
         manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    (CORP, "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
];

/// Headers of every answer, where pictures may come from another host too.
pub(crate) fn security_headers(pictures_from: Option<&str>) -> Vec<(&'static str, String)> {
    let with_host = |value: &str| match pictures_from {
        Some(host) => value.replace("img-src 'self'", &format!("img-src 'self' {host}")),
        None => value.to_owned(),
    };
    SECURITY_HEADERS.into_iter().map(|(name, value)| (name, with_host(value))).collect()
}

/// An error without its request passes by the middleware that adds headers.
fn with_security_headers(problem: Problem) -> Error {
    let mut response = problem.error_response();
    for (name, value) in SECURITY_HEADERS {
        response
            .headers_mut()
            .insert(HeaderName::from_bytes(name.as_bytes()).expect("a name"), HeaderValue::from_static(value));
    }
    InternalError::from_response(problem, response).into()
}

fn answer(request: ServiceRequest, problem: &Problem) -> ServiceResponse {
    let response: HttpResponse = problem.error_response();
    request.into_response(response)
}

/// Whether a body packed so can be read.
fn is_read(packing: &HeaderValue) -> bool {
    let packing = packing.to_str().unwrap_or_default().trim();
    ["identity", "gzip", "deflate"].iter().any(|known| packing.eq_ignore_ascii_case(known))
}

/// Asked for with each page, cheap, and kept by browsers; or asked for by the operator's own programs.
const UNCOUNTED: [&str; 4] = ["/static/", "/cover/", "/healthz", "/readyz"];

fn within_limits(request: &ServiceRequest, site: Option<&Data<OriginRule>>) -> Result<(), (Refused, Problem)> {
    let url = request.uri().path_and_query().map_or(0, |u| u.as_str().len());
    if url > MAX_URL_BYTES {
        let values = [("most", MAX_URL_BYTES.to_string()), ("n", url.to_string())];
        let problem = Problem::translated(StatusCode::URI_TOO_LONG, |error| &error.long_address, values);
        return Err((Refused::LongAddress, problem));
    }
    let headers: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if headers > MAX_HEADER_BYTES {
        let values = [("most", MAX_HEADER_BYTES.to_string()), ("n", headers.to_string())];
        let status = StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE;
        return Err((Refused::LargeHeaders, Problem::translated(status, |error| &error.large_headers, values)));
    }
    if let Some(packing) = request.headers().get(CONTENT_ENCODING).filter(|packing| !is_read(packing)) {
        let values = [("packing", String::from_utf8_lossy(packing.as_bytes()).chars().take(40).collect())];
        let problem = Problem::translated(StatusCode::UNSUPPORTED_MEDIA_TYPE, |error| &error.unknown_packing, values);
        return Err((Refused::Malformed, problem));
    }
    let limit = request.app_data::<Data<Option<RateLimit>>>().and_then(|limit| limit.as_ref().as_ref());
    if let Some(limit) = limit.filter(|_| !UNCOUNTED.iter().any(|path| request.path().starts_with(path))) {
        let client = site.and_then(|site| site.client(request.request()));
        if client.is_some_and(|client| !limit.allows(household_of(client))) {
            let problem = Problem::translated(StatusCode::TOO_MANY_REQUESTS, |error| &error.too_often, []);
            return Err((Refused::Rate, problem));
        }
    }
    Ok(())
}
