//! A history from elsewhere as a taste: bytes in, taste and report out.

use std::collections::HashMap;

use matinee_catalogue::Film;
use matinee_catalogue::fold::{is_formula, printable};
use matinee_catalogue::history::{
    self, CORRECTION_COLUMNS, FilmMatch, FilmMatcher, History, HistoryError, HistoryFile, HistoryFilm, HistoryOptions,
    MatchedBy, Opinion,
};
use matinee_features::{Model, Row};
use rayon::prelude::*;

use crate::rating_cuts::{PLAIN_WEIGHT, RatingCuts};
use crate::taste_file::{TasteFile, TasteFilm};

/// How to import.
#[derive(Debug, Clone, Default)]
pub struct TasteImportOptions {
    /// How the files are read.
    pub history: HistoryOptions,
    /// Where likes begin, as a share of the best rating, in place of what the ratings say.
    pub like_from: Option<f64>,
    /// Where dislikes end.
    pub dislike_to: Option<f64>,
}

/// A taste made of a history, and all there is to say of it.
#[derive(Debug, Clone, Default)]
pub struct TasteImport {
    /// The taste.
    pub taste: TasteFile,
    /// Where likes begin and dislikes end, if anything was rated.
    pub cuts: Option<RatingCuts>,
    /// What was read, without its films.
    pub history: History,
    /// Films of the history.
    pub films: usize,
    /// Films found whose title or year is not wholly the export's, to look over: by the title alone, or a year off.
    pub unsure: Vec<UnsureFilm>,
    /// Films that none or several of the model fit.
    pub unmatched: Vec<UnmatchedFilm>,
    /// Films left out because a taste may have only so many.
    pub left_out: usize,
    /// All films of the history in their order, to import again with other cuts or answers ([`taste_of_films`]). Of those that were
    /// found for certain only the id is kept.
    pub kept: Vec<HistoryFilm>,
}

/// A film that was found by less than title and year.
#[derive(Debug, Clone)]
pub struct UnsureFilm {
    /// The film as the export names it.
    pub film: HistoryFilm,
    /// The film found.
    pub row: Row,
    /// By what.
    pub by: MatchedBy,
    /// Its place among the films kept.
    pub place: usize,
}

/// A film that was not found.
#[derive(Debug, Clone)]
pub struct UnmatchedFilm {
    /// The film as the export names it.
    pub film: HistoryFilm,
    /// What is said of it.
    pub opinion: Opinion,
    /// How much that counts.
    pub weight: u8,
    /// Why, with films to choose from.
    pub found: FilmMatch,
    /// Its place among the films kept.
    pub place: usize,
}

impl UnmatchedFilm {
    /// Why it was not taken, in words.
    pub fn problem(&self) -> &'static str {
        match &self.found {
            FilmMatch::Several(_) => "several films fit",
            FilmMatch::Guess(_) => "no film has that title; near ones of the year",
            FilmMatch::Unknown(rows) if rows.is_empty() => "no such film",
            FilmMatch::Unknown(_) | FilmMatch::Found(..) => "films of that title have another year or id",
        }
    }
}

/// Makes a taste of the files of a history.
///
/// # Errors
/// The files have no films or are too large.
pub fn import_taste(
    model: &Model,
    files: &[HistoryFile<'_>],
    options: &TasteImportOptions,
) -> Result<TasteImport, HistoryError> {
    let mut history = history::read(files, &options.history)?;
    let films = std::mem::take(&mut history.films);
    let mut import = TasteImport { history, ..taste_of_films(model, films, options.like_from, options.dislike_to) };
    for file in files {
        import.taste.merge(own_terms(file.bytes));
    }
    Ok(import)
}

/// What a file of Matinee's own says beside films, as a taste without any.
fn own_terms(bytes: &[u8]) -> TasteFile {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let mut taste = text.parse::<TasteFile>().or_else(|_| picks_terms(text).ok_or(())).unwrap_or_default();
    taste.keep_only_terms();
    taste
}

/// The terms of picks that the site saved.
fn picks_terms(text: &str) -> Option<TasteFile> {
    let picks: serde_json::Value = serde_json::from_str(text).ok()?;
    picks.get("matinee")?;
    let terms = |name: &str| -> Vec<String> {
        let list = picks.get(name).and_then(serde_json::Value::as_array);
        list.into_iter().flatten().filter_map(|term| Some(term.as_str()?.to_owned())).collect()
    };
    let mut taste = TasteFile::default();
    (taste.muted, taste.lessened, taste.boosted) = (terms("mute"), terms("less"), terms("boost"));
    taste.never = terms("never").iter().filter_map(|rule| rule.parse().ok()).collect();
    taste.check().is_ok().then_some(taste)
}

/// Makes a taste of films that were read before, with these cuts in place of those that the ratings say.
pub fn taste_of_films(
    model: &Model,
    films: Vec<HistoryFilm>,
    like_from: Option<f64>,
    dislike_to: Option<f64>,
) -> TasteImport {
    let count = films.len();
    let ratings: Vec<f64> = films.iter().filter_map(|film| film.rating).collect();
    let cuts = RatingCuts::of(&ratings).map(|cuts| cuts.moved(like_from, dislike_to));
    let matcher = FilmMatcher::new(model.films());
    let found: Vec<FilmMatch> = films.par_iter().map(|film| matcher.find(film)).collect();
    let mut taken: Vec<(Row, HistoryFilm)> = Vec::new();
    let mut places: HashMap<Row, usize> = HashMap::new();
    let (mut unsure, mut unmatched) = (Vec::new(), Vec::new());
    let mut kept = Vec::with_capacity(count);
    for (place, (film, found)) in films.into_iter().zip(found).enumerate() {
        let FilmMatch::Found(row, by) = found else {
            let (opinion, weight) = opinion_of(&film, cuts.as_ref());
            kept.push(film.clone());
            unmatched.push(UnmatchedFilm { film, opinion, weight, found, place });
            continue;
        };
        if matches!(by, MatchedBy::OtherYear | MatchedBy::TitleAlone) {
            kept.push(film.clone());
            unsure.push(UnsureFilm { film: film.clone(), row, by, place });
        } else {
            kept.push(film.only_as(&model.film(row).id));
        }
        if let Some(&place) = places.get(&row) {
            // Two names of one film: an export's title and another's.
            taken[place].1.join(film);
        } else {
            places.insert(row, taken.len());
            taken.push((row, film));
        }
    }
    let mut taste = TasteFile::default();
    taste.extend(taken.into_iter().map(|(row, film)| {
        let (opinion, weight) = opinion_of(&film, cuts.as_ref());
        named(model.film(row), opinion, weight)
    }));
    let left_out = taste.keep_the_most_telling();
    TasteImport { taste, cuts, history: History::default(), films: count, unsure, unmatched, left_out, kept }
}

/// A film as a taste's file names it.
pub fn named(film: &Film, opinion: Opinion, weight: u8) -> TasteFilm {
    let title = format!("{} ({})", printable(&film.title), film.year);
    TasteFilm { id: film.id.clone(), title, opinion, weight }
}

/// What all that is said of a film comes to. A heart makes a like of any rating; what was seen is no longer wanted.
fn opinion_of(film: &HistoryFilm, cuts: Option<&RatingCuts>) -> (Opinion, u8) {
    let judged = film.rating.zip(cuts).map(|(rating, cuts)| cuts.judge(rating));
    let plain = film.weight.unwrap_or(PLAIN_WEIGHT);
    match (judged, film.said) {
        (Some((Opinion::Like, weight)), said) if said.liked => (Opinion::Like, weight.max(plain)),
        (Some((Opinion::Dislike, _)), said) if said.liked => (Opinion::Like, 1),
        (_, said) if said.liked => (Opinion::Like, plain),
        (_, said) if said.disliked => (Opinion::Dislike, plain),
        (Some(judged), _) => judged,
        (None, said) if said.seen || !said.wanted => (Opinion::Seen, PLAIN_WEIGHT),
        (None, _) => (Opinion::Want, PLAIN_WEIGHT),
    }
}

/// The films that were not found as a table, which `matinee taste import` reads again: ids filled in are taken.
///
/// # Errors
/// The table cannot be written.
pub fn unmatched_csv(model: &Model, unmatched: &[UnmatchedFilm]) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(CORRECTION_COLUMNS)?;
    for film in unmatched {
        let candidates: Vec<String> = film
            .found
            .candidates()
            .iter()
            .map(|&row| format!("{} = {} ({})", model.film(row).id, model.film(row).title, model.film(row).year))
            .collect();
        let UnmatchedFilm { film: HistoryFilm { title, year, external, path, line, .. }, opinion, weight, .. } = film;
        table.write_record([
            "",
            &no_formula(title),
            &year.map(|year| year.to_string()).unwrap_or_default(),
            opinion.name(),
            &weight.to_string(),
            external.imdb.as_deref().unwrap_or_default(),
            external.tmdb.as_deref().unwrap_or_default(),
            film.problem(),
            &no_formula(&candidates.join("; ")),
            &no_formula(&path.to_string_lossy()),
            &line.to_string(),
        ])?;
    }
    table.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// A cell that no spreadsheet takes as a formula: one that looks like it begins with an apostrophe.
pub fn no_formula(text: &str) -> String {
    let text = printable(text);
    if is_formula(&text) { format!("'{text}") } else { text.into_owned() }
}
