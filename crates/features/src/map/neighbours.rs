//! The films nearest to each film.
//!
//! Comparing all films with all would take the square of their number. Candidates come from the lists of films that share a term, a
//! film's rarest terms first, for those weigh most; the best of them are then compared exactly. Both the length of a list and the steps
//! taken for a film are bounded, so that time and memory grow with the number of films.

use rayon::prelude::*;

use crate::{Csr, Row};

/// How many neighbours a film has at most.
pub(super) const NEIGHBOURS: usize = 15;
/// Of a term that more films have, so many are kept, spread evenly over the catalogue.
const LONGEST_LIST: usize = 500;
/// How many steps through lists are taken for one film.
const STEPS: usize = 6_000;
/// How many candidates are compared exactly.
const COMPARED: usize = 3 * NEIGHBOURS;

/// The films of each term: for each column its number of films, and rows with values.
struct Lists {
    counts: Vec<u32>,
    starts: Vec<usize>,
    entries: Vec<(u32, f32)>,
}

impl Lists {
    fn new(matrix: &Csr) -> Self {
        let mut counts = vec![0u32; matrix.width()];
        for &column in matrix.parts().1 {
            counts[column as usize] += 1;
        }
        let mut starts = vec![0; counts.len() + 1];
        for (column, &count) in counts.iter().enumerate() {
            starts[column + 1] = starts[column] + LONGEST_LIST.min(count as usize);
        }
        let mut entries = vec![(0, 0.0); starts[counts.len()]];
        let mut next = starts.clone();
        let mut seen = vec![0u32; counts.len()];
        for row in 0..matrix.rows() {
            let (columns, values) = matrix.row(row);
            for (&column, &value) in columns.iter().zip(values) {
                let column = column as usize;
                let kept = |seen: u32| {
                    u64::from(seen) * (starts[column + 1] - starts[column]) as u64 / u64::from(counts[column])
                };
                seen[column] += 1;
                if kept(seen[column]) > kept(seen[column] - 1) {
                    entries[next[column]] = (row as u32, value);
                    next[column] += 1;
                }
            }
        }
        Self { counts, starts, entries }
    }

    fn of(&self, column: usize) -> &[(u32, f32)] {
        &self.entries[self.starts[column]..self.starts[column + 1]]
    }
}

/// What one thread counts in: zero everywhere between films.
struct Scratch {
    products: Vec<f32>,
    found: Vec<u32>,
    row: Vec<f32>,
}

/// The rows nearest to each row by cosine, the nearest first; fewer where films share little, none where a film shares nothing.
pub(super) fn neighbours(matrix: &Csr) -> Vec<Vec<u32>> {
    let lists = Lists::new(matrix);
    let scratch = || Scratch { products: vec![0.0; matrix.rows()], found: Vec::new(), row: vec![0.0; matrix.width()] };
    (0..matrix.rows())
        .into_par_iter()
        // A scratch is as long as the catalogue: not too many of them.
        .with_min_len(256)
        .map_init(scratch, |scratch, row| nearest(matrix, &lists, scratch, row))
        .collect()
}

fn nearest(matrix: &Csr, lists: &Lists, scratch: &mut Scratch, row: Row) -> Vec<u32> {
    let (columns, values) = matrix.row(row);
    let mut terms: Vec<(u32, usize, f32)> =
        columns.iter().zip(values).map(|(&c, &v)| (lists.counts[c as usize], c as usize, v)).collect();
    terms.sort_unstable_by_key(|&(count, column, _)| (count, column));
    let mut steps = 0;
    for (_, column, value) in terms {
        let list = lists.of(column);
        steps += list.len();
        if steps > STEPS {
            break;
        }
        for &(other, other_value) in list {
            let product = &mut scratch.products[other as usize];
            if *product == 0.0 {
                scratch.found.push(other);
            }
            *product += value * other_value;
        }
    }
    // Weights are positive: a film is found once.
    let mut found: Vec<(f32, u32)> = scratch
        .found
        .drain(..)
        .map(|other| (std::mem::take(&mut scratch.products[other as usize]) / matrix.length(other as Row), other))
        .filter(|&(_, other)| other as Row != row)
        .collect();
    keep_best(&mut found, COMPARED);
    matrix.add_to(row, 1.0, &mut scratch.row);
    for (cosine, other) in &mut found {
        *cosine = matrix.dot_dense(*other as Row, &scratch.row) / matrix.length(*other as Row);
    }
    for &column in columns {
        scratch.row[column as usize] = 0.0;
    }
    keep_best(&mut found, NEIGHBOURS);
    found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().map(|(_, other)| other).collect()
}

/// The greatest few, in no order.
fn keep_best(found: &mut Vec<(f32, u32)>, number: usize) {
    if found.len() > number {
        found.select_nth_unstable_by(number, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(number);
    }
}
