use super::*;
use crate::{Catalogue, Year};
use proptest::prelude::*;

/// What a merge came to: the films by id, and the doubtful pairs.
fn merge(films: impl IntoIterator<Item = (usize, Film)>) -> (Vec<Film>, Vec<(FilmId, FilmId)>) {
    let folder = tempfile::tempdir().unwrap();
    let mut merger = Merger::new(folder.path()).unwrap();
    for (rank, film) in films {
        merger.add(rank, &film).unwrap();
    }
    let mut merged = merger.finish().unwrap();
    let path = folder.path().join("films.jsonl.zst");
    merged.write(&path).unwrap();
    let films = if merged.is_empty() { Vec::new() } else { Catalogue::read(&path).unwrap().films().to_vec() };
    assert_eq!(films.len(), merged.len());
    (films, merged.doubtful)
}

fn films() -> impl Strategy<Value = Vec<(usize, Film)>> {
    let people = || proptest::sample::subsequence(vec!["Ann Lee", "Bo Li", "Cy Day"], 0..=2);
    let id = || proptest::option::of(0..3u8);
    let film = (0..3usize, 0..3usize, 0..3i64, people(), people(), id(), id(), "[ab]{0,2}");
    let film = film.prop_map(|(rank, title, year, directors, cast, imdb, page, synopsis)| {
        let mut film = Film::new(["Alien", "The Alien", "Stalker"][title], Year::new(1979 + year).unwrap());
        film.directors = directors.into_iter().map(str::to_owned).collect();
        film.cast = cast.into_iter().map(str::to_owned).collect();
        film.external.imdb = imdb.map(|n| format!("tt000000{n}"));
        film.external.wikipedia = page.map(|n| format!("Page {n}"));
        film.synopsis = synopsis;
        (rank, film)
    });
    proptest::collection::vec(film, 0..9)
}

proptest! {
    #[test]
    fn the_order_of_files_and_films_does_not_matter(
        (films, shuffled) in films().prop_flat_map(|films| (Just(films.clone()), Just(films).prop_shuffle()))
    ) {
        prop_assert_eq!(merge(films), merge(shuffled));
    }

    #[test]
    fn merging_again_changes_nothing(films in films()) {
        let once = merge(films);
        let films = || once.0.iter().map(|film| (0, film.clone()));
        prop_assert_eq!(&merge(films()), &once);
        prop_assert_eq!(&merge(films().chain(films())), &once);
    }
}

fn film(title: &str, year: i64, director: &str) -> Film {
    let mut film = Film::new(title, Year::new(year).unwrap());
    film.directors = vec![director.to_owned()];
    film
}

#[test]
fn one_film_of_two_sources_is_one_record_by_precedence() {
    let (mut ours, mut theirs) = (film("Stalker", 1979, "Andrei Tarkovsky"), film("STALKER", 1980, "Andreï Tarkovsky"));
    ours.synopsis = "Ours.".to_owned();
    theirs.synopsis = "Theirs, and much longer.".to_owned();
    theirs.runtime_minutes = Some(162);
    let merged = merge([(1, theirs), (0, ours)]);
    let [film] = &merged.0[..] else { panic!("{merged:?}") };
    assert_eq!((film.id.as_str(), &film.synopsis[..], film.runtime_minutes), ("stalker-1979", "Ours.", Some(162)));
}

#[test]
fn remakes_stay_apart_and_doubtful_pairs_are_listed() {
    let nobody = Film::new("King Kong", Year::new(2005).unwrap());
    let merged = merge([(0, film("King Kong", 1933, "Cooper")), (0, film("King Kong", 2005, "Jackson")), (1, nobody)]);
    assert_eq!(merged.0.len(), 3);
    let id = |text: &str| text.parse::<FilmId>().unwrap();
    assert_eq!(merged.1, [(id("king-kong-2005"), id("king-kong-2005-2"))]);
}
