//! `GET /search`: films by title, person or words of the story.

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::page;
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::Frame;
use crate::views::search::SearchPage;
use crate::visit::Visit;

pub(super) async fn search(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let make =
        |ranker: &Ranker, visit: &Visit| SearchPage::new(ranker, Frame::new(visit), &visit.address, &visit.search);
    page(&request, &state, make).await
}
