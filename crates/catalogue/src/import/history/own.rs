//! Files of Matinee's own as rows of a history: a taste, picks that the site saved, and a table of corrections.

use serde_json::{Map, Value};

use super::film::Opinion;

/// The columns of the table that lists what was not found. With ids filled in it can be imported again.
pub const CORRECTION_COLUMNS: [&str; 11] =
    ["id", "title", "year", "taste", "weight", "imdb", "tmdb", "problem", "candidates", "file", "line"];

/// Whether a text is a taste (TOML) or what the site saved (JSON).
pub(super) fn is_own(text: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&text[..text.len().min(4096)]);
    if start.trim_start().starts_with('{') {
        return start.chars().filter(|c| !c.is_whitespace()).take(11).collect::<String>() == "{\"matinee\":";
    }
    let first = start.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    first.and_then(|line| line.strip_prefix("version")).is_some_and(|rest| rest.trim_start().starts_with('='))
}

/// The films of such a file, each with `id`, `taste`, and as far as it says them `title` and `weight`.
/// The error says in words why the file is none.
pub(super) fn own_rows(text: &[u8]) -> Result<Vec<Map<String, Value>>, String> {
    let text = std::str::from_utf8(text).map_err(|error| error.to_string())?;
    let file: Value = if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| error.to_string())?
    } else {
        toml::from_str(text).map_err(|error| error.to_string())?
    };
    let mut rows = Vec::new();
    for opinion in Opinion::ALL {
        let films = file.get(opinion.name()).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for film in films {
            let mut row = match film {
                Value::Object(fields) => fields.clone(),
                other => Map::from_iter([("id".to_owned(), other.clone())]),
            };
            row.insert("taste".to_owned(), opinion.name().into());
            rows.push(row);
        }
    }
    Ok(rows)
}
