//! What the answers of servers have in common.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::film::LibraryFilm;

/// The films of one answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LibraryPage {
    /// The films.
    pub films: Vec<LibraryFilm>,
    /// How many entries the answer has, those among them that are no films.
    pub entries: usize,
    /// How many entries there are in all, where the server says so.
    pub total: Option<usize>,
    /// Entries that are films without a title, or none at all.
    pub bad: usize,
    /// Whether entries say what somebody watched.
    pub says_watched: bool,
    /// The server's own id, where the answer has it.
    pub server: Option<String>,
}

/// Why bytes are no answer of a service.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// A web page.
    #[error("it answered with a web page, not as {0} does: look at the address")]
    WebPage(&'static str),
    /// An answer that is cut off or damaged.
    #[error("its answer cannot be read ({0}): is that {1}?")]
    Damaged(String, &'static str),
    /// An answer without what it must have.
    #[error("its answer has no {0}: is that {1}?")]
    Shape(&'static str, &'static str),
}

/// The first mark of an answer. A web page is refused.
pub(super) fn first_mark(bytes: &[u8], service: &'static str) -> Result<u8, AnswerError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Err(AnswerError::WebPage(service));
    }
    bytes.first().copied().ok_or(AnswerError::Damaged("it is empty".to_owned(), service))
}

/// Reads an answer in JSON.
pub(super) fn json<'a, T: Deserialize<'a>>(bytes: &'a [u8], service: &'static str) -> Result<T, AnswerError> {
    if first_mark(bytes, service)? == b'<' {
        return Err(AnswerError::WebPage(service));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| {
        // What the answer has instead may be long, and is anybody's text.
        let at = format!("line {}, column {}", error.line(), error.column());
        let what = if error.is_eof() { "it ends too early" } else { "it is not the JSON that is expected" };
        AnswerError::Damaged(format!("{what}, {at}"), service)
    })
}

/// An entry of a list. One that is no object costs only itself.
#[derive(Debug)]
pub(super) enum Entry<T> {
    Object(T),
    Other,
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Entry<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        // A struct could be read from an array as well.
        let object = Some(value).filter(Value::is_object).and_then(|value| serde_json::from_value(value).ok());
        Ok(object.map_or(Self::Other, Self::Object))
    }
}

/// The entries that are objects, and how many are not.
pub(super) fn objects<T>(entries: Vec<Entry<T>>) -> (Vec<T>, usize) {
    let all = entries.len();
    let objects: Vec<T> = entries.into_iter().filter_map(Entry::object).collect();
    let others = all - objects.len();
    (objects, others)
}

impl<T> Entry<T> {
    pub(super) fn object(self) -> Option<T> {
        match self {
            Self::Object(object) => Some(object),
            Self::Other => None,
        }
    }
}

/// A text, also of a number; anything else is an empty one. A field of a wrong kind costs no film.
pub(super) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(text) => text,
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    })
}

/// Yes for `true`, a number above 0, and either as a text.
pub(super) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Bool(flag) => flag,
        Value::Number(number) => number.as_f64().is_some_and(|number| number > 0.0),
        Value::String(text) => is_yes(&text),
        _ => false,
    })
}

/// Whether a text says yes, or counts above 0.
pub(super) fn is_yes(text: &str) -> bool {
    let text = text.trim();
    text.eq_ignore_ascii_case("true") || text.parse().is_ok_and(|number: f64| number > 0.0)
}

/// A number above or equal to 0.
pub(super) fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<usize>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Number(number) => number.as_u64().and_then(|number| usize::try_from(number).ok()),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    })
}

/// An object's members that are texts or numbers.
pub(super) fn members<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, String)>, D::Error> {
    let Value::Object(members) = Value::deserialize(deserializer)? else { return Ok(Vec::new()) };
    let text = |value| match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    Ok(members.into_iter().filter_map(|(name, value)| Some((name, text(value)?))).collect())
}
