//! `GET /t/{token}`: the home page of a taste that somebody sent.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::super::{finished, page as page_of};
use crate::problem::{Problem, person};
use crate::state::AppState;
use crate::views::Frame;
use crate::views::home::{HomePage, ModelViews};
use crate::visit::Visit;

pub(super) async fn page(
    token: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let visit = Visit::of_token(&token, &request, &state.ranker())
        .map_err(|error| Problem::from(error).asked_by(person(&request)))?;
    let locale = visit.address.locale;
    let token = token.into_inner();
    let shared = Arc::clone(state.shared());
    let work = move |ranker: &Ranker| {
        let shared = ModelViews::of(&shared, ranker);
        finished(&HomePage::of_link(ranker, &shared.1, Frame::new(&visit), &visit.address, &token)?, &visit)
    };
    page_of(state.rank(work).await, locale)
}
