//! The JSON interface. Errors are problem details (RFC 9457).

mod film;
mod films;
mod json_object;
mod model;
mod recommendations;
mod similar;
mod tour;

use actix_web::error::{JsonPayloadError, QueryPayloadError};
use actix_web::http::StatusCode;
use actix_web::http::header::ContentType;
use actix_web::web::{self, JsonConfig, QueryConfig, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use matinee_features::{Model, Row};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::{no_such_page, post, read};
use crate::limits::MAX_BODY_BYTES;
use crate::problem::Problem;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .app_data(
            JsonConfig::default()
                .limit(MAX_BODY_BYTES)
                .error_handler(|error, _: &HttpRequest| body_problem(&error).into()),
        )
        .app_data(QueryConfig::default().error_handler(|error, _: &HttpRequest| query_problem(&error).into()))
        .service(read("/films", films::films))
        .service(read("/films/{id}", film::film))
        .service(read("/films/{id}/similar", similar::similar))
        .service(read("/tour", tour::tour))
        .service(post("/recommendations", recommendations::recommendations))
        .service(read("/model", model::model))
        .default_service(web::to(no_such_page));
}

fn body_problem(error: &JsonPayloadError) -> Problem {
    let too_large = || Problem::new(StatusCode::PAYLOAD_TOO_LARGE, format!("a body may have {MAX_BODY_BYTES} bytes"));
    match error {
        JsonPayloadError::Overflow { .. } | JsonPayloadError::OverflowKnownLength { .. } => too_large(),
        JsonPayloadError::ContentType => {
            Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send JSON with Content-Type: application/json")
        }
        JsonPayloadError::Payload(_) => {
            Problem::new(StatusCode::BAD_REQUEST, "the body broke off, or is not chunked or packed as its headers say")
        }
        JsonPayloadError::Deserialize(error) if error.is_data() => {
            // The place is that behind the field, which is named.
            let why = error.to_string();
            let why = why.rsplit_once(" at line ").map_or(why.as_str(), |(why, _)| why);
            Problem::new(StatusCode::BAD_REQUEST, format!("the body cannot be read: {why}"))
        }
        JsonPayloadError::Deserialize(error) => {
            let start = "the body is no whole JSON, such as {\"likes\": [\"alien-1979\"]}";
            Problem::new(StatusCode::BAD_REQUEST, format!("{start}: {error}"))
        }
        error => Problem::new(StatusCode::BAD_REQUEST, error.to_string()),
    }
}

fn query_problem(error: &QueryPayloadError) -> Problem {
    let reason = error.to_string();
    let reason = reason.strip_prefix("Query deserialize error: ").unwrap_or(&reason);
    Problem::new(StatusCode::BAD_REQUEST, format!("the part of the address after “?” cannot be read: {reason}"))
}

/// A number in the query of an address. What is none is refused by its name: the reader of queries knows no names.
fn number<'de, D: Deserializer<'de>>(field: &'static str, from: D) -> Result<Option<usize>, D::Error> {
    let given = String::deserialize(from)?;
    given.parse().map(Some).map_err(|_| {
        let shown: String = given.chars().take(80).collect();
        D::Error::custom(format!("{field} is {shown:?}: give a whole number, 0 or more"))
    })
}

/// The field `limit` of a query.
fn limit<'de, D: Deserializer<'de>>(from: D) -> Result<Option<usize>, D::Error> {
    number("limit", from)
}

/// The row of an id in an address.
fn row_of(model: &Model, id: &str) -> Result<Row, Problem> {
    let row = model.titles().row_of(id);
    row.ok_or_else(|| Problem::not_found(format!("no film has the id {:?}", id.chars().take(80).collect::<String>())))
}

/// An answer as JSON. It borrows from the model, so it is written on the ranking thread.
pub(super) fn json(answer: &impl Serialize) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec(answer).map_err(|error| {
        tracing::error!(%error, "an answer could not be written");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "the answer could not be written")
    })
}

fn answer(json: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok().content_type(ContentType::json()).body(json)
}
