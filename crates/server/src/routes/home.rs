//! `GET /`: the picks and their list; `GET /t/{token}/`: the same for a taste of many picks, or one that somebody sent.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::page;
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::Frame;
use crate::views::home::{HomePage, ModelViews};
use crate::visit::Visit;

pub(super) async fn home(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let shared = Arc::clone(state.shared());
    let make = move |ranker: &Ranker, visit: &Visit| {
        let shared = ModelViews::of(&shared, ranker);
        match &visit.token {
            Some(token) if !visit.address.is_changed() => {
                HomePage::of_link(ranker, &shared.1, Frame::new(visit), &visit.address, token)
            }
            _ => HomePage::new(ranker, &shared.1, Frame::new(visit), &visit.address),
        }
    };
    page(&request, &state, make).await
}
