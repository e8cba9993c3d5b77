//! `GET /mine`: a viewer's own films. What a button orders is answered with the address that says it.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::super::{finished, page as page_of};
use super::see_other;
use crate::address::refused_rule;
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::Frame;
use crate::views::home::ModelViews;
use crate::views::mine::{ListPart, MinePage};
use crate::visit::Visit;

pub(super) async fn page(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let visit = Visit::of(&request, &state.ranker());
    let locale = visit.address.locale;
    if let Some(ordered) = visit.address.ordered(request.query_string()) {
        return Ok(see_other(&format!("{}#{}", ordered.address.href("/mine"), ordered.place)));
    }
    let part = ListPart::of_query(request.query_string());
    let refused = refused_rule(request.query_string());
    let shared = Arc::clone(state.shared());
    let work = move |ranker: &Ranker| {
        let shared = ModelViews::of(&shared, ranker);
        finished(&MinePage::new(ranker, &shared.1, Frame::new(&visit), &visit.address, part, refused)?, &visit)
    };
    page_of(state.rank(work).await, locale)
}
