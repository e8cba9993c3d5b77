//! `GET /t/{token}`: the home page of a taste that somebody sent.

use actix_web::{HttpRequest, HttpResponse, web};

use super::super::page as page_of;
use crate::problem::{Problem, person};
use crate::state::AppState;
use crate::views::Frame;
use crate::views::home::HomePage;
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
    let work =
        move |ranker: &matinee_rank::Ranker| HomePage::of_link(ranker, Frame::new(&visit), &visit.address, &token);
    page_of(state.rank(work).await, locale)
}
