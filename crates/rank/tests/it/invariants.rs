//! What holds for every taste, on the starter catalogue.

use std::sync::{Arc, LazyLock};

use matinee_catalogue::starter;
use matinee_features::{Model, Params, Row};
use matinee_rank::{MAX_ENTRIES, Options, Ranker, Steer, Taste, TasteError};

static MODEL: LazyLock<Arc<Model>> =
    LazyLock::new(|| Arc::new(Model::train(starter::catalogue(), &Params::default()).unwrap()));

fn ranker() -> Ranker {
    Ranker::new(Arc::clone(&MODEL))
}

/// Different films, far apart in the catalogue.
fn rows(from: usize, count: usize) -> Vec<Row> {
    (from..from + count).map(|n| n * 389 % MODEL.films().len()).collect()
}

fn taste(likes: &[Row], dislikes: &[Row]) -> Taste {
    Taste::new(&MODEL, likes, dislikes, &[]).unwrap()
}

fn top(limit: usize) -> Options {
    Options { limit, ..Options::default() }
}

#[test]
fn a_large_taste_scores_as_linfas_full_machine_does() {
    for (likes, dislikes) in [(rows(1, 120), Vec::new()), (rows(1, 90), rows(200, 30)), (Vec::new(), rows(7, 60))] {
        let taste = taste(&likes, &dislikes);
        let quick = ranker().score(&taste).unwrap();
        let full = ranker().with_full_machine().score(&taste).unwrap();
        let largest = full.iter().fold(0.0, |most: f32, score| most.max(score.abs()));
        for (row, (a, b)) in quick.iter().zip(&full).enumerate() {
            assert!((a - b).abs() <= 1e-4 * largest, "{}: {a} and {b}", MODEL.film(row).id);
        }
    }
}

#[test]
fn the_order_of_picks_and_their_repetition_change_nothing() {
    for count in [5, 120] {
        let likes = rows(3, count);
        let mut shuffled: Vec<Row> = likes.iter().rev().copied().collect();
        shuffled.rotate_left(count / 3);
        shuffled.push(likes[0]);
        let list = |likes: &[Row]| ranker().recommend(&taste(likes, &rows(900, 4)), &top(50)).unwrap();
        assert_eq!(list(&likes), list(&shuffled));
    }
}

#[test]
fn the_same_list_comes_out_at_any_number_of_threads() {
    let list = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| format!("{:?}", ranker().recommend(&taste(&rows(5, 9), &[]), &top(100)).unwrap()))
    };
    let one = list(1);
    assert_eq!(one, list(1));
    assert_eq!(one, list(3));
}

#[test]
fn a_like_never_lowers_the_place_of_the_film_nearest_to_it() {
    let matrix = MODEL.matrix();
    let place = |taste: &Taste, row: Row| {
        let scores = ranker().score(taste).unwrap();
        (0..scores.len()).filter(|&other| !taste.names(other) && scores[other] > scores[row]).count()
    };
    for n in 0..25 {
        let likes = rows(n * 4, 3);
        let more = rows(n + 700, 1)[0];
        let both: Vec<Row> = likes.iter().copied().chain([more]).collect();
        let others = (0..MODEL.films().len()).filter(|row| !both.contains(row));
        let nearest = others.max_by(|&a, &b| matrix.dot(a, more).total_cmp(&matrix.dot(b, more))).unwrap();
        let (before, after) = (place(&taste(&likes, &[]), nearest), place(&taste(&both, &[]), nearest));
        assert!(
            after <= before,
            "liking {} moves {} from {before} to {after}",
            MODEL.film(more).id,
            MODEL.film(nearest).id
        );
    }
}

#[test]
fn the_parts_of_every_film_add_up_to_its_score() {
    let taste = taste(&rows(11, 6), &rows(500, 3));
    let steer = Steer::new(vec!["murder".into()], vec!["space".into()]).unwrap();
    for film in ranker().recommend(&taste, &Options { steer: steer.clone(), ..top(40) }).unwrap().films {
        let why = ranker().explain(&taste, &steer, film.row).unwrap();
        let sum: f64 = why.parts.iter().map(|part| f64::from(part.contribution)).sum();
        let size: f64 = why.parts.iter().map(|part| f64::from(part.contribution.abs())).sum();
        assert!(
            (sum - f64::from(why.score)).abs() <= 1e-5 * size,
            "{}: {sum} and {}",
            MODEL.film(film.row).id,
            why.score
        );
        assert_eq!(why.score.to_bits(), film.score.to_bits());
    }
}

#[test]
fn a_muted_word_weighs_nothing_anywhere() {
    let likes = [MODEL.titles().row(&"alien-1979".parse().unwrap()).unwrap()];
    let steer = Steer::new(vec!["science fiction".into()], Vec::new()).unwrap();
    let said = |steer: &Steer, row| {
        let parts = ranker().explain(&taste(&likes, &[]), steer, row).unwrap().parts;
        parts.iter().any(|part| part.term == "science fiction")
    };
    let other = MODEL.titles().row(&"aliens-1986".parse().unwrap()).unwrap();
    assert!(said(&Steer::default(), other) && !said(&steer, other));
}

#[test]
fn a_taste_of_too_many_films_names_the_limit() {
    let all: Vec<Row> = (0..MAX_ENTRIES).map(|n| n % MODEL.films().len()).collect();
    assert!(Taste::new(&MODEL, &all, &[], &[]).is_ok());
    let too_many = [0].repeat(5_000);
    let error = Taste::new(&MODEL, &too_many, &[], &[]).unwrap_err();
    assert_eq!(error, TasteError::TooMany(5_000));
    assert_eq!(error.to_string(), "a taste of 5000 films is too large: at most 1000 may be named");
}
