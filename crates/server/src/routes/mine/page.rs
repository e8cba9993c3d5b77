//! `GET /mine`: a viewer's own films. What a button orders is answered with the address that says it.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::super::{FinishedPage, answered, finishing};
use crate::address::refused_rule;
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::Frame;
use crate::views::home::ModelViews;
use crate::views::mine::{ListPart, MinePage};
use crate::visit::{PageRequest, Visit};

pub(in crate::routes) async fn page(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let asked = PageRequest::of(&request);
    let query = request.query_string().to_owned();
    let (part, refused) = (ListPart::of_query(&query), refused_rule(&query));
    let shared = Arc::clone(state.shared());
    let make = move |ranker: &Ranker, visit: &Visit| {
        let shared = ModelViews::of(&shared, ranker);
        MinePage::new(ranker, &shared.1, Frame::new(visit), &visit.address, part, refused)
    };
    let (ordering, show) = (asked.clone(), finishing(&asked, &state, make));
    let work = move |ranker: &Ranker| match ordering.visit(ranker)?.address.ordered(&query) {
        Some(ordered) => {
            Ok(FinishedPage::Elsewhere(format!("{}#{}", ordered.address.settled_href("/mine")?, ordered.place)))
        }
        None => show(ranker),
    };
    answered(&asked, &state, state.rank(work)).await
}
