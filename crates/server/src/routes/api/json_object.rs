//! Objects of a request's body, whose fields are checked one by one: what is wrong is said by field, with what was expected.
//! What serde derives for a structure would take an array for one too, and says neither.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value};

/// An object, as messages write it.
const ONE: &str = "a JSON object such as {\"likes\": [\"alien-1979\"]}";

/// What a field may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyField {
    /// A list of texts.
    Texts,
    /// A text, or nothing.
    Text,
    /// A whole number, or nothing.
    WholeNumber,
    /// Any number, or nothing.
    Number,
    /// Yes or no.
    Flag,
    /// A list of objects, which are checked as they are read.
    Objects,
}

impl BodyField {
    /// What to give.
    fn wanted(self) -> &'static str {
        match self {
            Self::Texts => "a list of texts, such as [\"alien-1979\"]",
            Self::Text => "a text",
            Self::WholeNumber => "a whole number, 0 or more",
            Self::Number => "a number",
            Self::Flag => "true or false",
            Self::Objects => "a list of objects, such as [{\"likes\": [\"alien-1979\"]}]",
        }
    }

    /// Checks a value. A whole number that is written as `20.0` becomes one.
    fn check(self, name: &str, value: &mut Value) -> Result<(), String> {
        let is_one = match self {
            Self::Texts => match value.as_array().map(|entries| entries.iter().position(|entry| !entry.is_string())) {
                Some(Some(at)) => {
                    return Err(format!("{name}[{at}] is {}: give {}", shown(&value[at]), Self::Text.wanted()));
                }
                found => found.is_some(),
            },
            Self::Text => value.is_string() || value.is_null(),
            Self::WholeNumber => {
                if let Some(whole) = value.as_f64().filter(|n| n.fract() == 0.0 && (0.0..=9e15).contains(n)) {
                    *value = Value::from(whole as u64);
                }
                value.is_u64() || value.is_null()
            }
            Self::Number => value.is_number() || value.is_null(),
            Self::Flag => value.is_boolean(),
            Self::Objects => {
                match value.as_array().map(|entries| entries.iter().position(|entry| !entry.is_object())) {
                    Some(Some(at)) => {
                        return Err(format!("{name}[{at}] is {}: give {ONE}", shown(&value[at])));
                    }
                    found => found.is_some(),
                }
            }
        };
        if is_one { Ok(()) } else { Err(format!("{name} is {}: give {}", shown(value), self.wanted())) }
    }
}

/// A value as a message names it: short, whatever it is.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => format!("the text {:?}", text.chars().take(40).collect::<String>()),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// A structure that is read of an object with these fields.
pub(super) trait OfFields: DeserializeOwned {
    const FIELDS: &'static [(&'static str, BodyField)];
}

/// A value that is written as a JSON object and not otherwise.
#[derive(Debug, Default)]
pub(super) struct JsonObject<T>(pub(super) T);

impl<'de, T: OfFields> Deserialize<'de> for JsonObject<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OfMap(PhantomData)).map(Self)
    }
}

struct OfMap<T>(PhantomData<T>);

impl<'de, T: OfFields> Visitor<'de> for OfMap<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(ONE)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut fields = Map::new();
        while let Some((name, mut value)) = map.next_entry::<String, Value>()? {
            let Some((_, kind)) = T::FIELDS.iter().find(|(known, _)| *known == name) else {
                let known: Vec<&str> = T::FIELDS.iter().map(|(known, _)| *known).collect();
                let name: String = name.chars().take(40).collect();
                let why = format!("there is no field {name:?}: give some of {}", known.join(", "));
                return Err(A::Error::custom(why));
            };
            kind.check(&name, &mut value).map_err(A::Error::custom)?;
            if fields.contains_key(&name) {
                return Err(A::Error::custom(format!("{name} is there twice: say it once")));
            }
            fields.insert(name, value);
        }
        T::deserialize(Value::Object(fields)).map_err(A::Error::custom)
    }
}
