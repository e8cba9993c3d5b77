//! The support vector machine, trained by linfa. Only this file uses linfa.
//!
//! linfa-svm takes dense rows, but tf-idf rows are tens of thousands of columns wide. A linear SVM depends on its rows
//! only through their inner products. So linfa is given other rows with the same inner products: the n rows of the
//! Cholesky factor `L` of the Gram matrix `G = L L^T`, which are only n wide. The multipliers alpha are the same
//! (Schoelkopf and Smola, Learning with Kernels, 2.2), and `w = sum alpha_i x_i` over the sparse rows is the solution
//! for these.

use linfa::prelude::*;
use linfa_svm::Svm;
use ndarray::Array2;

/// Added to the diagonal of the Gram matrix, which is singular if rows repeat or depend on each other. A billionth of a
/// unit row's product with itself does not measurably change alpha (tested against the plain rows).
const RIDGE: f64 = 1e-9;
/// If the part of a row that is orthogonal to the rows before it is shorter than the root of this, the row counts as a
/// combination of them. Products of films are sums in f32, with errors of about 1e-7: dividing by a remainder of that
/// size would amplify them without bound.
const DEPENDENT: f64 = 1e-6;
/// The solver stops when no pair of multipliers violates optimality by more than this.
const TOLERANCE: f64 = 1e-7;

/// A trained SVM in its dual form: `score(x) = sum_i alpha[i] <x_i, x> - rho`.
#[derive(Debug, Clone, PartialEq)]
pub struct Dual {
    /// A multiplier for each training row, positive for likes and negative for the others.
    pub alpha: Vec<f64>,
    /// The offset.
    pub rho: f64,
}

/// Why an SVM could not be trained.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SvmError {
    /// All rows are of one class.
    #[error("a machine needs rows of both classes")]
    OneClass,
    /// The Gram matrix has an infinite entry or one that is not a number.
    #[error("the rows' inner products are not finite")]
    NotFinite,
    /// The solver failed.
    #[error("training the machine failed: {0}")]
    Solver(String),
}

/// Trains a soft-margin SVM with a linear kernel. `gram` has the inner products of the rows (n x n, symmetric, row by
/// row), `liked[i]` is the class of row i, and `c_liked` and `c_others` bound the multipliers of each class (both > 0).
///
/// # Errors
/// There is only one class, a product is not finite, or linfa fails.
pub fn train(gram: &[f64], liked: &[bool], c_liked: f64, c_others: f64) -> Result<Dual, SvmError> {
    let n = liked.len();
    assert_eq!(gram.len(), n * n, "a Gram matrix is square");
    if liked.iter().all(|&l| l) || !liked.iter().any(|&l| l) {
        return Err(SvmError::OneClass);
    }
    let factor = cholesky(gram, n).ok_or(SvmError::NotFinite)?;
    let rows = Array2::from_shape_vec((n, n), factor).expect("n x n");
    let dataset = Dataset::new(rows, ndarray::Array1::from(liked.to_vec()));
    let machine = Svm::<f64, bool>::params()
        .pos_neg_weights(c_liked, c_others)
        .eps(TOLERANCE)
        .linear_kernel()
        .fit(&dataset)
        .map_err(|e| SvmError::Solver(e.to_string()))?;
    Ok(Dual { alpha: machine.alpha, rho: machine.rho })
}

/// The lower triangle `L` with `L L^T = gram + RIDGE I`, row by row. `None` if an entry of `gram` is not finite.
/// (Golub and Van Loan, Matrix Computations, 4.2: Cholesky-Banachiewicz, by rows.)
fn cholesky(gram: &[f64], n: usize) -> Option<Vec<f64>> {
    let mut l = vec![0.0; n * n];
    for i in 0..n {
        let (done, rest) = l.split_at_mut(i * n);
        let row = &mut rest[..n];
        for j in 0..i {
            let other = &done[j * n..j * n + n];
            let known: f64 = row[..j].iter().zip(&other[..j]).map(|(a, b)| a * b).sum();
            row[j] = if other[j] > RIDGE.sqrt() { (gram[i * n + j] - known) / other[j] } else { 0.0 };
        }
        let known: f64 = row[..i].iter().map(|a| a * a).sum();
        let pivot = gram[i * n + i] + RIDGE - known;
        if !pivot.is_finite() {
            return None;
        }
        row[i] = if pivot > DEPENDENT { pivot } else { RIDGE }.sqrt();
    }
    Some(l)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn gram_of(rows: &[Vec<f64>]) -> Vec<f64> {
        let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
        rows.iter().flat_map(|a| rows.iter().map(move |b| product(a, b))).collect()
    }

    fn direct(rows: &[Vec<f64>], liked: &[bool], c_liked: f64, c_others: f64) -> Dual {
        let flat = rows.concat();
        let records = Array2::from_shape_vec((rows.len(), rows[0].len()), flat).unwrap();
        let dataset = Dataset::new(records, ndarray::Array1::from(liked.to_vec()));
        let machine = Svm::<f64, bool>::params()
            .pos_neg_weights(c_liked, c_others)
            .eps(TOLERANCE)
            .linear_kernel()
            .fit(&dataset)
            .unwrap();
        Dual { alpha: machine.alpha, rho: machine.rho }
    }

    fn scores(dual: &Dual, rows: &[Vec<f64>], at: &[Vec<f64>]) -> Vec<f64> {
        let score = |x: &Vec<f64>| {
            let terms = dual.alpha.iter().zip(rows).map(|(a, r)| a * r.iter().zip(x).map(|(p, q)| p * q).sum::<f64>());
            terms.sum::<f64>() - dual.rho
        };
        at.iter().map(score).collect()
    }

    fn unit_rows() -> impl Strategy<Value = Vec<Vec<f64>>> {
        let row = proptest::collection::vec(prop_oneof![3 => Just(0.0), 2 => 0.05f64..1.0], 12);
        proptest::collection::vec(row, 4..14).prop_map(|rows| {
            let normed = |row: Vec<f64>| {
                let norm = row.iter().map(|v| v * v).sum::<f64>().sqrt();
                row.iter().map(|v| if norm > 0.0 { v / norm } else { 0.0 }).collect()
            };
            rows.into_iter().map(normed).collect()
        })
    }

    proptest! {
        #[test]
        fn the_gram_path_scores_as_linfa_does_on_the_plain_rows(rows in unit_rows(), likes in 1usize..3) {
            let liked: Vec<bool> = (0..rows.len()).map(|i| i < likes).collect();
            let ours = train(&gram_of(&rows), &liked, 1.0, 0.1).unwrap();
            let theirs = direct(&rows, &liked, 1.0, 0.1);
            for (a, b) in scores(&ours, &rows, &rows).iter().zip(scores(&theirs, &rows, &rows)) {
                // Both solvers stop within TOLERANCE of the optimum, on either side of it. Where rows nearly depend on each
                // other the optimum is flat: they were 2.2e-5 apart at most.
                prop_assert!((a - b).abs() < 1e-4, "{} and {}", a, b);
            }
        }
    }

    #[test]
    fn rows_that_repeat_are_no_obstacle() {
        let rows = vec![vec![1.0, 0.0], vec![1.0, 0.0], vec![0.0, 1.0], vec![0.0, 1.0]];
        let dual = train(&gram_of(&rows), &[true, true, false, false], 1.0, 1.0).unwrap();
        let scores = scores(&dual, &rows, &rows);
        assert!(scores[0] > 0.9 && scores[2] < -0.9, "{scores:?}");
    }

    #[test]
    fn rounding_errors_in_rows_that_repeat_are_not_amplified() {
        // Forty films of three genres, their products off by rounding errors of f32.
        let n = 40;
        let noise = |i: usize, j: usize| ((i.min(j) * 31 + i.max(j) * 17) % 13) as f64 * 2e-8 - 1e-7;
        let product = |i: usize, j: usize| f64::from(u8::from(i % 3 == j % 3)) + noise(i, j);
        let gram: Vec<f64> = (0..n * n).map(|at| product(at / n, at % n)).collect();
        let factor = cholesky(&gram, n).unwrap();
        for (at, wanted) in gram.iter().enumerate() {
            let row = |i: usize| &factor[i * n..i * n + n];
            let got: f64 = row(at / n).iter().zip(row(at % n)).map(|(a, b)| a * b).sum();
            assert!((got - wanted).abs() < 2e-6, "{at}: {got} and {wanted}");
        }
    }

    #[test]
    fn what_cannot_be_trained_on_is_an_error() {
        assert_eq!(train(&[1.0], &[true], 1.0, 1.0), Err(SvmError::OneClass));
        assert_eq!(train(&[1.0, 0.0, 0.0, f64::NAN], &[true, false], 1.0, 1.0), Err(SvmError::NotFinite));
    }
}
