//! What the page about the API and the OpenAPI document say.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Phrase;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReferenceText {
    pub(crate) title: String,
    pub(crate) heading: String,
    /// Around the link to the document.
    pub(crate) intro: Phrase,
    pub(crate) document: String,
    pub(crate) rules: String,
    pub(crate) errors_are: String,
    /// The headers of errors.
    pub(crate) allow: String,
    pub(crate) retry_after: String,
    /// Headings and labels.
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) meaning: String,
    pub(crate) body: String,
    pub(crate) form: Phrase,
    pub(crate) carried: String,
    pub(crate) carries: String,
    pub(crate) answers: Phrase,
    pub(crate) redirects: String,
    pub(crate) fails: Phrase,
    pub(crate) statuses: String,
    pub(crate) required: String,
    pub(crate) default: Phrase,
    /// A list of values of one type, which {items} names.
    pub(crate) list: Phrase,
    /// The types of values, by what JSON Schema calls them.
    pub(crate) types: BTreeMap<String, String>,
    /// By the name of a group of routes.
    pub(crate) groups: BTreeMap<String, String>,
    /// What each route answers, by its name.
    pub(crate) routes: BTreeMap<String, String>,
    /// What parameters and the fields of bodies and answers are, by name, or by `Schema.name` where one name has several meanings.
    pub(crate) fields: BTreeMap<String, String>,
    /// When a status is the answer.
    pub(crate) errors: BTreeMap<String, String>,
}

impl ReferenceText {
    /// What a route answers.
    pub(crate) fn answer_of(&self, route: &str) -> &str {
        self.routes.get(route).map_or("", String::as_str)
    }

    /// What a field of a schema is; empty if no text says so.
    pub(crate) fn field_of(&self, schema: &str, name: &str) -> &str {
        self.fields.get(&format!("{schema}.{name}")).map_or_else(|| self.field(name), String::as_str)
    }

    /// What a parameter or a field is.
    pub(crate) fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}
