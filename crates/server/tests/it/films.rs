//! The films that the tests serve. The starter catalogue grows; these stay as they are, and so do the snapshots.

use std::path::Path;

use matinee_catalogue::{Catalogue, Film, Year};

/// A title that is markup, with its id.
pub(crate) const MARKUP: (&str, &str) = ("<script>alert(1)</script> & Sons", "script-alert-1-script-and-sons-1999");

/// Twelve films that were never made.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/films.jsonl")).unwrap()
}

/// Many films with words of their own, to keep a ranking thread busy.
pub(crate) fn many(number: i64) -> Catalogue {
    let one = |n: i64| {
        let mut film = Film::new(&format!("Film {n}"), Year::new(1930 + n % 90).unwrap());
        film.directors = vec![format!("Person {}", n % 200)];
        film.genres = vec!["drama".to_owned()];
        film.keywords = vec![format!("k{}", n % 40), format!("k{}", n % 37)];
        let words: Vec<String> = (0..60).map(|k| format!("w{}x", (n * 31 + k * k * 17) % 900)).collect();
        film.synopsis = words.join(" ");
        film
    };
    Catalogue::new((0..number).map(one).collect()).unwrap()
}
