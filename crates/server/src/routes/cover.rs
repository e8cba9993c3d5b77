//! `GET /cover/{id}.svg`: a drawn cover.

use actix_web::{HttpResponse, web};

use crate::cover;
use crate::problem::Problem;
use crate::site::Site;

pub(super) async fn drawn_cover(id: web::Path<String>, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let model = site.model();
    let row = model.titles().row_of(&id);
    let row = row.ok_or_else(|| Problem::not_found("no film has this cover"))?;
    let answer = HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header(("Cache-Control", "public, max-age=31536000, immutable"))
        .body(cover::svg(model.film(row)));
    Ok(answer)
}
