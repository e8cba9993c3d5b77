//! `GET /suggest`: what the search box suggests while someone types, for the site's own script.

use actix_web::http::header::{CACHE_CONTROL, VARY};
use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use crate::problem::Problem;
use crate::state::AppState;
use crate::views::suggestion::Suggestions;
use crate::visit::PageRequest;

pub(super) async fn suggest(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let asked = PageRequest::of(&request);
    let work = move |ranker: &Ranker| {
        let visit = asked.visit(ranker)?;
        Ok(Suggestions::new(ranker, visit.search.as_str(), &visit.address))
    };
    let found = state.rank(work).await?;
    let mut answer = HttpResponse::Ok();
    answer.insert_header((CACHE_CONTROL, "private, no-cache")).insert_header((VARY, "Accept-Language"));
    Ok(answer.json(found))
}
