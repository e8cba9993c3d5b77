//! The film of a `.nfo` file: Kodi's XML, the address of a film's page, or both.

use serde_json::{Map, Value};

use super::answer::is_yes;
use super::film::LibraryFilm;
use crate::import::nfo;
use crate::import::values::year_in;

/// What a `.nfo` file is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum NfoContent {
    /// A film.
    Film(Box<LibraryFilm>),
    /// A series, a season or an episode.
    Series,
    /// Nothing that names a film.
    Nothing,
}

/// Reads the text of a file. `named` is the film as its file is named, for what the text does not say.
pub(super) fn film(text: &str, named: Option<&LibraryFilm>) -> NfoContent {
    let found = nfo::films(text);
    let films: Vec<&Map<String, Value>> =
        found.iter().map(|(_, row)| row).filter(|row| !row.contains_key("type")).collect();
    let is_series = !found.is_empty() && films.is_empty();
    let ids = ids_of_addresses(text);
    // An address of a series' page alone.
    if is_series || films.is_empty() && ids.is_empty() && text.contains("themoviedb.org/tv/") {
        return NfoContent::Series;
    }
    let row = films.first();
    let field = |name: &str| row.and_then(|row| row.get(name)).and_then(Value::as_str).unwrap_or_default();
    let mut film = match (LibraryFilm::titled(field("title")), named) {
        (Some(film), _) => film,
        (None, Some(named)) if row.is_some() || !ids.is_empty() => {
            LibraryFilm { year: named.year, ..LibraryFilm::titled(&named.title).unwrap_or_default() }
        }
        // The address alone says which film it is.
        (None, None) if !ids.is_empty() => match LibraryFilm::titled(&ids[0].1) {
            Some(film) => film,
            None => return NfoContent::Nothing,
        },
        _ => return NfoContent::Nothing,
    };
    film.also_called(field("originaltitle"));
    film.year = year_in(field("year")).or_else(|| year_in(field("premiered"))).or(film.year);
    film.set_external("imdb", field("imdb_id"));
    film.set_external("imdb", field("imdbid"));
    film.set_external("tmdb", field("tmdb_id"));
    film.set_external("wikidata", field("wikidata_id"));
    for (collection, id) in ids {
        film.set_external(collection, &id);
    }
    film.watched = is_yes(field("watched")) || is_yes(field("playcount"));
    NfoContent::Film(Box::new(film))
}

/// Ids in addresses of films' pages: `imdb.com/title/tt0133093`, `themoviedb.org/movie/603-the-matrix`.
fn ids_of_addresses(text: &str) -> Vec<(&'static str, String)> {
    let after = |mark: &str| text.split_once(mark).map(|(_, rest)| rest);
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let mut ids = Vec::new();
    let imdb = after("imdb.com/title/tt").or_else(|| {
        // "https://www.imdb.com/de/title/tt0133093/"
        after("imdb.com/").and_then(|rest| rest.get(2..)).and_then(|rest| rest.strip_prefix("/title/tt"))
    });
    if let Some(number) = imdb.map(digits).filter(|number| !number.is_empty()) {
        ids.push(("imdb", format!("tt{number}")));
    }
    if let Some(number) = after("themoviedb.org/movie/").map(digits).filter(|number| !number.is_empty()) {
        ids.push(("tmdb", number));
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> LibraryFilm {
        match film(text, None) {
            NfoContent::Film(film) => *film,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_film_is_read_with_its_ids_and_what_was_watched() {
        let film = read(
            "<?xml version=\"1.0\"?><movie><title>Leben &amp; Tod</title><originaltitle>Life</originaltitle><premiered>1999-03-31</premiered>\
            <uniqueid type=\"tmdb\" default=\"true\">603</uniqueid><uniqueid type=\"imdb\">tt133093</uniqueid><playcount>1</playcount></movie>\n\
            https://www.themoviedb.org/movie/999",
        );
        assert_eq!((film.title.as_str(), film.other_titles.as_slice()), ("Leben & Tod", &["Life".to_owned()][..]));
        assert_eq!(film.year.unwrap().get(), 1999);
        assert_eq!(film.external.imdb.as_deref(), Some("tt0133093"), "zeros that are missing are added");
        assert_eq!(film.external.tmdb.as_deref(), Some("603"), "what the XML says comes before the address");
        assert!(film.watched);
        assert_eq!(
            read("<movie><title>A</title><id>tt0000001</id></movie>").external.imdb.as_deref(),
            Some("tt0000001")
        );
        assert!(!read("<movie><title>A</title><watched>false</watched><playcount>0</playcount></movie>").watched);
    }

    #[test]
    fn an_address_alone_names_a_film() {
        assert_eq!(read("https://www.imdb.com/title/tt0133093/\n").external.imdb.as_deref(), Some("tt0133093"));
        assert_eq!(read("https://www.imdb.com/de/title/tt0133093/").external.imdb.as_deref(), Some("tt0133093"));
        assert_eq!(read("https://www.themoviedb.org/movie/603-the-matrix").external.tmdb.as_deref(), Some("603"));
        let named = LibraryFilm::titled("Matrix").unwrap();
        let NfoContent::Film(film) = film("https://www.imdb.com/title/tt0133093/", Some(&named)) else { panic!() };
        assert_eq!(film.title, "Matrix");
    }

    #[test]
    fn series_and_other_texts_are_no_films() {
        assert_eq!(film("<tvshow><title>Dark</title></tvshow>", None), NfoContent::Series);
        assert_eq!(film("<episodedetails><title>Secrets</title></episodedetails>", None), NfoContent::Series);
        assert_eq!(film("https://www.themoviedb.org/tv/70523-dark", None), NfoContent::Series);
        let named = LibraryFilm::titled("Matrix").unwrap();
        for text in ["", "some words", "<movie><title>A</ti", "<movie", "\0\0\0"] {
            assert_eq!(film(text, Some(&named)), NfoContent::Nothing, "{text:?}");
        }
        let bomb = "<!DOCTYPE m [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;\">]><movie><title>&b;</title></movie>";
        assert_eq!(read(bomb).title, "&b;", "no entity is expanded");
        let deep = format!("<movie><title>A</title>{}", "<x>".repeat(100_000));
        assert_eq!(film(&deep, None), NfoContent::Nothing);
    }
}
