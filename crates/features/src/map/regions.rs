//! The regions of the plane and their names.

use std::collections::HashMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde::{Deserialize, Serialize};

use super::plane::MapPlace;
use crate::field::Field;
use crate::matrix::{Csr, Row};
use crate::params::{MAX_REGIONS, REGION_TERMS};
use crate::script::is_unspaced;
use crate::tokens::Analyzer;
use crate::vocabulary::Vocabulary;

/// Rounds of k-means.
const ROUNDS: usize = 30;
/// The fields that name regions, with their weights: first of all terms of the shared vocabulary. People name none: the
/// films of one person lie in several regions. Nor do years: a region is named for what its films are.
const FIELDS: [(Field, f64); 3] = [(Field::Genres, 1.6), (Field::Themes, 1.4), (Field::Origin, 0.9)];
/// What names a region whose films have none of these, as in a catalogue of titles and texts.
const FALLBACK: [(Field, f64); 2] = [(Field::Keywords, 1.2), (Field::Words, 0.5)];
/// A word is taken for a person's name if it is part of more people's names than this, per film that has the word:
/// "richard" is one, "love" is not.
const NAMES_PER_FILM: f64 = 0.005;
/// Shorter words are parts of something: "las" of Vegas, "ii" of a war. In characters.
const MIN_WORD_CHARS: usize = 4;

/// A region of the plane: the films that are nearer to its centre than to any other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// The terms its films have more often than others: western, sheriff. Where they are from comes last.
    pub terms: Vec<(Field, String)>,
    /// The mean of its films' places.
    pub centre: MapPlace,
    /// The number of its films.
    pub films: u32,
}

/// The region of a place: the one with the nearest centre.
pub(super) fn region_at(centres: impl Iterator<Item = MapPlace>, place: MapPlace) -> usize {
    centres.enumerate().min_by_key(|&(_, centre)| squared_distance(centre, place)).map_or(0, |(region, _)| region)
}

fn squared_distance(a: MapPlace, b: MapPlace) -> u64 {
    [0, 1].map(|axis| u64::from(a[axis].abs_diff(b[axis])).pow(2)).iter().sum()
}

/// Divides the plane by k-means (Lloyd), with a start by k-means++ (Arthur and Vassilvitskii, SODA 2007).
pub(super) fn regions(
    places: &[MapPlace],
    matrix: &Csr,
    vocabulary: &Vocabulary,
    analyzer: Analyzer,
    seed: u64,
) -> Vec<Region> {
    let number = ((places.len() as f64).sqrt() / 2.4).round().clamp(1.0, MAX_REGIONS as f64) as usize;
    let mut centres = plus_plus(places, number, seed);
    let mut members = assign(places, &centres);
    for _ in 0..ROUNDS {
        centres = members.iter().zip(&centres).map(|(rows, &old)| mean(places, rows).unwrap_or(old)).collect();
        members = assign(places, &centres);
    }
    let with_films = |(centre, rows): (MapPlace, Vec<Row>)| (!rows.is_empty()).then_some((centre, rows));
    let (centres, members): (Vec<MapPlace>, Vec<Vec<Row>>) =
        centres.into_iter().zip(members).filter_map(with_films).unzip();
    let names = names(&members, matrix, vocabulary, analyzer);
    let region =
        |((centre, rows), terms): ((MapPlace, Vec<Row>), _)| Region { terms, centre, films: rows.len() as u32 };
    centres.into_iter().zip(members).zip(names).map(region).collect()
}

/// k-means++: draws places one after the other, each with a chance in proportion to the square of its distance from
/// those drawn before.
fn plus_plus(places: &[MapPlace], number: usize, seed: u64) -> Vec<MapPlace> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut drawn = vec![places[(random.next_u64() % places.len() as u64) as usize]];
    let mut nearest = vec![u64::MAX; places.len()];
    while drawn.len() < number {
        let last = drawn[drawn.len() - 1];
        for (nearest, &place) in nearest.iter_mut().zip(places) {
            *nearest = squared_distance(place, last).min(*nearest);
        }
        let all: u64 = nearest.iter().sum();
        if all == 0 {
            break;
        }
        let mut left = random.next_u64() % all;
        let next = nearest.iter().position(|&weight| {
            let here = left < weight;
            left = left.saturating_sub(weight);
            here
        });
        drawn.push(places[next.expect("the draw is less than the sum of the weights")]);
    }
    drawn
}

fn assign(places: &[MapPlace], centres: &[MapPlace]) -> Vec<Vec<Row>> {
    let mut members = vec![Vec::new(); centres.len()];
    for (row, &place) in places.iter().enumerate() {
        members[region_at(centres.iter().copied(), place)].push(row);
    }
    members
}

fn mean(places: &[MapPlace], rows: &[Row]) -> Option<MapPlace> {
    let sum = |axis: usize| rows.iter().map(|&row| u64::from(places[row][axis])).sum::<u64>();
    (!rows.is_empty()).then(|| [0, 1].map(|axis| (sum(axis) / rows.len() as u64) as u16))
}

/// A name for each region: the terms that stand out most in it, by `p ln(p / q)` for a share of `p` of its films and
/// `q` of all films (a term's part of the Kullback-Leibler divergence). No two regions are named by the same word.
/// Where films are from comes second and last, because many regions may be from one country. Where all such terms of a
/// region name others already, two of them together name it.
fn names(members: &[Vec<Row>], matrix: &Csr, vocabulary: &Vocabulary, analyzer: Analyzer) -> Vec<Vec<(Field, String)>> {
    let mut candidates = Vec::new();
    let analyzer = analyzer.with_stemming(true);
    let is_name = people_names(vocabulary, analyzer);
    for (region, rows) in members.iter().enumerate() {
        let mut counts = vec![0u32; matrix.width()];
        for &column in rows.iter().flat_map(|&row| matrix.row(row).0) {
            counts[column as usize] += 1;
        }
        let of_fields = FIELDS.map(|of| (of, false)).into_iter().chain(FALLBACK.map(|of| (of, true)));
        for ((field, weight), is_fallback) in of_fields {
            candidates.extend(vocabulary.columns_of(field).filter(|&column| counts[column] > 1).map(|column| {
                let here = f64::from(counts[column]) / rows.len() as f64;
                let of_all = f64::from(vocabulary.term(column as u32).films) / matrix.rows() as f64;
                (is_fallback, weight * here * (here / of_all).ln(), region, column)
            }));
        }
    }
    candidates.retain(|&(_, score, ..)| score > 0.0);
    candidates.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
    let mut names: Vec<Vec<(Field, String)>> = vec![Vec::new(); members.len()];
    let mut origins: Vec<Option<(Field, String)>> = vec![None; members.len()];
    let mut used: Vec<String> = Vec::new();
    let mut known: Vec<Vec<(Field, String)>> = vec![Vec::new(); members.len()];
    for (is_fallback, _, region, column) in candidates {
        let term = vocabulary.term(column as u32);
        if is_fallback && names[region].is_empty() && !known[region].is_empty() {
            names[region] = pair(&known[region], &names);
        }
        if !is_fallback && term.field != Field::Origin && is_word(&term.text) {
            known[region].push((term.field, term.text.clone()));
        }
        if names[region].len() + usize::from(origins[region].is_some()) == REGION_TERMS
            || is_fallback && !names[region].is_empty()
        {
            continue;
        }
        if term.field == Field::Origin {
            origins[region].get_or_insert((term.field, term.text.clone()));
            continue;
        }
        let words: Vec<String> = analyzer.tokens(&term.text).into_iter().map(|token| token.term).collect();
        let unfit = |word: &String| used.contains(word) || (term.field == Field::Words && is_name(word));
        if is_word(&term.text) && !words.iter().any(unfit) {
            names[region].push((term.field, term.text.clone()));
            used.extend(words);
        }
    }
    for (name, origin) in names.iter_mut().zip(origins) {
        name.extend(origin);
        name.truncate(REGION_TERMS);
    }
    names
}

/// The first two of a region's terms that are not together the name of another region.
fn pair(known: &[(Field, String)], names: &[Vec<(Field, String)>]) -> Vec<(Field, String)> {
    let pairs = (1..known.len()).flat_map(|second| (0..second).map(move |first| [first, second]));
    let mut pairs = pairs.map(|pair| pair.map(|at| known[at].clone()).to_vec());
    pairs
        .find(|pair| !names.iter().any(|name| pair.iter().all(|term| name.contains(term))))
        .unwrap_or_else(|| known[..1].to_vec())
}

/// Whether a term means something by itself: "20th" does not.
fn is_word(text: &str) -> bool {
    (text.chars().count() >= MIN_WORD_CHARS || (is_unspaced(text) && text.chars().count() > 1))
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// Returns a test of whether a word is a person's name.
fn people_names(vocabulary: &Vocabulary, analyzer: Analyzer) -> impl Fn(&str) -> bool {
    let mut bearers: HashMap<String, u32> = HashMap::new();
    for person in &vocabulary.terms()[vocabulary.columns_of(Field::People)] {
        for token in analyzer.tokens(&person.text) {
            *bearers.entry(token.term).or_default() += 1;
        }
    }
    // What is looked up is a term already.
    let terms = analyzer.with_stemming(false);
    move |word| {
        let films = vocabulary.find(Field::Words, word, terms).map_or(1, |column| vocabulary.term(column).films);
        bearers.get(word).is_some_and(|&people| f64::from(people) > NAMES_PER_FILM * f64::from(films))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_whose_terms_name_others_already_is_named_by_two_of_them() {
        let name = |terms: &[&str]| terms.iter().map(|term| (Field::Genres, (*term).to_owned())).collect::<Vec<_>>();
        let others = [name(&["western", "comedy"]), name(&["silent film"]), name(&[])];
        assert_eq!(pair(&name(&["western", "comedy", "drama"]), &others), name(&["western", "drama"]));
        assert_eq!(pair(&name(&["silent film", "western"]), &others), name(&["silent film", "western"]));
        assert_eq!(pair(&name(&["western"]), &others), name(&["western"]));
    }
}
