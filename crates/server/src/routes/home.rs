//! `GET /`: picks and what they lead to.

use actix_web::{HttpRequest, HttpResponse, web};

use super::page;
use crate::problem::Problem;
use crate::site::Site;
use crate::taste_url::TasteUrl;
use crate::views::home::HomePage;

pub(super) async fn home(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let url = TasteUrl::of(&request);
    let locale = url.locale;
    page(site.rank(move |ranker| HomePage::new(ranker, &url)).await, locale)
}
