//! `GET /api/v1/films/{id}/similar`: the films most like one.

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{recommended, row_of};
use crate::problem::Problem;
use crate::site::Site;
use crate::taste_url::PAGE;

#[derive(Debug, Deserialize)]
pub(super) struct Query {
    limit: Option<usize>,
}

pub(super) async fn similar(
    id: web::Path<String>,
    query: web::Query<Query>,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    let limit = query.limit.unwrap_or(PAGE);
    let found: Value = site
        .rank(move |ranker| {
            let model = ranker.model();
            let row = row_of(model, &id)?;
            let results: Vec<Value> =
                ranker.similar(row, limit).iter().map(|found| recommended(model, found)).collect();
            Ok(json!({"model": model.version(), "results": results}))
        })
        .await?;
    Ok(HttpResponse::Ok().json(found))
}
