//! The films nearest to each film.
//!
//! Comparing all films with all would take time in the square of their number. Candidates are the films in the postings
//! of a film's terms, the rarest terms first, because they weigh most. The best candidates are then compared exactly.
//! The length of a posting list and the number of postings looked at for a film are bounded, so that time and memory
//! grow with the number of films.

use rayon::prelude::*;

use crate::matrix::{Csr, Row};
use crate::params::MAP_NEIGHBOURS;
use crate::postings::Postings;

/// A term that more films have keeps this many postings, spread evenly over the catalogue.
const MAX_POSTINGS: u32 = 500;
/// How many postings are looked at for one film.
const MAX_STEPS: usize = 6_000;
/// How many candidates are compared exactly.
const COMPARED: usize = 3 * MAP_NEIGHBOURS;

/// One thread's working memory: zero everywhere between films.
struct Scratch {
    products: Vec<f32>,
    found: Vec<u32>,
    row: Vec<f32>,
}

/// The rows nearest to each row by cosine, the nearest first, at most [`MAP_NEIGHBOURS`]. A film that shares no term
/// has none.
pub(super) fn neighbours(matrix: &Csr) -> Vec<Vec<u32>> {
    let counts = matrix.column_counts();
    let postings = Postings::sampled(matrix, &counts, MAX_POSTINGS);
    let scratch = || Scratch { products: vec![0.0; matrix.rows()], found: Vec::new(), row: vec![0.0; matrix.width()] };
    (0..matrix.rows())
        .into_par_iter()
        // A scratch has an entry per film: there should not be too many of them.
        .with_min_len(256)
        .map_init(scratch, |scratch, row| nearest(matrix, &counts, &postings, scratch, row))
        .collect()
}

fn nearest(matrix: &Csr, counts: &[u32], postings: &Postings, scratch: &mut Scratch, row: Row) -> Vec<u32> {
    let (columns, values) = matrix.row(row);
    let mut terms: Vec<(u32, usize, f32)> =
        columns.iter().zip(values).map(|(&c, &v)| (counts[c as usize], c as usize, v)).collect();
    terms.sort_unstable_by_key(|&(count, column, _)| (count, column));
    let mut steps = 0;
    for (_, column, value) in terms {
        let list = postings.of(column);
        steps += list.len();
        if steps > MAX_STEPS {
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
    // Weights are positive, so the product of a film that was found is not zero: it is found once.
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
    keep_best(&mut found, MAP_NEIGHBOURS);
    found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    // Into memory of its own: collected from its owner, the list would keep room for all films that were found, two gigabytes for
    // 36,254 lists.
    found.iter().map(|&(_, other)| other).collect()
}

/// Keeps the greatest, in no particular order.
fn keep_best(found: &mut Vec<(f32, u32)>, number: usize) {
    if found.len() > number {
        found.select_nth_unstable_by(number, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(number);
    }
}

#[cfg(test)]
mod tests {
    use matinee_catalogue::{Catalogue, starter};

    use super::*;
    use crate::{Model, Params};

    #[test]
    fn a_list_takes_no_more_memory_than_its_films() {
        let films = Catalogue::new(starter::catalogue().films()[..400].to_vec()).unwrap();
        let model = Model::train(films, &Params::default()).unwrap();
        let lists = neighbours(&model.parts.matrix);
        assert!(lists.iter().any(|list| list.len() == MAP_NEIGHBOURS));
        assert!(lists.iter().all(|list| list.capacity() <= MAP_NEIGHBOURS));
    }
}
