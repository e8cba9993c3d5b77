//! The Gram matrix: the inner products of all pairs of a few rows.

use matinee_features::{Csr, Postings, Row};

/// The Gram matrix of `rows`, row by row: entry `a * n + b` is the product of `rows[a]` and `rows[b]`, in which each column
/// counts `scale` times (once without it).
///
/// Films share few terms. Going through each row's terms, and for each term through the other rows that have it,
/// touches only products that are not zero: a thousand films take a tenth of the time that a product of rows for each
/// pair takes.
pub(crate) fn gram(matrix: &Csr, rows: &[Row], scale: Option<&[f64]>) -> Vec<f64> {
    let n = rows.len();
    let postings = Postings::new(matrix, rows);
    // For each column, how many of its rows are done.
    let mut done = vec![0u32; matrix.width()];
    let mut gram = vec![0.0; n * n];
    for (place, &row) in rows.iter().enumerate() {
        let products = &mut gram[place * n..(place + 1) * n];
        let (columns, values) = matrix.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            // Products with rows that are done are in the gram matrix already: only this row and those after it are
            // left.
            let done = &mut done[column as usize];
            let value = f64::from(value) * scale.map_or(1.0, |scale| scale[column as usize]);
            for &(other, others_value) in &postings.of(column as usize)[*done as usize..] {
                products[other as usize] += value * f64::from(others_value);
            }
            *done += 1;
        }
    }
    // It is symmetric.
    for a in 0..n {
        for b in a + 1..n {
            gram[b * n + a] = gram[a * n + b];
        }
    }
    gram
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn has_the_product_of_every_pair(
            cells in proptest::collection::vec(proptest::collection::vec(-2i8..3, 5), 1..8),
            picked in proptest::collection::vec(0usize..8, 0..6),
        ) {
            let entries = |row: &Vec<i8>| row.iter().zip(0..).filter(|&(&v, _)| v != 0).map(|(&v, c)| (c, f32::from(v))).collect();
            let matrix = Csr::from_rows(cells.iter().map(entries).collect(), 5).unwrap();
            let rows: Vec<Row> = picked.into_iter().map(|row| row % cells.len()).collect();
            let wanted: Vec<f64> =
                rows.iter().flat_map(|&a| rows.iter().map(move |&b| (a, b))).map(|(a, b)| f64::from(matrix.dot(a, b))).collect();
            prop_assert_eq!(gram(&matrix, &rows, None), wanted);
            // Twice what each column counts is twice each product.
            let twice: Vec<f64> = gram(&matrix, &rows, None).iter().map(|product| 2.0 * product).collect();
            prop_assert_eq!(gram(&matrix, &rows, Some(&[2.0; 5])), twice);
        }
    }
}
