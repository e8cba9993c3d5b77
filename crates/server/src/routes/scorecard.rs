//! `GET /scorecard`: what the model is made of, and how well it ranks, as `matinee evaluate --out` measured it.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};

use super::{finished, page};
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::scorecard::ScorecardPage;
use crate::visit::Visit;

pub(super) async fn scorecard(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let visit = Visit::of(&request, &state.ranker());
    let locale = visit.address.locale;
    let file = state.scorecard().map(Arc::clone);
    let made = state.rank(move |ranker| {
        let measured = file.and_then(|file| file.read());
        finished(&ScorecardPage::new(ranker.model(), &visit, measured.as_ref()), &visit)
    });
    page(made.await, locale)
}
