//! `/which`: given films in a viewer's order. `GET` takes them as a link has them or from what is wanted, `POST` as titles.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::Ranker;

use super::{finished, page};
use crate::problem::{Problem, person};
use crate::state::AppState;
use crate::upload::Upload;
use crate::views::which::{GivenFilms, WhichPage};
use crate::visit::Visit;

pub(super) async fn which(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let visit = Visit::of(&request, &state.ranker());
    let locale = visit.address.locale;
    let query = request.query_string().to_owned();
    let work = move |ranker: &Ranker| {
        let given = GivenFilms::of_query(ranker, &visit.address, &query);
        finished(&WhichPage::new(ranker, &visit, &given)?, &visit)
    };
    page(state.rank(work).await, locale)
}

pub(super) async fn titles(
    request: HttpRequest,
    form: Multipart,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let upload = Upload::read(form, state.uploads()).await.map_err(|problem| problem.asked_by(person(&request)))?;
    let visit = Visit::of(&request, &state.ranker());
    let locale = visit.address.locale;
    let turn = state.uploads().turn().await?;
    let work = move |ranker: &Ranker| {
        let _turn = turn;
        let given = GivenFilms::of_titles(ranker, visit.address.text(), upload);
        finished(&WhichPage::new(ranker, &visit, &given)?, &visit)
    };
    page(state.rank(work).await, locale)
}
