//! Every film's product with a taste's weights, as quickly as it can be had.

use std::collections::HashMap;

use matinee_features::{Csr, Field, Model, Row};

/// So many entries are worked on side by side: one sum would wait for its own last addition at every entry.
const LANES: usize = 4;

/// The matrix laid out for products with all films. A row's last entries are filled up to [`LANES`] with zeros: no film ends with a loop of its
/// own, whose end a processor cannot foresee. And when a film came out adds the same to all films of a year, and a fifth of all entries
/// tell it: that is worked out once a year.
#[derive(Debug)]
pub(crate) struct Products {
    /// By row: where its entries start in `columns` and `values`; one more than there are rows.
    starts: Vec<u32>,
    columns: Vec<[u32; LANES]>,
    values: Vec<[f32; LANES]>,
    /// By row: the place of its year in `of_year`.
    years: Vec<u32>,
    /// A film of each year, and how many entries come before those of time, which stand last.
    of_year: Vec<(Row, usize)>,
}

impl Products {
    pub(crate) fn new(model: &Model) -> Self {
        let first = model.vocabulary().columns_of(Field::Time).start as u32;
        let mut products =
            Self { starts: vec![0], columns: Vec::new(), values: Vec::new(), years: Vec::new(), of_year: Vec::new() };
        let mut of_tail: HashMap<(&[u32], Vec<u32>), u32> = HashMap::new();
        for row in 0..model.films().len() {
            let (columns, values) = model.matrix().row(row);
            let head = columns.partition_point(|&column| column < first);
            products.columns.extend(columns[..head].chunks(LANES).map(filled));
            products.values.extend(values[..head].chunks(LANES).map(filled));
            products.starts.push(products.columns.len() as u32);
            let bits = values[head..].iter().map(|value| value.to_bits()).collect();
            products.years.push(*of_tail.entry((&columns[head..], bits)).or_insert_with(|| {
                products.of_year.push((row, head));
                products.of_year.len() as u32 - 1
            }));
        }
        products
    }

    /// Every film's product with the weights, by row.
    pub(crate) fn with(&self, matrix: &Csr, weights: &[f32]) -> Vec<f32> {
        let by_year: Vec<f32> =
            self.of_year.iter().map(|&(film, head)| matrix.dot_dense_of(film, head.., weights)).collect();
        let of_film = |(ends, &year): (&[u32], &u32)| {
            let entries = ends[0] as usize..ends[1] as usize;
            let mut sums = [0.0f32; LANES];
            for (columns, values) in self.columns[entries.clone()].iter().zip(&self.values[entries]) {
                for lane in 0..LANES {
                    sums[lane] += weights[columns[lane] as usize] * values[lane];
                }
            }
            (sums[0] + sums[1]) + (sums[2] + sums[3]) + by_year[year as usize]
        };
        self.starts.windows(2).zip(&self.years).map(of_film).collect()
    }
}

/// A piece of a row, filled up with zeros; a column of 0 with a value of 0 adds nothing.
fn filled<T: Copy + Default>(part: &[T]) -> [T; LANES] {
    let mut all = [T::default(); LANES];
    all[..part.len()].copy_from_slice(part);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use matinee_catalogue::starter;
    use matinee_features::Params;

    #[test]
    fn they_are_the_products_of_the_rows() {
        let model = Model::train(starter::catalogue(), &Params::default()).unwrap();
        let weights: Vec<f32> =
            (0..model.matrix().width()).map(|column| ((column * 37) % 101) as f32 / 50.0 - 1.0).collect();
        let products = Products::new(&model).with(model.matrix(), &weights);
        assert_eq!(products.len(), model.films().len());
        for (row, product) in products.iter().enumerate() {
            assert!((product - model.matrix().dot_dense(row, &weights)).abs() < 1e-5, "{row}: {product}");
        }
    }
}
