//! The one table of a film's fields. Reading, importing, merging, exporting, comparing, counting and showing go by it.
//!
//! To add a field: declare it in [`Film`], give it a row in [`FIELDS`], and name its label in an extractor of the
//! scraper. A test fails while the row is missing.
//!
//! ```
//! use matinee_catalogue::fields::FIELDS;
//! use matinee_catalogue::{Film, Year};
//!
//! let mut film = Film::new("Heat", Year::new(1995)?);
//! film.composers = vec!["Elliot Goldenthal".to_owned()];
//! let composers = FIELDS.iter().find(|field| field.name == "composers").unwrap();
//! assert_eq!(composers.text(&film), "Elliot Goldenthal");
//! # Ok::<(), matinee_catalogue::InvalidYear>(())
//! ```

mod table;

use std::fmt;

use serde_json::Value;

pub use self::table::FIELDS;
use crate::{Film, Source};

/// One field of a film, or one member of its objects `notability` and `external`.
#[derive(Debug)]
pub struct FilmField {
    /// Its name in a catalogue file; for a member of an object its path, such as `external.imdb`.
    pub name: &'static str,
    /// What a film's card (`matinee catalogue show`) writes before the value; `None` for what the card's heading or its
    /// last paragraphs show.
    pub label: Option<&'static str>,
    /// What one value is called, if the statistics count how many films have each.
    pub counted_as: Option<&'static str>,
    /// What a film lacks when all fields of the same gap are empty; `None` if films may well have no value.
    pub gap: Option<&'static str>,
    /// The kind of value, and where a film has it.
    pub(crate) kind: FieldKind,
    /// Columns of other files with the same meaning, the best first. The last word of `name` comes before them all.
    columns: &'static [&'static str],
    /// How one value of another file is spelled here.
    spelling: fn(&str) -> String,
    /// Whether catalogues of either layout are read in lower case.
    pub(crate) is_lower_case: bool,
    /// What a merged film takes from a record of lower precedence.
    merge: MergeRule,
    /// Whether every film of the starter catalogue needs it.
    pub(crate) in_starter: bool,
}

/// Kinds of values, and where a film has them.
#[derive(Debug)]
pub(crate) enum FieldKind {
    Id,
    Title,
    Year,
    /// A short text.
    Phrase(Access<Option<String>>),
    /// Paragraphs.
    Prose(Access<String>),
    List(Access<Vec<String>>, Entries),
    Minutes(Access<Option<u16>>),
    Count(Access<Option<u32>>),
    Grade(Access<Option<u8>>),
    Source,
    /// A name in another collection.
    Name(Access<Option<String>>, NameRule),
}

/// What the entries of a list are: it says which marks stand between them in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entries {
    People,
    Terms,
    Titles,
}

/// What a name in another collection says of a film, and what it looks like.
#[derive(Debug)]
pub(crate) struct NameRule {
    /// Whether it names one film and no other. Several films can share an encyclopedia's article.
    pub(crate) is_exact: bool,
    /// What it is called, and its form in words.
    pub(crate) described: (&'static str, &'static str),
    /// Whether a text has that form.
    pub(crate) fits: fn(&str) -> bool,
}

/// What a merged film takes from a record of lower precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MergeRule {
    /// Nothing.
    Keep,
    /// The value, where it has none.
    Fill,
    /// The value, where it has none, from a record of the same source or of none: a film names one source for its texts.
    FillFromSameSource,
}

/// How to reach a value in a film.
pub(crate) struct Access<T> {
    get: fn(&Film) -> &T,
    get_mut: fn(&mut Film) -> &mut T,
}

impl<T> Access<T> {
    pub(crate) fn get<'a>(&self, film: &'a Film) -> &'a T {
        (self.get)(film)
    }

    pub(crate) fn get_mut<'a>(&self, film: &'a mut Film) -> &'a mut T {
        (self.get_mut)(film)
    }
}

impl<T> fmt::Debug for Access<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Access")
    }
}

/// Names in other collections: the field's name, where a film has it, and what it says.
pub(crate) fn names() -> impl Iterator<Item = (&'static str, &'static Access<Option<String>>, &'static NameRule)> {
    FIELDS.iter().filter_map(|field| match &field.kind {
        FieldKind::Name(access, rule) => Some((field.name, access, rule)),
        _ => None,
    })
}

/// Makes one film of several records: takes from `other`, a record of lower precedence, what `film` lacks.
pub(crate) fn merge(film: &mut Film, other: &Film) {
    let is_same_source = film.source.is_none() || other.source.is_none() || film.source == other.source;
    for field in &FIELDS {
        if field.merge == MergeRule::Fill || field.merge == MergeRule::FillFromSameSource && is_same_source {
            field.fill(film, other);
        }
    }
}

impl FilmField {
    /// The name of the field that the film's line has: `external` for `external.imdb`.
    pub fn of_line(&self) -> &'static str {
        self.name.split_once('.').map_or(self.name, |(object, _)| object)
    }

    /// The name of its column in a table: `imdb` for `external.imdb`.
    pub fn column(&self) -> &'static str {
        self.name.rsplit_once('.').map_or(self.name, |(_, member)| member)
    }

    /// Whether tables have a column for it.
    pub(crate) fn is_in_tables(&self) -> bool {
        !matches!(self.kind, FieldKind::Count(_) | FieldKind::Grade(_) | FieldKind::Source)
    }

    /// The columns of other files that have it, the best first.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.column()).chain(self.columns.iter().copied())
    }

    /// A value of another file as this catalogue spells it.
    pub(crate) fn spelled(&self, value: &str) -> String {
        (self.spelling)(value)
    }

    /// Whether the film has no value.
    pub fn is_empty(&self, film: &Film) -> bool {
        match &self.kind {
            FieldKind::Id | FieldKind::Title | FieldKind::Year => false,
            FieldKind::Phrase(access) | FieldKind::Name(access, _) => access.get(film).is_none(),
            FieldKind::Prose(access) => access.get(film).is_empty(),
            FieldKind::List(access, _) => access.get(film).is_empty(),
            FieldKind::Minutes(access) => access.get(film).is_none(),
            FieldKind::Count(access) => access.get(film).is_none(),
            FieldKind::Grade(access) => access.get(film).is_none(),
            FieldKind::Source => film.source.is_none(),
        }
    }

    /// The entries of a list; none for what is no list.
    pub fn entries<'a>(&self, film: &'a Film) -> &'a [String] {
        match &self.kind {
            FieldKind::List(access, _) => access.get(film),
            _ => &[],
        }
    }

    /// The value as people read it: entries of a list between commas; nothing where there is no value.
    pub fn text(&self, film: &Film) -> String {
        fn shown<T: ToString>(value: Option<&T>) -> String {
            value.map(T::to_string).unwrap_or_default()
        }
        match &self.kind {
            FieldKind::Id => film.id.to_string(),
            FieldKind::Title => film.title.clone(),
            FieldKind::Year => film.year.to_string(),
            FieldKind::Phrase(access) | FieldKind::Name(access, _) => shown(access.get(film).as_ref()),
            FieldKind::Prose(access) => access.get(film).clone(),
            FieldKind::List(access, _) => access.get(film).join(", "),
            FieldKind::Minutes(access) => shown(access.get(film).as_ref()),
            FieldKind::Count(access) => shown(access.get(film).as_ref()),
            FieldKind::Grade(access) => shown(access.get(film).as_ref()),
            FieldKind::Source => {
                film.source.as_ref().map(|Source { name, url, .. }| format!("{name} {url}")).unwrap_or_default()
            }
        }
    }

    /// Whether two records have different values.
    pub fn differs(&self, a: &Film, b: &Film) -> bool {
        match &self.kind {
            FieldKind::Id => a.id != b.id,
            FieldKind::Title => a.title != b.title,
            FieldKind::Year => a.year != b.year,
            FieldKind::Phrase(access) | FieldKind::Name(access, _) => access.get(a) != access.get(b),
            FieldKind::Prose(access) => access.get(a) != access.get(b),
            FieldKind::List(access, _) => access.get(a) != access.get(b),
            FieldKind::Minutes(access) => access.get(a) != access.get(b),
            FieldKind::Count(access) => access.get(a) != access.get(b),
            FieldKind::Grade(access) => access.get(a) != access.get(b),
            FieldKind::Source => a.source != b.source,
        }
    }

    /// Copies the value of `other` if `film` has none.
    fn fill(&self, film: &mut Film, other: &Film) {
        if !self.is_empty(film) || self.is_empty(other) {
            return;
        }
        match &self.kind {
            FieldKind::Id | FieldKind::Title | FieldKind::Year => {}
            FieldKind::Phrase(access) | FieldKind::Name(access, _) => {
                access.get_mut(film).clone_from(access.get(other));
            }
            FieldKind::Prose(access) => access.get_mut(film).clone_from(access.get(other)),
            FieldKind::List(access, _) => access.get_mut(film).clone_from(access.get(other)),
            FieldKind::Minutes(access) => *access.get_mut(film) = *access.get(other),
            FieldKind::Count(access) => *access.get_mut(film) = *access.get(other),
            FieldKind::Grade(access) => *access.get_mut(film) = *access.get(other),
            FieldKind::Source => film.source.clone_from(&other.source),
        }
    }

    /// What a value in a catalogue file should be, in words that follow "is not".
    pub(crate) fn wanted(&self) -> &'static str {
        match self.kind {
            FieldKind::Id | FieldKind::Title | FieldKind::Phrase(_) | FieldKind::Prose(_) | FieldKind::Name(..) => {
                "text"
            }
            FieldKind::List(..) => "a list of texts",
            FieldKind::Year | FieldKind::Count(_) | FieldKind::Grade(_) => "a number",
            FieldKind::Minutes(_) => "a number of minutes",
            FieldKind::Source => "an object",
        }
    }

    /// Whether a value in a catalogue file is of this field's kind.
    pub(crate) fn fits(&self, value: &Value) -> bool {
        let is_number_below = |limit: u64| value.as_u64().is_some_and(|number| number <= limit);
        match self.kind {
            FieldKind::List(..) => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
            FieldKind::Prose(_) => value.is_string(),
            _ if value.is_null() => true,
            FieldKind::Id | FieldKind::Title | FieldKind::Phrase(_) | FieldKind::Name(..) => value.is_string(),
            FieldKind::Year => value.is_i64(),
            FieldKind::Minutes(_) => is_number_below(u16::MAX.into()),
            FieldKind::Count(_) => is_number_below(u32::MAX.into()),
            FieldKind::Grade(_) => is_number_below(u8::MAX.into()),
            FieldKind::Source => value.is_object(),
        }
    }
}

#[cfg(test)]
mod tests;
