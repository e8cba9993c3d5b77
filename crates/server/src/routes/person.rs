//! `GET /person/{name}`: the films of a person, before or behind the camera.

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_features::Facet;

use super::facet;
use crate::problem::Problem;
use crate::site::Site;

pub(super) async fn person(
    name: web::Path<String>,
    request: HttpRequest,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    facet(Facet::Person, name.into_inner(), &request, &site).await
}
