//! The films that MovieLens' data sets number: `movies.csv` and `links.csv` beside `ratings.csv`.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::super::columns::key;
use super::sheet::HistorySheet;

/// What is known of each number, as the columns `title`, `imdb_id` and `tmdb_id`.
#[derive(Debug, Default)]
pub(super) struct Numbers(HashMap<String, Map<String, Value>>);

impl Numbers {
    /// Takes what the sheets say of numbers, if one of them has ratings by number.
    pub(super) fn of(sheets: &[HistorySheet]) -> Self {
        let mut numbers = Self::default();
        for sheet in sheets.iter().filter(|sheet| is_lookup(sheet)) {
            for (_, row) in &sheet.raw {
                let Ok(fields) = row else { continue };
                let Some(number) = number_of(fields) else { continue };
                let known = numbers.0.entry(number).or_default();
                for (name, value) in fields {
                    let name = match key(name).as_str() {
                        "title" => "title",
                        "imdbid" => "imdb_id",
                        "tmdbid" => "tmdb_id",
                        _ => continue,
                    };
                    known.insert(name.to_owned(), value.clone());
                }
            }
        }
        numbers
    }

    /// What is known of the number of a row.
    pub(super) fn get(&self, fields: &Map<String, Value>) -> Option<&Map<String, Value>> {
        self.0.get(&number_of(fields)?)
    }
}

fn has(sheet: &HistorySheet, wanted: &str) -> bool {
    sheet.names.iter().any(|name| key(name) == wanted)
}

/// Whether a sheet has films by number and nothing that somebody said of them.
pub(super) fn is_lookup(sheet: &HistorySheet) -> bool {
    let is_list = has(sheet, "averagerating") || has(sheet, "tag");
    has(sheet, "movieid") && !has(sheet, "rating") && !is_list && (has(sheet, "genres") || has(sheet, "imdbid"))
}

/// Whether a sheet names films by number alone.
pub(super) fn is_numbered(sheet: &HistorySheet) -> bool {
    has(sheet, "movieid") && has(sheet, "rating") && !has(sheet, "title")
}

fn number_of(fields: &Map<String, Value>) -> Option<String> {
    let (_, value) = fields.iter().find(|(name, _)| key(name) == "movieid")?;
    let text = super::super::values::plain(value);
    Some(text.trim().to_owned()).filter(|number| !number.is_empty())
}
