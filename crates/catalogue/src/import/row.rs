//! A film from the columns of a row, by the names that the well-known public files give them.

use serde_json::{Map, Value};

use super::python;
use crate::languages;
use crate::read::{Problem, parse};
use crate::{Film, FilmId, Source, Year};

/// The column at fault, if it is one, and what is wrong.
pub(super) type Bad = (Option<String>, String);

/// Fields of our own layout and wikipedia-movie-data's that are lists.
const LISTS: [&str; 7] = ["directors", "writers", "cast", "genres", "countries", "languages", "keywords"];
/// Their other fields, but for the year.
const OTHERS: [&str; 13] = [
    "id",
    "title",
    "original_title",
    "runtime_minutes",
    "based_on",
    "series",
    "synopsis",
    "plot",
    "notability",
    "source",
    "external",
    "summary",
    "page",
];
/// What files write where nothing is known.
const NOTHING: [&str; 6] = ["", "unknown", "n/a", "nan", "null", "\\n"];

/// Makes a film of a row.
pub(super) fn film(fields: Map<String, Value>) -> Result<Film, Bad> {
    if is_own(&fields) {
        let text = Value::Object(fields).to_string();
        let mut film = parse(text.as_bytes()).map(|(film, _)| film).map_err(bad)?;
        wikipedia(&mut film);
        return Ok(film);
    }
    let row = Row { fields: fields.into_iter().map(|(name, value)| (normal(&name), name, value)).collect() };
    let title = row.text(&["title", "movie_title", "name"]).ok_or_else(|| missing("title"))?;
    let year = row.year()?.ok_or_else(|| missing("year"))?;
    let mut film = Film::new(&title, year);
    if let Some(id) = row.text(&["id"])
        && id.ends_with(|c: char| c.is_ascii_digit())
        && let Ok(id) = id.parse::<FilmId>()
        && id.as_str().contains('-')
    {
        film.id = id;
    }
    film.original_title = row.text(&["original_title"]).filter(|original| *original != film.title);
    film.directors = row.list(&["directors", "director"])?;
    film.writers = row.list(&["writers", "writer"])?;
    film.cast = row.list(&["cast", "actors", "stars"])?;
    film.genres = row.list(&["genres", "genre"])?.into_iter().map(|genre| genre.to_lowercase()).collect();
    film.countries = row.list(&["countries", "country", "origin", "origin_ethnicity", "production_countries"])?;
    film.countries.iter_mut().for_each(|origin| *origin = country(origin));
    film.languages = row.list(&["languages", "language", "spoken_languages", "original_language"])?;
    film.languages
        .iter_mut()
        .for_each(|code| *code = languages::name(code).map_or_else(|| code.clone(), str::to_owned));
    film.keywords = row.list(&["keywords", "keyword", "tags"])?;
    film.runtime_minutes = row.runtime()?;
    film.based_on = row.text(&["based_on"]);
    film.series = match row.text(&["series"]) {
        Some(series) => Some(series),
        None => row.list(&["belongs_to_collection"])?.into_iter().next(),
    };
    film.synopsis = row.text(&["synopsis", "overview", "summary", "extract", "description"]).unwrap_or_default();
    film.plot = row.text(&["plot"]).unwrap_or_default();
    film.external.imdb = row.text(&["imdb", "imdb_id"]).filter(|id| id.starts_with("tt"));
    film.external.wikipedia = row.text(&["wikipedia"]);
    film.external.wikidata = row.text(&["wikidata"]);
    let page = row.text(&["href"]).map(|page| format!("https://en.wikipedia.org/wiki/{page}"));
    film.source = row.text(&["wiki_page"]).or(page).map(|url| Source {
        name: "Wikipedia".to_owned(),
        url,
        licence: Some("CC BY-SA 4.0".to_owned()),
        revision: None,
    });
    wikipedia(&mut film);
    Ok(film)
}

fn missing(column: &str) -> Bad {
    (Some(column.to_owned()), "is missing: every film needs one".to_owned())
}

fn bad(problem: Problem) -> Bad {
    match problem {
        Problem::Missing(field) => missing(field),
        Problem::Kind { field, wanted, found } => (Some(field.to_owned()), format!("is not {wanted} ({found})")),
        Problem::Value { field, why } => (Some(field.to_owned()), why),
        other => (None, other.to_string()),
    }
}

/// Whether a row is in our own layout or wikipedia-movie-data's: no other fields, lists are lists, the year a number.
fn is_own(fields: &Map<String, Value>) -> bool {
    let is_texts = |value: &Value| value.as_array().is_some_and(|list| list.iter().all(Value::is_string));
    fields.iter().all(|(name, value)| match name.as_str() {
        "year" => value.is_number(),
        name if LISTS.contains(&name) => is_texts(value),
        name => OTHERS.contains(&name),
    })
}

/// The article's title, from its address on English Wikipedia.
fn wikipedia(film: &mut Film) {
    let page = film.source.as_ref().and_then(|source| source.url.strip_prefix("https://en.wikipedia.org/wiki/"));
    if let Some(page) = page.filter(|page| film.external.wikipedia.is_none() && !page.contains(['%', '#'])) {
        film.external.wikipedia = Some(page.replace('_', " "));
    }
}

/// "Origin/Ethnicity" as `origin_ethnicity`.
fn normal(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

/// "Wikipedia movie plots" tells where a film is from by adjective.
fn country(origin: &str) -> String {
    let name = match origin {
        "American" | "USA" | "United States of America" => "United States",
        "British" | "UK" => "United Kingdom",
        "Bollywood" | "Tamil" | "Telugu" | "Malayalam" | "Kannada" | "Bengali" | "Marathi" | "Punjabi" | "Assamese" => {
            "India"
        }
        "Japanese" => "Japan",
        "Chinese" => "China",
        "South_Korean" => "South Korea",
        "Canadian" => "Canada",
        "Australian" => "Australia",
        "Russian" => "Russia",
        "Turkish" => "Turkey",
        "Filipino" => "Philippines",
        "Bangladeshi" => "Bangladesh",
        "Malaysian" => "Malaysia",
        "Egyptian" => "Egypt",
        "Maldivian" => "Maldives",
        other => other,
    };
    name.to_owned()
}

/// (name folded, name as written, value)
struct Row {
    fields: Vec<(String, String, Value)>,
}

impl Row {
    /// The first of these columns that holds something.
    fn get(&self, names: &[&str]) -> Option<(&str, &Value)> {
        let holds = |value: &Value| match value {
            Value::Null => false,
            Value::String(text) => !NOTHING.contains(&text.trim().to_lowercase().as_str()),
            _ => true,
        };
        let of_name = |name: &&str| self.fields.iter().find(|(normal, _, value)| normal == *name && holds(value));
        names.iter().find_map(of_name).map(|(_, name, value)| (name.as_str(), value))
    }

    fn text(&self, names: &[&str]) -> Option<String> {
        self.get(names).map(|(_, value)| plain(value))
    }

    /// A list: JSON or Python (of texts, or of objects with a name), or joined by `|`, `;` or commas.
    fn list(&self, names: &[&str]) -> Result<Vec<String>, Bad> {
        let Some((column, value)) = self.get(names) else { return Ok(Vec::new()) };
        let parsed: Value;
        let value = match value {
            Value::String(text) if text.trim_start().starts_with(['[', '{']) => {
                parsed = serde_json::from_str(text).or_else(|json| {
                    let wrong =
                        |python| format!("is not a list, neither as JSON ({json}) nor as Python writes one ({python})");
                    python::list(text.trim()).map_err(|why| (Some(column.to_owned()), wrong(why)))
                })?;
                &parsed
            }
            value => value,
        };
        let entries: Vec<String> = match value {
            Value::Array(entries) => entries.iter().map(named).collect(),
            Value::Object(_) => vec![named(value)],
            value => {
                let text = plain(value);
                let mark = ['|', ';'].into_iter().find(|&mark| text.contains(mark)).unwrap_or(',');
                text.split(mark).map(|entry| entry.trim().to_owned()).collect()
            }
        };
        let mut list = Vec::new();
        for entry in entries {
            if !NOTHING.contains(&entry.to_lowercase().as_str()) && !list.contains(&entry) {
                list.push(entry);
            }
        }
        Ok(list)
    }

    /// The year, alone or in a date.
    fn year(&self) -> Result<Option<Year>, Bad> {
        let Some((column, value)) = self.get(&["year", "release_year", "release_date", "released"]) else {
            return Ok(None);
        };
        let text = plain(value);
        let whole = text.strip_suffix(".0").unwrap_or(&text);
        let number = whole.split(|c: char| !c.is_alphanumeric()).find(|part| part.len() == 4).unwrap_or(whole);
        let number = number.parse().map_err(|_| (Some(column.to_owned()), format!("is not a year ({text:?})")))?;
        Year::new(number).map(Some).map_err(|e| (Some(column.to_owned()), e.to_string()))
    }

    fn runtime(&self) -> Result<Option<u16>, Bad> {
        let Some((column, value)) = self.get(&["runtime_minutes", "runtime", "duration"]) else { return Ok(None) };
        let text = plain(value);
        let number = text.trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c == ' ');
        match number.parse::<f64>() {
            Ok(minutes) if (0.0..=f64::from(u16::MAX)).contains(&minutes) => {
                Ok((minutes >= 1.0).then_some(minutes.round() as u16))
            }
            _ => Err((Some(column.to_owned()), format!("is not a number of minutes ({text:?})"))),
        }
    }
}

/// An entry of a list; an object stands for its name, a language for its code, since its name is in itself.
fn named(entry: &Value) -> String {
    plain(entry.get("iso_639_1").or_else(|| entry.get("name")).unwrap_or(entry))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}
