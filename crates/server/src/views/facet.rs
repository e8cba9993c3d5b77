//! A facet's page: all films of a genre, a theme, a year or a country, the best known first; those of a person with what they
//! did, the newest first.

use std::cmp::Reverse;

use actix_web::http::StatusCode;
use askama::Template;
use matinee_catalogue::Film;
use matinee_features::{Facet, Model};

use super::line::Line;
use super::sentence::capitalised;
use super::story::opening;
use super::{Card, Frame, shortened};
use crate::address::Address;
use crate::encoding;
use crate::limits::MAX_LIST_FILMS;
use crate::problem::Problem;
use crate::text::SiteText;

#[derive(Debug, Template)]
#[template(path = "facet.html")]
pub(crate) struct FacetPage {
    frame: Frame,
    /// "Films with Toshiro Mifune"
    heading: String,
    /// How many there are.
    count: String,
    cards: Vec<Card>,
    more: Option<String>,
    /// Pages beside it: the years before and after.
    beside: Vec<FacetLink>,
}

/// A name with the address of its page.
#[derive(Debug)]
pub(crate) struct FacetLink {
    pub(crate) name: String,
    pub(crate) href: String,
}

impl FacetLink {
    /// A link to the page of what a film names.
    pub(crate) fn to(facet: Facet, name: &str, address: &Address) -> Self {
        let address = address.with_paging(address.paging.of_usual_length());
        Self { href: address.href(&path(facet, name)), name: shown(facet, name, address.text()).to_owned() }
    }

    /// Links to the pages of all that a film names.
    pub(crate) fn all(facet: Facet, names: &[String], address: &Address) -> Vec<Self> {
        names.iter().map(|name| Self::to(facet, name, address)).collect()
    }
}

/// The path of a facet's page: the same one however the name is written.
fn path(facet: Facet, name: &str) -> String {
    let first = match facet {
        Facet::Person => "person",
        Facet::Genre => "genre",
        Facet::Theme => "theme",
        Facet::Year => "year",
        Facet::Country => "country",
    };
    format!("/{first}/{}", encoding::segment(&Facet::slug(name)))
}

/// A name as it is shown.
fn shown<'a>(facet: Facet, name: &'a str, text: &'a SiteText) -> &'a str {
    match facet {
        Facet::Genre => text.genre(name),
        Facet::Theme => text.theme(name),
        Facet::Country => text.country(name),
        Facet::Person | Facet::Year => name,
    }
}

/// What somebody did for a film: "Director, writer".
fn roles(film: &Film, name: &str, text: &SiteText) -> String {
    let slug = Facet::slug(name);
    let roles =
        [(&film.directors, &text.facet.director), (&film.writers, &text.facet.writer), (&film.cast, &text.facet.cast)];
    let named = |names: &[String]| names.iter().any(|other| Facet::slug(other) == slug);
    let had: Vec<&str> = roles.into_iter().filter(|(names, _)| named(names)).map(|(_, role)| role.as_str()).collect();
    capitalised(&had.join(", "))
}

impl FacetPage {
    pub(crate) fn new(
        model: &Model,
        facet: Facet,
        name: &str,
        frame: Frame,
        address: &Address,
    ) -> Result<Self, Problem> {
        let (name, rows) = model
            .films_with(facet, &Facet::slug(name))
            .ok_or_else(|| Problem::translated(StatusCode::NOT_FOUND, |error| &error.empty_facet, []))?;
        let mut rows = rows;
        if facet == Facet::Person {
            rows.sort_by_key(|&row| Reverse(model.film(row).year));
        }
        let limit = address.paging.length();
        let path = path(facet, &name);
        let longer = address.with_paging(address.paging.longer());
        let beside = match (facet, name.parse::<u16>()) {
            (Facet::Year, Ok(year)) => [year - 1, year + 1]
                .map(|year| year.to_string())
                .iter()
                .filter(|year| model.films_with(Facet::Year, year).is_some())
                .map(|year| FacetLink::to(Facet::Year, year, address))
                .collect(),
            _ => Vec::new(),
        };
        let text = address.text();
        let heading = match facet {
            Facet::Person => &text.facet.person,
            Facet::Genre => &text.facet.genre,
            Facet::Theme => &text.facet.theme,
            Facet::Year => &text.facet.year,
            Facet::Country => &text.facet.country,
        };
        let usual = address.with_paging(address.paging.of_usual_length());
        let said = match facet {
            Facet::Person => &text.facet.by_year,
            Facet::Year | Facet::Genre | Facet::Theme | Facet::Country if model.knows_fame() => &text.facet.count,
            _ => &text.facet.unordered,
        };
        let card = |row| {
            let card = Card::of_film(model, &usual, row, opening(model.film(row)));
            match facet {
                // The director's name is the page's.
                Facet::Person
                    if model.film(row).directors.iter().any(|other| Facet::slug(other) == Facet::slug(&name)) =>
                {
                    Card { line: Line::whole(roles(model.film(row), &name, text)), directors: String::new(), ..card }
                }
                Facet::Person => Card { line: Line::whole(roles(model.film(row), &name, text)), ..card },
                _ => card,
            }
        };
        Ok(Self {
            frame,
            heading: heading.with("name", shown(facet, &name, text)),
            more: (rows.len() > limit && limit < MAX_LIST_FILMS).then(|| longer.href(&path)),
            count: text.count(said, rows.len()),
            cards: shortened(rows.iter().take(limit).map(|&row| card(row)).collect()),
            beside,
        })
    }
}
