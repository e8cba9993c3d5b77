//! Tastes made of histories, on the starter catalogue.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use matinee_catalogue::history::{HistoryFile, Opinion};
use matinee_rank::{MAX_TASTE_FILE_FILMS, Ranker, TasteFile, TasteImport, TasteImportOptions, import_taste};

use crate::invariants::MODEL;

fn import(name: &str, text: &str) -> TasteImport {
    let file = HistoryFile { name, bytes: text.as_bytes() };
    import_taste(&MODEL, &[file], &TasteImportOptions::default()).unwrap()
}

#[test]
fn every_film_of_the_catalogue_is_found_by_its_own_title_and_year() {
    let mut text = "title,year,rating\n".to_owned();
    for film in MODEL.films() {
        writeln!(text, "\"{}\",{},4", film.title.replace('"', "\"\""), film.year).unwrap();
    }
    let import = import("all.csv", &text);
    let asked = import.unmatched.iter().filter(|film| film.found.candidates().len() > 1).count();
    assert_eq!(import.unmatched.len(), asked, "what is not found has several films to choose from");
    assert!(asked * 50 < import.films, "{asked} of {}", import.films);
    for film in import.taste.films() {
        let row = MODEL.titles().row(&film.id).unwrap();
        assert_eq!(film.title, format!("{} ({})", MODEL.film(row).title, MODEL.film(row).year));
    }
}

#[test]
fn ten_thousand_rows_take_less_than_a_second() {
    let films = MODEL.films();
    let mut text = "Date,Name,Year,Letterboxd URI,Rating\n".to_owned();
    for n in 0..10_000 {
        let film = &films[n % films.len()];
        // Every third is one that no catalogue has, nearly called like one.
        let title = if n % 3 == 0 { format!("{}x{n}", film.title) } else { film.title.clone() };
        writeln!(text, "2024-01-02,\"{}\",{},https://boxd.it/{n},{}", title.replace('"', "\"\""), film.year, n % 10)
            .unwrap();
    }
    let start = Instant::now();
    let import = import("ratings.csv", &text);
    let took = start.elapsed();
    assert_eq!(import.history.rows, 10_000);
    println!("10,000 rows took {took:?}");
    // A build without optimisation takes ten times as long, and other tests run beside this one.
    let most = if cfg!(debug_assertions) { 20 } else { 1 };
    assert!(took < Duration::from_secs(most), "{took:?}");
}

#[test]
fn of_too_many_films_the_most_telling_are_kept() {
    let file = |list: &str, from: usize| -> TasteFile {
        let ids: Vec<String> = (from..from + 3_000).map(|n| format!("\"film-{n}-2000\"")).collect();
        format!("version = 1\n{list} = [{}]", ids.join(",")).parse().unwrap()
    };
    let mut taste = file("seen", 0);
    taste.merge(file("like", 3_000));
    assert_eq!(taste.films().len(), 6_000);
    assert!(taste.check().unwrap_err().to_string().contains("at most 5000 films"));
    assert_eq!(taste.keep_the_most_telling(), 6_000 - MAX_TASTE_FILE_FILMS);
    assert_eq!((taste.count(Opinion::Like), taste.count(Opinion::Seen)), (3_000, 2_000));
    assert_eq!(taste.to_string().parse::<TasteFile>().unwrap(), taste);
}

#[test]
fn a_long_history_is_learnt_from_by_weight_and_stays_out_of_the_list() {
    let films = MODEL.films();
    let mut text = "version = 1\nlike = [\n".to_owned();
    for (n, film) in films.iter().take(1_300).enumerate() {
        writeln!(text, "  {{ id = \"{}\", weight = {} }},", film.id, if n < 300 { 1 } else { 3 }).unwrap();
    }
    text.push_str("]\n");
    let taste: TasteFile = text.parse().unwrap();
    let found = taste.in_model(&MODEL).unwrap();
    let row = |n: usize| MODEL.titles().row(&films[n].id).unwrap();
    assert_eq!(found.taste.likes().len(), 1_300);
    assert_eq!((found.taste.weight(row(0)), found.taste.weight(row(300))), (1, 3));
    let ranker = Ranker::new(std::sync::Arc::clone(&MODEL));
    let list = ranker.recommend(&found.taste, &matinee_rank::ListOptions::default()).unwrap();
    assert!(list.films.iter().all(|film| !found.taste.names(film.row)));
    // A thousand are trained on: those of weight 3.
    let why = ranker.explain(&found.taste, &matinee_rank::Steer::default(), row(1_400)).unwrap();
    assert_eq!(why.likes.len(), 1_000);
    assert!(why.likes.iter().all(|like| found.taste.weight(like.row) == 3));
}
