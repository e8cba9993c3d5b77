//! All texts of the site: a file of `web/text` for each language, built into the binary.
//!
//! A new language is a new file there, named by its tag; nothing else changes. Titles, synopses and words of the story come
//! from the catalogue and are not translated.

mod entries;
mod locale;
mod own_entries;
mod plural;
mod reference;

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::io::Read as _;
use std::sync::LazyLock;

use flate2::read::GzDecoder;
use matinee_catalogue::fold::plain;
use matinee_rank::Translations;
use serde::{Deserialize, Serialize};

pub(crate) use entries::{ErrorText, MeasureText, ScorecardText, SiteText};
pub(crate) use locale::Locale;
pub(crate) use own_entries::{ImportText, MineText, RulesText, TogetherText, WhichText};
pub(crate) use plural::Count;
pub(crate) use reference::ReferenceText;

/// The tag of each language and its texts, a zero byte behind each: packed by `build.rs`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/texts.gz"));

/// The language for visitors who accept none of the site's.
const DEFAULT: &str = "en";

/// Every language, the default first, the others by their tags.
static TEXTS: LazyLock<Vec<SiteText>> = LazyLock::new(|| {
    let mut unpacked = String::new();
    GzDecoder::new(PACKED).read_to_string(&mut unpacked).expect("packed whole, and UTF-8");
    let parts: Vec<&str> = unpacked.split('\0').collect();
    let mut texts: Vec<SiteText> = parts.chunks_exact(2).map(|file| SiteText::read(file[0], file[1])).collect();
    texts.sort_by(|a, b| (a.tag != DEFAULT, &a.tag).cmp(&(b.tag != DEFAULT, &b.tag)));
    texts
});

impl SiteText {
    fn read(tag: &str, text: &str) -> Self {
        // By way of a table: the code that fills hundreds of fields is made once, and not for each of toml's readers, 1.4 MB less.
        let filled = toml::from_str(text).and_then(|table: toml::Table| table.try_into());
        let mut read: Self = filled.unwrap_or_else(|error| panic!("web/text/{tag}.toml: {error}"));
        tag.clone_into(&mut read.tag);
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

    /// The name shown for a theme.
    pub(crate) fn theme<'a>(&'a self, name: &'a str) -> &'a str {
        translated(&self.themes, name).unwrap_or(name)
    }

    /// Whether a word of stories or keywords is in another language than the page: no theme that has a name in it, and no name
    /// of a person or place.
    pub(crate) fn is_foreign(&self, word: &str) -> bool {
        let is_name = word.starts_with(char::is_uppercase);
        !self.themes.is_empty() && !is_name && translated(&self.themes, word).is_none()
    }

    /// A theme or a word of stories, between quotation marks if it is in another language.
    pub(crate) fn theme_or_word(&self, term: &str) -> String {
        if self.is_foreign(term) { self.wish.words.with("words", term) } else { self.theme(term).to_owned() }
    }

    /// The name shown for a country.
    pub(crate) fn country<'a>(&'a self, name: &'a str) -> &'a str {
        translated(&self.countries, name).unwrap_or(name)
    }

    /// The name shown for a film's language.
    pub(crate) fn language<'a>(&'a self, name: &'a str) -> &'a str {
        translated(&self.languages, name).unwrap_or(name)
    }

    /// A kind's name in English, given in this language.
    pub(crate) fn english_genre<'a>(&'a self, name: &'a str) -> &'a str {
        english(&self.genres, name)
    }

    /// A theme's.
    pub(crate) fn english_theme<'a>(&'a self, name: &'a str) -> &'a str {
        english(&self.themes, name)
    }

    /// A country's.
    pub(crate) fn english_country<'a>(&'a self, name: &'a str) -> &'a str {
        english(&self.countries, name)
    }

    /// A language's.
    pub(crate) fn english_language<'a>(&'a self, name: &'a str) -> &'a str {
        english(&self.languages, name)
    }

    /// The name shown for what is a genre, a country or a language, whichever has it.
    pub(crate) fn kind<'a>(&'a self, name: &'a str) -> &'a str {
        [&self.genres, &self.themes, &self.countries, &self.languages]
            .into_iter()
            .find_map(|table| translated(table, name))
            .unwrap_or(name)
    }
}

/// What wishes in the languages of the site are read by ([`matinee_rank::Ranker::with_translations`]): names with the
/// endings that they take, and small words.
pub fn translations() -> Translations {
    let mut translations = Translations::default();
    let mut with_endings = Vec::new();
    for text in SiteText::all() {
        let tables = [&text.genres, &text.themes, &text.countries, &text.languages].into_iter().flatten();
        let others = text.asking.names.iter().map(|(own, english)| (english, own));
        for (english, own) in tables.chain(others) {
            translations.names.push((own.clone(), english.clone()));
            let endings = text.asking.endings.iter().filter(|_| !own.contains(' '));
            with_endings.extend(endings.map(|ending| (format!("{own}{ending}"), english.clone())));
        }
        let words = text.asking.words.iter();
        translations.words.extend(words.map(|(own, english)| (own.clone(), english.clone())));
    }
    // Of names that are spelt alike the first counts.
    translations.names.extend(with_endings);
    translations
}

fn translated<'a>(table: &'a BTreeMap<String, String>, name: &str) -> Option<&'a str> {
    table.get(name).map(String::as_str)
}

fn english<'a>(table: &'a BTreeMap<String, String>, name: &'a str) -> &'a str {
    let wanted = plain(name);
    table.iter().find(|(_, own)| plain(own) == wanted).map_or(name, |(english, _)| english.as_str())
}

/// The default language.
impl Default for &'static SiteText {
    fn default() -> Self {
        &SiteText::all()[0]
    }
}

/// There is one text for each tag.
impl PartialEq for SiteText {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

/// A sentence in which values replace `{names}`.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Phrase(String);

impl Phrase {
    /// The sentence with its values. Braces inside a value are not names.
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

    /// The part before the first name, where markup replaces the name.
    pub(crate) fn before(&self) -> &str {
        split(&self.0).map_or(&self.0, |(before, ..)| before)
    }

    /// The part after the first name.
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

/// With its names, for scripts: they put in the values.
impl Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests;
