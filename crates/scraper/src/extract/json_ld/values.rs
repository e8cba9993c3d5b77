//! Values as sites write them: one or a list, a string or an object that has a name, in place or by reference.

use std::collections::HashMap;

use serde_json::Value;

use super::Object;
use crate::extract::text;

/// The most entries taken from one list: a longer one is a mistake in the page.
const MAX_ENTRIES: usize = 60;
/// The deepest nesting of roles around persons.
const DEEPEST: usize = 4;

/// The things a page describes.
pub(super) struct Graph<'a> {
    /// Those at the top of a block or of `@graph`, in order.
    pub(super) things: Vec<&'a Object>,
    by_id: HashMap<&'a str, &'a Object>,
}

impl<'a> Graph<'a> {
    pub(super) fn of(blocks: &'a [Value]) -> Self {
        let mut graph = Self { things: Vec::new(), by_id: HashMap::new() };
        let mut left: Vec<&Value> = blocks.iter().rev().collect();
        while let Some(value) = left.pop() {
            if let Some(values) = value.as_array() {
                left.extend(values.iter().rev());
            }
            let Some(thing) = value.as_object() else { continue };
            // What a page is about, what a review is of or what is screened is inside the description of these. What a film is
            // about is another matter.
            let keys = ["itemReviewed", "mainEntity", "about", "workPresented", "@graph"];
            let keys = if is_a(thing, "Movie") { &[][..] } else { &keys[..] };
            left.extend(keys.iter().filter_map(|key| thing.get(*key)));
            graph.things.push(thing);
            if let Some(id) = thing.get("@id").and_then(Value::as_str)
                && thing.len() > 1
            {
                graph.by_id.entry(id).or_insert(thing);
            }
        }
        graph
    }

    /// The thing itself where a value only refers to it.
    pub(super) fn resolved(&self, thing: &'a Object) -> &'a Object {
        let id = thing.get("@id").filter(|_| !thing.contains_key("name")).and_then(Value::as_str);
        id.and_then(|id| self.by_id.get(id)).copied().unwrap_or(thing)
    }

    /// The things that a value is, each in its full form.
    pub(super) fn objects(&self, value: Option<&'a Value>) -> Vec<&'a Object> {
        flat(value).filter_map(|value| Some(self.resolved(value.as_object()?))).collect()
    }

    /// Names of persons: strings, objects, and roles, which have the person under their own key.
    pub(super) fn people(&self, thing: &'a Object, keys: &[&str]) -> Vec<String> {
        let mut names = Vec::new();
        for key in keys {
            for value in flat(thing.get(*key)) {
                self.add_people(value, key, DEEPEST, &mut names);
            }
        }
        distinct(names)
    }

    fn add_people(&self, value: &'a Value, key: &str, deep: usize, names: &mut Vec<String>) {
        match value {
            Value::String(text) => names.extend(people_in(&line(text))),
            Value::Object(thing) => {
                let thing = self.resolved(thing);
                // Studios are listed among the creators.
                if is_a(thing, "Organization") {
                    return;
                }
                let is_role = deep > 0 && types(thing).any(|kind| kind.ends_with("Role"));
                if let Some(inner) = thing.get(key).filter(|_| is_role) {
                    flat(Some(inner)).for_each(|inner| self.add_people(inner, key, deep - 1, names));
                } else {
                    let name = thing.get("name").and_then(first_text).map(|name| line(&name)).unwrap_or_default();
                    // Groups of musicians may have such names.
                    let is_group = types(thing).any(|kind| kind.ends_with("Group"));
                    names.extend(if is_group { vec![name] } else { joined_by_and(&name) });
                }
            }
            _ => {}
        }
    }

    /// Texts of any sort under a key: strings, numbers, objects with a name.
    pub(super) fn texts(&self, thing: &'a Object, key: &str) -> Vec<String> {
        let texts = flat(thing.get(key)).filter_map(|value| match value {
            Value::Object(thing) => first_text(self.resolved(thing).get("name").unwrap_or(value)),
            _ => first_text(value),
        });
        distinct(texts.collect())
    }
}

/// The values of a list and of lists in it, or a single value where a list belongs.
fn flat(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let mut left: Vec<&Value> = value.into_iter().collect();
    std::iter::from_fn(move || {
        loop {
            let value = left.pop()?;
            match value.as_array() {
                Some(values) => left.extend(values.iter().rev()),
                None => return Some(value),
            }
        }
    })
}

/// A thing's types without the vocabulary's address.
pub(super) fn types(thing: &Object) -> impl Iterator<Item = &str> {
    flat(thing.get("@type")).filter_map(Value::as_str).map(|kind| kind.rsplit(['/', '#', ':']).next().unwrap_or(kind))
}

pub(super) fn is_a(thing: &Object, wanted: &str) -> bool {
    types(thing).any(|kind| kind == wanted)
}

/// A string, a number, `{"@value": ...}`, or the first of a list that is one of these; as it was written.
pub(super) fn first_text(value: &Value) -> Option<String> {
    flat(Some(value)).find_map(|value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(thing) => thing.get("@value").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    })
}

/// A text in one line, without markup and entities.
pub(super) fn line(text: &str) -> String {
    text::plain(text).replace('\n', " ")
}

/// "Ada Lund, Karl Otto Jr., Mia Vik" names three persons, an address none.
fn people_in(text: &str) -> Vec<String> {
    if text.contains("://") {
        return Vec::new();
    }
    let mut names: Vec<String> = Vec::new();
    for part in text.split([',', ';']).map(str::trim) {
        let is_suffix = matches!(part.trim_end_matches('.').to_lowercase().as_str(), "jr" | "sr" | "ii" | "iii" | "iv");
        match names.last_mut().filter(|_| is_suffix) {
            Some(name) => *name = format!("{name}, {part}"),
            None => names.push(part.to_owned()),
        }
    }
    names.iter().flat_map(|name| joined_by_and(name)).collect()
}

/// "Joel Coen and Ethan Coen" holds two persons. "Joel and Ethan Coen" stays whole: whose the one family name is, nobody says.
fn joined_by_and(name: &str) -> Vec<String> {
    // After a comma the last name of a list follows.
    let name = ["and ", "& ", "und ", "et "].iter().find_map(|and| name.strip_prefix(and)).unwrap_or(name);
    for and in [" and ", " & ", " und ", " et "] {
        let parts: Vec<&str> = name.split(and).map(str::trim).collect();
        if parts.len() > 1 && parts.iter().all(|part| part.contains(' ')) {
            return parts.into_iter().flat_map(joined_by_and).collect();
        }
    }
    vec![name.to_owned()]
}

/// The texts that are not empty, each once, at most [`MAX_ENTRIES`].
pub(super) fn distinct(texts: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for text in texts {
        if kept.len() < MAX_ENTRIES && !text.is_empty() && !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}
