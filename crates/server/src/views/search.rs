//! Search results.

use askama::Template;
use matinee_catalogue::fold::plain;
use matinee_features::{Model, Row};

use super::{Frame, facts, film_path};
use crate::taste_url::TasteUrl;

/// How many films a search shows.
const SHOWN: usize = 30;

#[derive(Debug, Template)]
#[template(path = "search.html")]
pub(crate) struct Search {
    frame: Frame,
    found: Vec<Found>,
}

#[derive(Debug)]
pub(crate) struct Found {
    id: String,
    title: String,
    original: Option<String>,
    facts: String,
    film: String,
    like: String,
    dislike: String,
}

impl Search {
    pub(crate) fn new(model: &Model, url: &TasteUrl) -> Self {
        let found = find(model, &url.q, SHOWN)
            .into_iter()
            .map(|row| {
                let film = model.film(row);
                let id = film.id.as_str();
                Found {
                    id: id.to_owned(),
                    title: film.title.clone(),
                    original: film.original_title.clone(),
                    facts: facts(film),
                    film: url.href(&film_path(id)),
                    like: url.liking(id).href("/"),
                    dislike: url.disliking(id).href("/"),
                }
            })
            .collect();
        Self { frame: Frame::new(url), found }
    }
}

/// Films by title, then by the people in them: every word typed begins one of a person's names.
pub(crate) fn find(model: &Model, query: &str, limit: usize) -> Vec<Row> {
    let mut rows = model.titles().search(query, limit);
    let words: Vec<String> = plain(query).split_whitespace().map(str::to_owned).collect();
    if words.iter().map(String::len).max().unwrap_or(0) >= 3 {
        let named = |person: &String| {
            let names = plain(person);
            words.iter().all(|word| names.split([' ', '-']).any(|name| name.starts_with(word.as_str())))
        };
        let mut by_person: Vec<Row> = (0..model.films().len())
            .filter(|&row| {
                let film = model.film(row);
                film.directors.iter().chain(&film.cast).any(named)
            })
            .collect();
        by_person.sort_by(|&a, &b| model.prior()[b].total_cmp(&model.prior()[a]).then(a.cmp(&b)));
        // Whoever types a whole name means the person; near misses of titles come after.
        let exact = rows.iter().filter(|&&row| plain(&model.film(row).title).contains(&plain(query))).count();
        let at = exact.min(rows.len());
        rows.sort_by_key(|&row| !plain(&model.film(row).title).contains(&plain(query)));
        rows.splice(at..at, by_person);
    }
    let mut once = Vec::new();
    for row in rows {
        if !once.contains(&row) {
            once.push(row);
        }
        if once.len() == limit {
            break;
        }
    }
    once
}
