//! Films of a history as lines of text: for a page that keeps what was read without a server that does.
//!
//! A line is a film, its parts are set apart by tabs: id here, rating (of 10,000), what is said (of `ldsw`), weight, day of the
//! rating, year, numbers at IMDb, TMDB and Wikidata, and the titles.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::film::{HistoryFilm, Said};
use super::limits::MAX_HISTORY_ROWS;
use crate::line::MAX_TITLE_CHARS;
use crate::{External, Year};

/// Ratings are whole numbers of so many: no scale is finer.
const RATING_UNITS: f64 = 10_000.0;
/// Parts of a line before the titles.
const PARTS: usize = 9;
/// The most titles of a film.
const MAX_TITLES: usize = 9;
/// The most characters of a part that is no title.
const MAX_PART_CHARS: usize = 200;

/// Films as text, a line each. [`kept_films`] reads it.
pub fn keep_films(films: &[HistoryFilm]) -> String {
    let mut text = String::new();
    for film in films {
        let HistoryFilm { external: External { imdb, tmdb, wikidata, .. }, .. } = film;
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let said: String =
            [(film.said.liked, 'l'), (film.said.disliked, 'd'), (film.said.seen, 's'), (film.said.wanted, 'w')]
                .into_iter()
                .filter_map(|(is_said, letter)| is_said.then_some(letter))
                .collect();
        let parts = [
            film.id.as_ref().map(ToString::to_string).unwrap_or_default(),
            number(film.rating.map(|rating| (rating * RATING_UNITS).round() as u32)),
            said,
            number(film.weight.map(u32::from)),
            film.rated_on.clone(),
            number(film.year.map(|year| year.get().into())),
            imdb.clone().unwrap_or_default(),
            tmdb.clone().unwrap_or_default(),
            wikidata.clone().unwrap_or_default(),
        ];
        for part in parts.iter().map(String::as_str).chain(film.titles()) {
            // A tab or the end of a line inside a part would begin another.
            let part: String = part.chars().filter(|c| !c.is_control()).collect();
            let _ = write!(text, "{part}\t");
        }
        text.pop();
        text.push('\n');
    }
    text
}

/// The films of such a text, at most [`MAX_HISTORY_ROWS`]. It comes from outside: lines that are none are passed over.
pub fn kept_films(text: &str) -> Vec<HistoryFilm> {
    text.lines().filter_map(kept_film).take(MAX_HISTORY_ROWS).collect()
}

fn kept_film(line: &str) -> Option<HistoryFilm> {
    let parts: Vec<&str> = line.splitn(PARTS + MAX_TITLES + 1, '\t').take(PARTS + MAX_TITLES).collect();
    let (parts, titles) = parts.split_at_checked(PARTS)?;
    let (title, others) = titles.split_first()?;
    let fits = |title: &&str| title.chars().count() <= MAX_TITLE_CHARS;
    let is_short = |part: &&str| part.chars().count() <= MAX_PART_CHARS;
    if !fits(title) || !parts.iter().all(is_short) {
        return None;
    }
    let text = |place: usize| Some(parts[place]).filter(|part| !part.is_empty()).map(str::to_owned);
    let rating = parts[1].parse::<u32>().ok().map(|units| f64::from(units) / RATING_UNITS);
    let said = |letter: char| parts[2].contains(letter);
    Some(HistoryFilm {
        title: (*title).to_owned(),
        other_titles: others.iter().filter(|title| fits(title)).map(|&title| title.to_owned()).collect(),
        year: parts[5].parse().ok().and_then(|year: i64| Year::new(year).ok()),
        external: External { imdb: text(6), tmdb: text(7), wikidata: text(8), ..External::default() },
        id: parts[0].parse().ok(),
        rating: rating.filter(|rating| *rating > 0.0 && *rating <= 1.0),
        rated_on: parts[4].to_owned(),
        said: Said { liked: said('l'), disliked: said('d'), seen: said('s'), wanted: said('w') },
        weight: parts[3].parse().ok().filter(|weight| (1..=4).contains(weight)),
        path: PathBuf::new(),
        line: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{HistoryFile, HistoryOptions, read};

    #[test]
    fn films_are_read_as_they_were_kept() {
        let csv = "Title,Year,Rating,Const,Date Rated\n<b>\"A\tfilm\"</b>,1999,3.5,tt0000123,2024-01-01\nOther & one,,0.5,,\n";
        let history =
            read(&[HistoryFile { name: "x.csv", bytes: csv.as_bytes() }], &HistoryOptions::default()).unwrap();
        let text = keep_films(&history.films);
        assert_eq!(text.lines().count(), 2);
        let again = kept_films(&text.replace('\n', "\r\n"));
        for (film, kept) in history.films.iter().zip(&again) {
            assert_eq!(
                (&film.title, film.year, film.rating, film.said),
                (&kept.title, kept.year, kept.rating, kept.said)
            );
            assert_eq!((&film.external, &film.rated_on), (&kept.external, &kept.rated_on));
        }
        assert_eq!(keep_films(&again), text);
    }

    #[test]
    fn what_is_no_such_text_is_passed_over() {
        let long = format!("\t\t\t\t\t\t\t\t\t{}", "x".repeat(MAX_TITLE_CHARS + 1));
        for text in ["", "x", "\t\t\t\t\t\t\t\t", &long, "<script>"] {
            assert!(kept_films(text).is_empty(), "{text:.40}");
        }
        let odd = kept_films("../../x\t99999999\tzz\t9\t\t99999\t\t\t\tTitle\n");
        assert_eq!((odd[0].rating, odd[0].weight, odd[0].year), (None, None, None));
        assert_eq!(kept_films(&"\t\t\t\t\t\t\t\t\tT\n".repeat(MAX_HISTORY_ROWS + 5)).len(), MAX_HISTORY_ROWS);
    }
}
