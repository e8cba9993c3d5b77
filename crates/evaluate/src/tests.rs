//! A small made-up world: films of two kinds, people who like one kind and dislike the other.

use matinee_catalogue::{Catalogue, Film, Year};

use super::*;

const FILMS: usize = 40;
const PEOPLE: usize = 30;

/// Even films are of the sea, odd ones of the city.
fn films() -> Catalogue {
    let film = |n: usize| {
        let mut film = Film::new(&format!("Number {n}"), Year::try_from(1950 + (n % 7) as u16).unwrap());
        let (sea, city) = (["harbour", "whale", "sailor", "storm"], ["tram", "bank", "detective", "theatre"]);
        let words = if n.is_multiple_of(2) { sea } else { city };
        film.synopsis = format!("A {} and a {}.", words[n / 2 % 4], words[n / 2 % 3]);
        film.genres = vec![if n.is_multiple_of(2) { "adventure" } else { "crime" }.to_owned()];
        film
    };
    Catalogue::new((0..FILMS).map(film).collect()).unwrap()
}

fn ratings(films: &Catalogue) -> Ratings {
    let rated = |film: &Film| RatedFilm { title: format!("{} ({})", film.title, film.year), imdb: None };
    let mut ratings = Ratings { films: films.films().iter().map(rated).collect(), ..Ratings::default() };
    for user in 0..PEOPLE {
        ratings.users.push(user.to_string());
        for (place, film) in films.films().iter().enumerate() {
            let number: usize = film.title[7..].parse().unwrap();
            // Each person has seen two films in three.
            if !(number + user).is_multiple_of(3) {
                let stars = if number % 2 == user % 2 { 5.0 } else { 1.0 };
                ratings.ratings.push(Rating { user, film: place, stars });
            }
        }
    }
    ratings
}

fn run(settings: &EvaluationSettings) -> Result<Report, EvaluateError> {
    let films = films();
    let ratings = ratings(&films);
    evaluate(&ratings, &films, &join(&ratings, &films), settings, &|_| {})
}

#[test]
fn rankers_that_know_tastes_beat_those_that_do_not() {
    let report = run(&EvaluationSettings { resamples: 50, ..EvaluationSettings::default() }).unwrap();
    assert_eq!((report.joined.films, report.joined.users), (FILMS, PEOPLE));
    assert!(report.rankers.keys().eq(NAMES));
    let ndcg = |name: &str, picks: usize| report.rankers[name][&picks].ndcg10;
    for picks in [1, 3, 5] {
        for knowing in ["mean-cosine", "matinee-no-prior", "item-neighbours", "ease"] {
            for other in ["random", "popular"] {
                assert!(ndcg(knowing, picks) > ndcg(other, picks) + 0.1, "{knowing} {other} {picks}");
            }
        }
    }
    let matinee = &report.rankers["matinee-no-prior"];
    assert!(matinee.values().all(|figures| figures.auc.unwrap() > 0.7), "{matinee:?}");
    assert!(report.rankers["popular"].values().all(|figures| figures.ndcg10_difference.is_none()));
}

#[test]
fn everyone_is_asked_once_and_halves_share_nobody() {
    let asked = |half| {
        let rankers = vec!["random".to_owned()];
        let settings = EvaluationSettings { half, rankers, resamples: 1, ..EvaluationSettings::default() };
        let figures = run(&settings).unwrap().rankers["random"][&1].clone();
        (figures.users, figures.users as f64 * figures.recall20)
    };
    let (all, first, second) = (asked(Half::Both), asked(Half::First), asked(Half::Second));
    assert_eq!((all.0, first.0 + second.0), (PEOPLE, PEOPLE));
    assert_eq!(first.0, second.0);
    // What the halves' users found is what all found: they are the same people.
    assert!((first.1 + second.1 - all.1).abs() < 1e-9, "{first:?} and {second:?} of {all:?}");
    assert!((first.1 - second.1).abs() > 1e-9, "{first:?} and {second:?}");
}

#[test]
fn users_with_too_few_dislikes_are_not_asked_about_them() {
    let films = films();
    let mut ratings = ratings(&films);
    let mut left = 3;
    ratings.ratings.retain(|rating| {
        let gone = rating.user == 0 && rating.stars < 2.0 && left == 0;
        left -= usize::from(rating.user == 0 && rating.stars < 2.0 && !gone);
        !gone
    });
    let asked = |dislikes: bool| -> Vec<usize> {
        let settings =
            EvaluationSettings { dislikes, picks: vec![2, 3], resamples: 1, ..EvaluationSettings::default() };
        let report = evaluate(&ratings, &films, &join(&ratings, &films), &settings, &|_| {}).unwrap();
        report.rankers["random"].values().map(|figures| figures.users).collect()
    };
    // Of three dislikes two are picked, and one is left to rank below the likes.
    assert_eq!((asked(true), asked(false)), (vec![PEOPLE, PEOPLE - 1], vec![PEOPLE; 2]));
    let settings = EvaluationSettings { dislikes: true, picks: vec![14], ..EvaluationSettings::default() };
    let error = run(&EvaluationSettings { rankers: vec!["random".to_owned()], ..settings }).unwrap_err();
    assert!(error.to_string().contains("and dislikes 15 or more"), "{error}");
}

#[test]
fn a_history_is_half_of_what_a_user_rated() {
    let rankers = ["random", "difference-of-means", "matinee-no-prior"].map(str::to_owned).to_vec();
    // Each person rated 26 or 27 films, and likes half of them.
    let settings = EvaluationSettings {
        history: Some(3),
        picks: vec![20, 27],
        rankers,
        against: Some("difference-of-means".to_owned()),
        resamples: 20,
        ..EvaluationSettings::default()
    };
    let report = run(&settings).unwrap();
    let of = |name: &str| &report.rankers[name][&20];
    assert_eq!(of("random").users, PEOPLE);
    assert!(report.rankers["random"][&27].users < PEOPLE, "those with 27 ratings or more");
    for name in ["difference-of-means", "matinee-no-prior"] {
        assert!(of(name).ndcg10 > of("random").ndcg10 + 0.1 && of(name).auc.unwrap() > 0.8, "{name}: {:?}", of(name));
    }
    assert!(of("matinee-no-prior").ndcg10_difference.is_some());
    let fewer = EvaluationSettings { history: Some(1), ..settings.clone() };
    let other = run(&fewer).unwrap().rankers["random"][&20].ndcg10;
    assert_ne!(other.to_bits(), of("random").ndcg10.to_bits(), "other draws");
    let error = run(&EvaluationSettings { picks: vec![60], ..settings }).unwrap_err();
    assert!(error.to_string().starts_with("no user rated 60 or more films"), "{error}");
}

#[test]
fn the_same_seed_gives_the_same_report() {
    let settings = EvaluationSettings {
        dislikes: true,
        prior: PriorSource::Train,
        resamples: 20,
        ..EvaluationSettings::default()
    };
    assert_eq!(run(&settings).unwrap(), run(&settings).unwrap());
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(one_thread.install(|| run(&settings).unwrap()), run(&settings).unwrap());
}

#[test]
fn what_cannot_be_measured_says_why() {
    let error =
        run(&EvaluationSettings { rankers: vec!["oracle".to_owned()], ..EvaluationSettings::default() }).unwrap_err();
    assert!(error.to_string().starts_with("no ranker is called \"oracle\": choose among random, "), "{error}");
    let error = run(&EvaluationSettings { picks: vec![30], ..EvaluationSettings::default() }).unwrap_err();
    assert!(error.to_string().starts_with("no user likes 35 or more"), "{error}");
    let films = films();
    let mut others = ratings(&films);
    for film in &mut others.films {
        film.title = format!("Not {}", film.title);
    }
    let error = evaluate(&others, &films, &join(&others, &films), &EvaluationSettings::default(), &|_| {}).unwrap_err();
    assert!(error.to_string().starts_with("none of the 40 rated films"), "{error}");
}

#[test]
fn a_cold_run_looks_only_for_films_that_no_training_user_rated() {
    let films = films();
    let cold = EvaluationSettings { cold: true, resamples: 20, picks: vec![1], ..EvaluationSettings::default() };
    let ask = |ratings: &Ratings| evaluate(ratings, &films, &join(ratings, &films), &cold, &|_| {});
    // Users of every fold rated every film.
    let mut ratings = ratings(&films);
    assert!(matches!(ask(&ratings), Err(EvaluateError::NoUsers { .. })));
    // One more user, who alone likes two films. At most one of them is the pick, so one or both are targets.
    let (alone, user) = ([0, 1], PEOPLE);
    ratings.users.push("alone".to_owned());
    ratings.ratings.retain(|rating| !alone.contains(&rating.film));
    let likes = alone.into_iter().chain([10, 11, 12, 13]);
    ratings.ratings.extend(likes.map(|film| Rating { user, film, stars: 5.0 }));
    let report = ask(&ratings).unwrap();
    for (name, figures) in &report.rankers {
        assert_eq!(figures[&1].users, 1, "{name}");
        assert!((figures[&1].recall20 - 1.0).abs() < 1e-9, "{name}: there are no other candidates");
        assert!(figures[&1].coverage <= 2.0 / FILMS as f64, "{name}");
    }
}
