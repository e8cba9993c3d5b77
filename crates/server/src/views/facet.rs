//! A facet's page: all films that share a person, a kind, a year, a country, the best known first.

use actix_web::http::StatusCode;
use askama::Template;
use matinee_features::{Facet, Model};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Card, Frame};
use crate::problem::Problem;
use crate::taste_url::{PAGE, TasteUrl};
use crate::text::Text;

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
    /// The shelves beside it: the years before and after.
    beside: Vec<FacetLink>,
}

/// A name, and where it leads.
#[derive(Debug)]
pub(crate) struct FacetLink {
    pub(crate) name: String,
    pub(crate) href: String,
}

impl FacetLink {
    /// A link to the shelf of what a film names.
    pub(crate) fn to(facet: Facet, name: &str, url: &TasteUrl) -> Self {
        // How many films were shown elsewhere is not asked for here.
        let url = TasteUrl { n: None, ..url.clone() };
        Self { href: url.href(&path(facet, name)), name: shown(facet, name, url.text()).to_owned() }
    }

    /// Links to the shelves of all that a film names.
    pub(crate) fn all(facet: Facet, names: &[String], url: &TasteUrl) -> Vec<Self> {
        names.iter().map(|name| Self::to(facet, name, url)).collect()
    }
}

/// The address of a shelf. However a name is written, its shelf has one address.
fn path(facet: Facet, name: &str) -> String {
    let first = match facet {
        Facet::Person => "person",
        Facet::Genre => "genre",
        Facet::Year => "year",
        Facet::Country => "country",
    };
    let slug = Facet::slug(name);
    format!("/{first}/{}", utf8_percent_encode(&slug, NON_ALPHANUMERIC).to_string().replace("%2D", "-"))
}

/// A name as it is shown.
fn shown<'a>(facet: Facet, name: &'a str, text: &'a Text) -> &'a str {
    match facet {
        Facet::Genre => text.genre(name),
        Facet::Country => text.country(name),
        Facet::Person | Facet::Year => name,
    }
}

impl FacetPage {
    pub(crate) fn new(model: &Model, facet: Facet, name: &str, url: &TasteUrl) -> Result<Self, Problem> {
        let (name, rows) = model
            .films_with(facet, &Facet::slug(name))
            .ok_or_else(|| Problem::said(StatusCode::NOT_FOUND, |error| &error.empty_facet, []))?;
        let limit = url.n.unwrap_or(PAGE).clamp(1, matinee_rank::MAX_LIST_FILMS);
        let path = path(facet, &name);
        let longer = TasteUrl { n: Some((limit + PAGE).min(matinee_rank::MAX_LIST_FILMS)), ..url.clone() };
        let beside = match (facet, name.parse::<u16>()) {
            (Facet::Year, Ok(year)) => [year - 1, year + 1]
                .map(|year| year.to_string())
                .iter()
                .filter(|year| model.films_with(Facet::Year, year).is_some())
                .map(|year| FacetLink::to(Facet::Year, year, url))
                .collect(),
            _ => Vec::new(),
        };
        let text = url.text();
        let heading = match facet {
            Facet::Person => &text.facet.person,
            Facet::Genre => &text.facet.genre,
            Facet::Year => &text.facet.year,
            Facet::Country => &text.facet.country,
        };
        let taste = TasteUrl { n: None, ..url.clone() };
        Ok(Self {
            frame: Frame::new(url),
            heading: heading.with("name", shown(facet, &name, text)),
            more: (rows.len() > limit && limit < matinee_rank::MAX_LIST_FILMS).then(|| longer.href(&path)),
            count: text.facet.count.of(rows.len()),
            cards: rows.iter().take(limit).map(|&row| Card::of_film(model, &taste, row)).collect(),
            beside,
        })
    }
}
