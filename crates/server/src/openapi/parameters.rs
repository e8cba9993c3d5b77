//! The parameters of addresses.

use matinee_catalogue::history::Opinion;
use matinee_rank::{Agreement, LibrarySide, TasteRule};
use serde_json::{Value, json};

use super::schemas::{count, id, rules, terms, up_to, word as one_of};
use crate::address::Order;
use crate::limits::{
    DEFAULT_FOUND_FILMS, DEFAULT_LIST_FILMS, MAX_FOUND_FILMS, MAX_LIST_FILMS, MAX_QUERY_CHARS, MAX_TOGETHER, MAX_WALLS,
    PAGE_FILMS,
};
use crate::text::SiteText;

/// Where a parameter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParameterPlace {
    Path,
    Query,
}

impl ParameterPlace {
    /// As OpenAPI names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
        }
    }
}

/// A parameter of an address.
#[derive(Debug)]
pub(crate) struct ParameterDoc {
    pub(crate) name: &'static str,
    pub(crate) place: ParameterPlace,
    pub(crate) required: bool,
    pub(crate) schema: fn() -> Value,
    /// The entry of the texts that says what it is.
    pub(crate) text: &'static str,
    /// A value to try; empty if the route is tried without.
    pub(crate) example: &'static str,
}

const fn path(name: &'static str, text: &'static str, schema: fn() -> Value, example: &'static str) -> ParameterDoc {
    ParameterDoc { name, place: ParameterPlace::Path, required: true, schema, text, example }
}

const fn query(name: &'static str, schema: fn() -> Value, example: &'static str) -> ParameterDoc {
    ParameterDoc { name, place: ParameterPlace::Query, required: false, schema, text: name, example }
}

const fn tour_end(name: &'static str, text: &'static str, example: &'static str) -> ParameterDoc {
    ParameterDoc { required: true, text, ..query(name, id, example) }
}

fn word() -> Value {
    json!({"type": "string"})
}

/// The token of a link to a taste that likes *Alien*.
pub(super) const TOKEN: ParameterDoc = path("token", "t", token, "AXhs3aKqdO7pUT_-");
pub(super) const ID: ParameterDoc = path("id", "id", id, "alien-1979");
pub(super) const PERSON: ParameterDoc = path("name", "person", word, "Ridley Scott");
pub(super) const GENRE: ParameterDoc = path("name", "genre", word, "horror");
pub(super) const THEME: ParameterDoc = path("name", "theme", word, "android");
pub(super) const YEAR: ParameterDoc = path("name", "year", word, "1979");
pub(super) const COUNTRY: ParameterDoc = path("name", "country", word, "United States");
pub(super) const COVER: ParameterDoc = path("name", "cover", word, "alien-1979");
pub(super) const FILE: ParameterDoc = path("name", "file", word, "");
pub(super) const PART: ParameterDoc = path("part", "part", count, "1");
pub(super) const FIND: ParameterDoc = ParameterDoc { required: true, ..query("q", search, "alien") };
pub(super) const FIND_LIMIT: ParameterDoc = query("limit", || up_to(MAX_FOUND_FILMS, Some(DEFAULT_FOUND_FILMS)), "1");
pub(super) const LIST_LIMIT: ParameterDoc = query("limit", || up_to(MAX_LIST_FILMS, Some(DEFAULT_LIST_FILMS)), "1");
pub(super) const MAP_MODEL: ParameterDoc = query("model", word, "");
pub(super) const DRAWN: ParameterDoc = query("drawn", || json!({"type": "string", "maxLength": 0}), "");
pub(super) const LANGUAGE: ParameterDoc = query("lang", language, "");

/// The ends of a tour.
pub(super) const TOUR: [ParameterDoc; 2] =
    [tour_end("from", "tour_from", "alien-1979"), tour_end("to", "tour_to", "aliens-1986")];

pub(super) const SUGGEST: ParameterDoc = query("q", search, "alien");
/// What a button of the page of a viewer's films orders, and which part of the page is shown.
pub(super) const MINE: [ParameterDoc; 7] = [
    query("say", word, ""),
    query("unsteer", word, ""),
    query("unrule", word, ""),
    query("rule", || one_of(&TasteRule::NAMES), ""),
    ParameterDoc { text: "rule_name", ..query("name", word, "") },
    query("list", || one_of(&Opinion::ALL.map(Opinion::name)), ""),
    query("page", || json!({"type": "integer", "minimum": 1, "default": 1}), ""),
];
pub(super) const TOGETHER: [ParameterDoc; 4] = [
    ParameterDoc { text: "links", ..query("t", links, "") },
    query("agree", || one_of(&Agreement::NAMES), ""),
    query("veto", || json!({"type": "array", "items": word(), "maxItems": MAX_TOGETHER}), ""),
    LANGUAGE,
];
/// The films that are put in order.
pub(super) const WHICH: [ParameterDoc; 2] =
    [ParameterDoc { text: "given", ..query("among", token, "") }, query("of", || one_of(&["want"]), "")];

/// The films that a tour on the map goes between.
pub(super) const MAP_TOUR: [ParameterDoc; 2] = [query("tour-from", search, ""), query("tour-to", search, "")];

fn links() -> Value {
    json!({"type": "array", "items": word(), "maxItems": MAX_TOGETHER})
}

fn token() -> Value {
    json!({"type": "string", "maxLength": matinee_rank::MAX_TASTE_TOKEN_CHARS})
}

fn search() -> Value {
    json!({"type": "string", "maxLength": MAX_QUERY_CHARS})
}

fn wish() -> Value {
    json!({"type": "string", "maxLength": matinee_rank::MAX_WISH_CHARS})
}

fn ids() -> Value {
    json!({"type": "array", "items": id(), "maxItems": matinee_rank::MAX_TASTE_FILMS})
}

fn share() -> Value {
    json!({"type": "number", "minimum": 0, "maximum": 1})
}

fn number() -> Value {
    json!({"type": "integer", "minimum": 0, "maximum": u16::MAX})
}

fn list_length() -> Value {
    json!({"type": "integer", "minimum": 1, "maximum": MAX_LIST_FILMS, "default": PAGE_FILMS})
}

fn order() -> Value {
    one_of(&Order::ALL.into_iter().filter_map(Order::name).collect::<Vec<_>>())
}

fn language() -> Value {
    json!({"type": "string", "enum": SiteText::all().iter().map(|text| &text.tag).collect::<Vec<_>>()})
}

/// What the address of every page may say, and the links of the page say again. A list is the parameter several times.
pub(crate) const CARRIED: [ParameterDoc; 26] = [
    query("t", token, ""),
    query("like", ids, ""),
    query("dislike", ids, ""),
    query("seen", ids, ""),
    query("want", ids, ""),
    query("mute", terms, ""),
    query("less", terms, ""),
    query("boost", terms, ""),
    query("never", rules, ""),
    query("drop", || json!({"type": "array", "items": word()}), ""),
    query("ask", wish, ""),
    query("from", number, ""),
    query("to", number, ""),
    query("runtime", number, ""),
    query("genre", word, ""),
    query("country", word, ""),
    query("language", word, ""),
    query("library", || one_of(&[LibrarySide::In, LibrarySide::Out].map(LibrarySide::name)), ""),
    query("watched", || one_of(&["seen"]), ""),
    query("closeness", share, ""),
    query("sort", order, ""),
    query("n", list_length, ""),
    query("tonight", || json!({"type": "integer", "minimum": 1, "maximum": MAX_LIST_FILMS, "default": 1}), ""),
    query("wall", || json!({"type": "integer", "minimum": 1, "maximum": MAX_WALLS, "default": 1}), ""),
    query("q", search, ""),
    query("lang", language, ""),
];
