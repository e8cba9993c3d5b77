//! `GET /t/{token}/imdb.txt`: the IMDb numbers of the list, one a line, as Kometa and others read them. Films without one are left out.

use actix_web::{HttpRequest, HttpResponse, web};

use super::{file, imdb_number};
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn imdb(
    token: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let write = |list: &super::LinkedList| {
        let numbers = list.films().filter_map(|(film, _)| imdb_number(film));
        Ok(numbers.flat_map(|number| [number, "\n"]).collect::<String>().into_bytes())
    };
    file(token.into_inner(), &request, &state, "text/plain; charset=utf-8", write).await
}
