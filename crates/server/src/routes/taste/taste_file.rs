//! `GET /t/{token}/taste.toml`: the taste itself, as `matinee recommend --taste` reads it.

use actix_web::http::header::{CONTENT_DISPOSITION, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::{TasteFile, named};

use super::file;
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn taste_file(
    token: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let write = |list: &super::LinkedList| Ok(titled(list).to_string().into_bytes());
    let mut answer = file(token.into_inner(), &request, &state, "application/toml; charset=utf-8", write).await?;
    let download = HeaderValue::from_static("attachment; filename=\"taste.toml\"");
    answer.headers_mut().insert(CONTENT_DISPOSITION, download);
    Ok(answer)
}

/// The taste with its films' titles, for people who read the file.
fn titled(list: &super::LinkedList) -> TasteFile {
    let mut taste = list.visit.address.picks.to_file();
    let model = list.model();
    let row = |film: &matinee_rank::TasteFilm| model.titles().row(&film.id);
    let films: Vec<_> = taste
        .films()
        .iter()
        .map(|film| row(film).map_or_else(|| film.clone(), |row| named(model.film(row), film.opinion, film.weight)))
        .collect();
    taste.merge(TasteFile::of_films(films));
    taste
}
