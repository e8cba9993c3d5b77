//! `GET /`: the picks and their list.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::{finished, page};
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::Frame;
use crate::views::home::{HomePage, ModelViews};
use crate::visit::Visit;

pub(super) async fn home(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let visit = Visit::of(&request, &state.ranker());
    let locale = visit.address.locale;
    let shared = Arc::clone(state.shared());
    let work = move |ranker: &Ranker| {
        let shared = ModelViews::of(&shared, ranker);
        finished(&HomePage::new(ranker, &shared.1, Frame::new(&visit), &visit.address)?, &visit)
    };
    page(state.rank(work).await, locale)
}
