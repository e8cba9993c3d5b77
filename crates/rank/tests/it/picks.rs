//! Twenty varied picks, each by itself, and the films that somebody would name next: `picks.txt`.

use std::collections::BTreeSet;
use std::sync::Arc;

use matinee_catalogue::starter;
use matinee_features::{Model, Params};
use matinee_rank::{ListOptions, Ranker, Taste};

/// Named for each pick.
const NAMED: usize = 10;
/// Of these, so many have to be found.
const WANTED: usize = 3;
/// Among so many films of the list.
const SHOWN: usize = 20;

/// Each pick with its neighbours, by id.
fn picks() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut picks: Vec<(&str, Vec<&str>)> = Vec::new();
    let lines = include_str!("picks.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines {
        match line.split_once(':') {
            Some((pick, neighbours)) => picks.push((pick, neighbours.split_whitespace().collect())),
            None => picks.last_mut().expect("a pick comes first").1.extend(line.split_whitespace()),
        }
    }
    picks
}

fn ranker() -> Ranker {
    Ranker::new(Arc::new(Model::train(starter::catalogue(), &Params::default()).expect("the starter catalogue trains")))
}

#[test]
fn twenty_picks_of_ten_different_films_each_are_in_the_starter_catalogue() {
    let ids: BTreeSet<String> = starter::catalogue().films().iter().map(|film| film.id.to_string()).collect();
    let picks = picks();
    assert_eq!(picks.iter().map(|(pick, _)| pick).collect::<BTreeSet<_>>().len(), 20);
    for (pick, neighbours) in picks {
        let different: BTreeSet<_> = neighbours.iter().filter(|&&id| id != pick).collect();
        assert_eq!(different.len(), NAMED, "{pick}");
        let absent: Vec<_> = neighbours.into_iter().chain([pick]).filter(|&id| !ids.contains(id)).collect();
        assert!(absent.is_empty(), "{pick}: {absent:?}");
    }
}

/// Which of the neighbours are in the first twenty for these picks.
fn found<'a>(ranker: &Ranker, picks: &[&str], neighbours: &[&'a str]) -> Vec<&'a str> {
    let model = ranker.model();
    let taste = Taste::from_ids(model, picks, &[], &[]).expect("the picks are in the catalogue");
    let list = ranker
        .recommend(&taste, &ListOptions { limit: SHOWN, ..ListOptions::default() })
        .expect("they can be trained on");
    let shown: BTreeSet<&str> = list.films.iter().map(|film| model.film(film.row).id.as_str()).collect();
    neighbours.iter().copied().filter(|id| shown.contains(id)).collect()
}

#[test]
fn every_pick_alone_brings_three_of_its_ten_neighbours_among_the_first_twenty() {
    let ranker = ranker();
    let (mut all, mut poor) = (0, Vec::new());
    for (pick, neighbours) in picks() {
        let found = found(&ranker, &[pick], &neighbours);
        println!("{pick}: {} of {NAMED}: {found:?}", found.len());
        if found.len() < WANTED {
            poor.push(format!("{pick}: only {found:?} of {neighbours:?}"));
        }
        all += found.len();
    }
    assert!(poor.is_empty(), "{} of 20 picks:\n{}", poor.len(), poor.join("\n"));
    println!("{all} of {}", 20 * NAMED);
    assert!(all >= 110, "{all}: settings near by find 113 to 125");
}

#[test]
fn with_two_of_its_neighbours_a_pick_brings_more_than_half_of_the_others() {
    let ranker = ranker();
    let (mut all, mut asked) = (0, 0);
    for (pick, neighbours) in picks() {
        for second in 0..NAMED {
            for third in second + 1..NAMED {
                let picked = [pick, neighbours[second], neighbours[third]];
                let others: Vec<&str> = neighbours.iter().copied().filter(|id| !picked.contains(id)).collect();
                all += found(&ranker, &picked, &others).len();
                asked += others.len();
            }
        }
    }
    println!("{all} of {asked}");
    assert!(all * 100 > asked * 55, "{all} of {asked}");
}
