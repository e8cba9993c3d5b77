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

/// A model is loaded. What is wrong with those on disk is said beside it: this one answers all the same.
pub(super) async fn readyz(state: web::Data<AppState>) -> HttpResponse {
    let (model, health) = (state.model(), state.health());
    let mut said = json!({"ready": true, "model": model.version(), "films": model.films().len()});
    if let Some(age) = health.age() {
        said["age_seconds"] = age.as_secs().into();
    }
    if health.stale_after.is_some() {
        said["stale"] = health.is_stale().into();
    }
    if let Some(refused) = &health.refused {
        said["refused"] = json!(refused);
    }
    if let Some(why) = &health.lost {
        said["lost"] = json!(why);
    }
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(said)
}

/// Crawlers may read films, not lists: there is a list for every taste.
pub(super) async fn robots(request: HttpRequest) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer.content_type("text/plain; charset=utf-8").insert_header((CACHE_CONTROL, FOR_AN_HOUR));
    answer.body(format!(
        "User-agent: *\nDisallow: /*?\nDisallow: /search\nDisallow: /api/\n\nSitemap: {}/sitemap.xml\n",
        Origin::of(&request)
    ))
}
