//! `GET /map`: the catalogue as a plane of films; `GET /map.json`: the place of each.

use std::sync::Arc;

use actix_web::http::header::{ContentEncoding, ContentType, ETag, EntityTag};
use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;
use serde::Deserialize;

use super::api::json;
use super::{FOR_EVER, finished, sent, unlisted};
use crate::packing::takes_gzip;
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::Frame;
use crate::views::map::{MapPage, Spots};
use crate::visit::{PageRequest, Visit};

pub(super) async fn map(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let asked = PageRequest::of(&request);
    let locale = asked.locale;
    let make = |ranker: &Ranker, visit: &Visit| MapPage::new(ranker, Frame::new(visit), &visit.address);
    let (is_of_taste, metrics) = (asked.is_of_token(), Arc::clone(state.metrics()));
    let answer = sent(state.with_map(move |ranker| finished(&asked, ranker, &metrics, make)).await, locale)?;
    Ok(if is_of_taste { unlisted(answer) } else { answer })
}

/// The version of the model that made the page.
#[derive(Debug, Deserialize)]
pub(super) struct SpotsQuery {
    model: Option<String>,
}

/// It depends on the model alone, so every cache may keep it under an address that names the model. All browsers get the same bytes,
/// packed once a model; clients without gzip get them plain.
pub(super) async fn spots(
    request: HttpRequest,
    query: web::Query<SpotsQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let packs = takes_gzip(&request);
    let (version, body) = if packs {
        let packed = state.packed_spots().await?;
        (packed.version.clone(), packed.gzip.clone())
    } else {
        let plain =
            |ranker: &Ranker| Ok((ranker.model().version().to_owned(), json(&Spots::new(ranker.model()))?.into()));
        state.with_map(plain).await?
    };
    let cache = match query.into_inner().model {
        Some(asked) if asked == version => FOR_EVER,
        _ => "no-cache",
    };
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(ContentType::json())
        .insert_header(("Cache-Control", cache))
        .insert_header(ETag(EntityTag::new_weak(version)));
    if packs {
        answer.insert_header(ContentEncoding::Gzip);
    }
    Ok(answer.body(body))
}
