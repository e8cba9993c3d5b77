//! The parts of the plane and their names.

use std::collections::HashMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde::{Deserialize, Serialize};

use super::Place;
use crate::tokens::tokens;
use crate::{Csr, Field, Row, Vocabulary};

/// There are this many, or fewer where films are few: a region should hold enough films to be named for what they share.
const MOST: usize = 24;
const ROUNDS: usize = 30;
/// How many terms name a region.
const TERMS: usize = 2;
/// What films are called says more of a region than a word of their stories. People name none: they come and go between regions.
const FIELDS: [(Field, f64); 4] =
    [(Field::Words, 0.5), (Field::Genres, 1.6), (Field::Keywords, 1.2), (Field::Time, 0.6)];
/// A word that is part of so many people's names, for each film it stands in, is a name: "richard", and not "love".
const NAME: f64 = 0.005;
/// What is shorter is half of something: "las" of Vegas, "ii" of a war.
const SHORTEST: usize = 4;

/// A part of the plane: the films nearer to its centre than to any other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// What its films have more of than others: western, sheriff. Its years, where they are among it, come last.
    pub terms: Vec<(Field, String)>,
    /// The middle of its films.
    pub centre: Place,
    /// How many films it holds.
    pub films: u32,
}

/// The region of a place: the one whose centre is nearest.
pub(super) fn region_at(centres: impl Iterator<Item = Place>, place: Place) -> usize {
    centres.enumerate().min_by_key(|&(_, centre)| apart(centre, place)).map_or(0, |(region, _)| region)
}

/// The square of the distance.
fn apart(a: Place, b: Place) -> u64 {
    [0, 1].map(|axis| u64::from(a[axis].abs_diff(b[axis])).pow(2)).iter().sum()
}

/// Parts the plane by k-means (Lloyd), from a start that is drawn far apart (Arthur and Vassilvitskii, "k-means++", SODA 2007).
pub(super) fn regions(places: &[Place], matrix: &Csr, vocabulary: &Vocabulary, seed: u64) -> Vec<Region> {
    let number = ((places.len() as f64).sqrt() / 2.4).round().clamp(1.0, MOST as f64) as usize;
    let mut centres = drawn_apart(places, number, seed);
    let mut members = assign(places, &centres);
    for _ in 0..ROUNDS {
        centres = members.iter().zip(&centres).map(|(rows, &old)| middle(places, rows).unwrap_or(old)).collect();
        members = assign(places, &centres);
    }
    let held = |(centre, rows): (Place, Vec<Row>)| (!rows.is_empty()).then_some((centre, rows));
    let (centres, members): (Vec<Place>, Vec<Vec<Row>>) = centres.into_iter().zip(members).filter_map(held).unzip();
    let names = names(&members, matrix, vocabulary);
    let region = |((centre, rows), terms): ((Place, Vec<Row>), _)| Region { terms, centre, films: rows.len() as u32 };
    centres.into_iter().zip(members).zip(names).map(region).collect()
}

/// Places so drawn that a far one is likelier: its chance is the square of its distance from those drawn before.
fn drawn_apart(places: &[Place], number: usize, seed: u64) -> Vec<Place> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut drawn = vec![places[(random.next_u64() % places.len() as u64) as usize]];
    let mut nearest = vec![u64::MAX; places.len()];
    while drawn.len() < number {
        let last = drawn[drawn.len() - 1];
        for (nearest, &place) in nearest.iter_mut().zip(places) {
            *nearest = apart(place, last).min(*nearest);
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
        drawn.push(places[next.expect("the weights add up to more than was drawn")]);
    }
    drawn
}

fn assign(places: &[Place], centres: &[Place]) -> Vec<Vec<Row>> {
    let mut members = vec![Vec::new(); centres.len()];
    for (row, &place) in places.iter().enumerate() {
        members[region_at(centres.iter().copied(), place)].push(row);
    }
    members
}

fn middle(places: &[Place], rows: &[Row]) -> Option<Place> {
    let sum = |axis: usize| rows.iter().map(|&row| u64::from(places[row][axis])).sum::<u64>();
    (!rows.is_empty()).then(|| [0, 1].map(|axis| (sum(axis) / rows.len() as u64) as u16))
}

/// A name for each region: the terms whose share of its films stands out most, `p ln(p / q)` for a share of `p` here and `q` of all
/// (a term's part in the Kullback-Leibler divergence). No two regions are named by the same word; many may be of the same years, so
/// those come second and last.
fn names(members: &[Vec<Row>], matrix: &Csr, vocabulary: &Vocabulary) -> Vec<Vec<(Field, String)>> {
    let mut telling = Vec::new();
    let is_name = people_names(vocabulary);
    for (region, rows) in members.iter().enumerate() {
        let mut counts = vec![0u32; matrix.width()];
        for &column in rows.iter().flat_map(|&row| matrix.row(row).0) {
            counts[column as usize] += 1;
        }
        for (field, weight) in FIELDS {
            telling.extend(vocabulary.columns_of(field).filter(|&column| counts[column] > 1).map(|column| {
                let here = f64::from(counts[column]) / rows.len() as f64;
                let of_all = f64::from(vocabulary.term(column as u32).films) / matrix.rows() as f64;
                (weight * here * (here / of_all).ln(), region, column)
            }));
        }
    }
    telling.retain(|&(score, ..)| score > 0.0);
    telling.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut names: Vec<Vec<(Field, String)>> = vec![Vec::new(); members.len()];
    let mut years: Vec<Option<(Field, String)>> = vec![None; members.len()];
    let mut used: Vec<String> = Vec::new();
    for (_, region, column) in telling {
        let term = vocabulary.term(column as u32);
        if names[region].len() + usize::from(years[region].is_some()) == TERMS {
            continue;
        }
        if term.field == Field::Time {
            years[region].get_or_insert((term.field, term.text.clone()));
            continue;
        }
        let words: Vec<String> = tokens(&term.text, true).into_iter().map(|token| token.term).collect();
        let unfit = |word: &String| used.contains(word) || (term.field == Field::Words && is_name(word));
        if is_word(&term.text) && !words.iter().any(unfit) {
            names[region].push((term.field, term.text.clone()));
            used.extend(words);
        }
    }
    names.iter_mut().zip(years).for_each(|(name, years)| name.extend(years));
    names
}

/// Whether a term can stand for itself; "20th" can't.
fn is_word(text: &str) -> bool {
    text.chars().count() >= SHORTEST && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// Tells words of people's names.
fn people_names(vocabulary: &Vocabulary) -> impl Fn(&str) -> bool {
    let mut bearers: HashMap<String, u32> = HashMap::new();
    for person in &vocabulary.terms()[vocabulary.columns_of(Field::People)] {
        for token in tokens(&person.text, true) {
            *bearers.entry(token.term).or_default() += 1;
        }
    }
    move |word| {
        let films = vocabulary.find(Field::Words, word, false).map_or(1, |column| vocabulary.term(column).films);
        bearers.get(word).is_some_and(|&people| f64::from(people) > NAME * f64::from(films))
    }
}
