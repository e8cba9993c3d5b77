//! `GET /t/{token}/picks.json`: the picks themselves, as the site saves and loads them and `matinee recommend --with` reads them.

use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

use super::super::api::json as bytes_of;
use super::file;
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn picks(
    token: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let write = |list: &super::LinkedList| {
        let picks = &list.visit.address.picks;
        bytes_of(&json!({
            "matinee": 1, "like": picks.like, "dislike": picks.dislike, "seen": picks.seen, "want": picks.want,
            "boost": picks.boost, "less": picks.less, "mute": picks.mute,
            "never": picks.never.iter().map(ToString::to_string).collect::<Vec<_>>(),
        }))
    };
    let mut answer = file(token.into_inner(), &request, &state, "application/json", write).await?;
    let download = actix_web::http::header::HeaderValue::from_static("attachment; filename=\"matinee-picks.json\"");
    answer.headers_mut().insert(actix_web::http::header::CONTENT_DISPOSITION, download);
    Ok(answer)
}
