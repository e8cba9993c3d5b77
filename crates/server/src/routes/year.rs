//! `GET /year/{name}`: the films of a year.

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_features::Facet;

use super::facet;
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn year(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    facet(Facet::Year, &request, &state).await
}
