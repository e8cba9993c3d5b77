//! The JSON interface. Errors are problem details (RFC 9457).

mod film;
mod films;
mod model;
mod recommendations;
mod similar;

use actix_web::error::{JsonPayloadError, QueryPayloadError};
use actix_web::http::StatusCode;
use actix_web::http::header::ContentType;
use actix_web::web::{self, JsonConfig, QueryConfig, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use matinee_catalogue::{MovieId, Year};
use matinee_features::{Model, Row};
use matinee_rank::{Given, Reason, Recommendation};
use serde::Serialize;

use super::{post, read};
use crate::limits::MAX_BODY_BYTES;
use crate::problem::{Problem, no_such_page};

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
        error => Problem::new(StatusCode::BAD_REQUEST, error.to_string()),
    }
}

fn query_problem(error: &QueryPayloadError) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, error.to_string())
}

/// The row of an id in an address.
fn row_of(model: &Model, id: &str) -> Result<Row, Problem> {
    let row = model.titles().row_of(id);
    row.ok_or_else(|| Problem::not_found(format!("no film has the id {:?}", id.chars().take(80).collect::<String>())))
}

/// A list of films, and the model that made it.
#[derive(Debug, Serialize)]
struct List<'a, T> {
    model: &'a str,
    results: Vec<T>,
}

/// A recommended film.
#[derive(Debug, Serialize)]
struct Recommended<'a> {
    id: &'a MovieId,
    title: &'a str,
    year: Year,
    score: f32,
    reasons: &'a [Reason],
    because: Vec<Because<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<Against<'a>>,
}

/// A liked film that gave much of a recommended one's score.
#[derive(Debug, Serialize)]
struct Because<'a> {
    id: &'a MovieId,
    contribution: f32,
    share: f32,
}

/// The disliked film that took most from a recommended one's score, and for what.
#[derive(Debug, Serialize)]
struct Against<'a> {
    id: &'a MovieId,
    contribution: f32,
    terms: &'a [String],
}

impl<'a> Recommended<'a> {
    fn new(model: &'a Model, found: &'a Recommendation) -> Self {
        let film = model.film(found.row);
        let against = found.against.as_ref().map(|held| Against {
            id: &model.film(held.row).id,
            contribution: held.contribution,
            terms: &held.terms,
        });
        Self {
            id: &film.id,
            title: &film.title,
            year: film.year,
            score: found.score,
            reasons: &found.reasons,
            because: because(model, found),
            against,
        }
    }
}

fn because<'a>(model: &'a Model, found: &Recommendation) -> Vec<Because<'a>> {
    let named =
        |given: &Given| Because { id: &model.film(given.row).id, contribution: given.contribution, share: given.share };
    found.because.iter().map(named).collect()
}

/// An answer's text. Made where the ranking runs, for it borrows from the model.
pub(super) fn json(answer: &impl Serialize) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec(answer).map_err(|error| {
        tracing::error!(%error, "an answer could not be written");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "the answer could not be written")
    })
}

fn answer(json: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok().content_type(ContentType::json()).body(json)
}
