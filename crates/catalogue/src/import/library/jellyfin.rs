//! Answers of Jellyfin and Emby, which share their API.
//!
//! `GET /Items?includeItemTypes=Movie&recursive=true&fields=ProviderIds` gives pages of `Items` and a `TotalRecordCount`;
//! `UserData` is there only where the question is asked for a user. `GET /Users` lists the users. To a user's own key, servers
//! before 10.9 give the films at `/Users/{id}/Items` alone, and the user at `/Users/Me`.

use serde::Deserialize;
use serde_json::Value;

use super::answer::{AnswerError, Entry, LibraryPage, count, flag, json, members, objects, text};
use super::film::LibraryFilm;
use crate::import::values::year_in;

const SERVICE: &str = "Jellyfin or Emby";

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ItemsAnswer {
    items: Option<Vec<Entry<JellyfinItem>>>,
    #[serde(default, deserialize_with = "count")]
    total_record_count: Option<usize>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct JellyfinItem {
    #[serde(deserialize_with = "text")]
    name: String,
    #[serde(deserialize_with = "text")]
    original_title: String,
    #[serde(deserialize_with = "text")]
    production_year: String,
    #[serde(deserialize_with = "text")]
    premiere_date: String,
    #[serde(deserialize_with = "text")]
    id: String,
    #[serde(deserialize_with = "text")]
    server_id: String,
    #[serde(rename = "Type", deserialize_with = "text")]
    kind: String,
    #[serde(deserialize_with = "text")]
    location_type: String,
    #[serde(deserialize_with = "members")]
    provider_ids: Vec<(String, String)>,
    user_data: Option<Entry<UserData>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct UserData {
    #[serde(deserialize_with = "flag")]
    played: bool,
    #[serde(deserialize_with = "flag")]
    play_count: bool,
    #[serde(deserialize_with = "flag")]
    is_favorite: bool,
}

/// The films of a page.
///
/// # Errors
/// The bytes are no such answer.
pub fn films(bytes: &[u8]) -> Result<LibraryPage, AnswerError> {
    let answer: ItemsAnswer = json(bytes, SERVICE)?;
    let items = answer.items.ok_or(AnswerError::Shape("Items", SERVICE))?;
    let (entries, total) = (items.len(), answer.total_record_count);
    let (items, bad) = objects(items);
    let mut page = LibraryPage { entries, total, bad, ..LibraryPage::default() };
    for item in items {
        let is_film = item.kind.is_empty() || item.kind.eq_ignore_ascii_case("movie");
        // Virtual items are films that are missing.
        if !is_film || item.location_type.eq_ignore_ascii_case("virtual") {
            continue;
        }
        let Some(mut film) = LibraryFilm::titled(&item.name) else {
            page.bad += 1;
            continue;
        };
        film.also_called(&item.original_title);
        film.year = year_in(&item.production_year).or_else(|| year_in(&item.premiere_date));
        film.set_item(&item.id);
        for (collection, id) in &item.provider_ids {
            film.set_external(collection, id);
        }
        if let Some(said) = item.user_data.and_then(Entry::object) {
            page.says_watched = true;
            film.watched = said.played || said.play_count;
            film.favourite = said.is_favorite;
        }
        if page.server.is_none() {
            let mut server = LibraryFilm::default();
            server.set_item(&item.server_id);
            page.server = server.item;
        }
        page.films.push(film);
    }
    Ok(page)
}

/// A user of a server.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct JellyfinUser {
    /// The name.
    #[serde(rename = "Name", default, deserialize_with = "text")]
    pub name: String,
    /// The id.
    #[serde(rename = "Id", default, deserialize_with = "text")]
    pub id: String,
}

/// The users of a server that have a name and an id.
///
/// # Errors
/// The bytes are no such answer.
pub fn users(bytes: &[u8]) -> Result<Vec<JellyfinUser>, AnswerError> {
    let users: Vec<Entry<JellyfinUser>> = json(bytes, SERVICE)?;
    let is_id = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    Ok(users.into_iter().filter_map(Entry::object).filter(|user| !user.name.is_empty() && is_id(&user.id)).collect())
}

/// The user whose key is asked with, as `GET /Users/Me` names it.
///
/// # Errors
/// The bytes are no such answer.
pub fn user(bytes: &[u8]) -> Result<JellyfinUser, AnswerError> {
    let user: Value = json(bytes, SERVICE)?;
    let list = serde_json::to_vec(&[user]).unwrap_or_default();
    users(&list)?.pop().ok_or(AnswerError::Shape("Id", SERVICE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn films_are_read_and_rows_of_other_shapes_cost_only_themselves() {
        let page = films(
            br#"{"Items": [
            {"Name": "Das Leben der Anderen", "OriginalTitle": "The Lives of Others", "ProductionYear": 2006, "Id": "0a1b",
             "ServerId": "5e", "Type": "Movie", "ProviderIds": {"Tmdb": 582, "Imdb": "tt0405094", "Tvdb": null},
             "UserData": {"Played": false, "PlayCount": 2, "IsFavorite": true}},
            {"Name": null, "ProductionYear": 1999}, 7, null, ["x"],
            {"Name": "Dark", "Type": "Series"}, {"Name": "Lost", "LocationType": "Virtual"},
            {"Name": {"a": 1}}, {"Name": "Heat", "ProductionYear": "1995", "Id": "../../x?y", "UserData": []}
        ], "TotalRecordCount": "9", "StartIndex": 0}"#,
        )
        .unwrap();
        assert_eq!((page.entries, page.total, page.films.len(), page.bad), (9, Some(9), 2, 5));
        let film = &page.films[0];
        assert_eq!(film.other_titles, ["The Lives of Others"]);
        assert_eq!(film.external.imdb.as_deref(), Some("tt0405094"));
        assert_eq!(film.external.tmdb.as_deref(), Some("582"));
        assert!(film.watched && film.favourite && page.says_watched);
        assert_eq!((film.item.as_deref(), page.server.as_deref()), (Some("0a1b"), Some("5e")));
        assert_eq!(page.films[1].item, None, "no id that could lead elsewhere");
        assert_eq!(page.films[1].year.unwrap().get(), 1995);
    }

    #[test]
    fn other_answers_are_refused_by_what_they_are() {
        let why = |bytes: &[u8]| films(bytes).unwrap_err().to_string();
        assert!(why(b"\n<!DOCTYPE html><title>Router</title>").contains("web page"));
        assert!(why(b"<!-- sign in --><html>").contains("web page"));
        assert!(why(b"{\"Items\": [{\"Name\": \"A").contains("ends too early"));
        assert!(why(b"{\"Items\": nothing secret}").contains("not the JSON that is expected, line 1"));
        assert!(why(b"{}").contains("no Items"));
        assert!(why(b"").contains("empty"));
        assert!(films(&[b"{\"Items\":", "[".repeat(100_000).as_bytes()].concat()).is_err());
    }

    #[test]
    fn users_have_names_and_ids() {
        let users =
            users(br#"[{"Name": "Anna", "Id": "a-1"}, {"Name": "Ben"}, {"Name": "C", "Id": "a/b"}, 3]"#).unwrap();
        assert_eq!(users, [JellyfinUser { name: "Anna".into(), id: "a-1".into() }]);
        assert_eq!(user(br#"{"Name": "Anna", "Id": "a-1"}"#).unwrap(), users[0]);
        assert!(user(br#"{"Name": "Anna", "Id": "../x"}"#).is_err() && user(b"[]").is_err());
    }
}
