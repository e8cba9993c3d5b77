//! `GET /static/{name}`: style, script and icons.

use actix_web::{HttpResponse, web};

use crate::assets;
use crate::problem::Problem;

pub(super) async fn asset(name: web::Path<String>) -> Result<HttpResponse, Problem> {
    let (file, content_type) = assets::get(&name).ok_or_else(|| Problem::not_found("no such file"))?;
    let answer = HttpResponse::Ok()
        .content_type(content_type)
        .insert_header(("Cache-Control", "public, max-age=31536000, immutable"))
        .body(file.data.into_owned());
    Ok(answer)
}
