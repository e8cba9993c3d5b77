//! The page about the API: the routes of the OpenAPI document, for people.

use askama::Template;
use serde_json::Value;

use super::Frame;
use crate::address::Address;
use crate::openapi::{self, ANY_ERRORS, CARRIED, ParameterDoc, ROUTES, RouteDoc, RouteGroup};
use crate::text::SiteText;

#[derive(Debug, Template)]
#[template(path = "reference.html")]
pub(crate) struct ReferencePage {
    frame: Frame,
    /// The address of the document in this language.
    document: String,
    groups: Vec<ReferenceGroup>,
    carried: Vec<ReferenceField>,
    /// "May fail with 405, 414"
    any_fails: String,
    /// Statuses and when they come.
    errors: Vec<(String, String)>,
}

/// Routes of one purpose.
#[derive(Debug)]
struct ReferenceGroup {
    heading: &'static str,
    routes: Vec<ReferenceRoute>,
}

#[derive(Debug)]
struct ReferenceRoute {
    name: &'static str,
    method: String,
    path: &'static str,
    said: &'static str,
    parameters: Vec<ReferenceField>,
    body: Vec<ReferenceField>,
    /// "The body is a JSON object."
    body_is: String,
    carries: bool,
    /// "Answers application/json"
    answers: String,
    fails: String,
    /// A command that asks, and what it is answered.
    example: Option<(String, String)>,
}

/// A parameter, or a field of a body.
#[derive(Debug)]
struct ReferenceField {
    name: String,
    required: bool,
    /// "integer, 0 to 200, 20 unless told otherwise"
    kind: String,
    said: &'static str,
}

impl ReferencePage {
    pub(crate) fn new(frame: Frame, address: &Address) -> Self {
        let text = frame.text;
        let group = |group: RouteGroup| ReferenceGroup {
            heading: group.heading(text),
            routes: ROUTES
                .iter()
                .filter(|route| route.group == group)
                .map(|route| ReferenceRoute::new(route, text, &frame.origin.to_string()))
                .collect(),
        };
        let language = address.locale.text();
        Self {
            document: format!("/api/openapi.json?lang={}", language.tag),
            groups: RouteGroup::ALL.map(group).into(),
            carried: CARRIED.iter().map(|one| ReferenceField::of(one, text)).collect(),
            any_fails: words_of_any(text),
            errors: text.reference.errors.iter().map(|(status, said)| (status.clone(), said.clone())).collect(),
            frame,
        }
    }
}

/// When any address fails.
fn words_of_any(text: &SiteText) -> String {
    text.reference.fails.with("statuses", ANY_ERRORS.map(|status| status.to_string()).join(", "))
}

impl ReferenceRoute {
    fn new(route: &RouteDoc, text: &'static SiteText, origin: &str) -> Self {
        let words = &text.reference;
        let schemas: Vec<(&str, Value)> = openapi::schemas().collect();
        let body = route.body.as_ref().and_then(|body| schemas.iter().find(|(name, _)| *name == body.schema));
        let field = |of: &str, (name, schema): (&String, &Value)| ReferenceField {
            name: name.clone(),
            required: false,
            kind: kind(schema, text),
            said: words.field_of(of, name),
        };
        let fields = |(of, schema): &(&str, Value)| -> Vec<ReferenceField> {
            schema["properties"].as_object().into_iter().flatten().map(|one| field(of, one)).collect()
        };
        let fails: Vec<String> = route.errors.iter().map(ToString::to_string).collect();
        Self {
            name: route.name,
            method: route.method.to_uppercase(),
            path: route.path,
            said: words.answer_of(route.name),
            parameters: route.parameters.iter().map(|one| ReferenceField::of(one, text)).collect(),
            body: body.map(fields).unwrap_or_default(),
            body_is: route.body.as_ref().map(|body| openapi::said_of(body, text)).unwrap_or_default(),
            carries: route.carries,
            answers: match route.content_type {
                "" => words.redirects.clone(),
                kind => words.answers.with("kind", kind),
            },
            fails: if fails.is_empty() { String::new() } else { words.fails.with("statuses", fails.join(", ")) },
            example: route.example.map(|answer| (command(route, origin), answer.trim_end().to_owned())),
        }
    }
}

/// The command that asks for a route's example.
fn command(route: &RouteDoc, origin: &str) -> String {
    let address = format!("{origin}{}", route.try_it());
    match &route.body {
        Some(body) => {
            format!("curl -H 'Content-Type: {}' -d '{}' \\\n    {address}", body.content_type, body.example)
        }
        None => format!("curl '{address}'"),
    }
}

impl ReferenceField {
    fn of(one: &ParameterDoc, text: &'static SiteText) -> Self {
        let schema = (one.schema)();
        Self {
            name: one.name.to_owned(),
            required: one.required,
            kind: kind(&schema, text),
            said: text.reference.field(one.text),
        }
    }
}

/// What a value may be: its type and its limits.
fn kind(schema: &Value, text: &SiteText) -> String {
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | ");
    }
    let named = |schema: &Value| {
        let name = schema["type"].as_str().unwrap_or("object");
        text.reference.types.get(name).map_or_else(|| name.to_owned(), Clone::clone)
    };
    let mut kind = vec![if schema["items"].is_object() {
        text.reference.list.with("items", named(&schema["items"]))
    } else {
        named(schema)
    }];
    let number = |name: &str| schema[name].as_f64().map(|number| (number as f32).to_string());
    if let (Some(least), Some(most)) = (number("minimum"), number("maximum")) {
        kind.push(format!("{least} … {most}"));
    }
    kind.extend(number("maxLength").or_else(|| number("maxItems")).map(|most| format!("≤ {most}")));
    let kind = kind.join(", ");
    match number("default") {
        Some(default) => format!("{kind}; {}", text.reference.default.with("value", default)),
        None => kind,
    }
}
