//! The scorer: every film's product with the weights of a user model, as fast as possible.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use matinee_features::{Csr, Field, Model, Row};

/// How many entries are multiplied side by side: a single sum would wait for its last addition at every entry.
const LANES: usize = 4;

/// How many weights are multiplied with an entry that is read once: looking up four side by side takes no longer than one.
const TOGETHER: usize = 4;

/// The columns of a panel: as many as a `u16` can number.
const PANEL: usize = 1 << 16;

thread_local! {
    /// A panel's weights side by side: a megabyte for each thread, which takes longer to ask for anew than to fill. Places
    /// beyond the last weights have what an earlier list left there; nobody reads the products.
    static SIDE_BY_SIDE: RefCell<Vec<[f32; TOGETHER]>> = const { RefCell::new(Vec::new()) };
}

/// The matrix rearranged for products with all films, in panels of [`PANEL`] columns. Terms of time are not in the
/// panels: they add the same to all films of a year and make a fifth of all entries, so their products are computed
/// once per year.
#[derive(Debug)]
pub(crate) struct Scorer {
    panels: Vec<Panel>,
    /// For each row the index of its year in `of_year`.
    years: Vec<u32>,
    /// For each year one of its films, and the position of the film's first entry of time; these entries are its last.
    of_year: Vec<(Row, usize)>,
}

/// The entries of a range of columns. Each row is padded with zeros to a multiple of [`LANES`], so it needs no loop for
/// a remainder. Rows are grouped by length, so that the branch predictor foresees the end of each.
#[derive(Debug, Default)]
struct Panel {
    /// The rows with entries in these columns, the shortest first.
    rows: Vec<u32>,
    /// For each group of `rows` its length, in units of [`LANES`] entries, and the number of its rows.
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
    pub(crate) fn products(&self, matrix: &Csr, weights: &[f32]) -> Vec<f32> {
        let mut products = self.products_of_years(matrix, weights);
        let mut of_panel = vec![0.0; PANEL];
        for (panel, weights) in self.panels.iter().zip(weights.chunks(PANEL)) {
            of_panel[..weights.len()].copy_from_slice(weights);
            let weights: &[f32; PANEL] = of_panel[..].try_into().expect("a whole panel");
            panel.add_to(&mut products, weights);
        }
        products
    }

    /// As [`Scorer::products`], for each of several weights, of which [`TOGETHER`] share one pass over the matrix. The
    /// products are the same to the last bit.
    pub(crate) fn products_of_each(&self, matrix: &Csr, weights: &[&[f32]]) -> Vec<Vec<f32>> {
        let of_some = |weights: &[&[f32]]| {
            if let [weights] = weights {
                return vec![self.products(matrix, weights)];
            }
            let mut products: Vec<Vec<f32>> =
                weights.iter().map(|weights| self.products_of_years(matrix, weights)).collect();
            SIDE_BY_SIDE.with_borrow_mut(|of_panel| {
                of_panel.resize(PANEL, [0.0; TOGETHER]);
                for (number, panel) in self.panels.iter().enumerate() {
                    for (place, weights) in weights.iter().enumerate() {
                        let weights = &weights[number * PANEL..weights.len().min((number + 1) * PANEL)];
                        for (side_by_side, &weight) in of_panel.iter_mut().zip(weights) {
                            side_by_side[place] = weight;
                        }
                    }
                    let weights: &[[f32; TOGETHER]; PANEL] = of_panel[..].try_into().expect("a whole panel");
                    panel.add_to_each(&mut products, weights);
                }
            });
            products
        };
        weights.chunks(TOGETHER).flat_map(of_some).collect()
    }

    /// Each film's product in the terms of time alone.
    fn products_of_years(&self, matrix: &Csr, weights: &[f32]) -> Vec<f32> {
        let by_year: Vec<f32> =
            self.of_year.iter().map(|&(film, head)| matrix.dot_dense_of(film, head.., weights)).collect();
        self.years.iter().map(|&year| by_year[year as usize]).collect()
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
            panel.columns.extend(columns.chunks(LANES).map(padded));
            panel.values.extend(values[within].chunks(LANES).map(padded));
        }
        panel
    }

    /// Adds to `products` each row's product with the weights of this panel.
    fn add_to(&self, products: &mut [f32], weights: &[f32; PANEL]) {
        let (mut rows, mut columns, mut values) = (self.rows.iter(), &self.columns[..], &self.values[..]);
        for &(length, count) in &self.lengths {
            for &row in rows.by_ref().take(count) {
                let (its_columns, columns_left) = columns.split_at(length);
                let (its_values, values_left) = values.split_at(length);
                (columns, values) = (columns_left, values_left);
                let mut sums = [0.0f32; LANES];
                for (columns, values) in its_columns.iter().zip(its_values) {
                    // The compiler drops the bounds check: there is a weight for every u16.
                    let weights = columns.map(|column| weights[column as usize]);
                    for lane in 0..LANES {
                        sums[lane] += weights[lane] * values[lane];
                    }
                }
                products[row as usize] += (sums[0] + sums[1]) + (sums[2] + sums[3]);
            }
        }
    }

    /// As [`Panel::add_to`], for several weights side by side.
    fn add_to_each(&self, products: &mut [Vec<f32>], weights: &[[f32; TOGETHER]; PANEL]) {
        let (mut rows, mut columns, mut values) = (self.rows.iter(), &self.columns[..], &self.values[..]);
        for &(length, count) in &self.lengths {
            for &row in rows.by_ref().take(count) {
                let (its_columns, columns_left) = columns.split_at(length);
                let (its_values, values_left) = values.split_at(length);
                (columns, values) = (columns_left, values_left);
                let mut sums = [[0.0f32; TOGETHER]; LANES];
                for (columns, values) in its_columns.iter().zip(its_values) {
                    for lane in 0..LANES {
                        let weights = weights[columns[lane] as usize];
                        for (sum, weight) in sums[lane].iter_mut().zip(weights) {
                            *sum += weight * values[lane];
                        }
                    }
                }
                for (place, products) in products.iter_mut().enumerate() {
                    let sum = (sums[0][place] + sums[1][place]) + (sums[2][place] + sums[3][place]);
                    products[row as usize] += sum;
                }
            }
        }
    }
}

/// A part of a row, padded with zeros: column 0 with the value 0 adds nothing.
fn padded<T: Copy + Default>(part: &[T]) -> [T; LANES] {
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
        let products = Scorer::new(model).products(model.matrix(), &weights);
        assert_eq!(products.len(), model.films().len());
        for (row, product) in products.iter().enumerate() {
            assert!((product - model.matrix().dot_dense(row, &weights)).abs() < 1e-5, "{row}: {product}");
        }
        let others: Vec<f32> = weights.iter().map(|weight| weight * weight - 0.3).collect();
        let scorer = Scorer::new(model);
        for count in [0, 1, 3, 5] {
            let all = [&weights[..], &others, &weights, &others, &others];
            let together = scorer.products_of_each(model.matrix(), &all[..count]);
            let alone: Vec<Vec<f32>> =
                all[..count].iter().map(|weights| scorer.products(model.matrix(), weights)).collect();
            assert_eq!(together, alone);
        }
    }

    #[test]
    fn the_products_are_those_of_the_rows() {
        assert_products_are_those_of_rows(&Model::train(starter::catalogue(), &Params::default()).unwrap());
    }

    #[test]
    fn a_wide_matrix_has_several_panels() {
        // Two films share each cast, so that every name is kept.
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
