//! `GET /static/{name}`: style, scripts and icons.

use actix_web::http::header::ContentEncoding;
use actix_web::{HttpRequest, HttpResponse, web};

use super::FOR_EVER;
use crate::assets;
use crate::guard::CORP;
use crate::packing;
use crate::problem::Problem;

pub(super) async fn asset(name: web::Path<String>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let asset = assets::get(&name).ok_or_else(|| Problem::not_found("no such file"))?;
    let coding = packing::negotiated(&request, asset.codings());
    let mut answer = HttpResponse::Ok();
    answer.content_type(asset.content_type).insert_header(("Cache-Control", FOR_EVER));
    // Pictures are shown beside links to this site.
    if asset.content_type.starts_with("image/") {
        answer.insert_header((CORP, "cross-origin"));
    }
    if coding != ContentEncoding::Identity {
        answer.insert_header(coding);
    }
    Ok(answer.body(asset.bytes(coding)))
}
