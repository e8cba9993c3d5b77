//! `GET /theme/{name}`: the films of a theme or a keyword.

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_features::Facet;

use super::facet;
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn theme(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    facet(Facet::Theme, &request, &state).await
}
