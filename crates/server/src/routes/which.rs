//! `/which`: given films in a viewer's order. `GET` takes them as a link has them or from what is wanted, `POST` as titles.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::{FinishedPage, finished, page, sent};
use crate::problem::{Problem, person};
use crate::state::AppState;
use crate::upload::Upload;
use crate::views::which::{GivenFilms, WhichPage};
use crate::visit::{PageRequest, Visit};

pub(super) async fn which(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let query = request.query_string().to_owned();
    let make = move |ranker: &Ranker, visit: &Visit| {
        WhichPage::new(ranker, visit, &GivenFilms::of_query(ranker, &visit.address, &query))
    };
    page(&request, &state, make).await
}

pub(super) async fn titles(
    request: HttpRequest,
    form: Multipart,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let upload = Upload::read(form, state.uploads()).await.map_err(|problem| problem.asked_by(person(&request)))?;
    let asked = PageRequest::of(&request);
    let (locale, on_thread) = (asked.locale, state.clone());
    let turn = state.uploads().turn().await?;
    let work = move |ranker: &Ranker| {
        let _turn = turn;
        let visit = asked.posted(ranker)?;
        let given = GivenFilms::of_titles(ranker, visit.address.text(), upload);
        Ok(FinishedPage::Page(finished(&WhichPage::new(ranker, &visit, &given)?, &visit, &on_thread)?))
    };
    sent(state.rank(work).await, locale)
}
