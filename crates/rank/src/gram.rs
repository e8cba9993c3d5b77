//! The Gram matrix: the inner products of all pairs of a few rows.

use std::cmp::Ordering;

use matinee_features::{Csr, Field, FieldWeights, Model, Postings, Row};

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

/// The inner products of all pairs of a few rows, field by field; entry `a * n + b` is that of `rows[a]` and `rows[b]`. Each
/// pair of rows is gone through by itself, which for a handful takes less than one look at every column.
pub(crate) fn products_by_field(model: &Model, rows: &[Row]) -> Vec<FieldWeights> {
    let n = rows.len();
    let mut products = vec![FieldWeights::alike(0.0); n * n];
    for a in 0..n {
        for b in a..n {
            let product = product_by_field(model, rows[a], rows[b]);
            products[b * n + a] = product;
            products[a * n + b] = product;
        }
    }
    products
}

fn product_by_field(model: &Model, a: Row, b: Row) -> FieldWeights {
    let mut sums = [0.0; Field::ALL.len()];
    let ((a, a_values), (b, b_values)) = (model.matrix().row(a), model.matrix().row(b));
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                sums[model.vocabulary().term(a[i]).field as usize] += a_values[i] * b_values[j];
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    FieldWeights::each(|field| sums[field as usize])
}

#[cfg(test)]
mod tests {
    use super::*;
    use matinee_catalogue::starter;
    use matinee_features::Params;
    use proptest::prelude::*;

    #[test]
    fn products_by_field_add_up_to_the_product() {
        let model = Model::train(starter::catalogue(), &Params::default()).unwrap();
        let rows: Vec<Row> = (0..12).map(|n| n * 311).collect();
        let products = products_by_field(&model, &rows);
        for (at, product) in products.iter().enumerate() {
            let sum: f32 = Field::ALL.iter().map(|&field| product.of(field)).sum();
            let whole = model.matrix().dot(rows[at / 12], rows[at % 12]);
            assert!((sum - whole).abs() < 1e-4, "{sum} and {whole}");
        }
        let own = &products[0];
        assert!(own.of(Field::Themes) > 0.0 && own.of(Field::Genres) > 0.0, "{own:?}");
    }

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
