//! `GET /`: the picks and their list.

use actix_web::{HttpRequest, HttpResponse, web};

use super::page;
use crate::problem::Problem;
use crate::site::Site;
use crate::views::Frame;
use crate::views::home::HomePage;
use crate::visit::Visit;

pub(super) async fn home(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let visit = Visit::of(&request);
    let locale = visit.address.locale;
    page(site.rank(move |ranker| HomePage::new(ranker, Frame::new(&visit), &visit.address)).await, locale)
}
