//! Items of media servers and players, which have what a viewer says of them in an object of its own.

use serde_json::{Map, Value};

use super::super::columns::key;
use super::personal_columns::{is_seen_shelf, is_wanted_shelf};

/// A row of Jellyfin's, Emby's or Stremio's items with what a viewer says of it beside its other fields.
pub(super) fn with_user_data(mut fields: Map<String, Value>) -> Map<String, Value> {
    const SAID: [(&str, &str); 6] = [
        ("PlayCount", "PlayCount"),
        ("Played", "Played"),
        ("IsFavorite", "IsFavorite"),
        ("Rating", "UserRating"),
        ("timesWatched", "timesWatched"),
        ("flaggedWatched", "flaggedWatched"),
    ];
    // "state" is Stremio's.
    let within = ["UserData", "state"].into_iter().find(|name| fields.get(*name).is_some_and(Value::is_object));
    let Some(Value::Object(said)) = within.and_then(|name| fields.shift_remove(name)) else { return fields };
    for (name, known) in SAID {
        if let Some(value) = said.get(name).filter(|value| !value.is_null()) {
            fields.insert(known.to_owned(), value.clone());
        }
    }
    if let Some(likes) = said.get("Likes").and_then(Value::as_bool) {
        fields.insert(if likes { "Liked" } else { "Disliked" }.to_owned(), true.into());
    }
    fields
}

/// JSON that has films on shelves, an array each (`{"watched": [...], "watchlist": [...]}`), as one array whose films say on
/// which they stand; `{"Alien (1979)": 9}` as films with ratings, and a list of titles. `None` for anything else.
pub(super) fn with_shelves(text: &[u8]) -> Option<Vec<u8>> {
    let start = text.trim_ascii_start();
    if start.starts_with(b"[") {
        let titles: Vec<String> = serde_json::from_slice(start).ok()?;
        let films: Vec<_> = titles.iter().flat_map(|title| super::text_line::films_of(title)).collect();
        return serde_json::to_vec(&films).ok();
    }
    if !start.starts_with(b"{") {
        return None;
    }
    let Value::Object(shelves) = serde_json::from_slice(start).ok()? else { return None };
    if shelves.len() > 1 && shelves.values().all(Value::is_number) && shelves.keys().all(|name| name.contains('(')) {
        let rated = |(title, rating): (String, Value)| serde_json::json!({"title": title, "rating": rating});
        return serde_json::to_vec(&shelves.into_iter().map(rated).collect::<Vec<_>>()).ok();
    }
    let said = |name: &str| {
        let name = key(name);
        let name = name.strip_suffix("movies").or_else(|| name.strip_suffix("films")).unwrap_or(&name).to_owned();
        if is_wanted_shelf(&name) {
            Some(("status", "watchlist"))
        } else if is_seen_shelf(&name) || matches!(name.as_str(), "ratings" | "rated" | "history" | "diary") {
            Some(("status", "watched"))
        } else if matches!(name.as_str(), "favorites" | "favourites" | "liked" | "likes" | "loved") {
            Some(("liked", "x"))
        } else if matches!(name.as_str(), "disliked" | "dislikes" | "hated") {
            Some(("disliked", "x"))
        } else {
            None
        }
    };
    if !shelves.iter().any(|(name, films)| said(name).is_some() && films.is_array()) {
        return None;
    }
    let mut all = Vec::new();
    for (name, films) in shelves {
        let (Some((column, value)), Value::Array(films)) = (said(&name), films) else { continue };
        for film in films {
            let mut film = match film {
                Value::Object(film) => film,
                Value::String(text) => super::text_line::films_of(&text).into_iter().next().unwrap_or_default(),
                _ => continue,
            };
            film.entry(column).or_insert(value.into());
            all.push(film);
        }
    }
    serde_json::to_vec(&all).ok()
}
