//! `GET /map`: the catalogue as a plane of films; `GET /map.json`: the place of each.

use actix_web::http::header::{AcceptEncoding, ContentEncoding, ContentType, ETag, Encoding, EntityTag, VARY};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;
use serde::Deserialize;

use super::api::json;
use super::{FOR_EVER, page};
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::Frame;
use crate::views::map::{MapPage, Spots};
use crate::visit::Visit;

pub(super) async fn map(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let visit = Visit::of(&request);
    let locale = visit.address.locale;
    page(state.with_map(move |ranker| MapPage::new(ranker, Frame::new(&visit), &visit.address)).await, locale)
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
    let accepted = request.get_header::<AcceptEncoding>();
    let packs = accepted.is_some_and(|accepted| {
        accepted.negotiate([Encoding::gzip(), Encoding::identity()].iter()) == Some(Encoding::gzip())
    });
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
        answer.insert_header(ContentEncoding::Gzip).insert_header((VARY, "Accept-Encoding"));
    }
    Ok(answer.body(body))
}
