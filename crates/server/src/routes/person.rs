//! `GET /person/{name}`: the films somebody made or is in.

use actix_web::{HttpRequest, HttpResponse, web};

use super::shelf;
use crate::problem::Problem;
use crate::site::Site;
use crate::views::shelf::Common;

pub(super) async fn person(
    name: web::Path<String>,
    request: HttpRequest,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    shelf(Common::Person, name.into_inner(), &request, &site).await
}
