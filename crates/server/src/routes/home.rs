//! `GET /`: the picks and their list.

use actix_web::{HttpRequest, HttpResponse, web};

use super::page;
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::Frame;
use crate::views::home::HomePage;
use crate::visit::Visit;

pub(super) async fn home(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let visit = Visit::of(&request);
    let locale = visit.address.locale;
    page(state.rank(move |ranker| HomePage::new(ranker, Frame::new(&visit), &visit.address)).await, locale)
}
