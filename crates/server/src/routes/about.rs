//! `GET /about`: what this is, and what it keeps (nothing).

use actix_web::{HttpRequest, HttpResponse, web};

use super::page;
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::Frame;
use crate::views::about::AboutPage;
use crate::visit::Visit;

pub(super) async fn about(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let visit = Visit::of(&request);
    page(Ok(AboutPage::new(&state.model(), Frame::new(&visit), &visit.address)), visit.address.locale)
}
