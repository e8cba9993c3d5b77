//! The home page: picks and the list they lead to.

use std::collections::BTreeMap;

use askama::Template;
use matinee_catalogue::fold::plain;
use matinee_catalogue::{Film, genres};
use matinee_features::{Model, Row};
use matinee_rank::{ListOptions, MAX_LIST_FILMS, Ranker, Taste};

use super::{Card, Frame, film_path};
use crate::problem::Problem;
use crate::taste_url::{PAGE, TasteUrl};
use crate::text::{Phrase, Text};

/// Films on the wall that a first visit begins with.
const WALL: usize = 24;
/// Fewer films than this are no choice worth offering in a filter.
const OFFERED: usize = 3;

#[derive(Debug, Template)]
#[template(path = "home.html")]
pub(crate) struct HomePage {
    frame: Frame,
    /// Whether the list was learnt from a taste; otherwise it is the wall of a first visit.
    learnt: bool,
    likes: Vec<Pick>,
    dislikes: Vec<Pick>,
    seen: Vec<Pick>,
    terms: Vec<Pick>,
    cards: Vec<Card>,
    /// That the address has ids which this model does not know.
    unknown: Option<String>,
    /// How many films fit.
    fitting: String,
    more: Option<String>,
    clear: String,
    /// The page without a taste.
    blank: String,
    filters: Filters,
    /// Conditions without which films would fit, and where dropping each leads.
    loosen: Vec<(String, String)>,
}

/// Something picked, and where taking it back leads.
#[derive(Debug)]
pub(crate) struct Pick {
    label: String,
    /// Its page, for films.
    film: String,
    remove: String,
}

/// The filter form: what is set, and what can be.
#[derive(Debug)]
pub(crate) struct Filters {
    carried: Vec<(&'static str, String)>,
    any: bool,
    from: String,
    to: String,
    runtime: String,
    closeness: String,
    genres: Vec<Choice>,
    countries: Vec<Choice>,
    languages: Vec<Choice>,
}

#[derive(Debug)]
pub(crate) struct Choice {
    /// As the catalogue has it.
    value: String,
    /// As it is shown.
    name: String,
    chosen: bool,
}

impl HomePage {
    pub(crate) fn new(ranker: &Ranker, url: &TasteUrl) -> Result<Self, Problem> {
        let model = &**ranker.model();
        let text = url.text();
        let (taste, unknown) = url.taste(model)?;
        let mut options = url.options()?;
        let wall = url.is_blank() && url.n.is_none();
        if wall {
            options.limit = WALL;
            options.offset = WALL * (url.wall.unwrap_or(1) - 1).min(MAX_LIST_FILMS);
        }
        let found = ranker.recommend(&taste, &options)?;
        let cards: Vec<Card> = found.films.iter().map(|f| Card::new(model, url, f)).collect();
        let longer = if wall {
            TasteUrl { wall: Some(url.wall.unwrap_or(1) + 1), ..url.clone() }
        } else {
            TasteUrl { n: Some(options.limit + PAGE), ..url.clone() }
        };
        let more = cards.len() == options.limit && (wall || longer.length() > options.limit);
        Ok(Self {
            frame: Frame::new(url),
            learnt: found.learnt,
            likes: picks(model, url, taste.likes()),
            dislikes: picks(model, url, taste.dislikes()),
            seen: picks(model, url, taste.seen()),
            terms: terms(url),
            loosen: if cards.is_empty() { loosen(ranker, url, &taste, &options)? } else { Vec::new() },
            more: more.then(|| longer.href("/")),
            clear: url.unfiltered().href("/"),
            filters: Filters::new(model, url),
            blank: TasteUrl::in_locale(url.locale).href("/"),
            fitting: text.home.fitting.of(found.fitting),
            cards,
            unknown: (unknown > 0).then(|| text.home.unknown.of(unknown)),
        })
    }

    fn is_first_visit(&self) -> bool {
        !self.learnt && self.likes.is_empty() && self.dislikes.is_empty()
    }
}

fn picks(model: &Model, url: &TasteUrl, rows: &[Row]) -> Vec<Pick> {
    let pick = |&row: &Row| {
        let film = model.film(row);
        let id = film.id.as_str();
        Pick { label: film.title.clone(), film: url.href(&film_path(id)), remove: url.without(id).href("/") }
    };
    rows.iter().map(pick).collect()
}

fn terms(url: &TasteUrl) -> Vec<Pick> {
    let text = url.text();
    let term = |how: &Phrase, term: &String| Pick {
        label: how.with("term", text.kind(term)),
        film: String::new(),
        remove: url.without_term(term).href("/"),
    };
    url.boost
        .iter()
        .map(|t| term(&text.tray.more, t))
        .chain(url.mute.iter().map(|t| term(&text.tray.none, t)))
        .collect()
}

fn loosen(
    ranker: &Ranker,
    url: &TasteUrl,
    taste: &Taste,
    options: &ListOptions,
) -> Result<Vec<(String, String)>, Problem> {
    let text = &url.text().filters;
    let mut conditions = Vec::new();
    for (name, filter) in options.filter.loosened() {
        let fitting = ranker.recommend(taste, &ListOptions { filter, limit: 1, ..options.clone() })?.fitting;
        if fitting > 0 {
            let label = match name {
                "years" => &text.any_year,
                "runtime" => &text.any_length,
                "genres" => &text.any_genre,
                "countries" => &text.any_country,
                _ => &text.any_language,
            };
            conditions.push((label.of(fitting), url.loosened(name).href("/")));
        }
    }
    Ok(conditions)
}

impl Filters {
    fn new(model: &Model, url: &TasteUrl) -> Self {
        let number = |n: Option<u16>| n.map(|n| n.to_string()).unwrap_or_default();
        let text = url.text();
        let common = |list: fn(&Film) -> &Vec<String>, shown: Shown, chosen: &str| {
            let mut count: BTreeMap<&str, usize> = BTreeMap::new();
            for name in model.films().iter().flat_map(list) {
                *count.entry(name).or_default() += 1;
            }
            count.retain(|name, n| *n >= OFFERED || *name == chosen);
            choices(count.into_keys(), |name| shown(text, name), chosen)
        };
        Self {
            carried: url.pairs_beside_filters(),
            any: url.from.is_some()
                || url.to.is_some()
                || url.runtime.is_some()
                || !(url.genre.is_empty() && url.country.is_empty() && url.language.is_empty()),
            from: number(url.from),
            to: number(url.to),
            runtime: number(url.runtime),
            closeness: url.closeness.unwrap_or_else(|| matinee_rank::Closeness::default().get()).to_string(),
            genres: choices(genres::all().iter().copied(), |name| text.genre(name), &url.genre),
            countries: common(|film| &film.countries, Text::country, &url.country),
            languages: common(|film| &film.languages, Text::language, &url.language),
        }
    }
}

/// Gives a name of the catalogue as it is shown.
type Shown = for<'a> fn(&'a Text, &'a str) -> &'a str;

/// The choices of a filter, by the names they are shown by.
fn choices<'a>(names: impl Iterator<Item = &'a str>, shown: impl Fn(&'a str) -> &'a str, chosen: &str) -> Vec<Choice> {
    let choice = |name| Choice { value: String::from(name), name: shown(name).to_owned(), chosen: name == chosen };
    let mut choices: Vec<Choice> = names.map(choice).collect();
    choices.sort_by_cached_key(|choice| plain(&choice.name));
    choices
}
