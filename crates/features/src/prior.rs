//! How well known each film is, from 0 to 1: what stands in for other people's ratings.
//!
//! Each signal is turned into ranks first (the share of films that have less of it), so that signals of any scale and shape can
//! be averaged, and one page with a thousand references weighs no more than the top of its list. The place that the average gives
//! a film then counts by its logarithm: attention falls with the place as a power (Zipf), so the first is as far from the tenth as the tenth is
//! from the hundredth.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use matinee_catalogue::Film;
use rayon::prelude::*;

type Signal = fn(&Film) -> Option<f32>;

/// The signals a page carries, with their weights in the average.
const PAGE_SIGNALS: [(Signal, f32); 5] = [
    (|film| film.notability.languages.map(|n| n as f32), 3.0),
    (|film| film.notability.references.map(|n| n as f32), 2.0),
    (|film| film.notability.length.map(|n| n as f32), 1.0),
    (|film| film.notability.links_in.map(|n| n as f32), 1.0),
    (|film| film.notability.renown.map(f32::from), 3.0),
];

/// Cast listed beyond this place tells little of a film's fame.
const LEADS: usize = 5;

/// The prior of each film, in order. Where the catalogue carries no signal at all, the fame of the cast (in how many films
/// its leads and directors stand) and the length of the text stand in.
pub(crate) fn prior(films: &[Film]) -> Vec<f32> {
    let mut sum = vec![0.0; films.len()];
    let mut weights = 0.0;
    let mut add = |values: Vec<f32>, weight: f32| {
        for (total, rank) in sum.iter_mut().zip(ranks(&values)) {
            *total += weight * rank;
        }
        weights += weight;
    };
    for (signal, weight) in PAGE_SIGNALS {
        if films.iter().any(|film| signal(film).is_some()) {
            add(films.iter().map(|film| signal(film).unwrap_or(0.0)).collect(), weight);
        }
    }
    if films.iter().all(|film| film.notability.is_unknown()) {
        add(cast_fame(films), 2.0);
        add(films.iter().map(|film| (film.synopsis.len() + film.plot.len()) as f32).collect(), 1.0);
    }
    let last = films.len().max(2) as f32;
    let means: Vec<f32> = sum.iter().map(|total| total / weights).collect();
    ranks(&means).into_iter().map(|rank| -(1.0 - rank * (last - 1.0) / last).ln() / last.ln()).collect()
}

/// Each value's rank as the share of the others that are less, ties in the middle of theirs: 0 to 1.
fn ranks(values: &[f32]) -> Vec<f32> {
    let mut order: Vec<(f32, usize)> = values.iter().copied().zip(0..).collect();
    order.par_sort_unstable_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut ranks = vec![0.0; values.len()];
    let last = values.len().saturating_sub(1).max(1) as f32;
    let mut start = 0;
    for tied in order.chunk_by(|(a, _), (b, _)| a.total_cmp(b).is_eq()) {
        let middle = start as f32 + (tied.len() - 1) as f32 / 2.0;
        for &(_, place) in tied {
            ranks[place] = middle / last;
        }
        start += tied.len();
    }
    ranks
}

fn cast_fame(films: &[Film]) -> Vec<f32> {
    fn people(film: &Film) -> impl Iterator<Item = &str> {
        film.directors.iter().chain(film.cast.iter().take(LEADS)).map(String::as_str)
    }
    let mut appearances: HashMap<&str, u32, RandomState> = HashMap::default();
    for person in films.iter().flat_map(people) {
        *appearances.entry(person).or_default() += 1;
    }
    films.par_iter().map(|film| people(film).map(|person| (appearances[person] as f32).ln_1p()).sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use matinee_catalogue::Year;

    #[test]
    fn ranks_share_ties() {
        assert_eq!(ranks(&[5.0, 1.0, 5.0, 9.0, 9.0]), [0.375, 0.0, 0.375, 0.875, 0.875]);
        assert_eq!(ranks(&[3.0]), [0.0]);
    }

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
}
