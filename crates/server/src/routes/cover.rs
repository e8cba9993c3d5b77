//! `GET /cover/{id}.{hash}.svg`: a drawn cover, or a redirect to the operator's own picture.

use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::{HttpRequest, HttpResponse, web};

use super::{FOR_AN_HOUR, FOR_EVER};
use crate::cover;
use crate::guard::CORP;
use crate::packing::{Body, takes_gzip};
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn cover(
    name: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let model = state.model();
    let (id, hash) = name.rsplit_once('.').unwrap_or((&name, ""));
    let row = model.titles().row_of(id).or_else(|| model.titles().row_of(&name));
    let film = model.film(row.ok_or_else(|| Problem::not_found("no film has this cover"))?);
    // The site's script asks for the drawn cover where the operator's picture cannot be loaded.
    let own = state.posters().and_then(|posters| posters.of(film)).filter(|_| request.query_string() != "drawn");
    if let Some(address) = own {
        return Ok(HttpResponse::Found()
            .insert_header((LOCATION, address))
            .insert_header((CACHE_CONTROL, FOR_AN_HOUR))
            .finish());
    }
    let is_this_one =
        state.posters().is_none() && !hash.is_empty() && cover::href(film).ends_with(&format!(".{hash}.svg"));
    let mut answer = HttpResponse::Ok();
    answer
        .content_type("image/svg+xml")
        // Other programs show it beside a film of a list: Stremio does in browsers.
        .insert_header((CORP, "cross-origin"))
        .insert_header((CACHE_CONTROL, if is_this_one { FOR_EVER } else { FOR_AN_HOUR }));
    Ok(Body::new(cover::svg(film), takes_gzip(&request)).answer(answer))
}
