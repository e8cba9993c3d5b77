//! `GET /api/v1/films?q=`: films by title or person.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{List, Listed, answer, json};
use crate::limits::MAX_QUERY_CHARS;
use crate::problem::Problem;
use crate::site::Site;
use crate::views::search::find;

/// How many films are given unless asked, and at most.
const LIMIT: usize = 10;
const MAX_LIMIT: usize = 100;

#[derive(Debug, Deserialize)]
pub(super) struct Query {
    q: String,
    limit: Option<usize>,
}

pub(super) async fn films(query: web::Query<Query>, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let Query { q, limit } = query.into_inner();
    let q: String = q.chars().filter(|c| !c.is_control()).take(MAX_QUERY_CHARS).collect();
    let limit = limit.unwrap_or(LIMIT).min(MAX_LIMIT);
    let list = site
        .rank(move |ranker| {
            let model = ranker.model();
            let results = find(model, &q, limit).into_iter().map(|row| Listed::new(model.film(row))).collect();
            json(&List { model: model.version(), results })
        })
        .await?;
    Ok(answer(list))
}
