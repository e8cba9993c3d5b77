//! The parameters of addresses.

use serde_json::{Value, json};

use super::schemas::{count, id, terms, up_to};
use crate::limits::{
    DEFAULT_FOUND_FILMS, DEFAULT_LIST_FILMS, MAX_FOUND_FILMS, MAX_LIST_FILMS, MAX_QUERY_CHARS, MAX_WALLS,
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
    json!({"type": "integer", "minimum": 1, "maximum": MAX_LIST_FILMS, "default": DEFAULT_LIST_FILMS})
}

fn language() -> Value {
    json!({"type": "string", "enum": SiteText::all().iter().map(|text| &text.tag).collect::<Vec<_>>()})
}

/// What the address of every page may say, and the links of the page say again. A list is the parameter several times.
pub(crate) const CARRIED: [ParameterDoc; 20] = [
    query("t", token, ""),
    query("like", ids, ""),
    query("dislike", ids, ""),
    query("seen", ids, ""),
    query("mute", terms, ""),
    query("less", terms, ""),
    query("boost", terms, ""),
    query("drop", ids, ""),
    query("ask", wish, ""),
    query("from", number, ""),
    query("to", number, ""),
    query("runtime", number, ""),
    query("genre", word, ""),
    query("country", word, ""),
    query("language", word, ""),
    query("closeness", share, ""),
    query("n", list_length, ""),
    query("wall", || json!({"type": "integer", "minimum": 1, "maximum": MAX_WALLS, "default": 1}), ""),
    query("q", search, ""),
    query("lang", language, ""),
];
