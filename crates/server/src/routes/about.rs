//! `GET /about`: what this is, and what it keeps (nothing).

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::page;
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::Frame;
use crate::views::about::{AboutFacts, AboutPage};
use crate::visit::Visit;

pub(super) async fn about(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let facts = Arc::clone(state.about_facts());
    let make = move |ranker: &Ranker, visit: &Visit| {
        let model = ranker.model();
        let facts = facts.get_or_make(model.version(), || AboutFacts::new(model));
        Ok(AboutPage::new(model, &facts.1, Frame::new(visit), &visit.address))
    };
    page(&request, &state, make).await
}
