//! The film record and the types of its fields.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::fold::slug;

/// One film: one line of a catalogue. Lists keep the order of their source (cast: billing order).
///
/// Every field has a row in [`crate::fields`], by which it is read, imported, merged, exported, compared and counted.
/// New fields go to the end and are skipped when empty, so that the lines of older catalogues stay as they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Film {
    /// The film's permanent name: shared links contain it.
    pub id: FilmId,
    /// The title it is known by, in the catalogue's language.
    pub title: String,
    /// The title in the film's own language, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_title: Option<String>,
    /// Year of first public release.
    pub year: Year,
    /// Who directed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub directors: Vec<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub writers: Vec<String>,
    /// Who plays in it, in billing order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cast: Vec<String>,
    /// Kinds of film, lower case, as the source names them; see [`crate::genres`] for the common names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub genres: Vec<String>,
    /// Countries of production.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// Languages spoken in it, the main one first ("Silent" for silent films).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Running time in minutes; of several cuts the first named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runtime_minutes: Option<u16>,
    /// What it is about in free words, lower case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// The work it is based on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<String>,
    /// The series it belongs to ("James Bond").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    /// What it is about, in a paragraph or two: a synopsis or an article's lead. Plain text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub synopsis: String,
    /// The whole story, where the source has it. Plain text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub plot: String,
    /// How well known it is, as far as the source shows.
    #[serde(default, skip_serializing_if = "Notability::is_unknown")]
    pub notability: Notability,
    /// Where the record was read from, for attribution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The film's names in other collections.
    #[serde(default, skip_serializing_if = "External::is_empty")]
    pub external: External,
    /// Who wrote its music.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub composers: Vec<String>,
    /// Who produced it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub producers: Vec<String>,
    /// The categories its source files it under, as the source names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// Ids of other films: those that its page names in its text, or that an editor would show next; in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<String>,
    /// Titles of the lists that name it ("List of films featuring time loops").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<String>,
    /// Terms of the shared vocabulary ([`crate::themes`]), the telling ones first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// The language that its synopsis and plot are written in, as an ISO 639-1 code; training finds it out where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_language: Option<String>,
    /// Further titles that people know it by: those of other countries, other spellings ("Se7en"). It is found by them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_titles: Vec<String>,
}

impl Film {
    /// A film of which only title and year are known; its id is made from them.
    ///
    /// ```
    /// use matinee_catalogue::{Film, Year};
    /// let film = Film::new("King Kong", Year::new(1933)?);
    /// assert_eq!(film.id.as_str(), "king-kong-1933");
    /// # Ok::<(), matinee_catalogue::InvalidYear>(())
    /// ```
    pub fn new(title: &str, year: Year) -> Self {
        Self { id: FilmId::from_title(title, year), title: title.to_owned(), year, ..Self::blank() }
    }

    /// A film of which nothing is known: the reader fills it, and gives it an id, a title and a year.
    pub(crate) fn blank() -> Self {
        Self {
            id: FilmId(String::new()),
            title: String::new(),
            original_title: None,
            year: Year::MIN,
            directors: Vec::new(),
            writers: Vec::new(),
            cast: Vec::new(),
            genres: Vec::new(),
            countries: Vec::new(),
            languages: Vec::new(),
            runtime_minutes: None,
            keywords: Vec::new(),
            based_on: None,
            series: None,
            synopsis: String::new(),
            plot: String::new(),
            notability: Notability::default(),
            source: None,
            external: External::default(),
            composers: Vec::new(),
            producers: Vec::new(),
            categories: Vec::new(),
            beside: Vec::new(),
            lists: Vec::new(),
            themes: Vec::new(),
            text_language: None,
            other_titles: Vec::new(),
        }
    }

    /// Its title and the original one.
    pub fn own_titles(&self) -> impl Iterator<Item = &str> + Clone {
        std::iter::once(&self.title).chain(&self.original_title).map(String::as_str)
    }

    /// All titles it is known by: its own and the others.
    pub fn titles(&self) -> impl Iterator<Item = &str> + Clone {
        self.own_titles().chain(self.other_titles.iter().map(String::as_str))
    }
}

/// A film's stable name: `slug-year`, such as `king-kong-1933`; `king-kong-1933-2` for a second film of that
/// title and year. Lower-case letters and digits of any script, in groups joined by single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FilmId(String);

/// A text that cannot be a film's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a film id: ids are lower-case words joined by hyphens, such as \"king-kong-1933\"")]
pub struct InvalidId(String);

impl FilmId {
    /// The most characters an id may have.
    pub const MAX_CHARS: usize = 200;

    /// The id of the first film with this title and year.
    pub fn from_title(title: &str, year: Year) -> Self {
        let mut slug: String = slug(title).chars().take(Self::MAX_CHARS - 20).collect();
        while slug.ends_with('-') {
            slug.pop();
        }
        if slug.is_empty() {
            slug.push_str("untitled");
        }
        Self(format!("{slug}-{year}"))
    }

    /// The id of the `n`-th film with this title and year, from 2 on.
    #[must_use]
    pub fn numbered(&self, n: usize) -> Self {
        Self(format!("{}-{n}", self.0))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FilmId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let well_formed = text.chars().count() <= Self::MAX_CHARS
            && text.split('-').all(|group| {
                !group.is_empty() && group.chars().all(|c| c.is_alphanumeric() && c.to_lowercase().eq([c]))
            });
        if well_formed { Ok(Self(text.to_owned())) } else { Err(InvalidId(text.chars().take(80).collect())) }
    }
}

impl TryFrom<String> for FilmId {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        text.parse()
    }
}

impl From<FilmId> for String {
    fn from(id: FilmId) -> Self {
        id.0
    }
}

impl fmt::Display for FilmId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A year in which a film can have come out: 1870 to 2100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Year(u16);

/// A number that cannot be a film's year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a year films come from (1870 to 2100)")]
pub struct InvalidYear(pub i64);

impl Year {
    /// The first year: no film is older.
    pub const MIN: Self = Self(1870);
    /// The last year.
    pub const MAX: Self = Self(2100);

    /// Takes years from 1870 to 2100.
    ///
    /// # Errors
    /// Any other number.
    pub fn new(year: i64) -> Result<Self, InvalidYear> {
        match u16::try_from(year) {
            Ok(y) if (Self::MIN.0..=Self::MAX.0).contains(&y) => Ok(Self(y)),
            _ => Err(InvalidYear(year)),
        }
    }

    /// The year as a number.
    pub fn get(self) -> u16 {
        self.0
    }

    /// The first year of its decade: 1994 gives 1990.
    pub fn decade(self) -> u16 {
        self.0 / 10 * 10
    }
}

impl TryFrom<u16> for Year {
    type Error = InvalidYear;

    fn try_from(year: u16) -> Result<Self, InvalidYear> {
        Self::new(i64::from(year))
    }
}

impl From<Year> for u16 {
    fn from(year: Year) -> Self {
        year.0
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Signals of how well known a film is. Counts come from its page; `None` where the source does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notability {
    /// Other-language editions of its article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub languages: Option<u32>,
    /// References its article cites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub references: Option<u32>,
    /// Characters of text in its article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u32>,
    /// Other catalogue pages that link to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links_in: Option<u32>,
    /// An editor's judgement from 1 (specialists) to 5 (a household name); the starter catalogue has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renown: Option<u8>,
    /// Awards and nominations that its article lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awards: Option<u32>,
}

impl Notability {
    /// Whether no signal is known.
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }
}

/// The page a record was read from, named wherever its text is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Who publishes it ("Wikipedia").
    pub name: String,
    /// The page's address.
    pub url: String,
    /// The licence of its text ("CC BY-SA 4.0").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// The page's revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u64>,
}

impl Source {
    /// A page of the English Wikipedia, whose text is under CC BY-SA 4.0.
    pub(crate) fn wikipedia(url: String) -> Self {
        Self { name: "Wikipedia".to_owned(), url, licence: Some("CC BY-SA 4.0".to_owned()), revision: None }
    }
}

/// The film's names in other collections; they make imports and merges exact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct External {
    /// Title of its English Wikipedia article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikipedia: Option<String>,
    /// IMDb title number, `tt` and seven or more digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imdb: Option<String>,
    /// Wikidata item, `Q` and digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    /// TMDB movie number, digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tmdb: Option<String>,
}

impl External {
    /// Whether no outside name is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_slug_and_year() {
        let id = |title: &str, year| FilmId::from_title(title, Year::new(year).unwrap()).to_string();
        assert_eq!(id("Schindler's List", 1993), "schindlers-list-1993");
        assert_eq!(id("Amélie", 2001), "amelie-2001");
        assert_eq!(id("8½", 1963), "8-half-1963");
        assert_eq!(id("Pride & Prejudice", 2005), "pride-and-prejudice-2005");
        assert_eq!(id("???", 1999), "untitled-1999");
        assert_eq!(id("七人の侍", 1954), "七人の侍-1954");
        assert!(id(&"long ".repeat(300), 1999).parse::<FilmId>().is_ok());
    }

    #[test]
    fn texts_that_are_not_ids_are_refused() {
        for text in ["", "King-Kong-1933", "king--kong", "-x", "x-", "a b", "../etc", "<b>", &"x".repeat(201)] {
            assert!(text.parse::<FilmId>().is_err(), "{text}");
        }
    }

    #[test]
    fn years_have_limits() {
        assert!(Year::new(3021).is_err());
        assert!(Year::new(-5).is_err());
        assert_eq!(Year::new(1994).unwrap().decade(), 1990);
    }
}
