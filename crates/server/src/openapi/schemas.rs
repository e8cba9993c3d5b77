//! What goes in and comes out as JSON, by JSON Schema 2020-12, which OpenAPI 3.1 uses.

use matinee_catalogue::history::Opinion;
use matinee_rank::{
    Agreement, Closeness, LibrarySide, MAX_PEOPLE, MAX_STEER_TERMS, MAX_TASTE_FILMS, MAX_TASTE_RULES, MAX_WISH_CHARS,
};
use serde_json::{Value, json};

use crate::limits::{DEFAULT_LIST_FILMS, MAX_LIST_FILMS, MAX_LIST_OFFSET};

/// A schema of the document by its name.
pub(crate) fn schema(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

pub(super) fn id() -> Value {
    json!({"type": "string", "examples": ["alien-1979"]})
}

pub(super) fn count() -> Value {
    json!({"type": "integer", "minimum": 0})
}

pub(super) fn up_to(most: usize, default: Option<usize>) -> Value {
    json!({"type": "integer", "minimum": 0, "maximum": most, "default": default.unwrap_or_default()})
}

pub(super) fn terms() -> Value {
    json!({"type": "array", "items": {"type": "string"}, "maxItems": MAX_STEER_TERMS})
}

/// Rules that stay.
pub(super) fn rules() -> Value {
    let rule = json!({"type": "string", "examples": ["country:France", "longer-than:180"]});
    json!({"type": "array", "items": rule, "maxItems": MAX_TASTE_RULES})
}

fn text() -> Value {
    json!({"type": "string"})
}

fn number() -> Value {
    json!({"type": "number"})
}

fn flag() -> Value {
    json!({"type": "boolean"})
}

fn share() -> Value {
    json!({"type": "number", "minimum": 0, "maximum": 1})
}

fn list(of: &Value) -> Value {
    json!({"type": "array", "items": of})
}

fn texts() -> Value {
    list(&text())
}

fn films() -> Value {
    json!({"type": "array", "items": id(), "maxItems": MAX_TASTE_FILMS})
}

/// One of several words.
pub(super) fn word(of: &[&str]) -> Value {
    json!({"type": "string", "enum": of})
}

/// An object with these properties and no others. The optional ones may be left out.
fn object(properties: Value, optional: &[&str]) -> Value {
    let names = properties.as_object().expect("properties by name").keys();
    let required: Vec<&String> = names.filter(|name| !optional.contains(&name.as_str())).collect();
    let mut object = json!({"type": "object", "required": required, "additionalProperties": false});
    object["properties"] = properties;
    object
}

/// An object all of whose properties may be left out.
fn options(properties: Value) -> Value {
    let mut object = object(properties, &[]);
    object["required"] = json!([]);
    object
}

/// The properties of an object and those of another.
fn with(mut properties: Value, more: Value) -> Value {
    if let (Some(all), Value::Object(more)) = (properties.as_object_mut(), more) {
        all.extend(more);
    }
    properties
}

fn film_name() -> Value {
    json!({"id": id(), "title": text(), "year": count(), "directors": texts()})
}

/// What such a list has only where it is asked for.
const MAYBE_IN_LIST: [&str; 4] = ["read_as", "never", "missing", "mistaken_one_in"];

/// What every list for a taste has.
fn list_head() -> Value {
    json!({
        "model": text(), "read_as": list(&schema("WishPart")), "fitting": count(), "left_out": count(),
        "muted": list(&schema("MutedTerm")), "never": list(&schema("Rule")), "unknown_terms": texts(),
        "missing": count(), "mistaken_one_in": count(),
    })
}

fn taste() -> Value {
    json!({"likes": films(), "dislikes": films(), "seen": films()})
}

fn taste_request() -> Value {
    options(with(
        taste(),
        json!({
            "mute": terms(), "less": terms(), "boost": terms(), "never": rules(), "taste": text(),
            "limit": up_to(MAX_LIST_FILMS, Some(DEFAULT_LIST_FILMS)),
            "offset": up_to(MAX_LIST_OFFSET, None),
            "closeness": {"type": "number", "minimum": 0, "maximum": 1, "default": Closeness::default().get()},
            "among": films(),
            "people": {"type": "array", "items": schema("Person"), "maxItems": MAX_PEOPLE},
            "agree": {"type": "string", "enum": Agreement::NAMES, "default": Agreement::NAMES[0]},
            "ask": {"type": "string", "maxLength": MAX_WISH_CHARS},
            "library": word(&[LibrarySide::In, LibrarySide::Out].map(LibrarySide::name)), "seen_in_library": flag(),
        }),
    ))
}

/// A form with titles, pasted or in files. Unknown fields are passed over.
fn titles_form() -> Value {
    let file = json!({"type": "string", "contentMediaType": "application/octet-stream"});
    json!({"type": "object", "properties": {"titles": text(), "files": list(&file)}})
}

/// The first form of an import; the page that answers has fields of its own beside these.
fn import_form() -> Value {
    let tenths = json!({"type": "number", "minimum": 0, "maximum": 10});
    let mut form = titles_form();
    let fields = json!({
        "as": word(&Opinion::ALL.map(Opinion::name)), "user": text(), "afresh": text(), "like-from": tenths,
        "dislike-to": tenths, "do": word(&["look", "take", "table"]),
    });
    form["properties"] = with(form["properties"].take(), fields);
    form
}

fn film() -> Value {
    let optional = [
        "original_title",
        "other_titles",
        "directors",
        "writers",
        "cast",
        "composers",
        "producers",
        "genres",
        "countries",
        "languages",
        "runtime_minutes",
        "keywords",
        "categories",
        "themes",
        "beside",
        "lists",
        "based_on",
        "series",
        "synopsis",
        "plot",
        "notability",
        "source",
        "external",
        "owned",
        "play",
    ];
    let numbers = ["languages", "references", "length", "links_in", "renown", "awards"];
    let numbers: Value = numbers.iter().map(|name| ((*name).to_owned(), count())).collect();
    let names: Value =
        ["wikipedia", "imdb", "wikidata", "tmdb"].iter().map(|name| ((*name).to_owned(), text())).collect();
    let source = json!({"name": text(), "url": text(), "licence": text(), "revision": count()});
    object(
        json!({
            "id": id(), "title": text(), "original_title": text(), "year": count(),
            "other_titles": texts(),
            "directors": texts(), "writers": texts(), "cast": texts(), "composers": texts(), "producers": texts(),
            "genres": texts(), "countries": texts(), "languages": texts(), "runtime_minutes": count(),
            "keywords": texts(), "categories": texts(), "themes": texts(), "beside": texts(), "lists": texts(),
            "based_on": text(), "series": text(), "synopsis": text(), "plot": text(),
            "notability": options(numbers), "source": object(source, &["licence", "revision"]),
            "external": options(names), "owned": flag(), "play": schema("PlayLink"),
        }),
        &optional,
    )
}

fn model() -> Value {
    let fields = ["words", "people", "genres", "themes", "keywords", "categories", "beside", "origin", "time"];
    let weights: Value = fields.iter().map(|name| ((*name).to_owned(), number())).collect();
    let params = json!({
        "seed": count(), "background": count(), "min_films": count(), "max_share": share(), "max_words": count(),
        "language": {"type": ["string", "null"]}, "stem": flag(), "pivot_slope": number(),
        "weights": object(weights, &[]),
    });
    let model = json!({
        "version": text(), "films": count(), "terms": count(), "entries": count(), "params": object(params, &["language"]),
    });
    object(model, &[])
}

/// Every schema of the document by its name.
pub(crate) fn schemas() -> impl Iterator<Item = (&'static str, Value)> {
    let problem = json!({"type": text(), "title": text(), "status": count(), "detail": text()});
    let reason = json!({
        "group": word(&["story", "beside", "people", "kind", "time", "well_known"]), "term": text(),
        "contribution": number(), "share": share(),
    });
    let kinds = [
        "kind", "theme", "keyword", "person", "years", "length", "country", "language", "place", "film", "series",
        "studio", "renown", "words",
    ];
    let part = json!({
        "text": text(), "kind": word(&kinds), "name": text(), "negated": flag(), "found": flag(), "apart": flag(),
    });
    let listed = json!({
        "score": number(), "reasons": list(&schema("Reason")), "because": list(&schema("LikedFilm")),
        "against": schema("DislikedFilm"), "owned": flag(), "play": schema("PlayLink"),
    });
    let together = json!({
        "score": number(), "people": list(&schema("PersonsPart")), "owned": flag(), "play": schema("PlayLink"),
    });
    let persons = json!({
        "name": text(), "rank": share(), "place": count(), "reasons": list(&schema("Reason")), "because": list(&schema("LikedFilm")),
    });
    let span = json!({"type": "array", "items": count(), "minItems": 2, "maxItems": 2});
    let matched = object(json!({"title": list(&span), "directors": list(&list(&span))}), &[]);
    let results = |of: &str| json!({"model": text(), "results": list(&schema(of))});
    let spots = json!({
        "ids": texts(), "titles": texts(), "years": list(&count()), "places": list(&count()), "kinds": list(&count()),
    });
    let picks = json!({
        "matinee": {"const": 1}, "like": texts(), "dislike": texts(), "seen": texts(), "want": texts(),
        "boost": texts(), "less": texts(), "mute": texts(), "never": texts(),
    });
    let readiness = json!({
        "ready": flag(), "model": text(), "films": count(), "waiting": count(), "queue": count(),
        "overloaded": flag(), "age_seconds": count(), "stale": flag(),
        "refused": schema("RefusedModel"), "lost": text(), "store": schema("ModelStore"),
    });
    let store = json!({"answers": flag(), "why": text(), "answered_seconds_ago": count()});
    let suggestions = json!({"wishes": list(&schema("Suggestion")), "people": list(&schema("Suggestion")), "films": list(&schema("Suggestion")), "pages": list(&schema("Suggestion"))});
    let suggestion = json!({"id": id(), "name": text(), "note": text(), "href": text()});
    let stevenlu = json!({"title": text(), "imdb_id": text(), "poster_url": text()});
    [
        ("Problem", object(problem, &[])),
        ("TasteRequest", taste_request()),
        ("Person", options(taste())),
        ("TitlesForm", titles_form()),
        ("ImportForm", import_form()),
        (
            "Recommendations",
            object(
                with(list_head(), json!({"learnt": flag(), "results": list(&schema("ListedFilm"))})),
                &MAYBE_IN_LIST,
            ),
        ),
        ("ListedFilm", object(with(film_name(), listed), &["against", "owned", "play"])),
        ("Together", object(with(list_head(), json!({"results": list(&schema("SharedFilm"))})), &MAYBE_IN_LIST)),
        ("SharedFilm", object(with(film_name(), together), &["owned", "play"])),
        ("PlayLink", object(json!({"name": text(), "href": text()}), &[])),
        ("PersonsPart", object(persons, &["name"])),
        ("Reason", object(reason, &[])),
        ("LikedFilm", object(json!({"id": id(), "contribution": number(), "share": share()}), &[])),
        ("DislikedFilm", object(json!({"id": id(), "contribution": number(), "terms": texts()}), &[])),
        ("MutedTerm", object(json!({"term": text(), "left_out": {"type": ["integer", "null"]}}), &[])),
        ("Rule", object(json!({"rule": text(), "left_out": count()}), &[])),
        ("WishPart", object(part, &["found", "apart"])),
        ("FoundFilms", object(results("FoundFilm"), &[])),
        ("FoundFilm", object(with(film_name(), json!({"with": text(), "matched": matched})), &["with"])),
        ("SimilarFilms", object(results("ListedFilm"), &[])),
        ("Tour", object(results("TourStop"), &[])),
        ("TourStop", object(with(film_name(), json!({"shared": texts()})), &[])),
        ("Film", film()),
        ("Model", model()),
        ("Readiness", object(readiness, &["age_seconds", "stale", "refused", "lost", "store"])),
        ("ModelStore", object(store, &["why", "answered_seconds_ago"])),
        ("RefusedModel", object(json!({"model": text(), "why": text()}), &[])),
        ("Suggestions", object(suggestions, &[])),
        ("Suggestion", object(suggestion, &["id"])),
        ("Spots", object(spots, &[])),
        ("Picks", object(picks, &[])),
        ("StevenLuFilm", object(stevenlu, &[])),
    ]
    .into_iter()
}
