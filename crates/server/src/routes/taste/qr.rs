//! `GET /t/{token}/qr.svg`: the link as a QR code, for a phone that looks at the screen.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use super::super::digest;
use super::answer;
use crate::limits::MAX_QR_CHARS;
use crate::problem::{Problem, person};
use crate::state::AppState;
use crate::views::share;
use crate::visit::PageRequest;

/// Width and height of the picture, at least.
const SIZE: u32 = 240;

pub(super) async fn qr(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let asked_by = person(&request);
    let asked = PageRequest::of(&request);
    let draw = move |ranker: &matinee_rank::Ranker| {
        let visit = asked.visit(ranker)?;
        let token = visit.address.picks.to_token().unwrap_or_default();
        let link = format!("{}{}", visit.origin, share::path(&token));
        let code = Some(link).filter(|link| link.len() <= MAX_QR_CHARS);
        let code = code.and_then(|link| QrCode::with_error_correction_level(link, EcLevel::L).ok());
        let code = code.ok_or_else(|| Problem::translated(StatusCode::NOT_FOUND, |error| &error.long_code, []))?;
        let (dark, light) = (svg::Color("#000000"), svg::Color("#ffffff"));
        Ok(code.render().min_dimensions(SIZE, SIZE).dark_color(dark).light_color(light).build())
    };
    let svg = state.rank(draw).await.map_err(|problem| problem.asked_by(asked_by))?;
    Ok(answer("image/svg+xml", digest(svg.as_bytes()), svg.into_bytes()))
}
