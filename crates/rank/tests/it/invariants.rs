//! Invariants of every taste, on the starter catalogue.

use std::sync::{Arc, LazyLock};

use matinee_catalogue::{Catalogue, starter};
use matinee_features::{Model, Params, Row};
use matinee_rank::{
    Agreement, Closeness, HistoryParams, ListOptions, MAX_TASTE_FILMS, Ranker, ScoringParams, Steer, Taste, TasteError,
};

pub(crate) static MODEL: LazyLock<Arc<Model>> =
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

fn top(limit: usize) -> ListOptions {
    ListOptions { limit, ..ListOptions::default() }
}

#[test]
fn a_large_taste_scores_as_linfas_full_solution_does() {
    for (likes, dislikes) in [(rows(1, 120), Vec::new()), (rows(1, 90), rows(200, 30)), (Vec::new(), rows(7, 60))] {
        let taste = taste(&likes, &dislikes);
        let as_a_handful = ScoringParams { history: HistoryParams::never(), ..ScoringParams::default() };
        let quick = ranker().with_scoring_params(as_a_handful).score(&taste).unwrap();
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
fn the_list_is_the_same_with_any_number_of_threads() {
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
    for film in ranker().recommend(&taste, &ListOptions { steer: steer.clone(), ..top(40) }).unwrap().films {
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
fn a_muted_term_weighs_nothing_in_any_form_in_the_films_that_lists_leave_out() {
    let said = |liked: &str, other: &str, muted: &str| {
        let steer = Steer::new(vec![muted.to_owned()], Vec::new()).unwrap();
        let parts = ranker().explain(&taste(&[row(liked)], &[]), &steer, row(other)).unwrap().parts;
        parts.into_iter().map(|part| part.term).collect::<Vec<_>>()
    };
    let terms = said("alien-1979", "aliens-1986", "zither");
    assert!(terms.contains(&"science fiction".to_owned()));
    assert!(!said("alien-1979", "aliens-1986", "science fiction").contains(&"science fiction".to_owned()));
    // One film has the theme in the singular, one in the plural.
    for muted in ["vampire", "vampires"] {
        let of_vampires = |term: &String| term.contains("vampire");
        assert!(said("twilight-2008", "blade-1998", "zither").iter().any(of_vampires));
        assert!(!said("twilight-2008", "blade-1998", muted).iter().any(of_vampires), "{muted}");
    }
}

#[test]
fn of_a_handful_of_films_all_may_be_liked_or_disliked() {
    let films = starter::catalogue().films().iter().take(3).cloned().collect();
    let ranker = Ranker::new(Arc::new(Model::train(Catalogue::new(films).unwrap(), &Params::default()).unwrap()));
    let all = [0, 1, 2];
    for (likes, dislikes) in [(&all[..], &[][..]), (&[], &all), (&all[..2], &all[2..]), (&all[..2], &[])] {
        let taste = Taste::new(ranker.model(), likes, dislikes, &[]).unwrap();
        let list = ranker.recommend(&taste, &top(5)).unwrap();
        assert_eq!(list.films.len(), 3 - likes.len() - dislikes.len());
    }
}

#[test]
fn a_taste_of_too_many_films_names_the_limit() {
    let all: Vec<Row> = (0..MAX_TASTE_FILMS).map(|n| n % MODEL.films().len()).collect();
    assert!(Taste::new(&MODEL, &all, &[], &[]).is_ok());
    let too_many = [0].repeat(6_000);
    let error = Taste::new(&MODEL, &too_many, &[], &[]).unwrap_err();
    assert_eq!(error, TasteError::TooMany(6_000));
    assert_eq!(error.to_string(), "a taste of 6000 films is too large: at most 5000 may be named");
}

fn id(row: Row) -> &'static str {
    MODEL.film(row).id.as_str()
}

fn row(id: &str) -> Row {
    MODEL.titles().row_of(id).unwrap()
}

#[test]
fn picks_add_and_take_less_without_the_terms_they_share_with_the_film() {
    let taste = taste(&[row("alien-1979"), row("heat-1995")], &[row("armageddon-1998")]);
    let why = ranker().explain(&taste, &Steer::default(), row("aliens-1986")).unwrap();
    assert_eq!(id(why.likes[0].row), "alien-1979");
    assert!(why.likes[0].share > 0.8 && why.likes[0].contribution > 5.0 * why.likes[1].contribution.abs(), "{why:?}");
    assert!((why.likes.iter().map(|like| like.share).sum::<f32>() - 1.0).abs() < 1e-5);
    let taken = &why.dislikes[0];
    assert!(id(taken.row) == "armageddon-1998" && taken.contribution < 0.0 && !taken.terms.is_empty(), "{taken:?}");
    // A muted term counts neither for a liked film nor against a disliked one.
    let mute = |term: &str| Steer::new(vec![term.to_owned()], Vec::new()).unwrap();
    let muted = ranker().explain(&taste, &mute(&taken.terms[0]), row("aliens-1986")).unwrap();
    assert!(muted.dislikes[0].contribution > taken.contribution && !muted.dislikes[0].terms.contains(&taken.terms[0]));
    let most = &why.parts.iter().find(|part| !part.term.is_empty() && part.contribution > 0.0).unwrap().term;
    let muted = ranker().explain(&taste, &mute(most), row("aliens-1986")).unwrap();
    assert!(muted.likes[0].contribution < why.likes[0].contribution);
}

#[test]
fn a_list_names_the_liked_films_that_add_most_and_the_disliked_one_that_takes_most() {
    let taste = taste(&[row("alien-1979"), row("amelie-2001")], &[row("predator-1987"), row("armageddon-1998")]);
    let found = ranker().recommend(&taste, &top(30)).unwrap();
    for film in &found.films {
        assert!((1..=2).contains(&film.because.len()), "{}", id(film.row));
        let why = ranker().explain(&taste, &Steer::default(), film.row).unwrap();
        // The likes are of two kinds. A film of the list is weighed against those of its own.
        assert_eq!(film.because[0].row, why.likes[0].row);
        if let Some(taken) = &film.against {
            assert_eq!(taken.row, why.dislikes[0].row);
        }
    }
    assert!(found.films.iter().any(|film| film.against.is_some()));
}

#[test]
fn among_given_films_the_best_comes_first_and_no_other_film_comes() {
    let taste = taste(&[row("alien-1979")], &[row("heat-1995")]);
    let given: Vec<Row> =
        rows(11, 40).into_iter().chain([row("aliens-1986"), row("alien-1979"), row("aliens-1986")]).collect();
    let found = ranker().recommend_among(&taste, &Steer::default(), &given).unwrap();
    assert_eq!(id(found.films[0].row), "aliens-1986");
    assert_eq!(found.films.len(), 41);
    assert!(found.films.iter().all(|film| given.contains(&film.row) && film.row != row("alien-1979")));
    let scores = ranker().score(&taste).unwrap();
    assert!(found.films.is_sorted_by(|a, b| scores[a.row] >= scores[b.row]));
}

#[test]
fn for_several_people_a_film_is_worth_what_it_is_to_the_person_it_suits_least_or_on_average() {
    let people = [taste(&[row("alien-1979")], &[]), taste(&[row("amelie-2001")], &[]), taste(&[], &[])];
    let list = |people: &[Taste], agreement| ranker().recommend_together(people, agreement, &top(40)).unwrap();
    let least = list(&people, Agreement::LeastMisery);
    let average = list(&people, Agreement::Average);
    for film in &least.films {
        assert!((film.score - film.people[0].score.min(film.people[1].score)).abs() < 1e-6);
    }
    for film in &average.films {
        assert!((film.score - f32::midpoint(film.people[0].score, film.people[1].score)).abs() < 1e-6);
        assert!(!["alien-1979", "amelie-2001"].contains(&id(film.row)));
    }
    // Least misery leaves nobody with films that suit them badly, which the best average may do.
    let worst = |films: &[matinee_rank::Shared]| {
        films.iter().flat_map(|film| &film.people[..2]).map(|part| part.score).fold(1.0, f32::min)
    };
    assert!(worst(&least.films) > 0.8 && worst(&least.films) >= worst(&average.films));
    let turned = [people[1].clone(), people[0].clone()];
    let films = |list: &matinee_rank::Together| list.films.iter().map(|film| film.row).collect::<Vec<_>>();
    assert_eq!(films(&least), films(&list(&turned, Agreement::LeastMisery)));
    // One person's list is that person's own order.
    let options = ListOptions { closeness: Closeness::new(1.0), ..top(40) };
    let alone = ranker().recommend_together(&people[..1], Agreement::LeastMisery, &options).unwrap();
    let own = ranker().recommend(&people[0], &options).unwrap();
    assert_eq!(films(&alone), own.films.iter().map(|film| film.row).collect::<Vec<_>>());
}

#[test]
fn terms_that_no_film_has_are_named() {
    let steer = Steer::new(vec!["zzyzx".to_owned()], vec!["vampire".to_owned(), "qwertz".to_owned()]).unwrap();
    let options = ListOptions { steer, ..top(5) };
    let found = ranker().recommend(&taste(&rows(5, 3), &[]), &options).unwrap();
    assert_eq!(found.unknown_terms, ["qwertz", "zzyzx"]);
}

#[test]
fn how_well_a_film_suits_a_taste_is_its_rank_among_all() {
    let taste = taste(&[row("alien-1979")], &[]);
    let scores = ranker().score(&taste).unwrap();
    let near = ranker().standing(&taste, &Steer::default(), row("aliens-1986")).unwrap();
    let less = scores.iter().filter(|&&score| score < scores[near.row]).count();
    assert!((near.score - less as f32 / (scores.len() - 1) as f32).abs() < 1e-6 && near.score > 0.99);
    assert_eq!(id(near.because[0].row), "alien-1979");
    let far = ranker().standing(&taste, &Steer::default(), row("amelie-2001")).unwrap();
    assert!(far.score < near.score - 0.2);
}
