//! What the templates in `web/templates` are given: text and addresses, ready to show. Askama escapes all of it.

pub(crate) mod about;
pub(crate) mod facet;
pub(crate) mod film;
pub(crate) mod home;
pub(crate) mod map;
pub(crate) mod scorecard;
pub(crate) mod search;

use askama::Template;
use matinee_catalogue::{Film, genres};
use matinee_features::{Model, Row};
use matinee_rank::{Group, Reason, Recommendation};

use crate::taste_url::TasteUrl;
use crate::text::{Locale, Text};
use crate::{assets, cover};

/// What every page has around it.
#[derive(Debug)]
pub(crate) struct Frame {
    /// The site's own address.
    pub(crate) origin: String,
    pub(crate) text: &'static Text,
    pub(crate) home: String,
    pub(crate) about: String,
    pub(crate) map: String,
    /// The taste, as hidden fields of the search form.
    pub(crate) carried: Vec<(&'static str, String)>,
    pub(crate) query: String,
    pub(crate) languages: Vec<Language>,
}

/// A language of the site, and where this page stands in it.
#[derive(Debug)]
pub(crate) struct Language {
    pub(crate) name: &'static str,
    pub(crate) tag: &'static str,
    pub(crate) href: String,
    pub(crate) current: bool,
}

impl Frame {
    fn new(url: &TasteUrl) -> Self {
        let language = |text: &'static Text| Language {
            name: &text.name,
            tag: &text.tag,
            href: url.in_language(text),
            current: text == url.text(),
        };
        Self {
            origin: url.origin.clone(),
            text: url.text(),
            home: url.href("/"),
            about: url.href("/about"),
            map: url.href("/map"),
            carried: url.taste_pairs(),
            query: url.q.clone(),
            languages: Text::all().iter().map(language).collect(),
        }
    }
}

/// The address of the picture that stands for the site where a link to it is shown.
pub(crate) fn share_picture() -> String {
    assets::href("share.png")
}

/// The addresses of style and script.
pub(crate) fn style() -> String {
    assets::href("site.css")
}

pub(crate) fn script() -> String {
    assets::href("site.js")
}

pub(crate) fn modules() -> Vec<String> {
    assets::modules()
}

pub(crate) fn icon() -> String {
    assets::href("icon.svg")
}

pub(crate) fn touch_icon() -> String {
    assets::href("icon-192.png")
}

/// A page that says what went wrong.
#[derive(Debug, Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage<'a> {
    frame: Frame,
    title: &'a str,
    /// A sentence, but for its full stop.
    detail: String,
    /// Seconds after which asking again may help.
    retry_after: Option<u32>,
}

impl<'a> ErrorPage<'a> {
    pub(crate) fn new(locale: Locale, title: &'a str, detail: &str, retry_after: Option<u32>) -> Self {
        let mut chars = detail.chars();
        let detail = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
        Self { frame: Frame::new(&TasteUrl::in_locale(locale)), title, detail, retry_after }
    }
}

/// A film in a list, with what can be done about it.
#[derive(Debug)]
pub(crate) struct Card {
    pub(crate) id: String,
    pub(crate) title: String,
    /// "1979 · Ridley Scott · 117 min"
    pub(crate) facts: String,
    pub(crate) synopsis: String,
    pub(crate) film: String,
    pub(crate) cover: String,
    pub(crate) like: String,
    pub(crate) dislike: String,
    pub(crate) seen: String,
    pub(crate) chips: Vec<Chip>,
    /// The one or two liked films that gave most of it.
    pub(crate) because: Vec<String>,
}

/// A reason, and where muting or boosting it leads. A reason that is no term (fame, time) leads nowhere.
#[derive(Debug)]
pub(crate) struct Chip {
    pub(crate) text: String,
    pub(crate) group: &'static str,
    pub(crate) mute: Option<String>,
    pub(crate) boost: Option<String>,
}

impl Card {
    fn new(model: &Model, url: &TasteUrl, found: &Recommendation) -> Self {
        Self {
            chips: found.reasons.iter().map(|reason| Chip::new(url, reason)).collect(),
            because: titles(model, found),
            ..Self::of_film(model, url, found.row)
        }
    }

    /// A film that is there for no reason of a taste.
    fn of_film(model: &Model, url: &TasteUrl, row: Row) -> Self {
        let film = model.film(row);
        let id = film.id.as_str();
        Self {
            id: id.to_owned(),
            title: film.title.clone(),
            facts: facts(film, url.text()),
            synopsis: if film.synopsis.is_empty() { film.plot.clone() } else { film.synopsis.clone() },
            film: url.href(&film_path(id)),
            cover: cover::href(film),
            like: url.liking(id).href("/"),
            dislike: url.disliking(id).href("/"),
            seen: url.having_seen(id).href("/"),
            chips: Vec::new(),
            because: Vec::new(),
        }
    }
}

/// The titles of the liked films that gave most of a film's score.
fn titles(model: &Model, found: &Recommendation) -> Vec<String> {
    found.because.iter().map(|given| model.film(given.row).title.clone()).collect()
}

impl Chip {
    fn new(url: &TasteUrl, reason: &Reason) -> Self {
        let (text, term) = (url.text(), &reason.term);
        let (group, text) = match reason.group {
            Group::Story => ("story", term.clone()),
            Group::People => ("people", term.clone()),
            Group::Kind => ("kind", text.kind(term).to_owned()),
            Group::Time => ("time", text.card.decade.with("decade", term.trim_end_matches('s'))),
            Group::WellKnown => ("known", text.card.well_known.clone()),
        };
        let steers = reason.group != Group::WellKnown;
        Self {
            mute: steers.then(|| url.muting(&reason.term).href("/")),
            boost: steers.then(|| url.boosting(&reason.term).href("/")),
            group,
            text,
        }
    }
}

/// The path of a film's page. Ids need escaping only where they are not ASCII.
pub(crate) fn film_path(id: &str) -> String {
    format!(
        "/film/{}",
        percent_encoding::utf8_percent_encode(id, percent_encoding::NON_ALPHANUMERIC).to_string().replace("%2D", "-")
    )
}

/// "1979 · Ridley Scott · 117 min"
fn facts(film: &Film, text: &Text) -> String {
    let mut parts = vec![film.year.to_string()];
    if !film.directors.is_empty() {
        parts.push(film.directors.join(", "));
    }
    parts.extend(film.runtime_minutes.map(|minutes| text.card.minutes.with("n", minutes)));
    parts.join(" · ")
}

/// Genres as a film page names them: the common names where it has any, else the source's own.
fn genre_names(film: &Film) -> Vec<String> {
    let canonical = genres::canonical_list(&film.genres);
    if canonical.is_empty() { film.genres.clone() } else { canonical.into_iter().map(str::to_owned).collect() }
}
