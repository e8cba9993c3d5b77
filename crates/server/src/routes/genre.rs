//! `GET /genre/{name}`: the films of a genre.

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_features::Facet;

use super::facet;
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn genre(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    facet(Facet::Genre, &request, &state).await
}
