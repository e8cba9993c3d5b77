//! `GET /country/{name}`: the films of a country.

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_features::Common;

use super::shelf;
use crate::problem::Problem;
use crate::site::Site;

pub(super) async fn country(
    name: web::Path<String>,
    request: HttpRequest,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    shelf(Common::Country, name.into_inner(), &request, &site).await
}
