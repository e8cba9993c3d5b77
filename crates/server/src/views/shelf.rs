//! A shelf: all films that have something in common, a person, a kind, a year, a country, the best known first.

use actix_web::http::StatusCode;
use askama::Template;
use matinee_features::{Common, Model};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Card, Frame};
use crate::problem::Problem;
use crate::taste_url::{PAGE, TasteUrl};
use crate::text::Text;

#[derive(Debug, Template)]
#[template(path = "shelf.html")]
pub(crate) struct Shelf {
    frame: Frame,
    /// "Films with Toshiro Mifune"
    heading: String,
    /// How many there are.
    count: String,
    cards: Vec<Card>,
    more: Option<String>,
    /// The shelves beside it: the years before and after.
    beside: Vec<Link>,
}

/// A name, and where it leads.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) name: String,
    pub(crate) href: String,
}

impl Link {
    /// A link to the shelf of what a film names.
    pub(crate) fn to(common: Common, name: &str, url: &TasteUrl) -> Self {
        // How many films were shown elsewhere is not asked for here.
        let url = TasteUrl { n: None, ..url.clone() };
        Self { href: url.href(&path(common, name)), name: shown(common, name, url.text()).to_owned() }
    }

    /// Links to the shelves of all that a film names.
    pub(crate) fn all(common: Common, names: &[String], url: &TasteUrl) -> Vec<Self> {
        names.iter().map(|name| Self::to(common, name, url)).collect()
    }
}

/// The address of a shelf. However a name is written, its shelf has one address.
fn path(common: Common, name: &str) -> String {
    let first = match common {
        Common::Person => "person",
        Common::Genre => "genre",
        Common::Year => "year",
        Common::Country => "country",
    };
    let slug = Common::slug(name);
    format!("/{first}/{}", utf8_percent_encode(&slug, NON_ALPHANUMERIC).to_string().replace("%2D", "-"))
}

/// A name as it is shown.
fn shown<'a>(common: Common, name: &'a str, text: &'a Text) -> &'a str {
    match common {
        Common::Genre => text.genre(name),
        Common::Country => text.country(name),
        Common::Person | Common::Year => name,
    }
}

impl Shelf {
    pub(crate) fn new(model: &Model, common: Common, name: &str, url: &TasteUrl) -> Result<Self, Problem> {
        let (name, rows) = model
            .shelf(common, &Common::slug(name))
            .ok_or_else(|| Problem::said(StatusCode::NOT_FOUND, |error| &error.empty_shelf, []))?;
        let limit = url.n.unwrap_or(PAGE).clamp(1, matinee_rank::MAX_LIMIT);
        let path = path(common, &name);
        let longer = TasteUrl { n: Some((limit + PAGE).min(matinee_rank::MAX_LIMIT)), ..url.clone() };
        let beside = match (common, name.parse::<u16>()) {
            (Common::Year, Ok(year)) => [year - 1, year + 1]
                .map(|year| year.to_string())
                .iter()
                .filter(|year| model.shelf(Common::Year, year).is_some())
                .map(|year| Link::to(Common::Year, year, url))
                .collect(),
            _ => Vec::new(),
        };
        let text = url.text();
        let heading = match common {
            Common::Person => &text.shelf.person,
            Common::Genre => &text.shelf.genre,
            Common::Year => &text.shelf.year,
            Common::Country => &text.shelf.country,
        };
        let taste = TasteUrl { n: None, ..url.clone() };
        Ok(Self {
            frame: Frame::new(url),
            heading: heading.with("name", shown(common, &name, text)),
            more: (rows.len() > limit && limit < matinee_rank::MAX_LIMIT).then(|| longer.href(&path)),
            count: text.shelf.count.of(rows.len()),
            cards: rows.iter().take(limit).map(|&row| Card::of_film(model, &taste, row)).collect(),
            beside,
        })
    }
}
