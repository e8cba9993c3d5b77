//! `GET /`: picks and what they lead to.

use actix_web::{HttpRequest, HttpResponse, web};

use super::page;
use crate::problem::Problem;
use crate::site::Site;
use crate::taste_url::TasteUrl;
use crate::views::home::Home;

pub(super) async fn home(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let url = TasteUrl::of(&request);
    let reader = url.reader;
    page(site.rank(move |ranker| Home::new(ranker, &url)).await, reader)
}
