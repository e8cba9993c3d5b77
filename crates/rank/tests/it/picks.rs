//! Twenty varied picks, each alone, and the films one would name next: `picks.txt`.

use std::collections::BTreeSet;
use std::sync::Arc;

use matinee_catalogue::starter;
use matinee_features::{Model, Params};
use matinee_rank::{Options, Ranker, Taste};

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

#[test]
fn every_pick_alone_brings_three_of_its_ten_neighbours_among_the_first_twenty() {
    let ranker = ranker();
    let model = ranker.model();
    let options = Options { limit: SHOWN, ..Options::default() };
    let mut poor = Vec::new();
    for (pick, neighbours) in picks() {
        let taste = Taste::from_ids(model, &[pick], &[], &[]).expect("the pick is in the catalogue");
        let list = ranker.recommend(&taste, &options).expect("one film can be learnt");
        let shown: Vec<&str> = list.films.iter().map(|film| model.film(film.row).id.as_str()).collect();
        let found: Vec<_> = neighbours.iter().filter(|id| shown.contains(id)).collect();
        println!("{pick}: {} of {NAMED}: {found:?}", found.len());
        if found.len() < WANTED {
            poor.push(format!("{pick}: only {found:?} of {neighbours:?}; shown {shown:?}"));
        }
    }
    assert!(poor.is_empty(), "{} of 20 picks:\n{}", poor.len(), poor.join("\n"));
}
