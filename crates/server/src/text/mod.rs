//! All that the site says to people, in every language it speaks: a file of `web/text` for each, built into the binary.
//!
//! A new language is a new file there, named by its tag; nothing else changes. Titles, synopses and words of the story are
//! the catalogue's own and are shown as they are.

mod entries;
mod locale;

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::sync::LazyLock;

use rust_embed::Embed;
use serde::Deserialize;

pub(crate) use entries::{ErrorText, MeasureText, ScorecardText, Text};
pub(crate) use locale::Locale;

#[derive(Embed)]
#[folder = "../../web/text"]
struct TextFiles;

/// Who asks for no language that is spoken here reads this one.
const DEFAULT: &str = "en";

/// Every language, the default first, the others by their tags.
static TEXTS: LazyLock<Vec<Text>> = LazyLock::new(|| {
    let mut texts: Vec<Text> = TextFiles::iter().map(|file| Text::read(&file)).collect();
    texts.sort_by(|a, b| (a.tag != DEFAULT, &a.tag).cmp(&(b.tag != DEFAULT, &b.tag)));
    texts
});

impl Text {
    fn read(file: &str) -> Self {
        let bytes = TextFiles::get(file).expect("a listed file").data;
        let text = std::str::from_utf8(&bytes).expect("a file of texts is UTF-8");
        let mut read: Self = toml::from_str(text).unwrap_or_else(|error| panic!("web/text/{file}: {error}"));
        read.tag = file.trim_end_matches(".toml").to_owned();
        read
    }

    /// Every language.
    pub(crate) fn all() -> &'static [Self] {
        &TEXTS
    }

    /// The language of a tag.
    pub(crate) fn tagged(tag: &str) -> Option<&'static Self> {
        Self::all().iter().find(|text| text.tag == tag)
    }

    /// The name shown for a genre.
    pub(crate) fn genre<'a>(&'a self, name: &'a str) -> &'a str {
        translated(&self.genres, name).unwrap_or(name)
    }

    /// The name shown for a country.
    pub(crate) fn country<'a>(&'a self, name: &'a str) -> &'a str {
        translated(&self.countries, name).unwrap_or(name)
    }

    /// The name shown for a film's language.
    pub(crate) fn language<'a>(&'a self, name: &'a str) -> &'a str {
        translated(&self.languages, name).unwrap_or(name)
    }

    /// The name shown for a genre, country or language where it is not known which of them it is.
    pub(crate) fn kind<'a>(&'a self, name: &'a str) -> &'a str {
        [&self.genres, &self.countries, &self.languages]
            .into_iter()
            .find_map(|table| translated(table, name))
            .unwrap_or(name)
    }
}

fn translated<'a>(table: &'a BTreeMap<String, String>, name: &str) -> Option<&'a str> {
    table.get(name).map(String::as_str)
}

/// The default language.
impl Default for &'static Text {
    fn default() -> Self {
        &Text::all()[0]
    }
}

/// There is one text for each tag.
impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

/// A sentence in which values stand in place of `{names}`.
#[derive(Debug, Deserialize)]
pub(crate) struct Phrase(String);

impl Phrase {
    /// The sentence with its values. A value is never read for names.
    pub(crate) fn fill<V: Display>(&self, values: &[(&str, V)]) -> String {
        let mut filled = String::new();
        let mut rest = self.0.as_str();
        while let Some((before, name, after)) = split(rest) {
            let (_, value) = values.iter().find(|(other, _)| *other == name).expect("a value for every name");
            filled += before;
            filled += &value.to_string();
            rest = after;
        }
        filled + rest
    }

    /// The sentence with its one value.
    pub(crate) fn with(&self, name: &str, value: impl Display) -> String {
        self.fill(&[(name, value)])
    }

    /// What stands before the first name, where markup takes the name's place.
    pub(crate) fn before(&self) -> &str {
        split(&self.0).map_or(&self.0, |(before, ..)| before)
    }

    /// What stands after the first name.
    pub(crate) fn after(&self) -> &str {
        split(&self.0).map_or("", |(.., after)| after)
    }
}

/// A text before its first name, the name, and what comes after.
fn split(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// For scripts, which put the values in themselves.
impl Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A sentence about a number `{n}` of things.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Count {
    pub(crate) one: Phrase,
    pub(crate) other: Phrase,
}

impl Count {
    pub(crate) fn of(&self, n: usize) -> String {
        if n == 1 { &self.one } else { &self.other }.with("n", n)
    }
}

#[cfg(test)]
mod tests;
