//! `GET /sitemap.xml`: the pages of all films, for crawlers; an index of sitemaps where one has no room for all.

use std::sync::Arc;

use actix_web::http::header::{CACHE_CONTROL, ContentEncoding};
use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::FOR_AN_HOUR;
use crate::origin::Origin;
use crate::packing;
use crate::problem::Problem;
use crate::sitemaps::Sitemaps;
use crate::state::AppState;
use crate::xml::xml;

pub(super) async fn sitemap(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    answer(&request, &state, None).await
}

pub(super) async fn part(
    part: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let part = part.parse::<usize>().ok().and_then(|part| part.checked_sub(1));
    answer(&request, &state, Some(part.ok_or_else(no_such_part)?)).await
}

fn no_such_part() -> Problem {
    Problem::not_found("there is no such part of the sitemap")
}

/// The sitemap or a part of it: made once a model, and packed once.
async fn answer(
    request: &HttpRequest,
    state: &web::Data<AppState>,
    part: Option<usize>,
) -> Result<HttpResponse, Problem> {
    let origin = xml(&Origin::of(request).to_string());
    let coding = packing::negotiated(request, &[ContentEncoding::Gzip]);
    let key = format!("{} {origin}", state.model().version());
    let ready = state.sitemaps().get(&key).and_then(|made| made.1.sitemap(part)?.ready(coding));
    let body = if let Some(body) = ready {
        body
    } else {
        let maps = Arc::clone(state.sitemaps());
        let work = move |ranker: &Ranker| {
            let made = maps.get_or_make(&key, || Sitemaps::new(&origin, ranker.model().films()));
            made.1.sitemap(part).map(|packed| packed.made(coding)).ok_or_else(no_such_part)
        };
        state.rank(work).await?
    };
    let mut answer = HttpResponse::Ok();
    answer.content_type("application/xml; charset=utf-8").insert_header((CACHE_CONTROL, FOR_AN_HOUR));
    if coding != ContentEncoding::Identity {
        answer.insert_header(coding);
    }
    Ok(answer.body(body))
}
