//! `/mine`: a viewer's own films, and bringing them in.

mod import;
mod page;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::web::ServiceConfig;

use super::{post, read};
use crate::upload::IMPORT_PATH;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(read("/mine", page::page)).service(post(IMPORT_PATH, import::import));
}

/// The browser goes on to another page of this site.
fn see_other(href: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, href)).insert_header((CACHE_CONTROL, "no-store")).finish()
}
