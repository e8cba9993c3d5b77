//! The films that stand for everything else when a taste is learnt.
//!
//! What a viewer likes is told from what everybody sees, and everybody sees what is well known: beside the mean of all films alike, a
//! viewer who likes three famous films of the nineties would be taken for a lover of that decade. So the background stands for the
//! films as they are seen, each by its fame. A hundred of them drawn at random have a mean of their own, different with every
//! draw; these are chosen one after the other so that their mean stays as near as can be to the mean of all (kernel herding: Chen,
//! Welling, Smola, "Super-Samples from Kernel Herding", UAI 2010), whose error falls with their number, not with its root.

use crate::{Csr, Row};

/// The background is chosen among so many films, so that its cost does not grow with the catalogue.
const POOL: usize = 2_048;

/// At most `wanted` rows that stand for all, ascending. `prior` is how well known each film is (0 to 1, by row), as a logarithm: attention
/// grows from 1 to the number of films with it. Films that have nothing to compare stand for nothing.
///
/// # Panics
/// If there are not as many priors as rows.
pub fn background(matrix: &Csr, prior: &[f32], wanted: usize) -> Vec<u32> {
    assert_eq!(prior.len(), matrix.rows(), "every film has a prior");
    let films = matrix.rows() as f64;
    let attention: Vec<f64> = (0..matrix.rows())
        .map(|row| if matrix.row(row).0.is_empty() { 0.0 } else { films.powf(f64::from(prior[row])) })
        .collect();
    let mean = mean(matrix, &attention);
    let pool = by_attention(&attention, POOL.max(wanted));
    // How near each is to the mean of all, and how near to those chosen.
    let wished: Vec<f64> = pool.iter().map(|&row| f64::from(matrix.dot_dense(row, &mean))).collect();
    let length: Vec<f64> = pool.iter().map(|&row| f64::from(matrix.length(row)).powi(2)).collect();
    let mut near_chosen = vec![0.0; pool.len()];
    let mut chosen = vec![false; pool.len()];
    let mut dense = vec![0.0; matrix.width()];
    for count in 1..=wanted.min(pool.len()) {
        let gain = |place: usize| wished[place] - (near_chosen[place] + length[place] / 2.0) / count as f64;
        let free = (0..pool.len()).filter(|&place| !chosen[place]);
        let Some(best) = free.max_by(|&a, &b| gain(a).total_cmp(&gain(b)).then(b.cmp(&a))) else { break };
        chosen[best] = true;
        matrix.add_to(pool[best], 1.0, &mut dense);
        for (near, &row) in near_chosen.iter_mut().zip(&pool) {
            *near += f64::from(matrix.dot_dense(row, &dense));
        }
        for &column in matrix.row(pool[best]).0 {
            dense[column as usize] = 0.0;
        }
    }
    pool.into_iter().zip(chosen).filter(|&(_, chosen)| chosen).map(|(row, _)| row as u32).collect()
}

/// The mean row, each film by its attention.
fn mean(matrix: &Csr, attention: &[f64]) -> Vec<f32> {
    let all: f64 = attention.iter().sum();
    let mut mean = vec![0.0f64; matrix.width()];
    for (row, &attention) in attention.iter().enumerate() {
        let (columns, values) = matrix.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            mean[column as usize] += attention * f64::from(value);
        }
    }
    mean.into_iter().map(|sum| (sum / all.max(f64::MIN_POSITIVE)) as f32).collect()
}

/// About `wanted` rows, each with a chance in proportion to its attention: those at even steps along the sum of all attention
/// (systematic sampling, which needs no random numbers). All that have any, where those are not more.
fn by_attention(attention: &[f64], wanted: usize) -> Vec<Row> {
    let some: Vec<Row> = (0..attention.len()).filter(|&row| attention[row] > 0.0).collect();
    if some.len() <= wanted {
        return some;
    }
    let step = attention.iter().sum::<f64>() / wanted as f64;
    let (mut sum, mut next) = (0.0, step / 2.0);
    let reached = |&row: &Row| {
        sum += attention[row];
        let reached = sum >= next;
        while sum >= next {
            next += step;
        }
        reached
    };
    some.into_iter().filter(reached).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten films of each of three kinds.
    fn kinds() -> Csr {
        Csr::from_rows((0..30).map(|film| vec![(film / 10, 1.0), (3 + film, 0.5)]).collect(), 40).unwrap()
    }

    #[test]
    fn where_all_are_as_well_known_every_kind_is_there_as_often() {
        let rows = background(&kinds(), &[0.0; 30], 6);
        let of_kind = |kind| rows.iter().filter(|&&row| row / 10 == kind).count();
        assert_eq!([0, 1, 2].map(of_kind), [2, 2, 2], "{rows:?}");
        assert!(rows.is_sorted());
    }

    #[test]
    fn what_is_seen_more_is_there_more_often() {
        // Each film of the first kind is seen as often as eight of the others.
        let prior: Vec<f32> = (0..30).map(|film| if film < 10 { (8f32).ln() / (30f32).ln() } else { 0.0 }).collect();
        let rows = background(&kinds(), &prior, 10);
        assert_eq!(rows.iter().filter(|&&row| row < 10).count(), 8, "{rows:?}");
    }

    #[test]
    fn films_with_nothing_to_compare_stand_for_nothing() {
        let matrix = Csr::from_rows(vec![vec![(0, 1.0)], vec![], vec![(1, 1.0)]], 2).unwrap();
        assert_eq!(background(&matrix, &[0.0, 1.0, 0.0], 5), [0, 2]);
        assert!(background(&Csr::from_rows(vec![vec![]], 1).unwrap(), &[0.0], 5).is_empty());
    }

    #[test]
    fn among_many_those_seen_most_are_drawn_for_certain_and_the_rest_now_and_then() {
        let attention: Vec<f64> = (0..1000).map(|row| if row % 100 == 0 { 50.0 } else { 1.0 }).collect();
        let drawn = by_attention(&attention, 100);
        assert!((0..1000).step_by(100).all(|row| drawn.contains(&row)), "{drawn:?}");
        assert!(drawn.len() > 60 && drawn.len() <= 100, "{}", drawn.len());
        assert!(drawn.is_sorted());
    }
}
