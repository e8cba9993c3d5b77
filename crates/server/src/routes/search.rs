//! `GET /search`: films by title, person or words of the story.

use actix_web::{HttpRequest, HttpResponse, web};

use super::page;
use crate::problem::Problem;
use crate::site::Site;
use crate::taste_url::TasteUrl;
use crate::views::search::SearchPage;

pub(super) async fn search(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let url = TasteUrl::of(&request);
    let locale = url.locale;
    page(site.rank(move |ranker| Ok(SearchPage::new(ranker.model(), &url))).await, locale)
}
