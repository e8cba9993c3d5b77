//! The languages that text is cut into words by.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use rust_stemmers::Algorithm;
use serde::{Deserialize, Serialize};

/// The language that a catalogue's synopses and plots are written in.
///
/// ```
/// use matinee_features::TextLanguage;
/// assert_eq!("fr".parse(), Ok(TextLanguage::French));
/// assert_eq!(TextLanguage::French.to_string(), "French");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum TextLanguage {
    /// English, also for text in a language that is not among these.
    #[default]
    English,
    /// French.
    French,
    /// German.
    German,
    /// Spanish.
    Spanish,
    /// Italian.
    Italian,
    /// Portuguese.
    Portuguese,
    /// Russian.
    Russian,
    /// Swedish.
    Swedish,
    /// Polish.
    Polish,
    /// Dutch.
    Dutch,
    /// Danish.
    Danish,
    /// Norwegian.
    Norwegian,
    /// Finnish.
    Finnish,
    /// Hungarian.
    Hungarian,
    /// Romanian.
    Romanian,
    /// Turkish.
    Turkish,
    /// Japanese.
    Japanese,
    /// Chinese.
    Chinese,
    /// Thai.
    Thai,
}

/// A code that names no language that text can be cut by.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} is no language of texts; they are {}", codes())]
pub struct UnknownLanguage {
    found: String,
}

fn codes() -> String {
    TextLanguage::ALL.map(TextLanguage::code).join(", ")
}

impl TextLanguage {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::English,
        Self::French,
        Self::German,
        Self::Spanish,
        Self::Italian,
        Self::Portuguese,
        Self::Russian,
        Self::Swedish,
        Self::Polish,
        Self::Dutch,
        Self::Danish,
        Self::Norwegian,
        Self::Finnish,
        Self::Hungarian,
        Self::Romanian,
        Self::Turkish,
        Self::Japanese,
        Self::Chinese,
        Self::Thai,
    ];

    /// Its ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::German => "de",
            Self::Spanish => "es",
            Self::Italian => "it",
            Self::Portuguese => "pt",
            Self::Russian => "ru",
            Self::Swedish => "sv",
            Self::Polish => "pl",
            Self::Dutch => "nl",
            Self::Danish => "da",
            Self::Norwegian => "no",
            Self::Finnish => "fi",
            Self::Hungarian => "hu",
            Self::Romanian => "ro",
            Self::Turkish => "tr",
            Self::Japanese => "ja",
            Self::Chinese => "zh",
            Self::Thai => "th",
        }
    }

    /// Its stop word list: several words a line, lines with `#` are comments.
    pub(crate) const fn stop_word_list(self) -> &'static str {
        match self {
            Self::English => include_str!("stop_words/en.txt"),
            Self::French => include_str!("stop_words/fr.txt"),
            Self::German => include_str!("stop_words/de.txt"),
            Self::Spanish => include_str!("stop_words/es.txt"),
            Self::Italian => include_str!("stop_words/it.txt"),
            Self::Portuguese => include_str!("stop_words/pt.txt"),
            Self::Russian => include_str!("stop_words/ru.txt"),
            Self::Swedish => include_str!("stop_words/sv.txt"),
            Self::Polish => include_str!("stop_words/pl.txt"),
            Self::Dutch => include_str!("stop_words/nl.txt"),
            Self::Danish => include_str!("stop_words/da.txt"),
            Self::Norwegian => include_str!("stop_words/no.txt"),
            Self::Finnish => include_str!("stop_words/fi.txt"),
            Self::Hungarian => include_str!("stop_words/hu.txt"),
            Self::Romanian => include_str!("stop_words/ro.txt"),
            Self::Turkish => include_str!("stop_words/tr.txt"),
            Self::Japanese => include_str!("stop_words/ja.txt"),
            Self::Chinese => include_str!("stop_words/zh.txt"),
            Self::Thai => include_str!("stop_words/th.txt"),
        }
    }

    /// The words that say nothing of a film, in lower case, with their accents.
    pub(crate) fn stop_words(self) -> &'static HashSet<&'static str> {
        static LISTS: [OnceLock<HashSet<&str>>; TextLanguage::ALL.len()] =
            [const { OnceLock::new() }; TextLanguage::ALL.len()];
        LISTS[self as usize].get_or_init(|| {
            let lines = self.stop_word_list().lines().filter(|line| !line.starts_with('#'));
            lines.flat_map(str::split_whitespace).collect()
        })
    }

    /// Its stemmer. English has its own ([`crate::english`]); Polish has none, nor have languages cut into pairs.
    pub(crate) const fn stemmer(self) -> Option<Algorithm> {
        match self {
            Self::French => Some(Algorithm::French),
            Self::German => Some(Algorithm::German),
            Self::Spanish => Some(Algorithm::Spanish),
            Self::Italian => Some(Algorithm::Italian),
            Self::Portuguese => Some(Algorithm::Portuguese),
            Self::Russian => Some(Algorithm::Russian),
            Self::Swedish => Some(Algorithm::Swedish),
            Self::Dutch => Some(Algorithm::Dutch),
            Self::Danish => Some(Algorithm::Danish),
            Self::Norwegian => Some(Algorithm::Norwegian),
            Self::Finnish => Some(Algorithm::Finnish),
            Self::Hungarian => Some(Algorithm::Hungarian),
            Self::Romanian => Some(Algorithm::Romanian),
            Self::Turkish => Some(Algorithm::Turkish),
            Self::English | Self::Polish | Self::Japanese | Self::Chinese | Self::Thai => None,
        }
    }

    /// Whether it is written without spaces and so cut into pairs of characters.
    pub(crate) const fn by_pairs(self) -> bool {
        matches!(self, Self::Japanese | Self::Chinese | Self::Thai)
    }

    /// Whether a capital is part of a word's spelling: German nouns.
    pub(crate) const fn keeps_case(self) -> bool {
        matches!(self, Self::German)
    }

    /// Words that lose their vowel before an apostrophe, in what is left of them.
    pub(crate) const fn elisions(self) -> &'static [&'static str] {
        match self {
            Self::French => {
                &["l", "d", "c", "j", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu"]
            }
            Self::Italian => &[
                "l", "d", "c", "m", "n", "s", "t", "v", "un", "dell", "all", "nell", "sull", "dall", "coll", "quell",
                "quest", "bell", "sant", "nessun", "alcun", "ciascun", "com", "dov", "cos", "gl", "anch", "tutt",
            ],
            Self::Portuguese => &["d"],
            _ => &[],
        }
    }
}

impl fmt::Display for TextLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl FromStr for TextLanguage {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        let named = |language: &Self| language.code().eq_ignore_ascii_case(code);
        Self::ALL.into_iter().find(named).ok_or_else(|| UnknownLanguage { found: code.to_owned() })
    }
}

impl TryFrom<String> for TextLanguage {
    type Error = UnknownLanguage;

    fn try_from(code: String) -> Result<Self, UnknownLanguage> {
        code.parse()
    }
}

impl From<TextLanguage> for String {
    fn from(language: TextLanguage) -> Self {
        language.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use matinee_catalogue::fold::plain;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn every_stop_word_is_as_words_are_looked_up() {
        for language in TextLanguage::ALL {
            let words = language.stop_words();
            assert!(words.len() >= 100, "{language}: {}", words.len());
            for word in words {
                let looked_up = match language {
                    TextLanguage::English => plain(word),
                    _ => word.to_lowercase().nfkc().collect(),
                };
                let looked_up = if language == TextLanguage::Thai { word.nfc().collect() } else { looked_up };
                assert_eq!(looked_up, *word, "{language}");
                assert!(!word.contains('\''), "{language}: {word} is cut at its apostrophe");
            }
        }
    }

    #[test]
    fn a_language_is_written_as_its_code() {
        for language in TextLanguage::ALL {
            assert_eq!(TextLanguage::ALL[language as usize], language);
            assert_eq!(language.code().parse(), Ok(language));
            assert_eq!(serde_json::to_string(&language).unwrap(), format!("\"{}\"", language.code()));
        }
        let error = "tlh".parse::<TextLanguage>().unwrap_err().to_string();
        assert_eq!(
            error,
            "\"tlh\" is no language of texts; they are en, fr, de, es, it, pt, ru, sv, pl, nl, da, no, fi, hu, ro, tr, ja, zh, th"
        );
    }
}
