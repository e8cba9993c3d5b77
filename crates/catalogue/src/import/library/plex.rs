//! Answers of a Plex Media Server, in JSON or in XML.
//!
//! `GET /library/sections` lists the libraries, `/library/sections/KEY/all?type=1&includeGuids=1` the films of one,
//! `/identity` the server's own id. An XML answer has the members of the JSON one as attributes.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

use super::answer::{AnswerError, LibraryPage, first_mark, is_yes, json};
use super::film::LibraryFilm;
use crate::import::values::year_in;

const SERVICE: &str = "Plex";
/// The agents of libraries of home videos.
const HOME_VIDEOS: [&str; 2] = ["com.plexapp.agents.none", "tv.plex.agents.none"];

/// A library of films on a Plex server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlexSection {
    /// By what it is asked for.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// Whether it has home videos.
    pub is_home_videos: bool,
}

/// The libraries of films.
///
/// # Errors
/// The bytes are no such answer.
pub fn sections(bytes: &[u8]) -> Result<Vec<PlexSection>, AnswerError> {
    let container = container(bytes)?;
    let section = |section: &Map<String, Value>| {
        let key = member(section, "key");
        let is_key = !key.is_empty() && key.len() <= 20 && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (is_key && member(section, "type") == "movie").then(|| PlexSection {
            key,
            title: member(section, "title"),
            is_home_videos: HOME_VIDEOS.contains(&member(section, "agent").as_str()),
        })
    };
    Ok(list(&container, "Directory").filter_map(section).collect())
}

/// The server's own id.
///
/// # Errors
/// The bytes are no such answer.
pub fn server(bytes: &[u8]) -> Result<Option<String>, AnswerError> {
    let mut film = LibraryFilm::default();
    film.set_item(&member(&container(bytes)?, "machineIdentifier"));
    Ok(film.item)
}

/// The films of a page.
///
/// # Errors
/// The bytes are no such answer.
pub fn films(bytes: &[u8]) -> Result<LibraryPage, AnswerError> {
    let container = container(bytes)?;
    let key = if container.contains_key("Metadata") { "Metadata" } else { "Video" };
    let number = |name| member(&container, name).parse().ok();
    let entries = container.get(key).and_then(Value::as_array).map_or(0, Vec::len);
    let bad = entries.saturating_sub(list(&container, key).count());
    let mut page =
        LibraryPage { total: number("totalSize"), entries: bad, bad, says_watched: true, ..LibraryPage::default() };
    for item in list(&container, key) {
        page.entries += 1;
        if !matches!(member(item, "type").as_str(), "" | "movie") {
            continue;
        }
        let Some(mut film) = LibraryFilm::titled(&member(item, "title")) else {
            page.bad += 1;
            continue;
        };
        film.also_called(&member(item, "originalTitle"));
        film.year = year_in(&member(item, "year")).or_else(|| year_in(&member(item, "originallyAvailableAt")));
        film.set_item(&member(item, "ratingKey"));
        film.watched = is_yes(&member(item, "viewCount"));
        for guid in list(item, "Guid").map(|guid| member(guid, "id")).chain([member(item, "guid")]) {
            take_guid(&mut film, &guid);
        }
        page.films.push(film);
    }
    Ok(page)
}

/// Takes `imdb://tt0133093`, `tmdb://603`, and the same of agents before 2020: `com.plexapp.agents.imdb://tt0133093?lang=en`.
fn take_guid(film: &mut LibraryFilm, guid: &str) {
    let Some((scheme, rest)) = guid.split_once("://") else { return };
    let id = rest.split(['?', '/']).next().unwrap_or_default();
    film.set_external(scheme.rsplit('.').next().unwrap_or_default(), id);
}

/// The `MediaContainer` of an answer.
fn container(bytes: &[u8]) -> Result<Map<String, Value>, AnswerError> {
    let mut answer: Map<String, Value> =
        if first_mark(bytes, SERVICE)? == b'<' { from_xml(bytes)? } else { json(bytes, SERVICE)? };
    match answer.remove("MediaContainer") {
        Some(Value::Object(container)) => Ok(container),
        _ => Err(AnswerError::Shape("MediaContainer", SERVICE)),
    }
}

/// The objects of a list, or the only one in place of a list.
fn list<'a>(of: &'a Map<String, Value>, name: &str) -> impl Iterator<Item = &'a Map<String, Value>> {
    let entries =
        of.get(name).map_or(&[][..], |value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice));
    entries.iter().filter_map(Value::as_object)
}

/// A member as a text; an empty one if it is not there.
fn member(of: &Map<String, Value>, name: &str) -> String {
    match of.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// Elements with their attributes and children as objects. Three levels are enough: container, film, GUID.
fn from_xml(bytes: &[u8]) -> Result<Map<String, Value>, AnswerError> {
    const LEVELS: usize = 3;
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    let mut open: Vec<(String, Map<String, Value>)> = vec![(String::new(), Map::new())];
    let mut deeper = 0_usize;
    let damaged = |why: &str| AnswerError::Damaged(why.to_owned(), SERVICE);
    loop {
        match reader.read_event() {
            Err(_) => return Err(damaged("it is not the XML that is expected")),
            Ok(Event::Eof) if open.len() > 1 => return Err(damaged("it ends too early")),
            Ok(Event::Eof) => break,
            Ok(Event::Start(_)) if open.len() > LEVELS => deeper += 1,
            Ok(Event::Start(start)) => open.push(attributes(&start)),
            Ok(Event::Empty(start)) if open.len() <= LEVELS => {
                let (name, element) = attributes(&start);
                add(&mut open, name, element);
            }
            Ok(Event::End(_)) if deeper > 0 => deeper -= 1,
            Ok(Event::End(_)) => {
                if open.len() > 1
                    && let Some((name, element)) = open.pop()
                {
                    add(&mut open, name, element);
                }
            }
            Ok(_) => {}
        }
    }
    let (_, mut root) = open.swap_remove(0);
    if let Some(Value::Array(containers)) = root.get_mut("MediaContainer") {
        let container = containers.swap_remove(0);
        root.insert("MediaContainer".to_owned(), container);
    }
    Ok(root)
}

fn attributes(start: &BytesStart) -> (String, Map<String, Value>) {
    let mut element = Map::new();
    for attribute in start.attributes().with_checks(false).flatten() {
        let value = html_escape::decode_html_entities(&*attribute.value).into_owned();
        element.insert(attribute.key.as_ref().to_owned(), Value::String(value));
    }
    (start.local_name().as_ref().to_owned(), element)
}

/// Adds an element to the list of its name in the innermost open one.
fn add(open: &mut [(String, Map<String, Value>)], name: String, element: Map<String, Value>) {
    let Some((_, parent)) = open.last_mut() else { return };
    match parent.entry(name).or_insert_with(|| Value::Array(Vec::new())) {
        Value::Array(list) => list.push(Value::Object(element)),
        // An attribute of that name: the element counts.
        other => *other = Value::Array(vec![Value::Object(element)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{"MediaContainer": {"size": 2, "totalSize": 812, "Metadata": [
        {"ratingKey": "17", "type": "movie", "title": "The Matrix", "year": 1999, "viewCount": 3, "guid": "plex://movie/5d77",
         "Guid": [{"id": "imdb://tt0133093"}, {"id": "tmdb://603"}, {"id": "tvdb://169"}]},
        {"ratingKey": 18, "type": "movie", "title": "Old &amp; New", "guid": "com.plexapp.agents.themoviedb://550?lang=en"},
        {"type": "clip", "title": "Holiday"}, null]}}"#;
    const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
        <MediaContainer size="2" totalSize="812"><Video ratingKey="17" type="movie" title="The Matrix" year="1999" viewCount="3"
        guid="plex://movie/5d77"><Media id="1"><Part id="2"><Stream id="3"/><Deep><Deeper/></Deep></Part></Media>
        <Guid id="imdb://tt0133093"/><Guid id="tmdb://603"/></Video>
        <Video ratingKey="18" type="movie" title="Old &amp; New" guid="com.plexapp.agents.themoviedb://550?lang=en"/></MediaContainer>"#;

    #[test]
    fn films_are_the_same_in_json_and_xml() {
        for (answer, new) in [(JSON, "Old &amp; New"), (XML, "Old & New")] {
            let page = films(answer.as_bytes()).unwrap();
            assert_eq!((page.total, page.films.len(), page.bad), (Some(812), 2, usize::from(answer == JSON)));
            let matrix = &page.films[0];
            assert_eq!(matrix.external.imdb.as_deref(), Some("tt0133093"));
            assert_eq!(matrix.external.tmdb.as_deref(), Some("603"));
            assert!(matrix.watched && !page.films[1].watched);
            assert_eq!(page.films[1].title, new);
            assert_eq!(page.films[1].external.tmdb.as_deref(), Some("550"));
            assert_eq!(page.films[1].item.as_deref(), Some("18"));
        }
        let mut film = LibraryFilm::default();
        take_guid(&mut film, "com.plexapp.agents.imdb://tt0133093?lang=en");
        assert_eq!(film.external.imdb.as_deref(), Some("tt0133093"));
    }

    #[test]
    fn libraries_of_films_are_told_from_others() {
        let answer = r#"{"MediaContainer": {"Directory": [{"key": "1", "type": "movie", "title": "Films", "agent": "tv.plex.agents.movie"},
            {"key": "2", "type": "show", "title": "TV"}, {"key": "3", "type": "movie", "title": "Home", "agent": "tv.plex.agents.none"},
            {"key": "../x", "type": "movie", "title": "Odd"}]}}"#;
        let found = sections(answer.as_bytes()).unwrap();
        let keys: Vec<(&str, bool)> = found.iter().map(|s| (s.key.as_str(), s.is_home_videos)).collect();
        assert_eq!(keys, [("1", false), ("3", true)]);
        let xml = br#"<MediaContainer machineIdentifier="ab12" size="0"/>"#;
        let one = br#"{"MediaContainer": {"Directory": {"key": 1, "type": "movie", "title": "Films"}}}"#;
        assert_eq!(sections(one).unwrap()[0].key, "1");
        assert_eq!(server(xml).unwrap().as_deref(), Some("ab12"));
    }

    #[test]
    fn hostile_and_cut_answers_are_refused() {
        assert!(films(b"<html><body>Sign in</body></html>").unwrap_err().to_string().contains("web page"));
        assert!(films(b"<MediaContainer><Video").is_err());
        assert!(films(b"<MediaContainer><Video>").is_err());
        assert!(films(b"[]").is_err() && films(b"{}").is_err() && films(b"<x/>").is_err());
        let deep = format!("<MediaContainer>{}", "<a>".repeat(200_000));
        assert!(films(deep.as_bytes()).is_err());
        let bomb = br#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><MediaContainer><Video title="&b;"/></MediaContainer>"#;
        assert_eq!(films(bomb).unwrap().films[0].title, "&b;", "no entity is expanded");
    }
}
