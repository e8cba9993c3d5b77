//! `GET /t/{token}/stremio/...`: the list as a catalogue of Stremio (the addon protocol, `docs/protocol.md` of stremio-addon-sdk): a
//! manifest, and films by their IMDb numbers. Stremio runs in browsers of other hosts, so these two may be read from anywhere.

use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

use super::super::api::json as bytes_of;
use super::super::digest;
use super::{LinkedList, file, imdb_number};
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn manifest(
    token: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let write = |list: &LinkedList| {
        let title = list.title()?;
        bytes_of(&json!({
            // Each taste is an addon of its own.
            "id": format!("org.matinee.{}", digest(list.token.as_bytes())),
            "version": "1.0.0",
            "name": "Matinee",
            "description": title,
            "resources": ["catalog"],
            "types": ["movie"],
            "idPrefixes": ["tt"],
            "catalogs": [{ "type": "movie", "id": "matinee", "name": title }],
        }))
    };
    Ok(for_all(file(token.into_inner(), &request, &state, "application/json", write).await?))
}

pub(super) async fn catalogue(
    token: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let write = |list: &LinkedList| {
        let metas: Vec<Value> = list
            .films()
            .filter_map(|(film, _)| Some((film, imdb_number(film)?)))
            .map(|(film, imdb)| {
                json!({
                    "id": imdb, "type": "movie", "name": film.title, "poster": list.picture(film), "posterShape": "poster",
                    "releaseInfo": film.year.to_string(), "description": film.synopsis, "genres": film.genres,
                })
            })
            .collect();
        bytes_of(&json!({ "metas": metas }))
    };
    Ok(for_all(file(token.into_inner(), &request, &state, "application/json", write).await?))
}

fn for_all(mut answer: HttpResponse) -> HttpResponse {
    answer.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    answer
}
