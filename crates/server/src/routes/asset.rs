//! `GET /static/{name}`: style, scripts and icons.

use actix_web::{HttpResponse, web};

use super::FOR_EVER;
use crate::assets;
use crate::problem::Problem;

pub(super) async fn asset(name: web::Path<String>) -> Result<HttpResponse, Problem> {
    let asset = assets::get(&name).ok_or_else(|| Problem::not_found("no such file"))?;
    let answer = HttpResponse::Ok()
        .content_type(asset.content_type)
        .insert_header(("Cache-Control", FOR_EVER))
        .body(asset.bytes.as_slice());
    Ok(answer)
}
