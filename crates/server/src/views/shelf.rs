//! A shelf: all films that have something in common, a person, a kind, a year, a country, the best known first.

use actix_web::http::StatusCode;
use askama::Template;
use matinee_catalogue::fold::plain;
use matinee_catalogue::{Movie, genres};
use matinee_features::{Model, Row};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Card, Frame};
use crate::problem::Problem;
use crate::taste_url::{PAGE, TasteUrl};
use crate::text::Text;

/// What the films of a shelf have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Common {
    Person,
    Genre,
    Year,
    Country,
}

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
        Self { href: url.href(&common.path(name)), name: common.shown(name, url.text()).to_owned() }
    }

    /// Links to the shelves of all that a film names.
    pub(crate) fn all(common: Common, names: &[String], url: &TasteUrl) -> Vec<Self> {
        names.iter().map(|name| Self::to(common, name, url)).collect()
    }
}

impl Common {
    /// The address of a shelf. Names are folded: however a name is written, its shelf has one address.
    pub(crate) fn path(self, name: &str) -> String {
        let first = match self {
            Self::Person => "person",
            Self::Genre => "genre",
            Self::Year => "year",
            Self::Country => "country",
        };
        let slug = plain(name).replace(' ', "-");
        format!("/{first}/{}", utf8_percent_encode(&slug, NON_ALPHANUMERIC).to_string().replace("%2D", "-"))
    }

    /// A name as it is shown.
    fn shown<'a>(self, name: &'a str, text: &'a Text) -> &'a str {
        match self {
            Self::Genre => text.genre(name),
            Self::Country => text.country(name),
            Self::Person | Self::Year => name,
        }
    }

    /// What a film names of this kind that has this folded name, as the film writes it.
    fn named(self, film: &Movie, slug: &str) -> Option<String> {
        let same = |name: &&String| plain(name).replace(' ', "-") == slug;
        match self {
            Self::Person => film.directors.iter().chain(&film.writers).chain(&film.cast).find(same).cloned(),
            Self::Genre => genres::canonical_list(&film.genres)
                .into_iter()
                .map(str::to_owned)
                .chain(film.genres.iter().cloned())
                .find(|name| same(&name)),
            Self::Year => (film.year.to_string() == slug).then(|| film.year.to_string()),
            Self::Country => film.countries.iter().find(same).cloned(),
        }
    }
}

impl Shelf {
    pub(crate) fn new(model: &Model, common: Common, slug: &str, url: &TasteUrl) -> Result<Self, Problem> {
        let slug = plain(slug).replace(' ', "-");
        let mut name = None;
        let mut stands_here = vec![false; model.films().len()];
        for (film, stands) in model.films().iter().zip(&mut stands_here) {
            if let Some(found) = common.named(film, &slug) {
                name.get_or_insert(found);
                *stands = true;
            }
        }
        let name = name.ok_or_else(|| Problem::said(StatusCode::NOT_FOUND, |error| &error.empty_shelf, []))?;
        let rows: Vec<Row> = model.best_known_first().iter().copied().filter(|&row| stands_here[row]).collect();
        let shown = url.n.unwrap_or(PAGE).clamp(1, matinee_rank::MAX_LIMIT);
        let path = common.path(&name);
        let longer = TasteUrl { n: Some((shown + PAGE).min(matinee_rank::MAX_LIMIT)), ..url.clone() };
        let beside = match (common, name.parse::<u16>()) {
            (Common::Year, Ok(year)) => [year - 1, year + 1]
                .iter()
                .filter(|year| model.films().iter().any(|film| film.year.get() == **year))
                .map(|year| Link::to(Common::Year, &year.to_string(), url))
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
            heading: heading.with("name", common.shown(&name, text)),
            more: (rows.len() > shown && shown < matinee_rank::MAX_LIMIT).then(|| longer.href(&path)),
            count: text.shelf.count.of(rows.len()),
            cards: rows.iter().take(shown).map(|&row| Card::of_film(model, &taste, row)).collect(),
            beside,
        })
    }
}
