//! `GET /person/{name}`: the films of a person, before or behind the camera.

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_features::Facet;

use super::facet;
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn person(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    facet(Facet::Person, &request, &state).await
}
