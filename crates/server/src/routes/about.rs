//! `GET /about`: what this is, and what it keeps (nothing).

use actix_web::{HttpRequest, HttpResponse, web};

use super::page;
use crate::problem::Problem;
use crate::site::Site;
use crate::taste_url::TasteUrl;
use crate::views::about::AboutPage;

pub(super) async fn about(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let url = TasteUrl::of(&request);
    page(Ok(AboutPage::new(&site.model(), &url)), url.locale)
}
