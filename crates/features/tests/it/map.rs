//! The map: where films lie.

use std::fs;
use std::sync::LazyLock;

use matinee_catalogue::{Catalogue, genres};
use matinee_features::{Field, FilmMap, Model, Params, Row, store};

use crate::{film, model};

static STARTER: LazyLock<Model> = LazyLock::new(|| {
    let model = model();
    model.map();
    model
});

fn map_with(threads: usize) -> FilmMap {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| model().map().clone())
}

#[test]
fn the_same_films_lie_at_the_same_places_at_any_number_of_threads() {
    assert_eq!(&map_with(1), STARTER.map());
    assert_eq!(&map_with(3), STARTER.map());
}

#[test]
fn another_seed_is_another_map() {
    let params = Params { seed: 2, ..Params::default() };
    let other = Model::train(matinee_catalogue::starter::catalogue(), &params).unwrap();
    assert_ne!(other.map(), STARTER.map());
}

/// The ten films nearest to a film on the plane.
fn nearest(map: &FilmMap, row: Row) -> Vec<Row> {
    let apart = |other: &Row| {
        let (a, b) = (map.places()[row], map.places()[*other]);
        [0, 1].map(|axis| u64::from(a[axis].abs_diff(b[axis])).pow(2)).iter().sum::<u64>()
    };
    let mut others: Vec<Row> = (0..map.places().len()).filter(|&other| other != row).collect();
    others.sort_by_key(apart);
    others.truncate(10);
    others
}

#[test]
fn films_close_to_each_other_are_similar() {
    let (model, map) = (&*STARTER, STARTER.map());
    let films = model.films().len();
    let genre = |row: Row| genres::canonical_list(&model.film(row).genres).first().copied();
    let (mut of_a_genre, mut by_chance, mut true_neighbours, mut looked_at) = (0, 0, 0, 0);
    for row in (0..films).step_by(41) {
        let cosines: Vec<f32> = (0..films).map(|other| model.matrix().cosine(row, other)).collect();
        let mut similar: Vec<Row> = (0..films).filter(|&other| other != row).collect();
        similar.sort_by(|&a, &b| cosines[b].total_cmp(&cosines[a]));
        for (n, other) in nearest(map, row).into_iter().enumerate() {
            of_a_genre += usize::from(genre(other) == genre(row));
            by_chance += usize::from(genre((row + (n + 1) * films / 11) % films) == genre(row));
            true_neighbours += usize::from(similar[..10].contains(&other));
            looked_at += 1;
        }
    }
    // Measured: of a genre .67, by chance .13; of the ten most similar .36, by chance .002.
    assert!(of_a_genre > 2 * by_chance, "{of_a_genre} of a genre, {by_chance} by chance, of {looked_at}");
    assert!(true_neighbours * 10 > looked_at * 3, "{true_neighbours} of {looked_at}");
}

#[test]
fn every_film_lies_in_a_region_with_a_name_of_its_own() {
    let map = STARTER.map();
    let mut counts = vec![0; map.regions().len()];
    (0..map.places().len()).for_each(|row| counts[map.region_of(row)] += 1);
    assert!(counts.len() >= 12 && counts.iter().all(|&films| films >= 20), "{counts:?}");
    let mut names: Vec<_> = map.regions().iter().map(|region| region.terms.clone()).collect();
    names.sort_unstable();
    names.dedup();
    assert!(names.len() == counts.len() && names.iter().all(|name| !name.is_empty()), "{names:?}");
}

#[test]
fn regions_are_named_by_the_vocabulary_and_by_origin_not_by_years_or_words() {
    let named = [Field::Genres, Field::Themes, Field::Origin];
    for region in STARTER.map().regions() {
        assert!(region.terms.iter().all(|(field, _)| named.contains(field)), "{:?}", region.terms);
        assert_ne!(region.terms[0].0, Field::Origin, "{:?}", region.terms);
    }
}

/// The mean distance in years between films and those nearest to them on the plane, against that of films by chance.
#[test]
fn time_weighs_little_in_where_films_lie() {
    let (model, map) = (&*STARTER, STARTER.map());
    let films = model.films().len();
    let year = |row: Row| f64::from(model.film(row).year.get());
    let (mut near, mut by_chance) = (0.0, 0.0);
    for row in (0..films).step_by(41) {
        for (n, other) in nearest(map, row).into_iter().enumerate() {
            near += (year(other) - year(row)).abs();
            by_chance += (year((row + (n + 1) * films / 11) % films) - year(row)).abs();
        }
    }
    // Measured: .77, and .68 if time has its whole weight.
    assert!(near / by_chance > 0.72, "{near} of {by_chance}");
}

#[test]
fn films_that_share_nothing_with_the_rest_do_not_make_it_a_dot() {
    let mut films: Vec<_> = (0..60).map(|n| film(&format!("A {n}"), ["rose garden", "ship storm"][n % 2])).collect();
    films.extend((0..3).map(|n| {
        let mut alone = film(&format!("B {n}"), "");
        alone.year = matinee_catalogue::Year::new(1890 + 40 * n).unwrap();
        alone
    }));
    let params = Params { max_share: 1.0, ..Params::default() };
    let model = Model::train(Catalogue::new(films).unwrap(), &params).unwrap();
    let mut across: Vec<u16> = (0..60).map(|row| model.map().places()[row][0]).collect();
    across.sort_unstable();
    assert!(across[59] - across[0] > 6_000, "{across:?}");
}

#[test]
fn a_map_is_saved_with_the_model_if_it_was_computed_and_computed_when_asked_for_if_not() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = store::save(&STARTER, folder.path()).unwrap();
    assert!(manifest.files.contains_key("map.bin"));
    let loaded = store::load_current(folder.path()).unwrap();
    assert_eq!(loaded.map(), STARTER.map());
    let without = store::save(&model(), folder.path()).unwrap();
    assert!(!without.files.contains_key("map.bin"));
    assert_eq!(without.version, manifest.version);
    assert_eq!(store::load_current(folder.path()).unwrap().map(), STARTER.map());
}

#[test]
fn a_damaged_map_is_refused() {
    for damage in ["missing", "cut", "flip"] {
        let folder = tempfile::tempdir().unwrap();
        let manifest = store::save(&STARTER, folder.path()).unwrap();
        let path = folder.path().join(manifest.version).join("map.bin");
        let mut bytes = fs::read(&path).unwrap();
        match damage {
            "missing" => fs::remove_file(&path).unwrap(),
            "cut" => fs::write(&path, &bytes[..bytes.len() / 2]).unwrap(),
            _ => {
                bytes[100] ^= 1;
                fs::write(&path, bytes).unwrap();
            }
        }
        let error = store::load_current(folder.path()).unwrap_err().to_string();
        assert!(error.contains("map.bin is damaged") && error.contains("run `matinee train` again"), "{error}");
    }
}
