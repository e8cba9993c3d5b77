//! `GET /api/v1/model`: which model answers.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::site::Site;

pub(super) async fn model(site: web::Data<Site>) -> HttpResponse {
    let model = site.model();
    HttpResponse::Ok().json(json!({
        "version": model.version(),
        "films": model.films().len(),
        "terms": model.vocabulary().len(),
        "entries": model.matrix().entries(),
        "params": model.params(),
    }))
}
