//! `GET /about`: what this is, and what it keeps (nothing).

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::page;
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::Frame;
use crate::views::about::AboutPage;
use crate::visit::Visit;

pub(super) async fn about(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let make = |ranker: &Ranker, visit: &Visit| Ok(AboutPage::new(ranker.model(), Frame::new(visit), &visit.address));
    page(&request, &state, make).await
}
