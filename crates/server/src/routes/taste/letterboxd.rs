//! `GET /t/{token}/letterboxd.csv`: the list as Letterboxd imports lists (letterboxd.com/about/importing-data): a film is found by its
//! TMDB or IMDb number, else by title, year and directors, which commas separate.

use actix_web::{HttpRequest, HttpResponse, web};

use super::{csv_of, file};
use crate::problem::Problem;
use crate::state::AppState;

const HEADER: [&str; 5] = ["tmdbID", "imdbID", "Title", "Year", "Directors"];

pub(super) async fn letterboxd(
    token: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let write = |list: &super::LinkedList| {
        let rows = list.films().map(|(film, _)| {
            vec![
                film.external.tmdb.clone().unwrap_or_default(),
                film.external.imdb.clone().unwrap_or_default(),
                film.title.clone(),
                film.year.to_string(),
                film.directors.join(", "),
            ]
        });
        csv_of(&HEADER, rows)
    };
    file(token.into_inner(), &request, &state, "text/csv; charset=utf-8; header=present", write).await
}
