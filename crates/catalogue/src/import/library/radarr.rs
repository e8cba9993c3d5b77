//! The answer of Radarr's `GET /api/v3/movie`: all its films at once, of which those with a file are owned.

use serde::Deserialize;

use super::answer::{AnswerError, Entry, LibraryPage, flag, json, objects, text};
use super::film::LibraryFilm;
use crate::import::values::year_in;

const SERVICE: &str = "Radarr";

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Movie {
    #[serde(deserialize_with = "text")]
    title: String,
    #[serde(deserialize_with = "text")]
    original_title: String,
    #[serde(deserialize_with = "text")]
    year: String,
    #[serde(deserialize_with = "text")]
    imdb_id: String,
    #[serde(deserialize_with = "text")]
    tmdb_id: String,
    #[serde(deserialize_with = "flag")]
    has_file: bool,
}

/// The films that have a file.
///
/// # Errors
/// The bytes are no such answer.
pub fn films(bytes: &[u8]) -> Result<LibraryPage, AnswerError> {
    let movies: Vec<Entry<Movie>> = json(bytes, SERVICE)?;
    let entries = movies.len();
    let (movies, bad) = objects(movies);
    let mut page = LibraryPage { entries, total: Some(entries), bad, ..LibraryPage::default() };
    for movie in movies.into_iter().filter(|movie| movie.has_file) {
        let Some(mut film) = LibraryFilm::titled(&movie.title) else {
            page.bad += 1;
            continue;
        };
        film.also_called(&movie.original_title);
        film.year = year_in(&movie.year);
        film.set_external("imdb", &movie.imdb_id);
        film.set_external("tmdb", &movie.tmdb_id);
        page.films.push(film);
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_films_with_a_file_are_owned() {
        let page = films(
            br#"[{"title": "Heat", "originalTitle": "Heat", "year": 1995, "hasFile": true, "imdbId": "tt0113277", "tmdbId": 949},
            {"title": "Ronin", "year": 1998, "hasFile": false, "tmdbId": 8195}, {"hasFile": true}, "x",
            {"title": "Jaws", "year": 0, "hasFile": true, "tmdbId": 0}]"#,
        )
        .unwrap();
        let titles: Vec<&str> = page.films.iter().map(|film| film.title.as_str()).collect();
        assert_eq!((titles, page.bad), (vec!["Heat", "Jaws"], 2));
        assert_eq!(page.films[0].external.tmdb.as_deref(), Some("949"));
        assert_eq!((page.films[1].year, page.films[1].external.tmdb.as_deref()), (None, None));
        assert!(films(b"{\"error\": \"Unauthorized\"}").is_err());
    }
}
