//! `GET /t/{token}/list.json`: the list as the JSON interface answers it.

use actix_web::{HttpRequest, HttpResponse, web};

use super::super::api::json;
use super::file;
use crate::answers::NamedList;
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn list_json(
    token: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let write = |list: &super::LinkedList| json(&NamedList::new(list.model(), None, &list.found));
    file(token.into_inner(), &request, &state, "application/json", write).await
}
