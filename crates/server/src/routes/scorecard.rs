//! `GET /scorecard`: what the model is made of, and how well it ranks, as `matinee evaluate --html` measured it.

use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::evaluate::scorecard::PART;

use super::page;
use crate::limits::MAX_SCORECARD_BYTES;
use crate::problem::Problem;
use crate::site::Site;
use crate::views::scorecard::ScorecardPage;
use crate::visit::Visit;

pub(super) async fn scorecard(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let path = site.scorecard().map(ToOwned::to_owned);
    let visit = Visit::of(&request);
    let measured = site.rank(move |_| Ok(path.and_then(measured))).await;
    page(measured.map(|measured| ScorecardPage::new(&site.model(), &visit, measured)), visit.address.locale)
}

/// The part of the file that is fit for a page of ours. The operator made the file by `matinee evaluate`: it is as trusted as the binary.
fn measured(path: PathBuf) -> Option<String> {
    let mut text = String::new();
    File::open(path).ok()?.take(MAX_SCORECARD_BYTES).read_to_string(&mut text).ok()?;
    let (_, rest) = text.split_once(PART.0)?;
    let (part, _) = rest.split_once(PART.1)?;
    Some(part.to_owned())
}
