//! A sparse matrix of films by terms.

use std::ops::RangeBounds;

use serde::{Deserialize, Serialize};

/// A film's place in a model: its row in the matrix and its position in the catalogue.
pub type Row = usize;

/// A sparse matrix in compressed rows (CSR): `u32` columns, ascending within a row, and `f32` values.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Csr {
    /// Where each row starts in `columns` and `values`; one more than there are rows.
    starts: Vec<u64>,
    columns: Vec<u32>,
    values: Vec<f32>,
    width: u32,
    /// Each row's Euclidean length, computed from the values.
    #[serde(skip)]
    lengths: Vec<f32>,
}

/// Why three arrays are not a matrix.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidMatrix {
    /// The row starts do not fit the data.
    #[error("the row starts do not fit {0} entries")]
    Starts(usize),
    /// A column is out of range or out of order.
    #[error("row {0} has columns out of order or beyond the width")]
    Columns(Row),
    /// A value is infinite or not a number.
    #[error("row {0} has a value that is not finite")]
    Value(Row),
}

impl Csr {
    /// Makes a matrix of rows of columns and values; each row's columns must ascend and be less than `width`.
    ///
    /// # Errors
    /// The first row that breaks the rules.
    pub fn from_rows(rows: Vec<Vec<(u32, f32)>>, width: u32) -> Result<Self, InvalidMatrix> {
        let entries = rows.iter().map(Vec::len).sum();
        let mut starts = Vec::with_capacity(rows.len() + 1);
        let (mut columns, mut values) = (Vec::with_capacity(entries), Vec::with_capacity(entries));
        starts.push(0);
        for row in rows {
            for (column, value) in row {
                columns.push(column);
                values.push(value);
            }
            starts.push(columns.len() as u64);
        }
        Self::from_parts(starts, columns, values, width)
    }

    /// Makes a matrix of its three arrays, as they are on disk, and checks them.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn from_parts(
        starts: Vec<u64>,
        columns: Vec<u32>,
        values: Vec<f32>,
        width: u32,
    ) -> Result<Self, InvalidMatrix> {
        let entries = columns.len();
        let fits = starts.first() == Some(&0) && starts.last() == Some(&(entries as u64)) && starts.is_sorted();
        if !fits || values.len() != entries {
            return Err(InvalidMatrix::Starts(entries));
        }
        let mut matrix = Self { starts, columns, values, width, lengths: Vec::new() };
        for row in 0..matrix.rows() {
            let (columns, values) = matrix.row(row);
            if !columns.is_sorted_by(|a, b| a < b) || columns.last().is_some_and(|&c| c >= width) {
                return Err(InvalidMatrix::Columns(row));
            }
            if !values.iter().all(|v| v.is_finite()) {
                return Err(InvalidMatrix::Value(row));
            }
            let length = values.iter().map(|v| v * v).sum::<f32>().sqrt();
            matrix.lengths.push(length);
        }
        Ok(matrix)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.width as usize
    }

    /// Number of stored entries.
    pub fn entries(&self) -> usize {
        self.columns.len()
    }

    /// The columns and values of a row.
    pub fn row(&self, row: Row) -> (&[u32], &[f32]) {
        let range = self.starts[row] as usize..self.starts[row + 1] as usize;
        (&self.columns[range.clone()], &self.values[range])
    }

    /// Inner product of a row and a dense vector of [`Csr::width`] entries.
    pub fn dot_dense(&self, row: Row, dense: &[f32]) -> f32 {
        self.dot_dense_of(row, .., dense)
    }

    /// As [`Csr::dot_dense`], but of some of the row's entries only: `places` are positions within the row.
    pub fn dot_dense_of(&self, row: Row, places: impl RangeBounds<usize>, dense: &[f32]) -> f32 {
        // Four sums side by side: a single one would wait for its last addition at every entry.
        const LANES: usize = 4;
        let (columns, values) = self.row(row);
        let places = (places.start_bound().cloned(), places.end_bound().cloned());
        let (columns, values) = (&columns[places], &values[places]);
        let mut sums = [0.0f32; LANES];
        let (columns, values) = (columns.chunks_exact(LANES), values.chunks_exact(LANES));
        let rest = columns.remainder().iter().zip(values.remainder());
        for (columns, values) in columns.zip(values) {
            for lane in 0..LANES {
                sums[lane] += dense[columns[lane] as usize] * values[lane];
            }
        }
        let rest: f32 = rest.map(|(&c, &v)| dense[c as usize] * v).sum();
        (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
    }

    /// Inner product of two rows.
    pub fn dot(&self, a: Row, b: Row) -> f32 {
        let ((a_columns, a_values), (b_columns, b_values)) = (self.row(a), self.row(b));
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while i < a_columns.len() && j < b_columns.len() {
            match a_columns[i].cmp(&b_columns[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += a_values[i] * b_values[j];
                    i += 1;
                    j += 1;
                }
            }
        }
        sum
    }

    /// Euclidean length of a row.
    pub fn length(&self, row: Row) -> f32 {
        self.lengths[row]
    }

    /// Cosine of two rows; 0 if one of them is empty.
    pub fn cosine(&self, a: Row, b: Row) -> f32 {
        let lengths = self.length(a) * self.length(b);
        if lengths > 0.0 { self.dot(a, b) / lengths } else { 0.0 }
    }

    /// Adds `scale` times a row to a dense vector.
    pub fn add_to(&self, row: Row, scale: f32, dense: &mut [f32]) {
        let (columns, values) = self.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            dense[column as usize] += scale * value;
        }
    }

    /// How many rows have each column.
    pub(crate) fn column_counts(&self) -> Vec<u32> {
        let mut counts = vec![0u32; self.width()];
        for &column in &self.columns {
            counts[column as usize] += 1;
        }
        counts
    }

    /// The three arrays: row starts, columns, values.
    pub fn parts(&self) -> (&[u64], &[u32], &[f32]) {
        (&self.starts, &self.columns, &self.values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_agree() {
        let m = Csr::from_rows(vec![vec![(0, 1.0), (3, 2.0)], vec![(1, 5.0), (3, 4.0)], vec![]], 4).unwrap();
        assert_eq!(m.dot(0, 1).to_bits(), 8.0f32.to_bits());
        let mut dense = vec![0.0; 4];
        m.add_to(1, 2.0, &mut dense);
        assert_eq!(dense, [0.0, 10.0, 0.0, 8.0]);
        assert_eq!(m.dot_dense(0, &dense).to_bits(), 16.0f32.to_bits());
        assert_eq!(m.row(2), (&[][..], &[][..]));
        assert!((m.cosine(0, 1) - 8.0 / (5.0f32 * 41.0).sqrt()).abs() < 1e-6);
        assert_eq!(m.cosine(0, 2).to_bits(), 0.0f32.to_bits());
    }

    #[test]
    fn what_is_not_a_matrix_is_refused() {
        use InvalidMatrix::{Columns, Starts, Value};
        let parts =
            |s: &[u64], c: &[u32], v: &[f32]| Csr::from_parts(s.to_vec(), c.to_vec(), v.to_vec(), 4).unwrap_err();
        assert_eq!(parts(&[], &[], &[]), Starts(0));
        assert_eq!(parts(&[0, 2, 1], &[0], &[1.0]), Starts(1));
        assert_eq!(parts(&[0, 1], &[0], &[]), Starts(1));
        assert_eq!(parts(&[0, 1], &[4], &[1.0]), Columns(0));
        assert_eq!(parts(&[0, 2], &[2, 1], &[1.0, 1.0]), Columns(0));
        assert_eq!(parts(&[0, 1], &[0], &[f32::NAN]), Value(0));
        assert_eq!(parts(&[0, 1], &[0], &[f32::INFINITY]), Value(0));
    }
}
