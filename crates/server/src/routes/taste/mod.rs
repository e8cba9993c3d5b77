//! `/t/{token}`: a taste that somebody sent, as a page and as files for other programs. Nothing of it is kept.

mod feed;
mod imdb;
mod letterboxd;
mod list_csv;
mod list_json;
mod picks;
mod qr;
mod rss;
mod stevenlu;
mod stremio;
mod taste_file;

use actix_web::http::StatusCode;
use actix_web::http::header::{ETag, EntityTag};
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use matinee_catalogue::Film;
use matinee_features::Model;
use matinee_rank::{Ranker, Recommendation, Recommendations, TasteTokenError};

use super::{digest, read};
use crate::limits::EXPORT_FILMS;
use crate::posters::Posters;
use crate::problem::{Problem, person};
use crate::state::AppState;
use crate::visit::{PageRequest, Visit};
use crate::{cover, views};

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(read("/t/{token}", super::home::home))
        .service(read("/t/{token}/list.json", list_json::list_json))
        .service(read("/t/{token}/list.csv", list_csv::list_csv))
        .service(read("/t/{token}/letterboxd.csv", letterboxd::letterboxd))
        .service(read("/t/{token}/imdb.txt", imdb::imdb))
        .service(read("/t/{token}/stevenlu.json", stevenlu::stevenlu))
        .service(read("/t/{token}/picks.json", picks::picks))
        .service(read("/t/{token}/taste.toml", taste_file::taste_file))
        .service(read("/t/{token}/feed.xml", feed::feed))
        .service(read("/t/{token}/rss.xml", rss::rss))
        .service(read("/t/{token}/qr.svg", qr::qr))
        .service(read("/t/{token}/stremio/manifest.json", stremio::manifest))
        .service(read("/t/{token}/stremio/catalog/movie/matinee.json", stremio::catalogue));
}

impl From<TasteTokenError> for Problem {
    fn from(_: TasteTokenError) -> Self {
        Self::translated(StatusCode::NOT_FOUND, |error| &error.no_taste, [])
    }
}

/// The list of a link's taste, and all that its files are made of.
struct LinkedList<'a> {
    ranker: &'a Ranker,
    token: &'a str,
    visit: &'a Visit,
    posters: Option<&'a Posters>,
    found: Recommendations,
}

impl LinkedList<'_> {
    fn model(&self) -> &Model {
        self.ranker.model()
    }

    /// The films, best first, with what was found of them.
    fn films(&self) -> impl Iterator<Item = (&Film, &Recommendation)> {
        self.found.films.iter().map(|found| (self.model().film(found.row), found))
    }

    /// The link itself.
    fn link(&self) -> String {
        format!("{}{}", self.visit.origin, views::share::path(self.token))
    }

    /// A film's page.
    fn film_link(&self, film: &Film) -> String {
        format!("{}{}", self.visit.origin, views::film_path(film.id.as_str()))
    }

    /// A film's picture: the operator's own, or its drawn cover.
    fn picture(&self, film: &Film) -> String {
        let own = self.posters.and_then(|posters| posters.of(film));
        let path = own.unwrap_or_else(|| cover::href(film));
        if path.starts_with('/') { format!("{}{path}", self.visit.origin) } else { path }
    }

    /// "For someone who loves Alien and Heat"
    fn title(&self) -> Result<String, Problem> {
        let (taste, _) = self.visit.address.picks.taste(self.model())?;
        Ok(views::share::title(self.model(), self.visit.address.text(), &taste))
    }
}

/// Makes a file of a link's list, on the ranking threads.
async fn file(
    token: String,
    request: &HttpRequest,
    state: &web::Data<AppState>,
    content_type: &'static str,
    write: impl FnOnce(&LinkedList) -> Result<Vec<u8>, Problem> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let body = listed(token, EXPORT_FILMS, request, state, write).await?;
    let tag = digest(&body);
    Ok(answer(content_type, tag, body))
}

/// A list of so many films, unless the address says how many.
async fn listed<T: Send + 'static>(
    token: String,
    films: usize,
    request: &HttpRequest,
    state: &web::Data<AppState>,
    write: impl FnOnce(&LinkedList) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let asked = PageRequest::of(request);
    let asked_by = person(request);
    let posters = state.posters().cloned();
    let work = move |ranker: &Ranker| {
        let visit = asked.visit(ranker).map_err(|problem| problem.asked_by(asked_by))?;
        let mut options = visit.address.options(ranker.model())?;
        if !visit.address.paging.asks_for_a_list() {
            options.limit = films;
        }
        let (taste, _) = visit.address.picks.taste(ranker.model())?;
        let found = ranker.recommend(&taste, &options)?;
        write(&LinkedList { ranker, token: &token, visit: &visit, posters: posters.as_ref(), found })
    };
    state.rank(work).await
}

/// A film's IMDb number, if what the catalogue has as such is one.
fn imdb_number(film: &Film) -> Option<&str> {
    let number = film.external.imdb.as_deref()?;
    let digits = number.strip_prefix("tt")?;
    (digits.len() >= 7 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(number)
}

/// Its address names a taste, so no shared cache may keep it.
fn answer(content_type: &'static str, tag: String, body: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(content_type)
        .insert_header(("Cache-Control", "private, no-cache"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .insert_header(ETag(EntityTag::new_weak(tag)))
        .body(body)
}

/// A table as CSV. No cell is a formula to a spreadsheet.
fn csv_of(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, Problem> {
    let failed = |error: String| {
        tracing::error!(error, "a table could not be written");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "the table could not be written")
    };
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(header).map_err(|error| failed(error.to_string()))?;
    for row in rows {
        let row: Vec<String> = row.iter().map(|cell| matinee_rank::no_formula(cell)).collect();
        table.write_record(&row).map_err(|error| failed(error.to_string()))?;
    }
    table.into_inner().map_err(|error| failed(error.to_string()))
}
