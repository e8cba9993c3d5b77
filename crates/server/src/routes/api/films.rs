//! `GET /api/v1/films?q=`: films by title, person or words of the story.

use actix_web::{HttpResponse, web};
use matinee_catalogue::Film;
use matinee_features::search::matched;
use serde::{Deserialize, Serialize};

use super::{answer, json};
use crate::answers::{FilmList, FilmName};
use crate::limits::{DEFAULT_FOUND_FILMS, MAX_FOUND_FILMS};
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::search::person_found;
use crate::visit::SearchQuery;

#[derive(Debug, Deserialize)]
pub(super) struct FilmsQuery {
    q: String,
    #[serde(default, deserialize_with = "super::limit")]
    limit: Option<usize>,
}

/// A film that a query found.
#[derive(Debug, Serialize)]
struct FoundFilm<'a> {
    #[serde(flatten)]
    film: FilmName<'a>,
    /// Someone other than the directors whom the query names.
    #[serde(skip_serializing_if = "Option::is_none")]
    with: Option<&'a str>,
    matched: MatchedParts,
}

/// The parts that matched, from and to, in UTF-16 units as JavaScript counts them.
#[derive(Debug, Serialize)]
struct MatchedParts {
    title: Vec<[usize; 2]>,
    directors: Vec<Vec<[usize; 2]>>,
}

impl<'a> FoundFilm<'a> {
    fn new(query: &str, film: &'a Film) -> Self {
        let directors = film.directors.iter().map(|name| units(query, name)).collect();
        let matched = MatchedParts { title: units(query, &film.title), directors };
        let with = person_found(query, film);
        Self { film: film.into(), with, matched }
    }
}

fn units(query: &str, text: &str) -> Vec<[usize; 2]> {
    let unit = |byte: usize| text[..byte].encode_utf16().count();
    matched(query, text).into_iter().map(|mark| [unit(mark.start), unit(mark.end)]).collect()
}

pub(super) async fn films(query: web::Query<FilmsQuery>, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let FilmsQuery { q, limit } = query.into_inner();
    let search = SearchQuery::new(&q);
    let limit = limit.unwrap_or(DEFAULT_FOUND_FILMS).min(MAX_FOUND_FILMS);
    let list = state
        .rank(move |ranker| {
            let (model, q) = (ranker.model(), search.as_str());
            let results = model.search(q, limit).into_iter().map(|row| FoundFilm::new(q, model.film(row))).collect();
            json(&FilmList { model: model.version(), results })
        })
        .await?;
    Ok(answer(list))
}
