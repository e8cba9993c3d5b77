//! Answers for monitoring, and the rules for crawlers.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

use super::FOR_AN_HOUR;
use crate::origin::Origin;
use crate::state::AppState;

/// The process is alive.
pub(super) async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").insert_header((CACHE_CONTROL, "no-store")).body("ok\n")
}

/// A model is loaded; and whether the ranking threads keep up. A balancer that took a busy server out would make the others busier, so
/// it is ready all the same.
pub(super) async fn readyz(state: web::Data<AppState>) -> HttpResponse {
    let (model, pool) = (state.model(), state.pool());
    let (waiting, most) = (pool.waiting(), pool.most_waiting());
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(json!({
        "ready": true, "model": model.version(), "films": model.films().len(),
        "waiting": waiting, "queue": most, "overloaded": waiting >= most.max(1),
    }))
}

/// Crawlers may read films, not lists: there is a list for every taste. What a link that was sent shows may be read for its preview.
pub(super) async fn robots(request: HttpRequest) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer.content_type("text/plain; charset=utf-8").insert_header((CACHE_CONTROL, FOR_AN_HOUR));
    answer.body(format!(
        "User-agent: *\nDisallow: /*?\nDisallow: /search\nDisallow: /api/\nDisallow: /t/*/\nAllow: /t/*/$\n\nSitemap: {}/sitemap.xml\n",
        Origin::of(&request)
    ))
}
