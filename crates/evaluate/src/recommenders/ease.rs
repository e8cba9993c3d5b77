//! EASE: a linear model from films to films with an empty diagonal (Steck, "Embarrassingly Shallow Autoencoders for Sparse
//! Data", WWW 2019). Needs other people's ratings at serving time.
//!
//! The paper inverts `X^T X + lambda I`, films by films. With fewer users than films Woodbury's identity does the same with
//! a matrix of users by users: `P = (I - X^T K^-1 X) / lambda`, `K = lambda I + X X^T`; and a film's score is
//! `-sum P_ij / P_jj` over the picks i. So no linear algebra library is needed.

use matinee_features::Row;
use rayon::prelude::*;

use crate::context::TrainingContext;
use crate::recommender::{Query, Recommender};

/// The ridge `lambda`: chosen on the first half of the users.
const RIDGE: f32 = 5000.0;

struct Ease {
    /// By film, the training users who like it.
    likers: Vec<Vec<usize>>,
    /// `K^-1 X`, film by film: `users` numbers each.
    solved: Vec<Vec<f32>>,
    /// `lambda P_jj`, by film.
    diagonal: Vec<f32>,
}

pub(crate) fn make(context: &TrainingContext) -> Box<dyn Recommender> {
    let users = context.training.len();
    let mut likers = vec![Vec::new(); context.model.films().len()];
    for (user, likes) in context.training.iter().map(|user| &user.likes).enumerate() {
        for &row in likes {
            likers[row].push(user);
        }
    }
    let mut kernel = vec![0.0f32; users * users];
    for of_film in &likers {
        for &a in of_film {
            for &b in of_film {
                kernel[a * users + b] += 1.0;
            }
        }
    }
    for user in 0..users {
        kernel[user * users + user] += RIDGE;
    }
    invert(&mut kernel, users);
    let column = |of_film: &Vec<usize>| {
        let mut sum = vec![0.0; users];
        for &user in of_film {
            for (total, value) in sum.iter_mut().zip(&kernel[user * users..][..users]) {
                *total += value;
            }
        }
        sum
    };
    let solved: Vec<Vec<f32>> = likers.par_iter().map(column).collect();
    let product = |(of_film, solved): (&Vec<usize>, &Vec<f32>)| of_film.iter().map(|&u| solved[u]).sum::<f32>();
    let diagonal = likers.iter().zip(&solved).map(|both| 1.0 - product(both)).collect();
    Box::new(Ease { likers, solved, diagonal })
}

/// Inverts a symmetric positive definite matrix in place: Gauss-Jordan without pivoting, which such a matrix does not
/// need (Golub and Van Loan, 4.2).
fn invert(matrix: &mut [f32], n: usize) {
    for k in 0..n {
        let pivot = 1.0 / matrix[k * n + k];
        matrix[k * n + k] = 1.0;
        for value in &mut matrix[k * n..][..n] {
            *value *= pivot;
        }
        let row = matrix[k * n..][..n].to_vec();
        matrix.par_chunks_mut(n).enumerate().filter(|(i, _)| *i != k).for_each(|(_, other)| {
            let factor = std::mem::take(&mut other[k]);
            for (value, of_row) in other.iter_mut().zip(&row) {
                *value -= factor * of_row;
            }
        });
    }
}

impl Recommender for Ease {
    fn scores(&self, query: &Query) -> Vec<f32> {
        let mut people = vec![0.0; self.solved.first().map_or(0, Vec::len)];
        for &like in query.likes {
            for (total, value) in people.iter_mut().zip(&self.solved[like]) {
                *total += value;
            }
        }
        let score = |row: Row| self.likers[row].iter().map(|&user| people[user]).sum::<f32>() / self.diagonal[row];
        (0..self.likers.len()).map(score).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inverse_times_its_matrix_is_one() {
        let matrix = [4.0, 1.0, 0.5, 1.0, 3.0, 0.2, 0.5, 0.2, 2.0];
        let mut inverse = matrix;
        invert(&mut inverse, 3);
        for (i, j) in (0..9).map(|at| (at / 3, at % 3)) {
            let product: f32 = (0..3).map(|k| matrix[i * 3 + k] * inverse[k * 3 + j]).sum();
            assert!((product - f32::from(u8::from(i == j))).abs() < 1e-5, "{i} {j}: {product}");
        }
    }
}
