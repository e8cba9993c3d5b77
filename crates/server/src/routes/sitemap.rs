//! `GET /sitemap.xml`: the pages of all films, for crawlers; an index of sitemaps where one has no room for all.

use std::fmt::Write as _;

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_catalogue::Film;

use crate::limits::MAX_SITEMAP_ADDRESSES;
use crate::origin::Origin;
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::film_path;
use crate::xml::xml;

const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

pub(super) async fn sitemap(request: HttpRequest, state: web::Data<AppState>) -> HttpResponse {
    let (model, origin) = (state.model(), xml(&Origin::of(&request).to_string()));
    if model.films().len() <= MAX_SITEMAP_ADDRESSES {
        return answer(urls(&origin, model.films()));
    }
    let mut index = head("sitemapindex");
    for part in 1..=model.films().len().div_ceil(MAX_SITEMAP_ADDRESSES) {
        let _ = writeln!(index, "<sitemap><loc>{origin}/sitemap-{part}.xml</loc></sitemap>");
    }
    answer(index + "</sitemapindex>\n")
}

pub(super) async fn part(
    part: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let model = state.model();
    let films = part
        .parse::<usize>()
        .ok()
        .and_then(|part| model.films().chunks(MAX_SITEMAP_ADDRESSES).nth(part.checked_sub(1)?));
    let films = films.ok_or_else(|| Problem::not_found("there is no such part of the sitemap"))?;
    Ok(answer(urls(&xml(&Origin::of(&request).to_string()), films)))
}

fn urls(origin: &str, films: &[Film]) -> String {
    let mut urls = head("urlset");
    for film in films {
        let _ = writeln!(urls, "<url><loc>{origin}{}</loc></url>", film_path(film.id.as_str()));
    }
    urls + "</urlset>\n"
}

fn head(element: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element} xmlns=\"{SCHEMA}\">\n")
}

fn answer(body: String) -> HttpResponse {
    HttpResponse::Ok().content_type("application/xml; charset=utf-8").body(body)
}
