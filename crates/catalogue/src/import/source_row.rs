//! A row of a list in another layout than the catalogue's: the fields of a film from cells by what their columns mean.

use std::collections::HashMap;

use serde_json::Value;

use super::columns::{FIRST_PART, Meaning, Role, is_year, key};
use super::fault::ImportFault;
use super::report::RowFault;
use super::row::missing;
use super::values::{
    are_years_of_a_series, can_be_title, cleaned, is_known, list, names, one_line, phrase, plain, title_and_year,
    without_bullet, written, year_in,
};
use crate::fields::{FIELDS, FieldKind, FilmField};
use crate::line::MAX_TITLE_CHARS;
use crate::running_time::minutes;
use crate::{Film, Year};

/// What is no film, by the value of a column of kinds as [`key`] writes it.
const KINDS: [(&str, &[&str]); 5] = [
    (
        "series",
        &[
            "tvseries",
            "tvshow",
            "tvshows",
            "show",
            "shows",
            "series",
            "tv",
            "tvminiseries",
            "miniseries",
            "serie",
            "serial",
            "season",
            "webseries",
            "animatedseries",
            "ova",
            "ona",
            "podcastseries",
            "serien",
            "fernsehserie",
            "сериал",
            "电视剧",
            "serietv",
            "miniserietv",
            "miniserie",
            "minisserie",
            "fernsehminiserie",
            "tvserie",
            "tvminiserie",
            "seriedetv",
            "seriedetelevision",
            "miniseriedetv",
            "serietelevisee",
            "miniserietelevisee",
            "serietele",
            "minisserietv",
            "minisseriedetv",
            "tvdizisi",
            "dizi",
            "anime",
        ],
    ),
    (
        "episodes",
        &[
            "tvepisode",
            "episode",
            "podcastepisode",
            "episodes",
            "folge",
            "fernsehfolge",
            "tvfolge",
            "tvepisode",
            "episodiotv",
            "episodiodetv",
            "episodiodetelevision",
            "episodetv",
            "episodetele",
            "episodedeserietelevisee",
        ],
    ),
    ("books", &["book", "books", "ebook", "audiobook", "livre", "buch", "libro", "livro", "bd", "comic", "manga"]),
    ("games", &["videogame", "game", "vg", "videospiel", "videogioco", "videojuego", "jeuvideo"]),
    ("shorts", &["short", "tvshort", "shortfilm", "shorts", "kurzfilm", "courtmetrage", "cortometraje"]),
];
/// What a running time of a series is counted in.
const SEASONS: [&str; 10] =
    ["season", "seasons", "episode", "episodes", "eps", "staffel", "staffeln", "saison", "saisons", "temporadas"];

/// A row of another layout.
pub(super) struct SourceRow<'a> {
    /// What each cell means, its column and its value, the best first.
    pub(super) by_role: Vec<(Meaning, &'a str, &'a Value)>,
    pub(super) units: &'a HashMap<String, f64>,
}

impl<'a> SourceRow<'a> {
    /// The columns and values of a role, the best first.
    pub(super) fn all(&self, is_of: impl Fn(Role) -> bool) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.by_role.iter().filter(move |(meaning, ..)| is_of(meaning.role)).map(|(_, column, value)| (*column, *value))
    }

    /// Those with a value.
    pub(super) fn known(&self, is_of: impl Fn(Role) -> bool) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.all(is_of).filter(|(_, value)| is_known(value))
    }

    /// What the row is, if no film.
    pub(super) fn kind(&self) -> Option<&'static str> {
        for (column, value) in self.known(|role| role == Role::FieldKind) {
            let value = key(&plain(value));
            let is_flag = key(column).starts_with("is");
            if is_flag && matches!(value.as_str(), "1" | "true" | "yes") {
                return Some("series");
            }
            if let Some((kind, _)) = KINDS.iter().find(|(_, values)| values.contains(&value.as_str())) {
                return Some(kind);
            }
        }
        let is_runtime =
            |role| matches!(role, Role::FilmField(row) if matches!(FIELDS[row].kind, FieldKind::Minutes(_)));
        let counts_seasons = self.known(is_runtime).any(|(_, value)| {
            let text = plain(value).to_lowercase();
            let mut words = text.split_whitespace();
            words.next().is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
                && words.next().is_some_and(|word| SEASONS.contains(&word))
        });
        let has_years = || self.known(is_year).any(|(_, value)| are_years_of_a_series(&plain(value)));
        (counts_seasons || has_years()).then_some("series")
    }

    /// The title, the year, and another title that is written with the title.
    pub(super) fn title_and_year(&self, notes: &mut Vec<RowFault>) -> Result<(String, Year, Option<String>), RowFault> {
        let (year, unreadable) = self.year();
        let is = |role, name: &str| matches!(role, Role::FilmField(row) if FIELDS[row].name == name);
        let titles = || self.all(|role| is(role, "title")).chain(self.all(|role| is(role, "original_title")));
        let is_text = |value: &Value| matches!(value, Value::String(_) | Value::Number(_));
        let known = titles().find(|(_, value)| is_known(value) && is_text(value));
        let title = known.or_else(|| titles().find(|(_, value)| can_be_title(value)).filter(|_| year.is_some()));
        let (column, value) = title.ok_or_else(|| missing("title"))?;
        let mut title = one_line(plain(value));
        if key(column) == "title" && self.by_role.len() == 1 {
            title = without_bullet(&title).to_owned();
        }
        let mut original = None;
        let within = title_and_year(&title).map(|(bare, year)| (bare.to_owned(), year));
        let year = match (year, within) {
            (Some(year), Some((bare, same))) if same == year => {
                title = bare;
                year
            }
            (Some(year), _) => year,
            (None, Some((bare, year))) => {
                (title, original) = names(&bare);
                year
            }
            (None, None) => return Err(unreadable.unwrap_or_else(|| missing("year"))),
        };
        if let Some(unreadable) = unreadable {
            notes.push(unreadable);
        }
        if title.chars().all(char::is_whitespace) {
            return Err(missing("title"));
        }
        if title.chars().count() > MAX_TITLE_CHARS {
            return Err(RowFault::of_column("title", ImportFault::long_title()));
        }
        Ok((title, year, original))
    }

    /// The year, alone or in a date, of the first column that has one; and what is wrong with one that has none, unless another
    /// column has it.
    pub(super) fn year(&self) -> (Option<Year>, Option<RowFault>) {
        let mut unreadable = None;
        for (column, value) in self.known(is_year) {
            let text = plain(value);
            let number = text.strip_suffix(".0").unwrap_or(&text);
            if let Some(year) = year_in(number) {
                return (Some(year), None);
            }
            let digits = number.parse::<i64>().ok().filter(|_| number.len() == 4);
            let reason = match digits.map(Year::new) {
                Some(Err(error)) => ImportFault::from(error.to_string()),
                _ => ImportFault::NotAYear { found: ImportFault::found(&text) },
            };
            unreadable.get_or_insert(RowFault::of_column(column, reason));
        }
        (None, unreadable)
    }

    /// Reads a field into a film. Identity, counts and source are read elsewhere or not at all. A value that cannot be read
    /// gives a note, unless another column has one.
    pub(super) fn read(&self, at: usize, field: &FilmField, film: &mut Film, notes: &mut Vec<RowFault>) {
        let (mut faults, mut parts) = (Vec::new(), Vec::new());
        let is_minutes = matches!(field.kind, FieldKind::Minutes(_));
        let is_of = |role| {
            role == Role::FilmField(at)
                || is_minutes && matches!(role, Role::Seconds | Role::Milliseconds | Role::Ticks)
        };
        for (meaning, column, value) in &self.by_role {
            if !is_of(meaning.role) || !is_known(value) {
                continue;
            }
            match self.value(field, *meaning, column, value, film) {
                // Parts of a list follow each other.
                Ok(true) if meaning.rank >= FIRST_PART && !field.entries(film).is_empty() => {
                    for entry in field.entries(film) {
                        if !parts.contains(entry) {
                            parts.push(entry.clone());
                        }
                    }
                }
                Ok(true) if parts.is_empty() => return,
                Ok(_) => {}
                Err(reason) => faults.push(RowFault::of_column(*column, reason)),
            }
        }
        if !parts.is_empty()
            && let FieldKind::List(access, _) = &field.kind
        {
            *access.get_mut(film) = parts;
            return;
        }
        notes.extend(faults.into_iter().take(1));
    }

    /// Reads a value into a film; whether there was one.
    fn value(
        &self,
        field: &FilmField,
        meaning: Meaning,
        column: &str,
        value: &Value,
        film: &mut Film,
    ) -> Result<bool, String> {
        match &field.kind {
            FieldKind::Phrase(access) => *access.get_mut(film) = Some(phrase(value)?).filter(|text| !text.is_empty()),
            FieldKind::Prose(access) => *access.get_mut(film) = plain(value),
            FieldKind::List(access, entries) => *access.get_mut(film) = spelled(field, list(value, *entries)?),
            FieldKind::Minutes(access) => *access.get_mut(film) = self.minutes(field, meaning, column, value)?,
            FieldKind::Name(access, rule) => {
                let name = field.spelled(&plain(value));
                *access.get_mut(film) = Some(name).filter(|name| (rule.fits)(name));
            }
            FieldKind::Id
            | FieldKind::Title
            | FieldKind::Year
            | FieldKind::Count(_)
            | FieldKind::Grade(_)
            | FieldKind::Source => return Ok(true),
        }
        Ok(!field.is_empty(film))
    }

    fn minutes(&self, field: &FilmField, meaning: Meaning, column: &str, value: &Value) -> Result<Option<u16>, String> {
        let text = plain(value);
        // Our own column counts minutes, however many.
        if column == field.name
            && let Some(own) = text.parse().ok().filter(|&minutes| minutes > 0)
        {
            return Ok(Some(own));
        }
        let unit = match meaning.role {
            Role::Seconds => Some(60.0),
            Role::Milliseconds => Some(60_000.0),
            Role::Ticks => Some(600_000_000.0),
            _ => self.units.get(&key(column)).copied(),
        };
        if let (Some(unit), Some(number)) = (unit, number_of_minutes(&text)) {
            let minutes = (number / unit).round();
            return Ok((1.0..60_000.0).contains(&minutes).then_some(minutes as u16));
        }
        minutes(&text).map_err(|unreadable| unreadable.to_string())
    }

    /// The people of a film's crew by their jobs, where their own columns have none.
    pub(super) fn crew(&self, film: &mut Film) {
        for (_, value) in self.known(|role| role == Role::Crew) {
            let parsed = match value {
                Value::String(text) if text.trim_start().starts_with('[') => written(text).ok(),
                Value::Array(_) => Some(value.clone()),
                _ => None,
            };
            let people = parsed.as_ref().and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            for (list, jobs) in [
                (&mut film.directors, &["Director"][..]),
                (&mut film.writers, &["Screenplay", "Writer", "Story", "Author"]),
                (&mut film.composers, &["Original Music Composer", "Music"]),
                (&mut film.producers, &["Producer"]),
            ] {
                if !list.is_empty() {
                    continue;
                }
                for person in people {
                    let member = |name: &str| person.get(name).and_then(Value::as_str);
                    if let (Some(job), Some(name)) = (member("job"), member("name"))
                        && jobs.contains(&job)
                    {
                        let name = one_line(cleaned(name).trim().to_owned());
                        if !list.contains(&name) {
                            list.push(name);
                        }
                    }
                }
            }
        }
    }
}

/// A list as the catalogue spells it, each entry once.
fn spelled(field: &FilmField, list: Vec<String>) -> Vec<String> {
    let mut spelled: Vec<String> = Vec::with_capacity(list.len());
    for entry in list {
        let entry = field.spelled(&entry);
        if !entry.is_empty() && !spelled.contains(&entry) {
            spelled.push(entry);
        }
    }
    spelled
}

/// The number of a running time that is a number, or a number of minutes: `3240`, `3240 min`.
pub(super) fn number_of_minutes(text: &str) -> Option<f64> {
    let bare = text.trim().trim_end_matches(['.', ' ']);
    let bare = ["minutes", "mins", "min", "m"].iter().find_map(|unit| bare.strip_suffix(unit)).unwrap_or(bare);
    bare.trim().replace(',', "").parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0)
}
