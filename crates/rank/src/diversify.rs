//! Diversification: maximal marginal relevance, and few films of one series.
//!
//! MMR (Carbonell and Goldstein, "The Use of MMR", SIGIR 1998) fills each place with the film that scores best after a
//! penalty for its similarity to the films above it.

use std::collections::{HashMap, HashSet};

use matinee_catalogue::Film;
use matinee_features::{Model, Row};

use crate::list_rules::{HELD_PLACES, ListRules};

/// A list in the making, film by film: no more of it is made than is asked for.
pub(crate) struct Diversified<'a> {
    model: &'a Model,
    rules: &'a ListRules,
    /// What full similarity costs.
    price: f32,
    left: Vec<Candidate>,
    /// What each of `left` is worth at most: a film's similarity to those above it can only grow.
    worth: Vec<f32>,
    chosen: Vec<(Row, f32)>,
    of_series: OfSeries<'a>,
    /// How many of the chosen films lack each trait that the list is held to.
    lacking: Vec<usize>,
    /// A row of zeros, to compare films in.
    dense: Vec<f32>,
}

/// Reorders `ranked` (rows and scores, the best first). `variety` is what full similarity to a film higher up costs, as a share of
/// the difference between the best and the last score: 0 keeps the order. Films that break a rule of the list come later, or not
/// at all if there are enough others.
pub(crate) fn diversify<'a>(
    model: &'a Model,
    ranked: &[(Row, f32)],
    variety: f32,
    rules: &'a ListRules,
    most_of_series: usize,
) -> Diversified<'a> {
    let range = match (ranked.first(), ranked.last()) {
        (Some(first), Some(last)) if first.1 > last.1 => first.1 - last.1,
        // Between equal scores similarity alone decides.
        _ => 1.0,
    };
    Diversified {
        model,
        rules,
        price: variety * range,
        left: ranked.iter().map(|&(row, score)| Candidate { row, score, similarity: 0.0, compared: 0 }).collect(),
        worth: ranked.iter().map(|&(_, score)| score).collect(),
        chosen: Vec::new(),
        of_series: OfSeries::new(most_of_series),
        lacking: vec![0; rules.traits()],
        dense: vec![0.0; model.matrix().width()],
    }
}

impl Iterator for Diversified<'_> {
    type Item = (Row, f32);

    fn next(&mut self) -> Option<(Row, f32)> {
        while !self.left.is_empty() {
            // Only the film that may be worth most needs to be compared with those chosen since (lazy greedy: Minoux 1978).
            let best = self.best();
            let film = &mut self.left[best];
            if self.price > 0.0 && film.compared < self.chosen.len() {
                film.compare(self.model, &self.chosen, &mut self.dense);
                self.worth[best] = film.score - self.price * film.similarity;
                continue;
            }
            let Candidate { row, score, .. } = self.left.remove(best);
            self.worth.remove(best);
            if !self.of_series.take(self.model.film(row)) {
                continue;
            }
            for (lacking, more) in self.lacking.iter_mut().zip(self.rules.lacks(row)) {
                *lacking += more;
            }
            self.chosen.push((row, score));
            return Some((row, score));
        }
        None
    }
}

impl Diversified<'_> {
    /// The place of the film that may be worth most, among those that keep the rules if there are any: the first of equal ones.
    fn best(&self) -> usize {
        let worth = &self.worth;
        let better = |best: usize, i: usize| if worth[i] > worth[best] { i } else { best };
        let place = self.chosen.len();
        let all = 0..worth.len();
        if self.rules.traits() == 0 || place >= HELD_PLACES {
            return all.reduce(better).unwrap_or(0);
        }
        // Where no film has all that the likes share, it has at least what says most of them.
        let keeping = |traits: usize| {
            all.clone().filter(move |&i| self.rules.keeps(self.left[i].row, traits, &self.lacking)).reduce(better)
        };
        (0..=self.rules.traits()).rev().find_map(keeping).unwrap_or(0)
    }
}

/// Continues a list to `count` films with the others of `ranked` in their order, and few films of one series: for places so far
/// down that diversity would cost more than it gives.
pub(crate) fn continued(
    model: &Model,
    mut chosen: Vec<(Row, f32)>,
    ranked: &[(Row, f32)],
    count: usize,
    most_of_series: usize,
) -> Vec<(Row, f32)> {
    let mut listed: HashSet<Row> = chosen.iter().map(|&(row, _)| row).collect();
    let mut of_series = OfSeries::new(most_of_series);
    for &(row, _) in &chosen {
        of_series.take(model.film(row));
    }
    for &(row, score) in ranked {
        if chosen.len() >= count {
            break;
        }
        if !listed.insert(row) || !of_series.take(model.film(row)) {
            continue;
        }
        chosen.push((row, score));
    }
    chosen
}

/// How many films of each series a list has.
struct OfSeries<'a> {
    most: usize,
    films: HashMap<&'a str, usize>,
}

impl<'a> OfSeries<'a> {
    /// For a list that may have so many films of a series.
    fn new(most: usize) -> Self {
        Self { most, films: HashMap::new() }
    }

    /// Counts a film. Whether the list may have one more of its series.
    fn take(&mut self, film: &'a Film) -> bool {
        let Some(series) = film.series.as_deref() else { return true };
        let films = self.films.entry(series).or_default();
        *films += 1;
        *films <= self.most
    }
}

/// A film that is not in the list yet.
struct Candidate {
    row: Row,
    score: f32,
    /// Its greatest cosine with the first `compared` films of the list; at least 0.
    similarity: f32,
    compared: usize,
}

impl Candidate {
    /// Compares it with the films of the list that it was not compared with yet. `dense` must be zero, and is again
    /// afterwards.
    fn compare(&mut self, model: &Model, chosen: &[(Row, f32)], dense: &mut [f32]) {
        let matrix = model.matrix();
        matrix.add_to(self.row, 1.0 / matrix.length(self.row).max(f32::MIN_POSITIVE), dense);
        for &(other, _) in &chosen[self.compared..] {
            let cosine = matrix.dot_dense(other, dense) / matrix.length(other).max(f32::MIN_POSITIVE);
            self.similarity = self.similarity.max(cosine);
        }
        self.compared = chosen.len();
        for &column in matrix.row(self.row).0 {
            dense[column as usize] = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::MAX_OF_ONE_SERIES;
    use matinee_catalogue::starter;
    use matinee_features::Params;

    /// The definition, literally: every film is compared with every one above it.
    fn plainly(model: &Model, ranked: &[(Row, f32)], count: usize, variety: f32) -> Vec<Row> {
        let range = ranked[0].1 - ranked[ranked.len() - 1].1;
        let (mut left, mut chosen) = (ranked.to_vec(), Vec::<Row>::new());
        let mut of_series: HashMap<&str, usize> = HashMap::new();
        while chosen.len() < count && !left.is_empty() {
            let value = |&(row, score): &(Row, f32)| {
                let similarity = chosen.iter().map(|&other| model.matrix().cosine(row, other)).fold(0.0, f32::max);
                score - variety * range * similarity
            };
            let best = (1..left.len()).fold(0, |best, i| if value(&left[i]) > value(&left[best]) { i } else { best });
            let (row, _) = left.remove(best);
            let seen = model.film(row).series.as_deref().map_or(0, |series| {
                let seen = of_series.entry(series).or_default();
                *seen += 1;
                *seen
            });
            if seen <= MAX_OF_ONE_SERIES {
                chosen.push(row);
            }
        }
        chosen
    }

    #[test]
    fn a_deep_list_goes_on_by_score_with_each_film_once_and_few_of_a_series() {
        let model = Model::train(starter::catalogue(), &Params::default()).unwrap();
        let ranked: Vec<(Row, f32)> = (0..900).map(|row| (row, 1.0 - row as f32 / 900.0)).collect();
        let head = diversify(&model, &ranked[..80], 0.6, &ListRules::default(), MAX_OF_ONE_SERIES)
            .take(40)
            .collect::<Vec<_>>();
        let list = continued(&model, head.clone(), &ranked, 300, MAX_OF_ONE_SERIES);
        assert_eq!((list.len(), &list[..40]), (300, &head[..]));
        assert!(list[40..].is_sorted_by(|a, b| a.0 < b.0));
        let mut of_series: HashMap<&str, usize> = HashMap::new();
        for series in list.iter().filter_map(|&(row, _)| model.film(row).series.as_deref()) {
            *of_series.entry(series).or_default() += 1;
        }
        assert!(of_series.values().all(|&films| films <= MAX_OF_ONE_SERIES));
        assert_eq!(list.iter().map(|&(row, _)| row).collect::<HashSet<_>>().len(), 300);
    }

    #[test]
    fn lazy_greedy_chooses_what_the_definition_does() {
        let model = Model::train(starter::catalogue(), &Params::default()).unwrap();
        let scores = |seed: usize| move |n: usize| (n * 389 % 1009 * seed % 733) as f32 / 733.0;
        for (seed, variety) in [(3, 0.0), (5, 0.3), (7, 0.6), (11, 1.0)] {
            let mut ranked: Vec<(Row, f32)> = (0..120).map(|n| (n * 12, scores(seed)(n))).collect();
            ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            let lazily: Vec<Row> = diversify(&model, &ranked, variety, &ListRules::default(), MAX_OF_ONE_SERIES)
                .take(60)
                .map(|(row, _)| row)
                .collect();
            assert_eq!(lazily, plainly(&model, &ranked, 60, variety));
        }
    }
}
