//! `GET /api/v1/model`: which model answers.

use actix_web::{HttpResponse, web};
use matinee_features::Params;
use serde::Serialize;

use crate::state::AppState;

#[derive(Debug, Serialize)]
struct ModelAnswer<'a> {
    version: &'a str,
    films: usize,
    terms: usize,
    entries: usize,
    params: &'a Params,
}

pub(super) async fn model(state: web::Data<AppState>) -> HttpResponse {
    let model = state.model();
    HttpResponse::Ok().json(ModelAnswer {
        version: model.version(),
        films: model.films().len(),
        terms: model.vocabulary().len(),
        entries: model.matrix().entries(),
        params: model.params(),
    })
}
