//! `GET /static/{name}`: style, scripts and icons.

use actix_web::http::header::ContentEncoding;
use actix_web::{HttpRequest, HttpResponse, web};

use super::FOR_EVER;
use crate::assets;
use crate::guard::CORP;
use crate::packing;
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn asset(
    name: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let asset = assets::get(&name).ok_or_else(|| Problem::not_found("no such file"))?;
    let known: &[ContentEncoding] = if asset.packs() { &[ContentEncoding::Brotli, ContentEncoding::Gzip] } else { &[] };
    let coding = packing::negotiated(&request, known);
    let body = match asset.packed.ready(coding) {
        Some(body) => body,
        None => state.rank(move |_| Ok(asset.packed.made(coding))).await?,
    };
    let mut answer = HttpResponse::Ok();
    answer.content_type(asset.content_type).insert_header(("Cache-Control", FOR_EVER));
    // Pictures are shown beside links to this site.
    if asset.content_type.starts_with("image/") {
        answer.insert_header((CORP, "cross-origin"));
    }
    if coding != ContentEncoding::Identity {
        answer.insert_header(coding);
    }
    Ok(answer.body(body))
}
