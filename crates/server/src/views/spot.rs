//! Films on the map, and the terms that are named there.

use matinee_features::{Field, Model, Row};

use super::film_path;
use crate::address::Address;
use crate::text::SiteText;

/// A film with its page and its place on the map.
#[derive(Debug)]
pub(crate) struct Spot {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) year: String,
    pub(crate) href: String,
    pub(crate) x: u16,
    pub(crate) y: u16,
}

impl Spot {
    pub(crate) fn new(model: &Model, address: &Address, row: Row) -> Self {
        let (film, [x, y]) = (model.film(row), model.map().places()[row]);
        Self {
            id: film.id.to_string(),
            title: film.title.clone(),
            year: film.year.to_string(),
            href: address.href(&film_path(film.id.as_str())),
            x,
            y,
        }
    }
}

/// A term in the visitor's language.
pub(crate) fn shown<'a>(text: &'a SiteText, field: Field, term: &'a str) -> &'a str {
    match field {
        Field::Genres => text.genre(term),
        Field::Themes => text.theme(term),
        // A country or a language.
        Field::Origin => match text.country(term) {
            same if same == term => text.language(term),
            country => country,
        },
        _ => term,
    }
}
