//! `GET /t/{token}/stevenlu.json`: the list as Radarr's `StevenLu Custom` import list reads it
//! (`NzbDrone.Core/ImportLists/StevenLu`): an array of objects. Films without an IMDb number are left out: Radarr cannot find them.

use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

use super::super::api::json as bytes_of;
use super::{file, imdb_number};
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn stevenlu(
    token: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let write = |list: &super::LinkedList| {
        let films: Vec<Value> = list
            .films()
            .filter_map(|(film, _)| Some((film, imdb_number(film)?)))
            .map(|(film, imdb)| json!({ "title": film.title, "imdb_id": imdb, "poster_url": list.picture(film) }))
            .collect();
        bytes_of(&films)
    };
    file(token.into_inner(), &request, &state, "application/json", write).await
}
