//! Search results.

use askama::Template;
use matinee_catalogue::Film;
use matinee_features::Model;
use matinee_features::search::matched;

use super::{Frame, facts, film_path};
use crate::cover;
use crate::taste_url::TasteUrl;

/// How many films a search shows.
const SHOWN: usize = 30;

#[derive(Debug, Template)]
#[template(path = "search.html")]
pub(crate) struct SearchPage {
    frame: Frame,
    found: Vec<Found>,
}

#[derive(Debug)]
pub(crate) struct Found {
    title: String,
    marked_title: Vec<Piece>,
    marked_original: Vec<Piece>,
    marked_facts: Vec<Piece>,
    /// Someone of the cast who was searched for.
    with: Vec<Piece>,
    film: String,
    cover: String,
    like: String,
    dislike: String,
}

impl SearchPage {
    pub(crate) fn new(model: &Model, url: &TasteUrl) -> Self {
        let found = model
            .search(&url.q, SHOWN)
            .into_iter()
            .map(|row| {
                let film = model.film(row);
                let id = film.id.as_str();
                Found {
                    title: film.title.clone(),
                    marked_title: pieces(&url.q, &film.title),
                    marked_original: pieces(&url.q, film.original_title.as_deref().unwrap_or_default()),
                    marked_facts: pieces(&url.q, &facts(film, url.text())),
                    with: pieces(&url.q, person_found(&url.q, film).unwrap_or_default()),
                    film: url.href(&film_path(id)),
                    cover: cover::href(film),
                    like: url.liking(id).href("/"),
                    dislike: url.disliking(id).href("/"),
                }
            })
            .collect();
        Self { frame: Frame::new(url), found }
    }
}

/// A piece of a text, and whether the search found it.
#[derive(Debug, PartialEq)]
pub(crate) struct Piece {
    text: String,
    marked: bool,
}

/// A text in pieces, those marked that a search found.
fn pieces(query: &str, text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |text: &str, marked| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), marked });
        }
    };
    let mut end = 0;
    for mark in matched(query, text) {
        add(&text[end..mark.start], false);
        add(&text[mark.clone()], true);
        end = mark.end;
    }
    add(&text[end..], false);
    pieces
}

/// Someone of the cast or a writer whom the search names, where no director or title does.
pub(crate) fn person_found<'a>(query: &str, film: &'a Film) -> Option<&'a str> {
    let named = |text: &String| !matched(query, text).is_empty();
    if named(&film.title) || film.original_title.as_ref().is_some_and(named) || film.directors.iter().any(named) {
        return None;
    }
    film.cast.iter().chain(&film.writers).find(|person| named(person)).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_add_up_to_the_text() {
        let pieces = pieces("terminater 2", "Terminator 2: Judgment Day");
        let marked: Vec<&str> = pieces.iter().filter(|p| p.marked).map(|p| p.text.as_str()).collect();
        assert_eq!(marked, ["Terminator", "2"]);
        assert_eq!(pieces.iter().map(|p| p.text.as_str()).collect::<String>(), "Terminator 2: Judgment Day");
    }
}
