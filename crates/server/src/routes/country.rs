//! `GET /country/{name}`: the films of a country.

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_features::Facet;

use super::facet;
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn country(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    facet(Facet::Country, &request, &state).await
}
