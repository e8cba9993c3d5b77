//! A small made-up context: films of two kinds, people who like one kind and dislike the other.

use matinee_catalogue::{Catalogue, Film, Year};

use super::ratings::{Item, Rating, Ratings};
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
    let item = |film: &Film| Item { title: format!("{} ({})", film.title, film.year), imdb: None };
    let mut ratings = Ratings { items: films.films().iter().map(item).collect(), ..Ratings::default() };
    for user in 0..PEOPLE {
        ratings.users.push(user.to_string());
        for (item, film) in films.films().iter().enumerate() {
            let number: usize = film.title[7..].parse().unwrap();
            // Each person has seen two films in three.
            if !(number + user).is_multiple_of(3) {
                let stars = if number % 2 == user % 2 { 5.0 } else { 1.0 };
                ratings.ratings.push(Rating { user, item, stars });
            }
        }
    }
    ratings
}

fn run(settings: &Settings) -> Result<Report, EvaluateError> {
    let films = films();
    let ratings = ratings(&films);
    evaluate(&ratings, &films, &join(&ratings, &films), settings, &|_| {})
}

fn ndcg(report: &Report, name: &str, picks: usize) -> f64 {
    let ranker = report.rankers.iter().find(|ranker| ranker.name == name).unwrap();
    ranker.figures.iter().find(|figures| figures.picks == picks).unwrap().ndcg10.mean
}

#[test]
fn rankers_that_know_tastes_beat_those_that_do_not() {
    let report = run(&Settings { resamples: 50, ..Settings::default() }).unwrap();
    assert_eq!((report.films, report.users), (FILMS, PEOPLE));
    for picks in [1, 3, 5] {
        for knowing in ["mean-cosine", "matinee-no-prior", "item-neighbours", "ease"] {
            for other in ["random", "popular"] {
                assert!(ndcg(&report, knowing, picks) > ndcg(&report, other, picks) + 0.1, "{knowing} {other} {picks}");
            }
        }
    }
    let matinee = report.rankers.iter().find(|ranker| ranker.name == "matinee-no-prior").unwrap();
    assert!(matinee.figures.iter().all(|f| f.auc.unwrap().mean > 0.7), "{matinee:?}");
}

#[test]
fn everyone_is_asked_once_and_halves_share_nobody() {
    let asked = |half| {
        let settings = Settings { half, rankers: vec!["random".to_owned()], resamples: 1, ..Settings::default() };
        run(&settings).unwrap().rankers[0].figures[0].users
    };
    assert_eq!(asked(Half::Both), PEOPLE);
    assert_eq!(asked(Half::First) + asked(Half::Second), PEOPLE);
}

#[test]
fn who_has_too_few_dislikes_is_not_asked_about_them() {
    let films = films();
    let mut ratings = ratings(&films);
    let mut left = 3;
    ratings.ratings.retain(|rating| {
        let gone = rating.user == 0 && rating.stars < 2.0 && left == 0;
        left -= usize::from(rating.user == 0 && rating.stars < 2.0 && !gone);
        !gone
    });
    let asked = |dislikes: bool| -> Vec<usize> {
        let settings = Settings { dislikes, picks: vec![2, 3], resamples: 1, ..Settings::default() };
        let report = evaluate(&ratings, &films, &join(&ratings, &films), &settings, &|_| {}).unwrap();
        report.rankers[0].figures.iter().map(|figures| figures.users).collect()
    };
    // Three dislikes are two to pick and one to tell from the likes.
    assert_eq!((asked(true), asked(false)), (vec![PEOPLE, PEOPLE - 1], vec![PEOPLE; 2]));
    let settings = Settings { dislikes: true, picks: vec![14], ..Settings::default() };
    let error = run(&Settings { rankers: vec!["random".to_owned()], ..settings }).unwrap_err();
    assert!(error.to_string().contains("and dislikes 15 or more"), "{error}");
}

#[test]
fn the_same_seed_gives_the_same_report() {
    let settings = Settings { dislikes: true, prior: Prior::Train, resamples: 20, ..Settings::default() };
    assert_eq!(run(&settings).unwrap(), run(&settings).unwrap());
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(one_thread.install(|| run(&settings).unwrap()), run(&settings).unwrap());
}

#[test]
fn what_cannot_be_measured_says_why() {
    let error = run(&Settings { rankers: vec!["oracle".to_owned()], ..Settings::default() }).unwrap_err();
    assert!(error.to_string().starts_with("no ranker is called \"oracle\": choose among random, "), "{error}");
    let error = run(&Settings { picks: vec![30], ..Settings::default() }).unwrap_err();
    assert!(error.to_string().starts_with("no user likes 35 or more"), "{error}");
    let films = films();
    let mut others = ratings(&films);
    for item in &mut others.items {
        item.title = format!("Not {}", item.title);
    }
    let error = evaluate(&others, &films, &join(&others, &films), &Settings::default(), &|_| {}).unwrap_err();
    assert!(error.to_string().starts_with("none of the 40 rated films"), "{error}");
}

#[test]
fn a_cold_run_looks_only_for_films_that_no_training_user_rated() {
    // Everyone rates two films in three, so none is new to the other folds; with a film that one person alone knows there is one.
    let films = films();
    let mut ratings = ratings(&films);
    let cold = Settings { cold: true, resamples: 20, picks: vec![1], ..Settings::default() };
    let ask = |ratings: &Ratings| evaluate(ratings, &films, &join(ratings, &films), &cold, &|_| {});
    assert!(matches!(ask(&ratings), Err(EvaluateError::NoUsers { .. })));
    let seen = |rating: &Rating| rating.item == 0 && rating.user != 1;
    ratings.ratings.retain(|rating| !seen(rating));
    let alone = |rating: &&mut Rating| rating.item == 0;
    ratings.ratings.iter_mut().filter(alone).for_each(|rating| rating.stars = 5.0);
    match ask(&ratings) {
        // The one who knows it may have been given it as the pick.
        Err(EvaluateError::NoUsers { .. }) => {}
        report => {
            let report = report.unwrap();
            let figures = &report.rankers[0].figures[0];
            assert_eq!(figures.users, 1);
            assert!((figures.recall20.mean - 1.0).abs() < 1e-9, "it is the only candidate");
        }
    }
}

#[test]
fn a_scorecard_shows_every_ranker_and_escapes_names() {
    let report = run(&Settings { resamples: 20, ..Settings::default() }).unwrap();
    let heading = scorecard::Heading {
        catalogue: "<films> & co",
        ratings: "people",
        against: "popular",
        settings: "Prior of the model",
    };
    let page = scorecard::html(&report, &heading);
    assert!(page.contains("&lt;films&gt; &amp; co") && !page.contains("<films>"));
    for name in NAMES {
        assert!(page.contains(&format!("<th scope=\"row\">{name}</th>")), "{name}");
    }
    let (start, end) = scorecard::PART;
    assert!(page.find(start) < page.find(end) && page.contains(start));
    assert!(
        !page[page.find(start).unwrap()..].contains("style"),
        "the part is fit for a page that allows no inline style"
    );
}
