//! A tour: from one film to another by way of films between, each of which is like the one before and the one after.
//!
//! Halfway stands the film that is most like both ends, by the lesser of both likenesses; then each half is divided in the same
//! way. Where no film is more like both than they are like each other, nothing stands between.

use matinee_features::map::MapPlace;
use matinee_features::{Field, Row};

use crate::ranker::Ranker;

/// How often a way is halved at most: seven films between.
const HALVINGS: usize = 3;
/// What being the best-known film adds to a likeness: a tour by way of films one has heard of says more.
const FAME: f32 = 0.08;
/// What it costs to be as far off the straight way on the map as that is long; farther off costs no more.
const DETOUR: f32 = 0.12;
/// How many terms are named that two films of a tour have in common.
const SHARED_TERMS: usize = 2;
/// The fields whose terms say what films have in common, with what each counts for.
const NAMED: [(Field, f32); 4] =
    [(Field::Themes, 1.0), (Field::People, 1.0), (Field::Genres, 0.8), (Field::Keywords, 0.6)];
/// What a field counts for in a likeness; 1 where nothing is said. The calendar says little of what a film is.
const LIKENESS: [(Field, f32); 3] = [(Field::Themes, 1.5), (Field::Origin, 0.5), (Field::Time, 0.1)];

/// A film of a tour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TourStop {
    /// The film.
    pub row: Row,
    /// What it has in common with the film before, the most telling first; empty for the first.
    pub shared: Vec<(Field, String)>,
}

impl Ranker {
    /// A tour from one film to another, both included: at most nine films, no film twice. From a film to itself it is that
    /// film. It needs the model's map.
    pub fn tour(&self, from: Row, to: Row) -> Vec<TourStop> {
        let mut way = vec![(from, self.likenesses(from))];
        if to != from {
            way.push((to, self.likenesses(to)));
        }
        for _ in 0..HALVINGS {
            let mut halved = vec![way[0].clone()];
            for n in 1..way.len() {
                let taken: Vec<Row> = way.iter().chain(&halved).map(|&(row, _)| row).collect();
                if let Some(row) = self.between(&way[n - 1], &way[n], &taken) {
                    halved.push((row, self.likenesses(row)));
                }
                halved.push(way[n].clone());
            }
            way = halved;
        }
        let rows: Vec<Row> = way.into_iter().map(|(row, _)| row).collect();
        let shared = |n: usize| if n == 0 { Vec::new() } else { self.shared_terms(rows[n - 1], rows[n]) };
        rows.iter().enumerate().map(|(n, &row)| TourStop { row, shared: shared(n) }).collect()
    }

    /// The film most like both of two that is more like both than they are like each other, and on the way on the map.
    fn between(&self, one: &(Row, Vec<f32>), other: &(Row, Vec<f32>), taken: &[Row]) -> Option<Row> {
        let apart = one.1[other.0].max(other.1[one.0]);
        let (prior, places) = (self.model().prior(), self.model().map().places());
        let way = distance(places[one.0], places[other.0]).max(1.0);
        let detour = |row: Row| {
            let by_it = distance(places[one.0], places[row]) + distance(places[row], places[other.0]);
            (by_it / way - 1.0).clamp(0.0, 1.0)
        };
        let likeness = |row: Row| one.1[row].min(other.1[row]);
        let fits = |&row: &Row| likeness(row) > apart && !taken.contains(&row);
        let candidates = (0..prior.len()).filter(fits);
        candidates.max_by(|&a, &b| {
            let worth = |row: Row| likeness(row) + FAME * prior[row] - DETOUR * detour(row);
            worth(a).total_cmp(&worth(b)).then(b.cmp(&a))
        })
    }

    /// How like a film every film is, by row: 1 for itself.
    fn likenesses(&self, row: Row) -> Vec<f32> {
        let (matrix, vocabulary) = (self.model().matrix(), self.model().vocabulary());
        let mut weights = vec![0.0; matrix.width()];
        matrix.add_to(row, 1.0, &mut weights);
        for (field, weight) in LIKENESS {
            weights[vocabulary.columns_of(field)].iter_mut().for_each(|value| *value *= weight);
        }
        let mut products = self.products(&weights);
        let own = products[row].max(f32::MIN_POSITIVE);
        for (other, product) in products.iter_mut().enumerate() {
            *product *= matrix.length(row) / (own * matrix.length(other).max(f32::MIN_POSITIVE));
        }
        products
    }

    /// The terms that add most to the likeness of two films.
    fn shared_terms(&self, one: Row, other: Row) -> Vec<(Field, String)> {
        let (matrix, vocabulary) = (self.model().matrix(), self.model().vocabulary());
        let mut dense = self.zeros();
        matrix.add_to(one, 1.0, &mut dense);
        let (columns, values) = matrix.row(other);
        let weight = |field: Field| NAMED.iter().find(|(named, _)| *named == field).map(|&(_, weight)| weight);
        let mut terms: Vec<(f32, u32)> = columns
            .iter()
            .zip(values)
            .filter_map(|(&column, value)| {
                let product = weight(vocabulary.term(column).field)? * value * dense[column as usize];
                (product > 0.0).then_some((product, column))
            })
            .collect();
        terms.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        terms.truncate(SHARED_TERMS);
        terms
            .into_iter()
            .map(|(_, column)| vocabulary.term(column))
            .map(|term| (term.field, term.text.clone()))
            .collect()
    }
}

/// How far apart two places on the map are.
fn distance(a: MapPlace, b: MapPlace) -> f32 {
    let [across, down] = [0, 1].map(|axis| f32::from(a[axis].abs_diff(b[axis])));
    across.hypot(down)
}
