//! `GET /about`: what this is, and what it keeps (nothing).

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::{finished, page};
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::Frame;
use crate::views::about::AboutPage;
use crate::visit::Visit;

pub(super) async fn about(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let visit = Visit::of(&request, &state.ranker());
    let locale = visit.address.locale;
    let work =
        move |ranker: &Ranker| finished(&AboutPage::new(ranker.model(), Frame::new(&visit), &visit.address), &visit);
    page(state.rank(work).await, locale)
}
