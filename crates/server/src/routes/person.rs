//! `GET /person/{name}`: the films somebody made or is in.

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_features::Common;

use super::shelf;
use crate::problem::Problem;
use crate::site::Site;

pub(super) async fn person(
    name: web::Path<String>,
    request: HttpRequest,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    shelf(Common::Person, name.into_inner(), &request, &site).await
}
