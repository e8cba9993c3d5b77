//! `GET /scorecard`: what the model is made of, and how well it ranks, as `matinee evaluate --out` measured it.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::page;
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::scorecard::ScorecardPage;
use crate::visit::Visit;

pub(super) async fn scorecard(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let file = state.scorecard().map(Arc::clone);
    let make = move |ranker: &Ranker, visit: &Visit| {
        let measured = file.and_then(|file| file.read());
        Ok(ScorecardPage::new(ranker.model(), visit, measured.as_ref()))
    };
    page(&request, &state, make).await
}
