//! `POST /mine/import`: files of a viewer's history, or the answers to what they left open. Nothing of them is kept.

use actix_multipart::Multipart;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpRequest, HttpResponse, web};
use matinee_rank::{Ranker, unmatched_csv};

use super::super::{FinishedPage, finished, sent};
use crate::history_form::{HistoryForm, NextStep};
use crate::problem::{Problem, person};
use crate::state::AppState;
use crate::upload::Upload;
use crate::views::Frame;
use crate::views::import::{ImportPage, taken};
use crate::visit::{PageRequest, Visit};

/// What an import comes to.
enum ImportAnswer {
    Page(FinishedPage),
    /// What was not found.
    Table(Vec<u8>),
}

pub(in crate::routes) async fn import(
    request: HttpRequest,
    form: Multipart,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let asked_by = person(&request);
    let upload = Upload::read(form, state.uploads()).await.map_err(|problem| problem.asked_by(asked_by))?;
    let asked = PageRequest::of(&request);
    let locale = asked.locale;
    let turn = state.uploads().turn().await.map_err(|problem| problem.asked_by(asked_by))?;
    let on_thread = state.clone();
    let work = move |ranker: &Ranker| {
        let _turn = turn;
        answer(ranker, &asked.posted(ranker)?, upload, &on_thread)
    };
    match state.rank(work).await {
        Ok(ImportAnswer::Table(table)) => Ok(HttpResponse::Ok()
            .content_type("text/csv; charset=utf-8; header=present")
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"not-found.csv\""))
            .body(table)),
        Ok(ImportAnswer::Page(finished)) => {
            let mut answer = sent(Ok(finished), locale)?;
            let no_store = actix_web::http::header::HeaderValue::from_static("no-store");
            answer.headers_mut().insert(CACHE_CONTROL, no_store);
            Ok(answer)
        }
        Err(problem) => sent(Err(problem), locale),
    }
}

fn answer(ranker: &Ranker, visit: &Visit, upload: Upload, state: &AppState) -> Result<ImportAnswer, Problem> {
    let address = &visit.address;
    let form = HistoryForm::read(upload, address.text());
    let read = form.import(ranker);
    if let Ok(import) = &read {
        match form.next {
            NextStep::Take => {
                if let Some(href) = taken(ranker, address, import, form.afresh) {
                    return Ok(ImportAnswer::Page(FinishedPage::Elsewhere(href)));
                }
            }
            NextStep::Table => {
                if let Ok(table) = unmatched_csv(ranker.model(), &import.unmatched) {
                    return Ok(ImportAnswer::Table(table));
                }
            }
            NextStep::Look => {}
        }
    }
    let frame = Frame::new(visit).leading_to(address, |address| address.href("/mine"));
    let page = finished(&ImportPage::new(ranker, frame, address, &form, &read), visit, state)?;
    Ok(ImportAnswer::Page(FinishedPage::Page(page)))
}
