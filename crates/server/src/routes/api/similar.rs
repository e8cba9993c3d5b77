//! `GET /api/v1/films/{id}/similar`: the films most like one.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{answer, json, row_of};
use crate::answers::{FilmList, NamedFilm};
use crate::limits::DEFAULT_LIST_FILMS;
use crate::problem::Problem;
use crate::state::AppState;

#[derive(Debug, Deserialize)]
pub(super) struct SimilarQuery {
    #[serde(default, deserialize_with = "super::limit")]
    limit: Option<usize>,
}

pub(super) async fn similar(
    id: web::Path<String>,
    query: web::Query<SimilarQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let limit = query.limit.unwrap_or(DEFAULT_LIST_FILMS);
    let library = state.library().clone();
    let list = state
        .rank(move |ranker| {
            let model = ranker.model();
            let found = ranker.similar(row_of(model, &id)?, limit)?;
            let library = library.of(model);
            let library = library.as_ref().map(|found| &found.1);
            let results = found.iter().map(|film| NamedFilm::new(model, film).in_library(library, film.row)).collect();
            json(&FilmList { model: model.version(), results })
        })
        .await?;
    Ok(answer(list))
}
