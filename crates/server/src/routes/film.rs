//! `GET /film/{id}`: one film.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::{finished, page};
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::Frame;
use crate::views::film::FilmPage;
use crate::visit::Visit;

pub(super) async fn film(
    id: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let visit = Visit::of(&request, &state.ranker());
    let locale = visit.address.locale;
    let (posters, links) = (state.posters().cloned(), Arc::clone(state.links()));
    let work = move |ranker: &Ranker| {
        finished(&FilmPage::new(ranker, &id, Frame::new(&visit), &visit.address, posters.as_ref(), &links)?, &visit)
    };
    page(state.rank(work).await, locale)
}
