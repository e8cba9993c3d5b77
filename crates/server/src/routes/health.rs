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
/// it is ready all the same. What is wrong with the models on disk is said beside it: this one answers.
pub(super) async fn readyz(state: web::Data<AppState>) -> HttpResponse {
    let (model, pool, health) = (state.model(), state.pool(), state.health());
    let (waiting, most) = (pool.waiting(), pool.most_waiting());
    let mut said = json!({
        "ready": true, "model": model.version(), "films": model.films().len(),
        "waiting": waiting, "queue": most, "overloaded": waiting >= most.max(1),
    });
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
    if let Some(store) = &health.store {
        said["store"] = json!({"answers": store.wrong.is_none()});
        if let Some(why) = &store.wrong {
            said["store"]["why"] = json!(why);
        }
        if let Some(time) = store.silent_for() {
            said["store"]["answered_seconds_ago"] = time.as_secs().into();
        }
    }
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(said)
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
