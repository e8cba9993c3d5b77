//! `GET /search`: films by title, person or words of the story.

use actix_web::{HttpRequest, HttpResponse, web};

use super::page;
use crate::problem::Problem;
use crate::site::Site;
use crate::taste_url::TasteUrl;
use crate::views::search::Search;

pub(super) async fn search(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let url = TasteUrl::of(&request);
    let reader = url.reader;
    page(site.rank(move |ranker| Ok(Search::new(ranker.model(), &url))).await, reader)
}
