//! `GET /api`: what programs may ask, for people; `GET /api/openapi.json`: the same for programs.

use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, ContentType, ETag, EntityTag};
use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::{FOR_AN_HOUR, digest, page};
use crate::openapi;
use crate::problem::Problem;
use crate::state::AppState;
use crate::text::{Locale, SiteText};
use crate::views::Frame;
use crate::views::reference::ReferencePage;
use crate::visit::Visit;

/// The document in each language, with its tag. It is the same as long as the program is.
static DOCUMENTS: LazyLock<HashMap<&'static str, (String, web::Bytes)>> = LazyLock::new(|| {
    let made = |text: &'static SiteText| {
        let document = openapi::document(text).to_string();
        (text.tag.as_str(), (digest(document.as_bytes()), web::Bytes::from(document)))
    };
    SiteText::all().iter().map(made).collect()
});

pub(super) async fn reference(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let make = |_: &Ranker, visit: &Visit| Ok(ReferencePage::new(Frame::new(visit), &visit.address));
    page(&request, &state, make).await
}

/// In English, unless the address names another language: programs say nothing of theirs on purpose.
pub(super) async fn openapi(request: HttpRequest) -> HttpResponse {
    let (tag, document) = &DOCUMENTS[Locale::of_query(request.query_string()).text().tag.as_str()];
    HttpResponse::Ok()
        .content_type(ContentType::json())
        .insert_header((CACHE_CONTROL, FOR_AN_HOUR))
        .insert_header(ETag(EntityTag::new_weak(tag.clone())))
        .body(document.clone())
}
