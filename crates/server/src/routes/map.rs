//! `GET /map`: the catalogue as a plane of films; `GET /map.json`: where each lies.

use actix_web::http::header::{AcceptEncoding, ContentEncoding, ContentType, ETag, Encoding, EntityTag, VARY};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;
use serde::Deserialize;

use super::api::json;
use super::page;
use crate::problem::Problem;
use crate::site::Site;
use crate::views::Frame;
use crate::views::map::{MapPage, Spots};
use crate::visit::Visit;

pub(super) async fn map(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let visit = Visit::of(&request);
    let locale = visit.address.locale;
    page(site.with_map(move |ranker| MapPage::new(ranker, Frame::new(&visit), &visit.address)).await, locale)
}

/// Which model the page was made by.
#[derive(Debug, Deserialize)]
pub(super) struct Query {
    model: Option<String>,
}

/// Nothing of a taste is in it, so every cache may keep it, for as long as the address names the model that it is of. All browsers get the
/// same bytes, packed once a model; who cannot unpack them gets them plain.
pub(super) async fn spots(
    request: HttpRequest,
    query: web::Query<Query>,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    let accepted = request.get_header::<AcceptEncoding>();
    let packs = accepted.is_some_and(|accepted| {
        accepted.negotiate([Encoding::gzip(), Encoding::identity()].iter()) == Some(Encoding::gzip())
    });
    let (version, body) = if packs {
        let packed = site.packed_spots().await?;
        (packed.version.clone(), packed.gzip.clone())
    } else {
        let plain =
            |ranker: &Ranker| Ok((ranker.model().version().to_owned(), json(&Spots::new(ranker.model()))?.into()));
        site.with_map(plain).await?
    };
    let cache = match query.into_inner().model {
        Some(asked) if asked == version => "public, max-age=31536000, immutable",
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
