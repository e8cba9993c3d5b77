//! The film of a `.nfo` file: Kodi's XML, the address of a film's page, or both.

use serde_json::{Map, Value};

use super::answer::is_yes;
use super::film::LibraryFilm;
use crate::fold::title_key;
use crate::import::nfo;
use crate::import::values::year_in;

/// What a `.nfo` file is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum NfoContent {
    /// A film, or several of an exported library.
    Films(Vec<LibraryFilm>),
    /// A series, a season, an episode or a piece of music.
    Series,
    /// Nothing that names a film.
    Nothing,
}

/// Reads the text of a file. `named` is the film as its file is named, for what the text does not say.
pub(super) fn films(text: &str, named: Option<&LibraryFilm>) -> NfoContent {
    let found = nfo::films(text);
    let rows: Vec<&Map<String, Value>> =
        found.iter().map(|(_, row)| row).filter(|row| !row.contains_key("type")).collect();
    let is_series = !found.is_empty() && rows.is_empty() || found.is_empty() && text.contains("<musicvideo");
    let ids = ids_of_addresses(text);
    // An address of a series' page alone.
    if is_series || rows.is_empty() && ids.is_empty() && text.contains("themoviedb.org/tv/") {
        return NfoContent::Series;
    }
    let films: Vec<LibraryFilm> = match rows.as_slice() {
        [] if ids.is_empty() => Vec::new(),
        [] => film(&Map::new(), named, &ids).into_iter().collect(),
        [row] => film(row, named, &ids).into_iter().collect(),
        // Neither the file's name nor an address in it is that of all of them.
        several => several.iter().filter_map(|row| film(row, None, &[])).collect(),
    };
    if films.is_empty() { NfoContent::Nothing } else { NfoContent::Films(films) }
}

fn film(row: &Map<String, Value>, named: Option<&LibraryFilm>, ids: &[(&'static str, String)]) -> Option<LibraryFilm> {
    let field = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
    let mut film = match (LibraryFilm::titled(field("title")), named) {
        (Some(film), _) => film,
        (None, Some(named)) => {
            LibraryFilm { year: named.year, ..LibraryFilm::titled(&named.title).unwrap_or_default() }
        }
        // The address alone says which film it is.
        (None, None) => LibraryFilm::titled(&ids.first()?.1)?,
    };
    film.also_called(field("originaltitle"));
    let years = ["year", "premiered", "releasedate"];
    film.year = years.into_iter().find_map(|name| year_in(field(name))).or(film.year);
    if film.year.is_none() {
        // "Heat (1995)/heat.nfo" of "Heat"; a collection's folder is called otherwise.
        let is_same = |named: &&LibraryFilm| title_key(&named.title) == title_key(&film.title);
        film.year = named.filter(is_same).and_then(|named| named.year);
    }
    film.set_external("imdb", field("imdb_id"));
    film.set_external("imdb", field("imdbid"));
    film.set_external("tmdb", field("tmdb_id"));
    film.set_external("wikidata", field("wikidata_id"));
    for (collection, id) in ids {
        film.set_external(collection, id);
    }
    film.watched = is_yes(field("watched")) || is_yes(field("playcount"));
    Some(film)
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
        one(text, None)
    }

    fn one(text: &str, named: Option<&LibraryFilm>) -> LibraryFilm {
        match films(text, named) {
            NfoContent::Films(mut films) if films.len() == 1 => films.remove(0),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_exported_library_has_several_films_and_a_folder_a_year() {
        let text = "<videodb><movie><title>A</title><year>1990</year></movie><movie><title>B</title><releasedate>1991-02-03\
            </releasedate></movie><tvshow><title>C</title></tvshow></videodb> https://www.imdb.com/title/tt0133093/";
        let named = LibraryFilm { year: year_in("1999"), ..LibraryFilm::titled("Matrix").unwrap() };
        let NfoContent::Films(films) = films(text, Some(&named)) else { panic!() };
        let said: Vec<_> = films.iter().map(|film| (film.title.as_str(), film.year.unwrap().get())).collect();
        assert_eq!(said, [("A", 1990), ("B", 1991)]);
        assert_eq!(films[0].external.imdb, None);
        let year = |title: &str| one(&format!("<movie><title>{title}</title></movie>"), Some(&named)).year;
        assert_eq!((year("Matrix"), year("Something else")), (named.year, None));
        assert_eq!(
            read("<movie><title>A</title><imdb_id>0133093</imdb_id></movie>").external.imdb.unwrap(),
            "tt0133093"
        );
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
        assert_eq!(one("https://www.imdb.com/title/tt0133093/", Some(&named)).title, "Matrix");
    }

    #[test]
    fn series_and_other_texts_are_no_films() {
        let named = LibraryFilm::titled("Matrix").unwrap();
        assert_eq!(films("<tvshow><title>Dark</title></tvshow>", None), NfoContent::Series);
        assert_eq!(films("<episodedetails><title>Secrets</title></episodedetails>", None), NfoContent::Series);
        assert_eq!(films("<musicvideo><title>Thriller</title></musicvideo>", Some(&named)), NfoContent::Series);
        assert_eq!(films("https://www.themoviedb.org/tv/70523-dark", None), NfoContent::Series);
        for text in ["", "some words", "<movie><title>A</ti", "<movie", "\0\0\0"] {
            assert_eq!(films(text, Some(&named)), NfoContent::Nothing, "{text:?}");
        }
        let bomb = "<!DOCTYPE m [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;\">]><movie><title>&b;</title></movie>";
        assert_eq!(read(bomb).title, "&b;", "no entity is expanded");
        let deep = format!("<movie><title>A</title>{}", "<x>".repeat(100_000));
        assert_eq!(films(&deep, None), NfoContent::Nothing);
    }
}
