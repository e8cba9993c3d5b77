//! `GET /film/{id}`: one film.

use actix_web::{HttpRequest, HttpResponse, web};

use super::page;
use crate::problem::Problem;
use crate::site::Site;
use crate::taste_url::TasteUrl;
use crate::views::film::FilmPage;

pub(super) async fn film(
    id: web::Path<String>,
    request: HttpRequest,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    let url = TasteUrl::of(&request);
    let locale = url.locale;
    let posters = site.posters().cloned();
    page(site.rank(move |ranker| FilmPage::new(ranker, &id, &url, posters.as_ref())).await, locale)
}
