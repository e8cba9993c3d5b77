//! Where the descent starts: along the two directions in which films differ most.
//!
//! Starting from principal components keeps the large-scale order of the films (Kobak and Linderman, "Initialization is
//! critical for preserving global data structure in both t-SNE and UMAP", Nature Biotechnology 2021). Power iteration
//! finds them; for a start, a few rounds are enough.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;

use super::plane::Point;
use crate::matrix::Csr;
use crate::ranks::ascending;

const ROUNDS: usize = 8;

/// A point for each row, 0 to 1: its rank along either direction. By rank, outliers do not squeeze the rest together.
pub(super) fn start(matrix: &Csr, seed: u64) -> Vec<Point> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut draw = || random.next_u32() as f32 / u32::MAX as f32 - 0.5;
    let mut along: Vec<Point> = (0..matrix.rows()).map(|_| [draw(), draw()]).collect();
    for _ in 0..ROUNDS {
        orthonormalise(&mut along);
        let mut terms = vec![[0.0; 2]; matrix.width()];
        for (row, [x, y]) in along.iter().enumerate() {
            let (columns, values) = matrix.row(row);
            for (&column, &value) in columns.iter().zip(values) {
                let term = &mut terms[column as usize];
                term[0] += value * x;
                term[1] += value * y;
            }
        }
        let of_row = |row: usize| {
            let (columns, values) = matrix.row(row);
            columns.iter().zip(values).fold([0.0; 2], |[x, y]: Point, (&column, &value)| {
                let term = terms[column as usize];
                [x + value * term[0], y + value * term[1]]
            })
        };
        (0..matrix.rows()).into_par_iter().map(of_row).collect_into_vec(&mut along);
    }
    orthonormalise(&mut along);
    ranks(&along)
}

/// Brings both directions to mean 0 and length 1, and makes the second orthogonal to the first.
fn orthonormalise(along: &mut [Point]) {
    for axis in [0, 1] {
        let mean = along.iter().map(|p| f64::from(p[axis])).sum::<f64>() / along.len() as f64;
        let shared =
            if axis == 0 { 0.0 } else { along.iter().map(|p| f64::from(p[0]) * (f64::from(p[1]) - mean)).sum() };
        let mut squares = 0.0;
        for point in along.iter_mut() {
            point[axis] = (f64::from(point[axis]) - mean - shared * f64::from(point[0]) * axis as f64) as f32;
            squares += f64::from(point[axis]).powi(2);
        }
        let length = squares.sqrt().max(f64::MIN_POSITIVE);
        for point in along.iter_mut() {
            point[axis] = (f64::from(point[axis]) / length) as f32;
        }
    }
}

/// For each row the share of the rows that lie before it along either direction. Rows at the same point get different
/// ranks, by their order: two films at one place would never part.
fn ranks(along: &[Point]) -> Vec<Point> {
    let mut ranks = vec![[0.0; 2]; along.len()];
    for axis in [0, 1] {
        for (rank, row) in ascending(along.iter().map(|point| point[axis])).into_iter().enumerate() {
            ranks[row as usize][axis] = rank as f32 / along.len() as f32;
        }
    }
    ranks
}
