//! Postings: for each column of a sparse matrix the rows that have it, which is the matrix transposed.

use crate::matrix::{Csr, Row};

/// The entries of some rows, by column; within a column in the order of the rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Postings {
    /// Where each column starts in `entries`; one more than there are columns.
    starts: Vec<u32>,
    /// A row, by its place among the rows that were taken, and its value.
    entries: Vec<(u32, f32)>,
}

impl Postings {
    /// Takes all entries of `rows`. An entry names its row by the row's place in `rows`.
    ///
    /// ```
    /// use matinee_features::{Csr, Postings};
    /// let matrix = Csr::from_rows(vec![vec![(0, 0.5)], vec![(0, 2.0), (1, 1.0)]], 2)?;
    /// let postings = Postings::new(&matrix, &[1, 0]);
    /// assert_eq!(postings.of(0), [(0, 2.0), (1, 0.5)]);
    /// # Ok::<(), matinee_features::InvalidMatrix>(())
    /// ```
    pub fn new(matrix: &Csr, rows: &[Row]) -> Self {
        let mut starts = vec![0u32; matrix.width() + 1];
        for &column in rows.iter().flat_map(|&row| matrix.row(row).0) {
            starts[column as usize + 1] += 1;
        }
        add_up(&mut starts);
        Self::fill(matrix, rows.iter().copied(), starts, |_| true)
    }

    /// Takes at most `longest` entries of each column, spread evenly over the rows. `counts` says how many each column
    /// has.
    pub(crate) fn sampled(matrix: &Csr, counts: &[u32], longest: u32) -> Self {
        let mut starts: Vec<u32> = std::iter::once(0).chain(counts.iter().map(|&count| count.min(longest))).collect();
        add_up(&mut starts);
        let mut seen = vec![0u32; counts.len()];
        Self::fill(matrix, 0..matrix.rows(), starts, |column| {
            let count = counts[column];
            let kept = |seen: u32| u64::from(seen) * u64::from(count.min(longest)) / u64::from(count);
            seen[column] += 1;
            kept(seen[column]) > kept(seen[column] - 1)
        })
    }

    /// Sorts the entries that `keep` accepts by column (a counting sort). Of each column it must accept as many as
    /// `starts` has room for.
    fn fill(
        matrix: &Csr,
        rows: impl Iterator<Item = Row>,
        starts: Vec<u32>,
        mut keep: impl FnMut(usize) -> bool,
    ) -> Self {
        let mut entries = vec![(0, 0.0); starts.last().map_or(0, |&end| end as usize)];
        let mut free = starts.clone();
        for (place, row) in rows.enumerate() {
            let (columns, values) = matrix.row(row);
            for (&column, &value) in columns.iter().zip(values) {
                if keep(column as usize) {
                    let slot = &mut free[column as usize];
                    entries[*slot as usize] = (place as u32, value);
                    *slot += 1;
                }
            }
        }
        Self { starts, entries }
    }

    /// The rows of a column, each with its value.
    pub fn of(&self, column: usize) -> &[(u32, f32)] {
        &self.entries[self.starts[column] as usize..self.starts[column + 1] as usize]
    }
}

/// Adds to each entry those before it: lengths become ends.
fn add_up(lengths: &mut [u32]) {
    for column in 1..lengths.len() {
        lengths[column] += lengths[column - 1];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sample_is_spread_over_the_rows() {
        let matrix = Csr::from_rows((0u8..8).map(|row| vec![(0, f32::from(row)), (1, 1.0)]).collect(), 3).unwrap();
        let postings = Postings::sampled(&matrix, &matrix.column_counts(), 4);
        assert_eq!(postings.of(0), [(1, 1.0), (3, 3.0), (5, 5.0), (7, 7.0)]);
        assert!(postings.of(2).is_empty());
        assert_eq!(
            Postings::sampled(&matrix, &matrix.column_counts(), 8),
            Postings::new(&matrix, &[0, 1, 2, 3, 4, 5, 6, 7])
        );
    }

    proptest! {
        #[test]
        fn each_entry_is_there_once_under_its_column(
            cells in proptest::collection::vec(proptest::collection::vec(0u8..3, 5), 0..8),
        ) {
            let entries = |row: &Vec<u8>| row.iter().zip(0..).filter(|&(&v, _)| v != 0).map(|(&v, c)| (c, f32::from(v))).collect();
            let matrix = Csr::from_rows(cells.iter().map(entries).collect(), 5).unwrap();
            let postings = Postings::new(&matrix, &(0..cells.len()).collect::<Vec<_>>());
            for column in 0..5 {
                let wanted: Vec<(u32, f32)> =
                    (0..).zip(&cells).filter(|(_, row)| row[column] != 0).map(|(n, row)| (n, f32::from(row[column]))).collect();
                prop_assert_eq!(postings.of(column), wanted);
            }
        }
    }
}
