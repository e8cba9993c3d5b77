//! `GET /api/v1/films/{id}`: all that is known of a film.

use actix_web::{HttpResponse, web};

use super::row_of;
use crate::answers::{NamedHolding, WholeFilm};
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn film(id: web::Path<String>, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let model = state.model();
    let row = row_of(&model, &id)?;
    let library = state.library().of(&model);
    let held = NamedHolding::of(library.as_ref().map(|found| &found.1), row);
    Ok(HttpResponse::Ok().json(WholeFilm { film: model.film(row), held }))
}
