//! `GET /api/v1/films/{id}/similar`: the films most like one.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{List, answer, json, row_of};
use crate::limits::DEFAULT_LIST_FILMS;
use crate::problem::Problem;
use crate::site::Site;

#[derive(Debug, Deserialize)]
pub(super) struct Query {
    limit: Option<usize>,
}

pub(super) async fn similar(
    id: web::Path<String>,
    query: web::Query<Query>,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    let limit = query.limit.unwrap_or(DEFAULT_LIST_FILMS);
    let list = site
        .rank(move |ranker| {
            let model = ranker.model();
            let found = ranker.similar(row_of(model, &id)?, limit)?;
            let results = found.iter().map(|film| film.named(model)).collect();
            json(&List { model: model.version(), results })
        })
        .await?;
    Ok(answer(list))
}
