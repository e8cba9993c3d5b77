//! Items of media servers and players, which have what a viewer says of them in an object of its own.

use serde_json::{Map, Value};

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
