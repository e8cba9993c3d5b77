//! `GET /api/v1/films?q=`: films by title or person.

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};

use super::listed;
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
    let found: Value = site
        .rank(move |ranker| {
            let model = ranker.model();
            let results: Vec<Value> = find(model, &q, limit).into_iter().map(|row| listed(model, row)).collect();
            Ok(json!({"model": model.version(), "results": results}))
        })
        .await?;
    Ok(HttpResponse::Ok().json(found))
}
