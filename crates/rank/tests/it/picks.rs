//! Varied picks, each by itself, and the films that somebody would name next.

use std::collections::BTreeSet;

use matinee_catalogue::starter;
use matinee_features::Params;
use matinee_rank::{Closeness, ScoringParams};

use crate::written_picks::{Half, NAMED, Rankers, found, found_with_two, picks};

/// Of the neighbours, so many have to be found.
const WANTED: usize = 3;

fn rankers() -> Rankers {
    Rankers::new(&starter::catalogue(), &Params::default(), &ScoringParams::default())
}

#[test]
fn forty_picks_of_ten_different_films_each_are_in_the_starter_catalogue() {
    let ids: BTreeSet<String> = starter::catalogue().films().iter().map(|film| film.id.to_string()).collect();
    let picks = picks();
    assert_eq!(picks.iter().map(|pick| pick.id).collect::<BTreeSet<_>>().len(), 40);
    assert_eq!(picks.iter().filter(|pick| pick.half == Half::Report).count(), 20);
    for pick in picks {
        let different: BTreeSet<_> = pick.neighbours.iter().filter(|&&id| id != pick.id).collect();
        assert_eq!(different.len(), NAMED, "{}", pick.id);
        let absent: Vec<_> = pick.neighbours.iter().chain([&pick.id]).filter(|&&id| !ids.contains(id)).collect();
        assert!(absent.is_empty(), "{}: {absent:?}", pick.id);
    }
}

#[test]
fn every_pick_alone_brings_three_of_its_ten_neighbours_among_the_first_twenty() {
    let rankers = rankers();
    let (mut all, mut poor) = (0, Vec::new());
    let picks = picks();
    for pick in &picks {
        let found = found(rankers.of(pick), &[pick.id], &pick.neighbours, Closeness::default());
        println!("{}: {} of {NAMED}: {found:?}", pick.id, found.len());
        if found.len() < WANTED {
            poor.push(format!("{}: only {found:?} of {:?}", pick.id, pick.neighbours));
        }
        all += found.len();
    }
    assert!(poor.is_empty(), "{} of {} picks:\n{}", poor.len(), picks.len(), poor.join("\n"));
    let percent = all * 100 / (picks.len() * NAMED);
    println!("{all} of {}", picks.len() * NAMED);
    assert!(percent >= 60, "{percent} of 100");
}

#[test]
fn with_two_of_its_neighbours_a_pick_brings_more_than_half_of_the_others() {
    let rankers = rankers();
    let (mut all, mut asked) = (0, 0);
    for pick in picks() {
        let (found, of) = found_with_two(rankers.of(&pick), &pick, Closeness::default());
        all += found;
        asked += of;
    }
    println!("{all} of {asked}");
    assert!(all * 100 > asked * 60, "{all} of {asked}");
}
