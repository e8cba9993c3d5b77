//! `GET /together?t=...&t=...`: films for several people, each of whom brings the link to their taste.

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::{FinishedPage, finished, sent};
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::together::{GroupQuery, TogetherPage};
use crate::visit::PageRequest;

pub(super) async fn together(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let query = GroupQuery::parse(request.query_string());
    let asked = PageRequest::of(&request);
    let (locale, on_thread) = (asked.locale, state.clone());
    let work = move |ranker: &Ranker| {
        // The page goes on with the films of the first person: whoever asks puts their own link first.
        let visit = asked.with(query.first(ranker).with_token_links());
        Ok(FinishedPage::Page(finished(&TogetherPage::new(ranker, &visit, &query)?, &visit, &on_thread)?))
    };
    sent(state.rank(work).await, locale)
}
