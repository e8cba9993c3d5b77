//! Lists as Python writes them, which are in the cells of well-known public tables: `['Drama', 'Crime']`,
//! `[{'id': 18, 'name': "Schindler's List"}]`.
//!
//! They are parsed, never evaluated: texts, numbers, `True`, `False`, `None`, lists, tuples and dictionaries, nothing else.

use std::iter::Peekable;
use std::str::Chars;

use serde_json::{Map, Value};

/// The deepest nesting of lists.
const MAX_DEPTH: usize = 16;

/// A text that is no list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum PythonError {
    #[error("it ends too soon")]
    EndsTooSoon,
    #[error("a text in it does not end")]
    OpenText,
    #[error("more than {MAX_DEPTH} lists in each other")]
    TooDeep,
    #[error("{0:?} after its end")]
    AfterEnd(char),
    #[error("{found:?} where \",\" or {end:?} should be")]
    NotClosed { found: char, end: char },
    #[error("no \":\" after {0:?}")]
    NoColon(String),
    #[error("\"\\{0}\" is no character")]
    BadEscape(char),
    #[error("\"{0}\" is the number of no character")]
    BadCode(String),
    #[error("{0:?} begins no text, number or list")]
    NoValue(char),
    #[error("{0:?} without quotes")]
    BareWord(String),
}

/// Parses a list.
pub(super) fn list(text: &str) -> Result<Value, PythonError> {
    let mut reader = PythonParser { chars: text.chars().peekable() };
    let value = reader.value(0)?;
    reader.skip_space();
    match reader.chars.next() {
        None => Ok(value),
        Some(c) => Err(PythonError::AfterEnd(c)),
    }
}

struct PythonParser<'a> {
    chars: Peekable<Chars<'a>>,
}

impl PythonParser<'_> {
    fn skip_space(&mut self) {
        while self.chars.next_if(|c| c.is_whitespace()).is_some() {}
    }

    /// The next character that is no space, if it is this one.
    fn takes(&mut self, wanted: char) -> bool {
        self.skip_space();
        self.chars.next_if_eq(&wanted).is_some()
    }

    fn value(&mut self, depth: usize) -> Result<Value, PythonError> {
        if depth > MAX_DEPTH {
            return Err(PythonError::TooDeep);
        }
        self.skip_space();
        match self.chars.peek() {
            Some('[') => self.entries(']', depth),
            Some('(') => self.entries(')', depth),
            Some('{') => self.dictionary(depth),
            Some('\'' | '"') => self.text().map(Value::String),
            Some(_) => self.word(),
            None => Err(PythonError::EndsTooSoon),
        }
    }

    fn entries(&mut self, end: char, depth: usize) -> Result<Value, PythonError> {
        self.chars.next();
        let mut entries = Vec::new();
        while !self.takes(end) {
            entries.push(self.value(depth + 1)?);
            if !self.takes(',') {
                self.closes(end)?;
                break;
            }
        }
        Ok(Value::Array(entries))
    }

    fn dictionary(&mut self, depth: usize) -> Result<Value, PythonError> {
        self.chars.next();
        let mut fields = Map::new();
        while !self.takes('}') {
            let name = match self.value(depth + 1)? {
                Value::String(name) => name,
                other => other.to_string(),
            };
            if !self.takes(':') {
                return Err(PythonError::NoColon(name));
            }
            fields.insert(name, self.value(depth + 1)?);
            if !self.takes(',') {
                self.closes('}')?;
                break;
            }
        }
        Ok(Value::Object(fields))
    }

    fn closes(&mut self, end: char) -> Result<(), PythonError> {
        if self.takes(end) {
            return Ok(());
        }
        match self.chars.peek() {
            Some(&found) => Err(PythonError::NotClosed { found, end }),
            None => Err(PythonError::EndsTooSoon),
        }
    }

    fn text(&mut self) -> Result<String, PythonError> {
        let quote = self.chars.next();
        let mut text = String::new();
        while let Some(c) = self.chars.next() {
            match c {
                c if Some(c) == quote => return Ok(text),
                '\\' => text.push(self.escaped()?),
                c => text.push(c),
            }
        }
        Err(PythonError::OpenText)
    }

    fn escaped(&mut self) -> Result<char, PythonError> {
        let digits = match self.chars.next() {
            Some('n') => return Ok('\n'),
            Some('t') => return Ok('\t'),
            Some('r') => return Ok('\r'),
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            Some(c @ ('\\' | '\'' | '"')) => return Ok(c),
            Some(c) => return Err(PythonError::BadEscape(c)),
            None => return Err(PythonError::OpenText),
        };
        let code: String = self.chars.by_ref().take(digits).collect();
        let character = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
        character.ok_or(PythonError::BadCode(code))
    }

    fn word(&mut self) -> Result<Value, PythonError> {
        let mut word = String::new();
        while let Some(c) = self.chars.next_if(|c| c.is_alphanumeric() || "+-._".contains(*c)) {
            word.push(c);
        }
        match word.as_str() {
            "None" | "null" | "nan" | "NaN" | "Infinity" | "-Infinity" => Ok(Value::Null),
            "True" | "true" => Ok(Value::Bool(true)),
            "False" | "false" => Ok(Value::Bool(false)),
            number => match number.parse::<f64>() {
                Ok(_) => serde_json::from_str(number).or_else(|_| Ok(Value::String(word))),
                Err(_) => Err(match self.chars.peek() {
                    Some(&c) if word.is_empty() => PythonError::NoValue(c),
                    _ => PythonError::BareWord(word),
                }),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn texts_numbers_and_dictionaries_are_read() {
        for (text, wanted) in [
            ("[]", json!([])),
            ("['Drama', 'Crime',]", json!(["Drama", "Crime"])),
            (
                r#"["Schindler's List", 'L\'Atalante', 'a\\b', 'Am\xe9lie', '\u2019']"#,
                json!(["Schindler's List", "L'Atalante", "a\\b", "Amélie", "’"]),
            ),
            (
                "[{'id': 18, 'name': 'Drama', 'adult': False, 'poster': None, 'order': -1.5}]",
                json!([{"id": 18, "name": "Drama", "adult": false, "poster": null, "order": -1.5}]),
            ),
            ("('a', ('b',))", json!(["a", ["b"]])),
        ] {
            assert_eq!(list(text), Ok(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_no_list_says_why() {
        for (text, why) in [
            ("['a'", "it ends too soon"),
            ("['a", "a text in it does not end"),
            ("[oops]", "\"oops\" without quotes"),
            ("['a' 'b']", "'\\'' where \",\" or ']' should be"),
            ("['a'] b", "'b' after its end"),
            ("[@]", "'@' begins no text, number or list"),
            (r"['\ud800']", "\"d800\" is the number of no character"),
        ] {
            assert_eq!(list(text).unwrap_err().to_string(), why, "{text}");
        }
        assert_eq!(list(&"[".repeat(100_000)), Err(PythonError::TooDeep));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[\\[\\]{}'\",:a0\\\\ ]{0,40}") {
            let _ = list(&text);
        }
    }
}
