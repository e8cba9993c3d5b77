//! `GET /api/v1/tour?from=&to=`: from one film to another by way of films between.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{answer, json, row_of};
use crate::answers::{FilmList, NamedStop};
use crate::problem::Problem;
use crate::state::AppState;

#[derive(Debug, Deserialize)]
pub(super) struct TourEnds {
    from: String,
    to: String,
}

pub(super) async fn tour(ends: web::Query<TourEnds>, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let list = state
        .with_map(move |ranker| {
            let model = ranker.model();
            let tour = ranker.tour(row_of(model, &ends.from)?, row_of(model, &ends.to)?);
            let results = tour.iter().map(|stop| NamedStop::new(model, stop)).collect();
            json(&FilmList { model: model.version(), results })
        })
        .await?;
    Ok(answer(list))
}
