//! The same SVM for many rows, by sequential minimal optimisation (SMO): two multipliers at a time, on the Gram matrix
//! itself.
//!
//! linfa takes rows and computes their products again, which is cubic in the number of rows of a Cholesky factor
//! (`svm.rs`): about a second for a thousand likes. It takes neither a Gram matrix, nor a starting point, nor a bound
//! for each row. A small subset of the rows would not do either: with balanced classes nearly every multiplier ends at
//! its bound, so nearly every row is a support vector. Beyond [`LINFA_MAX_ROWS`](crate::scoring_params::LINFA_MAX_ROWS)
//! rows the same dual problem is therefore solved here, with second-order selection of the pair (Fan, Chen and Lin,
//! "Working Set Selection Using Second Order Information", JMLR 6, 2005), to the same optimality conditions. Tests
//! compare the two solvers.

use crate::svm::{Dual, SvmError};

/// The solution is optimal if no pair of rows violates optimality by more. A violation of e means errors of about e in
/// the scores of the training rows, whose margins are 1.
pub(crate) const TOLERANCE: f64 = 1e-6;
/// The same for a history. With wide bounds many rows are on their margins, and the last digits take most of the steps.
pub(crate) const ROUGH_TOLERANCE: f64 = 1e-3;
/// The least curvature along a pair: rows that repeat have none.
const MIN_CURVATURE: f64 = 1e-12;
/// How many steps per row are taken before giving up, so that no input can occupy a thread for ever.
const MAX_STEPS: usize = 10_000;

/// A row's multiplier with the sign of its class: from `low` to `high`, one of which is 0.
struct Coefficient {
    value: f64,
    low: f64,
    high: f64,
}

/// Trains as [`crate::svm::train`] does, on the same `gram` and `liked`, but with a bound for each row (all > 0), to a
/// tolerance such as [`TOLERANCE`].
pub(crate) fn train(gram: &[f64], liked: &[bool], bounds: &[f64], tolerance: f64) -> Result<Dual, SvmError> {
    let n = liked.len();
    assert_eq!((gram.len(), bounds.len()), (n * n, n), "a Gram matrix is square and every row has a bound");
    if liked.iter().all(|&l| l) || !liked.iter().any(|&l| l) {
        return Err(SvmError::OneClass);
    }
    if !gram.iter().all(|g| g.is_finite()) {
        return Err(SvmError::NotFinite);
    }
    // Read for every pair that is looked at: in the matrix each entry would be in a cache line of its own.
    let diagonal: Vec<f64> = (0..n).map(|row| gram[row * n + row]).collect();
    let mut rows = start(liked, bounds);
    let mut gradient = gradient(gram, liked, &rows);
    for _ in 0..MAX_STEPS * n {
        let Some((up, down)) = worst_pair(gram, &diagonal, &rows, &gradient, tolerance) else {
            let rho = offset(&rows, &gradient);
            return Ok(Dual { alpha: rows.into_iter().map(|row| row.value).collect(), rho });
        };
        let curvature = diagonal[up] + diagonal[down] - 2.0 * gram[up * n + down];
        let best = (gradient[down] - gradient[up]) / curvature.max(MIN_CURVATURE);
        let room = (rows[up].high - rows[up].value).min(rows[down].value - rows[down].low);
        let step = best.min(room);
        // A multiplier that reaches its bound is set to it exactly: rounding could leave it just short of it for ever.
        let moved = |row: &Coefficient, by: f64, bound: f64| {
            if room <= best && (bound - row.value).abs() <= room { bound } else { row.value + by }
        };
        let (to_up, to_down) = (moved(&rows[up], step, rows[up].high), moved(&rows[down], -step, rows[down].low));
        (rows[up].value, rows[down].value) = (to_up, to_down);
        let (with_up, with_down) = (&gram[up * n..(up + 1) * n], &gram[down * n..(down + 1) * n]);
        for ((slope, a), b) in gradient.iter_mut().zip(with_up).zip(with_down) {
            *slope += step * (a - b);
        }
    }
    Err(SvmError::Solver(format!("no optimum after {MAX_STEPS} steps a row")))
}

/// Where to start: the class with the smaller sum of bounds is at its bounds, the other at the same share of each
/// bound, so that both sums are equal. For orthogonal rows, which films nearly are, this is almost the solution; with
/// equal sums every multiplier is at its bound.
fn start(liked: &[bool], bounds: &[f64]) -> Vec<Coefficient> {
    let total = |class: bool| liked.iter().zip(bounds).filter(|&(&l, _)| l == class).map(|(_, b)| b).sum::<f64>();
    let (likes, others) = (total(true), total(false));
    let share = likes.min(others);
    let coefficient = |(&l, &bound): (&bool, &f64)| {
        if l {
            Coefficient { value: bound * (share / likes).min(1.0), low: 0.0, high: bound }
        } else {
            Coefficient { value: -bound * (share / others).min(1.0), low: -bound, high: 0.0 }
        }
    };
    liked.iter().zip(bounds).map(coefficient).collect()
}

/// The derivative of the objective with respect to each coefficient: the row's score without offset, minus its class (1
/// or -1).
fn gradient(gram: &[f64], liked: &[bool], rows: &[Coefficient]) -> Vec<f64> {
    let mut gradient: Vec<f64> = liked.iter().map(|&l| if l { -1.0 } else { 1.0 }).collect();
    for (row, products) in rows.iter().zip(gram.chunks_exact(rows.len())).filter(|(row, _)| row.value != 0.0) {
        for (slope, product) in gradient.iter_mut().zip(products) {
            *slope += row.value * product;
        }
    }
    gradient
}

/// The pair that violates optimality: the row whose coefficient gains most by rising and, together with it, the row
/// whose coefficient gains most by falling. `None` at the optimum.
fn worst_pair(
    gram: &[f64],
    diagonal: &[f64],
    rows: &[Coefficient],
    gradient: &[f64],
    tolerance: f64,
) -> Option<(usize, usize)> {
    let n = rows.len();
    let (mut up, mut least) = (None, f64::INFINITY);
    for (i, (row, &slope)) in rows.iter().zip(gradient).enumerate() {
        if slope < least && row.value < row.high {
            (up, least) = (Some(i), slope);
        }
    }
    let up = up?;
    let (products, own) = (&gram[up * n..(up + 1) * n], diagonal[up]);
    let (mut down, mut most, mut widest) = (None, 0.0, 0.0);
    for (j, (row, &slope)) in rows.iter().zip(gradient).enumerate() {
        let gap = slope - least;
        if gap > 0.0 && row.value > row.low {
            widest = f64::max(widest, gap);
            let gain = gap * gap / (own + diagonal[j] - 2.0 * products[j]).max(MIN_CURVATURE);
            if gain > most {
                (down, most) = (Some(j), gain);
            }
        }
    }
    down.filter(|_| widest > tolerance).map(|down| (up, down))
}

/// The offset that puts the free rows, those between their bounds, on their margin; if there are none, the middle of
/// the allowed range.
fn offset(rows: &[Coefficient], gradient: &[f64]) -> f64 {
    let free = || rows.iter().zip(gradient).filter(|(row, _)| row.value > row.low && row.value < row.high);
    match free().count() {
        0 => {
            let of = |keep: fn(&Coefficient) -> bool| {
                rows.iter().zip(gradient).filter(move |&(row, _)| keep(row)).map(|(_, &g)| g)
            };
            let least = of(|row| row.value < row.high).fold(f64::INFINITY, f64::min);
            let most = of(|row| row.value > row.low).fold(f64::NEG_INFINITY, f64::max);
            f64::midpoint(least, most)
        }
        count => free().map(|(_, slope)| slope).sum::<f64>() / count as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::svm;
    use proptest::prelude::*;
    use serde::Deserialize;

    fn product(a: &[f64], b: &[f64]) -> f64 {
        a.iter().zip(b).map(|(x, y)| x * y).sum()
    }

    fn gram_of(rows: &[Vec<f64>]) -> Vec<f64> {
        rows.iter().flat_map(|a| rows.iter().map(move |b| product(a, b))).collect()
    }

    fn score(dual: &Dual, rows: &[Vec<f64>], at: &[f64]) -> f64 {
        dual.alpha.iter().zip(rows).map(|(alpha, row)| alpha * product(row, at)).sum::<f64>() - dual.rho
    }

    fn bounds(liked: &[bool], c_liked: f64, c_others: f64) -> Vec<f64> {
        liked.iter().map(|&l| if l { c_liked } else { c_others }).collect()
    }

    #[derive(Deserialize)]
    struct Reference {
        rows: Vec<Vec<f64>>,
        others: Vec<Vec<f64>>,
        cases: Vec<Case>,
    }

    #[derive(Deserialize)]
    struct Case {
        likes: usize,
        c_liked: f64,
        c_others: f64,
        scores: Vec<f64>,
    }

    #[test]
    fn both_solvers_score_as_scikit_learn_does() {
        // Made by tests/reference/svc.py.
        let Reference { rows, others, cases } =
            serde_json::from_str(include_str!("../tests/reference/svc.json")).unwrap();
        let gram = gram_of(&rows);
        for Case { likes, c_liked, c_others, scores } in cases {
            let liked: Vec<bool> = (0..rows.len()).map(|row| row < likes).collect();
            let ours = train(&gram, &liked, &bounds(&liked, c_liked, c_others), TOLERANCE).unwrap();
            let linfas = svm::train(&gram, &liked, c_liked, c_others).unwrap();
            for (other, wanted) in others.iter().zip(scores) {
                for (name, dual) in [("pairs", &ours), ("linfa", &linfas)] {
                    let got = score(dual, &rows, other);
                    assert!(
                        (got - wanted).abs() < 1e-4,
                        "{name}, {likes} likes, {c_liked}, {c_others}: {got} and {wanted}"
                    );
                }
            }
        }
    }

    proptest! {
        #[test]
        fn weights_are_linfas_and_a_wide_bound_is_a_row_that_repeats(
            rows in proptest::collection::vec(proptest::collection::vec(0.0f64..1.0, 30), 6..24),
            likes in 1usize..4,
            c_others in prop_oneof![Just(0.01), Just(0.1), Just(1.0)],
        ) {
            let liked: Vec<bool> = (0..rows.len()).map(|row| row < likes).collect();
            let mut wide = bounds(&liked, 1.0, c_others);
            *wide.last_mut().unwrap() *= 3.0;
            let ours = train(&gram_of(&rows), &liked, &wide, TOLERANCE).unwrap();
            let last = rows.last().unwrap().clone();
            let thrice: Vec<Vec<f64>> = rows.iter().cloned().chain([last.clone(), last]).collect();
            let liked: Vec<bool> = liked.into_iter().chain([false, false]).collect();
            let linfas = svm::train(&gram_of(&thrice), &liked, 1.0, c_others).unwrap();
            let content = |dual: &Dual, rows: &[Vec<f64>], at: &[f64]| score(dual, rows, at) + dual.rho;
            for at in &rows {
                let (a, b) = (content(&ours, &rows, at), content(&linfas, &thrice, at));
                prop_assert!((a - b).abs() < 1e-4 * (1.0 + b.abs()), "{} and {}", a, b);
            }
        }
    }

    #[test]
    fn what_cannot_be_trained_on_is_an_error() {
        assert_eq!(train(&[1.0], &[true], &[1.0], TOLERANCE), Err(SvmError::OneClass));
        assert_eq!(train(&[1.0, 0.0, 0.0, f64::NAN], &[true, false], &[1.0, 1.0], TOLERANCE), Err(SvmError::NotFinite));
    }
}
