//! `GET /t/{token}/list.csv`: the list as a table.

use actix_web::{HttpRequest, HttpResponse, web};

use super::{csv_of, file};
use crate::problem::Problem;
use crate::state::AppState;

const HEADER: [&str; 8] = ["place", "id", "title", "year", "directors", "imdb", "tmdb", "reasons"];

pub(super) async fn list_csv(
    token: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let write = |list: &super::LinkedList| {
        let rows = list.films().enumerate().map(|(place, (film, found))| {
            let reasons: Vec<&str> = found.reasons.iter().map(|reason| reason.term.as_str()).collect();
            vec![
                (place + 1).to_string(),
                film.id.to_string(),
                film.title.clone(),
                film.year.to_string(),
                film.directors.join("; "),
                film.external.imdb.clone().unwrap_or_default(),
                film.external.tmdb.clone().unwrap_or_default(),
                reasons.into_iter().filter(|term| !term.is_empty()).collect::<Vec<_>>().join("; "),
            ]
        });
        csv_of(&HEADER, rows)
    };
    file(token.into_inner(), &request, &state, "text/csv; charset=utf-8; header=present", write).await
}
