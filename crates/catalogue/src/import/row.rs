//! A film from a row of a list.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::columns::{Columns, FIRST_PART, Meaning, Role, is_year, key};
use super::fault::ImportFault;
use super::json::NESTED;
use super::report::RowFault;
use super::values::{
    are_years_of_a_series, can_be_title, cleaned, is_known, list, names, one_line, phrase, plain, title_and_year,
    without_bullet, written, year_in,
};
use crate::fields::{FIELDS, FieldKind, FilmField};
use crate::line::{LineProblem, MAX_TITLE_CHARS, is_key, parse};
use crate::running_time::minutes;
use crate::{Film, FilmId, Source, Year};

/// A row's film, and the values that had to be left out.
#[derive(Debug, PartialEq)]
pub(super) struct ReadRow {
    pub(super) film: Film,
    pub(super) notes: Vec<RowFault>,
}

/// What a row is.
#[derive(Debug, PartialEq)]
pub(super) enum RowReading {
    Film(Box<ReadRow>),
    /// No film, and what it is: `series`, `episodes`, `games`, `shorts`.
    LeftOut(&'static str),
}

/// The columns of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct ImportTable {
    pub(super) names: Vec<String>,
    pub(super) meanings: Vec<Option<Meaning>>,
}

/// Reads the rows of one list.
#[derive(Debug)]
pub(super) struct RowReader<'a> {
    pub(super) columns: &'a Columns,
    pub(super) table: &'a ImportTable,
    /// By how much the running times of a column are to be divided, by the column's key.
    pub(super) units: &'a HashMap<String, f64>,
    /// Whether series, games and shorts are taken, too.
    pub(super) with_series: bool,
}

/// A cell, its column and what that means.
struct Cell<'a> {
    meaning: Option<Meaning>,
    column: &'a str,
    value: &'a Value,
}

impl RowReader<'_> {
    /// A row of a table.
    pub(super) fn cells(&self, cells: Vec<String>) -> Result<RowReading, RowFault> {
        let values: Vec<Value> = cells.into_iter().map(Value::String).collect();
        let columns = self.table.names.iter().zip(&self.table.meanings);
        let cells: Vec<Cell> =
            columns.zip(&values).map(|((column, meaning), value)| Cell { meaning: *meaning, column, value }).collect();
        self.foreign(&cells)
    }

    /// A row of named values.
    pub(super) fn object(&self, fields: Map<String, Value>, bytes: Option<&[u8]>) -> Result<RowReading, RowFault> {
        if is_own(&fields) {
            return own(fields, bytes);
        }
        let fields = flattened(fields, self.columns);
        let cells: Vec<Cell> = fields
            .iter()
            .map(|(column, value)| Cell { meaning: self.columns.meaning(column), column, value })
            .collect();
        self.foreign(&cells)
    }

    /// Reads a row of any layout but our own.
    fn foreign(&self, cells: &[Cell]) -> Result<RowReading, RowFault> {
        let mut row = SourceRow { by_role: Vec::with_capacity(cells.len()), units: self.units };
        for cell in cells {
            if let Some(meaning) = cell.meaning {
                row.by_role.push((meaning, cell.column, cell.value));
            }
        }
        row.by_role.sort_by_key(|(meaning, ..)| meaning.rank);
        if let Some(kind) = row.kind().filter(|_| !self.with_series) {
            return Ok(RowReading::LeftOut(kind));
        }
        let mut notes = Vec::new();
        let (title, year, original) = row.title_and_year(&mut notes)?;
        let mut film = Film::new(&title, year);
        // Other lists number their films; an id of ours ends in a year or a number, too, and has words before it.
        let ids = row.known(|role| matches!(role, Role::FilmField(row) if matches!(FIELDS[row].kind, FieldKind::Id)));
        let mut ids = ids.map(|(_, value)| plain(value));
        if let Some(id) = ids.find(|id| id.contains('-') && id.ends_with(|c: char| c.is_ascii_digit()))
            && let Ok(id) = id.parse::<FilmId>()
        {
            film.id = id;
        }
        for (at, field) in FIELDS.iter().enumerate() {
            row.read(at, field, &mut film, &mut notes);
        }
        row.crew(&mut film);
        if film.original_title.is_none() {
            film.original_title = original;
        }
        film.original_title.take_if(|original| *original == film.title);
        let address = row.known(|role| matches!(role, Role::Address | Role::Article)).next();
        if let Some((column, value)) = address {
            let url = plain(value);
            let url = if key(column) == "href" { format!("https://en.wikipedia.org/wiki/{url}") } else { url };
            film.source = Some(Source::wikipedia(url));
        }
        name_article(&mut film);
        Ok(RowReading::Film(Box::new(ReadRow { film, notes })))
    }
}

/// Whether a row has the layout of a catalogue line: no other fields, lists are lists, the year a number.
fn is_own(fields: &Map<String, Value>) -> bool {
    let fits = |name: &String, value| {
        let field = FIELDS.iter().find(|field| field.name == name);
        field.is_none_or(|field| match field.kind {
            FieldKind::Year => Value::is_number(value),
            FieldKind::Title => value.is_string(),
            FieldKind::List(..) => field.fits(value),
            _ => true,
        })
    };
    fields.contains_key("title")
        && fields.contains_key("year")
        && fields.iter().all(|(name, value)| is_key(name) && fits(name, value))
}

/// Reads a row as a catalogue line, but for a running time written as other files do.
fn own(mut fields: Map<String, Value>, bytes: Option<&[u8]>) -> Result<RowReading, RowFault> {
    let mut notes = Vec::new();
    let mut is_changed = false;
    for field in FIELDS.iter().filter(|field| matches!(field.kind, FieldKind::Minutes(_))) {
        if let Some(value) = fields.get_mut(field.name).filter(|value| !field.fits(value)) {
            let minutes = minutes(&plain(value)).unwrap_or_else(|unreadable| {
                notes.push(RowFault::of_column(field.name, unreadable.to_string()));
                None
            });
            *value = minutes.into();
            is_changed = true;
        }
    }
    let parsed = match bytes.filter(|_| !is_changed) {
        Some(bytes) => parse(bytes),
        None => parse(Value::Object(fields).to_string().as_bytes()),
    };
    let (mut film, _) = parsed.map_err(fault_of)?;
    name_article(&mut film);
    Ok(RowReading::Film(Box::new(ReadRow { film, notes })))
}

fn fault_of(problem: LineProblem) -> RowFault {
    match problem {
        LineProblem::Missing(field) => missing(field),
        LineProblem::FieldKind { field, wanted, found } => {
            RowFault::of_column(field, format!("is not {wanted} ({found})"))
        }
        LineProblem::Value { field, why } => RowFault::of_column(field, why),
        other => RowFault::of_row(other.to_string()),
    }
}

pub(super) fn missing(column: &str) -> RowFault {
    RowFault::of_column(column, ImportFault::Missing)
}

/// Fills in the title of the article, from its address on English Wikipedia.
fn name_article(film: &mut Film) {
    let page = film.source.as_ref().and_then(|source| source.url.strip_prefix("https://en.wikipedia.org/wiki/"));
    if let Some(page) = page.filter(|page| film.external.wikipedia.is_none() && !page.contains(['%', '#'])) {
        film.external.wikipedia = Some(page.replace('_', " "));
    }
}

/// Members whose own members are the film's: its ids in other collections, its cast and crew.
const LIFTED: [&str; 6] = ["ids", "external_ids", "external", "externalIds", "ProviderIds", "credits"];

/// A row with the film that is one of its members, as Trakt and search engines nest it; ids are members of the row.
pub(super) fn flattened(mut fields: Map<String, Value>, columns: &Columns) -> Map<String, Value> {
    for value in fields.values_mut() {
        // A value with its type, as SPARQL and MongoDB write it.
        if let Value::Object(inner) = value {
            let is_bare = |(name, _): &(&String, &mut Value)| name.starts_with('$');
            let bare = match inner.len() {
                1 if !inner.contains_key("value") => inner.iter_mut().find(is_bare).map(|(_, bare)| bare.take()),
                1..=4 => inner.get_mut("value").map(Value::take),
                _ => None,
            };
            if let Some(bare) = bare {
                *value = bare;
            }
        }
    }
    let is_titled = |fields: &Map<String, Value>| {
        let is_title = |name: &str| columns.meaning(name).is_some_and(|meaning| super::columns::is_title(meaning.role));
        fields.iter().any(|(name, value)| !value.is_object() && !value.is_array() && is_title(name))
    };
    if !is_titled(&fields) {
        let nested = NESTED.iter().find(|name| matches!(fields.get(**name), Some(Value::Object(f)) if is_titled(f)));
        if let Some(name) = nested
            && let Some(Value::Object(film)) = fields.shift_remove(*name)
        {
            let is_film = fields.get("anime_type").is_some_and(|kind| kind == "movie");
            let kind = match *name {
                // Simkl's anime that is a film.
                "show" if is_film => None,
                "show" if fields.contains_key("episode") => Some("episode"),
                "show" | "episode" => Some(*name),
                _ => None,
            };
            fields.extend(film);
            if let Some(kind) = kind {
                fields.insert("type".to_owned(), kind.into());
            }
        }
    }
    for name in LIFTED {
        if let Some(Value::Object(_)) = fields.get(name)
            && let Some(Value::Object(ids)) = fields.shift_remove(name)
        {
            for (name, id) in ids {
                fields.entry(name).or_insert(id);
            }
        }
    }
    fields
}

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
    fn title_and_year(&self, notes: &mut Vec<RowFault>) -> Result<(String, Year, Option<String>), RowFault> {
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
    fn crew(&self, film: &mut Film) {
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
