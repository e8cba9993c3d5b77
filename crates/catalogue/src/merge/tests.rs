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
    let beside = proptest::sample::subsequence(vec!["alien-1979", "stalker-1980", "heat-1995"], 0..=2);
    let film = (0..3usize, 0..3usize, 0..3i64, people(), people(), id(), id(), "[ab]{0,2}", beside);
    let film = film.prop_map(|(rank, title, year, directors, cast, imdb, page, synopsis, beside)| {
        let mut film = Film::new(["Alien", "The Alien", "Stalker"][title], Year::new(1979 + year).unwrap());
        film.directors = directors.into_iter().map(str::to_owned).collect();
        film.cast = cast.into_iter().map(str::to_owned).collect();
        film.external.imdb = imdb.map(|n| format!("tt000000{n}"));
        film.external.wikipedia = page.map(|n| format!("Page {n}"));
        film.synopsis = synopsis;
        film.beside = beside.into_iter().map(str::to_owned).filter(|id| *id != film.id.to_string()).collect();
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

fn ids(films: &[Film]) -> Vec<&str> {
    films.iter().map(|film| film.id.as_str()).collect()
}

#[test]
fn remakes_stay_apart_and_a_record_of_title_and_year_joins_the_one_film_it_can_be() {
    let bare = |title: &str, year| Film::new(title, Year::new(year).unwrap());
    let kong = || [(0, film("King Kong", 1933, "Cooper")), (0, film("King Kong", 2005, "Jackson"))];
    for (title, year) in [("King Kong", 2005), ("KING KONG", 2006), ("king kong", 2004)] {
        let merged = merge(kong().into_iter().chain([(0, bare(title, year)), (1, bare(title, year))]));
        assert_eq!((ids(&merged.0), merged.1), (vec!["king-kong-1933", "king-kong-2005"], vec![]), "{title} {year}");
        assert_eq!(merged.0[1].title, "King Kong");
    }
    assert_eq!(merge(kong().into_iter().chain([(0, bare("King Kong", 2007))])).0.len(), 3, "two years off");
    let preferred = merge([(0, bare("Alien", 1980)), (1, film("Alien", 1979, "Scott"))]);
    assert_eq!(ids(&preferred.0), ["alien-1979"], "a list does not change a film's id");
}

#[test]
fn a_record_of_title_and_year_that_two_films_fit_stays_apart_and_is_listed() {
    let bare = || Film::new("Brick", Year::new(2005).unwrap());
    let neighbours = [(0, film("Brick", 2004, "Lee")), (0, film("Brick", 2006, "Johnson"))];
    assert_eq!(merge(neighbours.into_iter().chain([(1, bare())])).0.len(), 3);
    let merged = merge([(0, film("Brick", 2005, "Lee")), (0, film("Brick", 2005, "Johnson")), (1, bare())]);
    assert_eq!((merged.0.len(), merged.1.len()), (3, 3), "{merged:?}");
    let mut other = bare();
    other.external.imdb = Some("tt0000001".to_owned());
    let mut full = film("Brick", 2005, "Lee");
    full.external.imdb = Some("tt0000002".to_owned());
    assert_eq!(merge([(0, full), (1, other)]).0.len(), 2, "IMDb knows two films");
}

#[test]
fn one_film_under_two_articles_and_years_is_joined() {
    let [one, other] = [1996, 1997].map(|year| {
        let mut film = film("Hard Eight", year, "Paul Thomas Anderson");
        film.cast = vec!["Philip Baker Hall".to_owned()];
        film.external.wikipedia = Some(format!("Hard Eight ({year} film)"));
        film
    });
    assert_eq!(ids(&merge([(0, one), (0, other)]).0), ["hard-eight-1996"]);
}

#[test]
fn a_list_of_titles_and_years_merged_with_the_starter_doubles_no_film() {
    let starter = crate::starter::catalogue();
    let list = starter.films().iter().map(|film| (1, Film::new(&film.title, film.year)));
    let merged = merge(starter.films().iter().map(|film| (0, film.clone())).chain(list));
    assert_eq!(merged.0, starter.films());
}

#[test]
fn films_beside_follow_the_ids_that_a_merge_gives() {
    let beside = |mut film: Film, ids: &[&str]| {
        film.beside = ids.iter().map(ToString::to_string).collect();
        film
    };
    let ours = [film("Brick", 2005, "Rian Johnson"), film("The Alien", 1979, "Ridley Scott")];
    let theirs = [
        // Another film of the title and year: it is numbered.
        film("Brick", 2005, "Ann Lee"),
        // The same film by another title: it gets our id.
        {
            let mut film = film("Alien", 1979, "Ridley Scott");
            film.original_title = Some("The Alien".to_owned());
            film
        },
        beside(film("Heat", 1995, "Michael Mann"), &["brick-2005", "alien-1979", "the-alien-1979", "unknown-1999"]),
    ];
    let of_ours = beside(film("Stalker", 1979, "Andrei Tarkovsky"), &["brick-2005", "the-alien-1979"]);
    // A list that has none of them means ours.
    let of_a_list = beside(film("Solaris", 1972, "Andrei Tarkovsky"), &["brick-2005", "alien-1979"]);
    let films = ours.into_iter().chain([of_ours]).map(|film| (0, film));
    let merged = merge(films.chain(theirs.map(|film| (1, film))).chain([(2, of_a_list)])).0;
    let of = |id: &str| &merged.iter().find(|film| film.id.as_str() == id).unwrap().beside;
    assert_eq!(ids(&merged).len(), 6, "{merged:?}");
    assert_eq!(*of("heat-1995"), ["brick-2005-2", "the-alien-1979", "unknown-1999"]);
    assert_eq!(*of("stalker-1979"), ["brick-2005", "the-alien-1979"]);
    assert_eq!(*of("solaris-1972"), ["brick-2005", "the-alien-1979"]);
}
