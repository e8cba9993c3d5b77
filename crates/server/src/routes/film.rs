//! `GET /film/{id}`: one film.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::page;
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::Frame;
use crate::views::film::FilmPage;
use crate::visit::Visit;

pub(super) async fn film(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let (posters, links) = (state.posters().cloned(), Arc::clone(state.links()));
    let id = super::named(&request, "id");
    let make = move |ranker: &Ranker, visit: &Visit| {
        FilmPage::new(ranker, &id, Frame::new(visit), &visit.address, posters.as_ref(), &links)
    };
    page(&request, &state, make).await
}
