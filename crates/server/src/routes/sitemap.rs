//! `GET /sitemap.xml`: the pages of all films, for crawlers; an index of sitemaps where one has no room for all.

use std::fmt::Write as _;
use std::sync::Arc;

use actix_web::http::header::{CACHE_CONTROL, ContentEncoding};
use actix_web::{HttpRequest, HttpResponse, web};
use matinee_catalogue::Film;
use matinee_rank::Ranker;

use super::FOR_AN_HOUR;
use crate::limits::MAX_SITEMAP_ADDRESSES;
use crate::origin::Origin;
use crate::packing::{self, PackedBytes};
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::film_path;
use crate::xml::xml;

const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemaps of a model, as they are sent: the same to all who ask.
#[derive(Debug)]
pub(crate) struct Sitemaps {
    /// The sitemap, or the index of its parts.
    whole: PackedBytes,
    parts: Vec<PackedBytes>,
}

impl Sitemaps {
    fn new(origin: &str, films: &[Film]) -> Self {
        let parts: Vec<PackedBytes> =
            films.chunks(MAX_SITEMAP_ADDRESSES).map(|films| PackedBytes::new(urls(origin, films))).collect();
        if let [only] = &parts[..] {
            return Self { whole: PackedBytes::new(only.plain.clone()), parts };
        }
        let mut index = head("sitemapindex");
        for part in 1..=parts.len() {
            let _ = writeln!(index, "<sitemap><loc>{origin}/sitemap-{part}.xml</loc></sitemap>");
        }
        Self { whole: PackedBytes::new(index + "</sitemapindex>\n"), parts }
    }

    /// A part, or what leads to all.
    fn sitemap(&self, part: Option<usize>) -> Option<&PackedBytes> {
        part.map_or(Some(&self.whole), |part| self.parts.get(part))
    }
}

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
