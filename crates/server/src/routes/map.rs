//! `GET /map`: the catalogue as a plane of films; `GET /map.json`: where each lies.

use actix_web::http::header::{ContentType, ETag, EntityTag};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::api::json;
use super::page;
use crate::problem::Problem;
use crate::site::Site;
use crate::taste_url::TasteUrl;
use crate::views::map::{Map, Spots};

pub(super) async fn map(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let url = TasteUrl::of(&request);
    let reader = url.reader;
    page(site.with_map(move |ranker| Map::new(ranker, &url)).await, reader)
}

/// Which model the page was made by.
#[derive(Debug, Deserialize)]
pub(super) struct Query {
    model: Option<String>,
}

/// Nothing of a taste is in it, so every cache may keep it, for as long as the address names the model that it is of.
pub(super) async fn spots(query: web::Query<Query>, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let (version, json) = site
        .with_map(|ranker| {
            let model = ranker.model();
            Ok((model.version().to_owned(), json(&Spots::new(model))?))
        })
        .await?;
    let cache = match query.into_inner().model {
        Some(asked) if asked == version => "public, max-age=31536000, immutable",
        _ => "no-cache",
    };
    Ok(HttpResponse::Ok()
        .content_type(ContentType::json())
        .insert_header(("Cache-Control", cache))
        .insert_header(ETag(EntityTag::new_weak(version)))
        .body(json))
}
