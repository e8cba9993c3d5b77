//! What a film's year adds to its score, worked out once a year.

use std::collections::HashMap;

use matinee_features::{Csr, Field, Model, Row};

/// When films came out. What that adds to a score is the same for all films of a year, and a fifth of all entries tell it: it is
/// worked out once for each year.
#[derive(Debug)]
pub(crate) struct Times {
    /// By row: how many entries come before those of time, which stand last.
    heads: Vec<u32>,
    /// By row: the place of its year in `films`.
    years: Vec<u32>,
    /// A film of each year.
    films: Vec<Row>,
}

impl Times {
    pub(crate) fn new(model: &Model) -> Self {
        let first = model.vocabulary().columns_of(Field::Time).start as u32;
        let (mut heads, mut years, mut films) = (Vec::new(), Vec::new(), Vec::new());
        let mut of_tail: HashMap<(&[u32], Vec<u32>), u32> = HashMap::new();
        for row in 0..model.films().len() {
            let (columns, values) = model.matrix().row(row);
            let head = columns.partition_point(|&column| column < first);
            heads.push(head as u32);
            let bits = values[head..].iter().map(|value| value.to_bits()).collect();
            years.push(*of_tail.entry((&columns[head..], bits)).or_insert_with(|| {
                films.push(row);
                films.len() as u32 - 1
            }));
        }
        Self { heads, years, films }
    }

    /// Every film's product with the weights, by row.
    pub(crate) fn products(&self, matrix: &Csr, weights: &[f32]) -> Vec<f32> {
        let of_year = |&film: &Row| matrix.dot_dense_of(film, self.heads[film] as usize.., weights);
        let by_year: Vec<f32> = self.films.iter().map(of_year).collect();
        let of_film = |(row, (&head, &year)): (Row, (&u32, &u32))| {
            matrix.dot_dense_of(row, ..head as usize, weights) + by_year[year as usize]
        };
        self.heads.iter().zip(&self.years).enumerate().map(of_film).collect()
    }
}
