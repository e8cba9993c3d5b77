//! `GET /together?t=...&t=...`: films for several people, each of whom brings the link to their taste.

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::{finished, page};
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::together::{GroupQuery, TogetherPage};
use crate::visit::Visit;

pub(super) async fn together(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let query = GroupQuery::parse(request.query_string());
    // The page goes on with the films of the first person: whoever asks puts their own link first.
    let visit = Visit::with(query.first(&state.ranker()), &request);
    let locale = visit.address.locale;
    let work = move |ranker: &Ranker| finished(&TogetherPage::new(ranker, &visit, &query)?, &visit);
    page(state.rank(work).await, locale)
}
