//! The prior: how well known each film is, from 0 to 1, in place of other people's ratings.
//!
//! Each signal is turned into ranks first, so that signals of any scale and shape can be averaged and a page with a
//! thousand references counts for no more than the first of its list. The ranks' mean gives each film a place, which
//! counts by its logarithm: attention falls with the place as a power (Zipf), so the first is as far from the tenth as
//! the tenth from the hundredth.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use matinee_catalogue::Film;
use rayon::prelude::*;

use crate::ranks::ranks;

type Signal = fn(&Film) -> Option<f32>;

/// The signals of a page, with their weights in the mean.
const PAGE_SIGNALS: [(Signal, f32); 5] = [
    (|film| film.notability.languages.map(|n| n as f32), 3.0),
    (|film| film.notability.references.map(|n| n as f32), 2.0),
    (|film| film.notability.length.map(|n| n as f32), 1.0),
    (|film| film.notability.links_in.map(|n| n as f32), 1.0),
    (|film| film.notability.renown.map(f32::from), 3.0),
];

/// How many of the cast count: those billed later say little of a film's fame.
const LEADS: usize = 3;

/// The prior of each film, in order. If no film has any signal, others stand in for them: how many films its leads and
/// directors have, how many films name it beside them, how many lists name it, and the length of its text.
pub(crate) fn prior(films: &[Film]) -> Vec<f32> {
    let mut signals: Vec<(Vec<f32>, f32)> = PAGE_SIGNALS
        .into_iter()
        .filter(|(signal, _)| films.iter().any(|film| signal(film).is_some()))
        .map(|(signal, weight)| (films.iter().map(|film| signal(film).unwrap_or(0.0)).collect(), weight))
        .collect();
    if films.iter().all(|film| film.notability.is_unknown()) {
        signals.push((within_decades(films, &people_fame(films)), 2.0));
        let length: Vec<f32> = films.iter().map(|film| (film.synopsis.len() + film.plot.len()) as f32).collect();
        signals.push((within_decades(films, &length), 1.0));
        signals.push((films.iter().map(|film| f32::from(film.year.get())).collect(), RECENT));
        if films.iter().any(|film| !film.beside.is_empty()) {
            signals.push((times_named(films), 2.0));
        }
        if films.iter().any(|film| !film.lists.is_empty()) {
            signals.push((films.iter().map(|film| film.lists.len() as f32).collect(), 1.0));
        }
    }
    signals.par_iter_mut().for_each(|(values, _)| *values = ranks(values));
    let weights: f32 = signals.iter().map(|(_, weight)| weight).sum();
    let mean = |film: usize| signals.iter().map(|(ranks, weight)| weight * ranks[film]).sum::<f32>() / weights;
    let means: Vec<f32> = (0..films.len()).map(mean).collect();
    let last = films.len().max(2) as f32;
    ranks(&means).into_iter().map(|rank| -(1.0 - rank * (last - 1.0) / last).ln() / last.ln()).collect()
}

/// Where nothing is said of fame, films of today are better known than those of a hundred years ago: the weight of the year.
const RECENT: f32 = 0.5;
/// Decades with fewer films are taken together with the one before.
const MIN_DECADE_FILMS: usize = 50;

/// The ranks of values among films of the same decade: under contract to a studio, actors of the thirties made several
/// times as many films as actors do today, and are no better known for it.
fn within_decades(films: &[Film], values: &[f32]) -> Vec<f32> {
    let mut order: Vec<usize> = (0..films.len()).collect();
    order.sort_by_key(|&film| films[film].year.get());
    let mut ranked = vec![0.0; films.len()];
    let mut rest = order.as_slice();
    while let Some(&first) = rest.first() {
        let decade = |film: usize| films[film].year.decade();
        let mut end = rest.partition_point(|&film| decade(film) == decade(first));
        while end < rest.len() && (end < MIN_DECADE_FILMS || rest.len() - end < MIN_DECADE_FILMS) {
            let next = decade(rest[end]);
            end += rest[end..].partition_point(|&film| decade(film) == next);
        }
        let of_decade: Vec<f32> = rest[..end].iter().map(|&film| values[film]).collect();
        for (&film, rank) in rest[..end].iter().zip(ranks(&of_decade)) {
            ranked[film] = rank;
        }
        rest = &rest[end..];
    }
    ranked
}

/// The mean of how many films each lead and director has, by its logarithm: a film with a long list of names is no better
/// known for it. A film with fewer leads has none in their place.
fn people_fame(films: &[Film]) -> Vec<f32> {
    fn people(film: &Film) -> impl Iterator<Item = &str> {
        film.directors.iter().take(1).chain(film.cast.iter().take(LEADS)).map(String::as_str)
    }
    let mut appearances: HashMap<&str, u32, RandomState> = HashMap::default();
    for person in films.iter().flat_map(people) {
        *appearances.entry(person).or_default() += 1;
    }
    let fame = |film| people(film).map(|person| (appearances[person] as f32).ln()).sum::<f32>();
    films.par_iter().map(fame).collect()
}

/// How many films name each film beside them.
fn times_named(films: &[Film]) -> Vec<f32> {
    let mut named: HashMap<&str, u32, RandomState> = HashMap::default();
    for id in films.iter().flat_map(|film| &film.beside) {
        *named.entry(id).or_default() += 1;
    }
    films.iter().map(|film| named.get(film.id.as_str()).copied().unwrap_or(0) as f32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use matinee_catalogue::Year;

    #[test]
    fn more_editions_make_a_film_better_known() {
        let mut films: Vec<Film> = (0..3).map(|n| Film::new(&format!("Film {n}"), Year::new(1990).unwrap())).collect();
        films[1].notability.languages = Some(40);
        films[2].notability.languages = Some(4);
        let prior = prior(&films);
        assert!(prior[1] > prior[2] && prior[2] > prior[0]);
        assert!((prior[1] - 1.0).abs() < 1e-6, "the best known has 1: {prior:?}");
        assert!(prior.iter().all(|p| (0.0..=1.0).contains(p)));
    }

    #[test]
    fn where_nothing_is_said_of_fame_each_decade_has_its_own_measure() {
        let film = |n: usize, year: i64, leads: [String; 2]| Film {
            cast: leads.into(),
            ..Film::new(&format!("Film {n}"), Year::new(year).unwrap())
        };
        // A hundred films with ten actors under contract, and a hundred whose lead has one other film.
        let old = (0..100).map(|n| film(n, 1935, [format!("Star {}", n % 10), format!("Star {}", (n + 1) % 10)]));
        let new = (100..200).map(|n| film(n, 2015, [format!("Lead {}", n / 2), format!("Other {n}")]));
        let films: Vec<Film> = old.chain(new).collect();
        let prior = prior(&films);
        let best = (0..200).max_by(|&a, &b| prior[a].total_cmp(&prior[b])).unwrap();
        assert!(best >= 100, "{best}");
    }

    #[test]
    fn where_nothing_is_said_of_fame_a_long_cast_makes_no_film_better_known() {
        let mut films: Vec<Film> = (0..4).map(|n| Film::new(&format!("Film {n}"), Year::new(1990).unwrap())).collect();
        films[0].cast = (0..40).map(|n| format!("Extra {n}")).collect();
        films[1].cast = vec!["Ada Lund".to_owned(), "Björn Ek".to_owned()];
        films[2].cast = films[1].cast.clone();
        films[3].beside = vec![films[1].id.to_string()];
        let prior = prior(&films);
        assert!(prior[1] > prior[2] && prior[2] > prior[0], "{prior:?}");
    }
}
