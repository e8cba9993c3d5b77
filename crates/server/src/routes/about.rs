//! `GET /about`: what this is, and what it keeps (nothing).

use actix_web::{HttpRequest, HttpResponse, web};

use super::page;
use crate::problem::Problem;
use crate::site::Site;
use crate::views::Frame;
use crate::views::about::AboutPage;
use crate::visit::Visit;

pub(super) async fn about(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let visit = Visit::of(&request);
    page(Ok(AboutPage::new(&site.model(), Frame::new(&visit), &visit.address)), visit.address.locale)
}
