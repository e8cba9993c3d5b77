//! All routes, one a file.

mod about;
mod api;
mod asset;
mod cover;
mod film;
mod health;
mod home;
mod search;

use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpResponse, http::header::ContentType};
use askama::Template;

use crate::problem::{self, Problem};

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(home::home)
        .service(search::search)
        .service(film::film)
        .service(about::about)
        .service(cover::drawn_cover)
        .service(asset::asset)
        .service(health::healthz)
        .service(health::readyz)
        .service(health::robots)
        .service(web::scope("/api/v1").configure(api::configure))
        .default_service(web::to(problem::no_such_page));
}

/// A page as an answer. Its address is the viewer's own, so no shared cache may keep it.
fn page(template: &impl Template) -> Result<HttpResponse, Problem> {
    let html = template.render().map_err(|error| {
        tracing::error!(%error, "a page could not be made");
        Problem::new(actix_web::http::StatusCode::INTERNAL_SERVER_ERROR, "the page could not be made").into_page()
    })?;
    Ok(HttpResponse::Ok()
        .content_type(ContentType::html())
        .insert_header(("Cache-Control", "private, no-cache"))
        .body(html))
}
