//! What the server answers, as an OpenAPI 3.1 document: for programs at `/api/openapi.json`, for people at `/api`.
//!
//! A route is one entry of [`ROUTES`]. Limits come from `limits.rs`, words from `web/text`. Tests compare the entries with the
//! routes that are registered, the parameters with those that are parsed, and the schemas with live answers.
//!
//! It is made by hand and not by utoipa: that repeats limits as literals, needs its attributes in four crates, and knows no
//! second language.

mod parameters;
mod routes;
mod schemas;

use serde_json::{Map, Value, json};

pub(crate) use self::parameters::{CARRIED, ParameterDoc, ParameterPlace};
pub(crate) use self::routes::{BodyDoc, ROUTES, RouteDoc, RouteGroup};
pub(crate) use self::schemas::{schema, schemas};
use crate::limits::{MAX_UPLOAD_BYTES, RETRY_AFTER_SECONDS};
use crate::text::SiteText;

/// Statuses that any address may answer with: what is no request of HTTP (a head beyond all limits among it), another method, too long an address, too large a head, a failure, no room.
pub(crate) const ANY_ERRORS: [u16; 6] = [400, 405, 414, 431, 500, 503];

/// The whole document, in a language.
pub(crate) fn document(text: &SiteText) -> Value {
    let mut paths = Map::new();
    for route in &ROUTES {
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[route.method] = operation(route, text);
    }
    let mut schemas: Map<_, _> = schemas().map(|(name, schema)| (name.to_owned(), schema)).collect();
    for (name, schema) in &mut schemas {
        describe(name, schema, text);
    }
    let groups = RouteGroup::ALL.map(|group| json!({"name": group.name(), "description": group.heading(text)}));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Matinee",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": text.frame.description,
            "description": format!("{} {}", text.reference.rules, text.reference.errors_are),
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        // Nobody has an account.
        "security": [],
        "tags": groups,
        "paths": paths,
        "components": {
            "schemas": schemas,
            "parameters": CARRIED.iter().map(|one| (one.name.to_owned(), parameter(one, text))).collect::<Map<_, _>>(),
            "responses": text.reference.errors.keys().map(|status| (status.clone(), error(status, text))).collect::<Map<_, _>>(),
        },
    })
}

fn operation(route: &RouteDoc, text: &SiteText) -> Value {
    let own = route.parameters.iter().map(|one| parameter(one, text));
    let carried =
        CARRIED.iter().filter(|_| route.carries).filter(|one| !route.parameters.iter().any(|own| own.name == one.name));
    let carried = carried.map(|one| json!({"$ref": format!("#/components/parameters/{}", one.name)}));
    let mut answers = Map::new();
    let mut content = json!({});
    if let Some(schema) = route.schema {
        content["schema"] = schema();
    }
    if let Some(example) = route.example {
        content["example"] = serde_json::from_str(example).expect("an example is JSON");
    }
    let said = text.reference.answer_of(route.name);
    answers.insert(
        route.status.to_string(),
        match route.content_type {
            "" => json!({"description": said}),
            kind => json!({"description": said, "content": {kind: content}}),
        },
    );
    for status in route.errors.iter().chain(&ANY_ERRORS) {
        answers.insert(status.to_string(), json!({"$ref": format!("#/components/responses/{status}")}));
    }
    let mut operation = json!({
        "operationId": route.name,
        "tags": [route.group.name()],
        "summary": said,
        "parameters": own.chain(carried).collect::<Vec<_>>(),
        "responses": answers,
    });
    if let Some(body) = &route.body {
        let example: Value = serde_json::from_str(body.example).expect("an example is JSON");
        let content = json!({"schema": schema(body.schema), "example": example});
        operation["requestBody"] =
            json!({"description": said_of(body, text), "required": true, "content": {body.content_type: content}});
    }
    operation
}

/// What holds of a whole body.
pub(crate) fn said_of(body: &BodyDoc, text: &SiteText) -> String {
    if body.is_form() { text.reference.form.with("most", MAX_UPLOAD_BYTES >> 20) } else { text.reference.body.clone() }
}

fn parameter(one: &ParameterDoc, text: &SiteText) -> Value {
    let mut parameter = json!({
        "name": one.name,
        "in": one.place.name(),
        "description": text.reference.field(one.text),
        "required": one.place == ParameterPlace::Path || one.required,
        "schema": (one.schema)(),
    });
    if !one.example.is_empty() {
        parameter["example"] = json!(one.example);
    }
    parameter
}

/// Programs get problem details, people a page.
fn error(status: &str, text: &SiteText) -> Value {
    let mut error = json!({
        "description": text.reference.errors[status],
        "content": {
            "application/problem+json": {"schema": schema("Problem")},
            "text/html": {"schema": {"type": "string"}},
        },
    });
    let header = |said: &str, kind: &str| json!({"description": said, "schema": {"type": kind}});
    match status {
        "405" => error["headers"]["Allow"] = header(&text.reference.allow, "string"),
        "503" => {
            error["headers"]["Retry-After"] = header(&text.reference.retry_after, "integer");
            error["headers"]["Retry-After"]["example"] = json!(RETRY_AFTER_SECONDS);
        }
        _ => {}
    }
    error
}

/// Gives the properties of a schema their descriptions, as far as there are any.
fn describe(name: &str, schema: &mut Value, text: &SiteText) {
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
    for (property, schema) in properties {
        let own = format!("{name}.{property}");
        let said = text.reference.field_of(name, property);
        if !said.is_empty() {
            schema["description"] = json!(said);
        }
        describe(&own, schema, text);
    }
}

#[cfg(test)]
mod tests;
