//! `GET /map`: the catalogue as a plane of films; `GET /map.json`: the place of each.

use std::sync::Arc;

use actix_web::http::header::{ContentEncoding, ContentType, ETag, EntityTag};
use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;
use serde::Deserialize;

use super::{FOR_EVER, answered, finishing};
use crate::packing::takes_gzip;
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::Frame;
use crate::views::map::{MapGuide, MapPage};
use crate::views::tour::TourQuery;
use crate::visit::{PageRequest, Visit};

pub(super) async fn map(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let asked = PageRequest::of(&request);
    let guides = Arc::clone(state.map_guides());
    let query = request.query_string().to_owned();
    let make = move |ranker: &Ranker, visit: &Visit| {
        let model = ranker.model();
        let guide = guides.get_or_make(model.version(), || MapGuide::new(model));
        MapPage::new(ranker, &guide.1, Frame::new(visit), &visit.address, TourQuery::parse(&query))
    };
    answered(&asked, &state, state.with_map(finishing(&asked, &state, make))).await
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
    let packed = state.packed_spots().await?;
    let version = packed.version.clone();
    let body = if packs { packed.gzip.clone() } else { state.rank(move |_| Ok(packed.plain())).await? };
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
