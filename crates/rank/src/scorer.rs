//! Every film's product with a taste's weights, as quickly as it can be had.

use std::collections::HashMap;
use std::ops::Range;

use matinee_features::{Csr, Field, Model, Row};

/// So many entries are worked on side by side: one sum would wait for its own last addition at every entry.
const LANES: usize = 4;

/// So many columns make a panel: as many as two bytes can tell apart.
const PANEL: usize = 1 << 16;

/// The matrix laid out for products with all films, in panels of [`PANEL`] columns. When a film came out adds the same to all films of a year, and a
/// fifth of all entries tell it: that is worked out once a year, and left out of the panels.
#[derive(Debug)]
pub(crate) struct Scorer {
    panels: Vec<Panel>,
    /// By row: the place of its year in `of_year`.
    years: Vec<u32>,
    /// A film of each year, and how many entries come before those of time, which stand last.
    of_year: Vec<(Row, usize)>,
}

/// A run of columns. A row's last entries are filled up to [`LANES`] with zeros, and rows of as many entries stand together: no row ends with a
/// loop of its own, nor with one of another length than the row before, whose end a processor could not foresee.
#[derive(Debug, Default)]
struct Panel {
    /// The rows that have entries here, those of fewest first.
    rows: Vec<u32>,
    /// How many of `rows` have so many times [`LANES`] entries, in the order of `rows`.
    lengths: Vec<(usize, usize)>,
    columns: Vec<[u16; LANES]>,
    values: Vec<[f32; LANES]>,
}

impl Scorer {
    pub(crate) fn new(model: &Model) -> Self {
        let matrix = model.matrix();
        let first = model.vocabulary().columns_of(Field::Time).start as u32;
        let (mut years, mut of_year) = (Vec::new(), Vec::new());
        let mut of_tail: HashMap<(&[u32], Vec<u32>), u32> = HashMap::new();
        for row in 0..matrix.rows() {
            let (columns, values) = matrix.row(row);
            let head = columns.partition_point(|&column| column < first);
            let bits = values[head..].iter().map(|value| value.to_bits()).collect();
            years.push(*of_tail.entry((&columns[head..], bits)).or_insert_with(|| {
                of_year.push((row, head));
                of_year.len() as u32 - 1
            }));
        }
        let starts = (0..first).step_by(PANEL);
        let panels = starts.map(|start| Panel::new(matrix, start..first.min(start + PANEL as u32))).collect();
        Self { panels, years, of_year }
    }

    /// Every film's product with the weights, by row.
    pub(crate) fn with(&self, matrix: &Csr, weights: &[f32]) -> Vec<f32> {
        let by_year: Vec<f32> =
            self.of_year.iter().map(|&(film, head)| matrix.dot_dense_of(film, head.., weights)).collect();
        let mut products: Vec<f32> = self.years.iter().map(|&year| by_year[year as usize]).collect();
        let mut own = vec![0.0; PANEL];
        for (panel, weights) in self.panels.iter().zip(weights.chunks(PANEL)) {
            own[..weights.len()].copy_from_slice(weights);
            let own: &[f32; PANEL] = own[..].try_into().expect("a whole panel");
            panel.add_to(&mut products, own);
        }
        products
    }
}

impl Panel {
    fn new(matrix: &Csr, range: Range<u32>) -> Self {
        let within = |row: Row| {
            let columns = matrix.row(row).0;
            columns.partition_point(|&column| column < range.start)
                ..columns.partition_point(|&column| column < range.end)
        };
        let length = |(_, within): &(Row, Range<usize>)| within.len().div_ceil(LANES);
        let mut rows: Vec<(Row, Range<usize>)> = (0..matrix.rows()).map(|row| (row, within(row))).collect();
        rows.retain(|row| length(row) > 0);
        rows.sort_by_key(length);
        let alike = rows.chunk_by(|one, other| length(one) == length(other));
        let mut panel = Self {
            rows: rows.iter().map(|&(row, _)| row as u32).collect(),
            lengths: alike.map(|rows| (length(&rows[0]), rows.len())).collect(),
            ..Self::default()
        };
        for (row, within) in rows {
            let (columns, values) = matrix.row(row);
            let columns: Vec<u16> =
                columns[within.clone()].iter().map(|column| (column - range.start) as u16).collect();
            panel.columns.extend(columns.chunks(LANES).map(filled));
            panel.values.extend(values[within].chunks(LANES).map(filled));
        }
        panel
    }

    /// Adds each row's product with the panel's weights to what the rows have.
    fn add_to(&self, products: &mut [f32], weights: &[f32; PANEL]) {
        let (mut rows, mut columns, mut values) = (self.rows.iter(), &self.columns[..], &self.values[..]);
        for &(length, count) in &self.lengths {
            for &row in rows.by_ref().take(count) {
                let (its_columns, columns_left) = columns.split_at(length);
                let (its_values, values_left) = values.split_at(length);
                (columns, values) = (columns_left, values_left);
                let mut sums = [0.0f32; LANES];
                for (columns, values) in its_columns.iter().zip(its_values) {
                    // No index is checked: two bytes tell no more columns apart than there are weights.
                    let weights = columns.map(|column| weights[column as usize]);
                    for lane in 0..LANES {
                        sums[lane] += weights[lane] * values[lane];
                    }
                }
                products[row as usize] += (sums[0] + sums[1]) + (sums[2] + sums[3]);
            }
        }
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
    use matinee_catalogue::{Catalogue, Film, Year, starter};
    use matinee_features::Params;

    fn assert_products_are_those_of_rows(model: &Model) {
        let weights: Vec<f32> =
            (0..model.matrix().width()).map(|column| ((column * 37) % 101) as f32 / 50.0 - 1.0).collect();
        let products = Scorer::new(model).with(model.matrix(), &weights);
        assert_eq!(products.len(), model.films().len());
        for (row, product) in products.iter().enumerate() {
            assert!((product - model.matrix().dot_dense(row, &weights)).abs() < 1e-5, "{row}: {product}");
        }
    }

    #[test]
    fn they_are_the_products_of_the_rows() {
        assert_products_are_those_of_rows(&Model::train(starter::catalogue(), &Params::default()).unwrap());
    }

    #[test]
    fn they_are_in_more_panels_than_one() {
        // Two films of each cast, so that every name is kept.
        let film = |n: u16| {
            let mut film = Film::new(&format!("Film {n}"), Year::new(1900 + i64::from(n % 100)).unwrap());
            film.cast = (0..500).map(|name| format!("Player {} {name}", n / 2)).collect();
            film
        };
        let films = Catalogue::new((0..300).map(film).collect()).unwrap();
        let model = Model::train(films, &Params::default()).unwrap();
        assert!(model.matrix().width() > PANEL, "{}", model.matrix().width());
        assert_products_are_those_of_rows(&model);
    }
}
