//! The background: films that represent all others when a user model is trained.
//!
//! Likes are compared with what everybody sees, and everybody sees well-known films. Against the plain mean of all
//! films, a viewer who likes three famous films of the nineties would look like a lover of that decade. So the
//! background represents all films weighted by their fame. The mean of a hundred films drawn at random differs from
//! draw to draw. Kernel herding (Chen, Welling, Smola, "Super-Samples from Kernel Herding", UAI 2010) instead chooses
//! one film after the other so that their mean stays as close as possible to the mean of all; its error falls with the
//! number of films, not with the number's root.

use crate::matrix::{Csr, Row};
use crate::params::BACKGROUND_CANDIDATES;

/// Chooses at most `wanted` rows that represent all, ascending. `prior` is how well known each film is (0 to 1, by row)
/// on a logarithmic scale: 0 means an attention of 1, 1 an attention as great as the number of films. Films without
/// terms are left out.
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
    let candidates = by_attention(&attention, BACKGROUND_CANDIDATES.max(wanted));
    // Each candidate's product with the mean of all films, with itself, and with the sum of those chosen.
    let with_mean: Vec<f64> = candidates.iter().map(|&row| f64::from(matrix.dot_dense(row, &mean))).collect();
    let with_itself: Vec<f64> = candidates.iter().map(|&row| f64::from(matrix.length(row)).powi(2)).collect();
    let mut with_chosen = vec![0.0; candidates.len()];
    let mut chosen = vec![false; candidates.len()];
    let mut dense = vec![0.0; matrix.width()];
    for count in 1..=wanted.min(candidates.len()) {
        let gain = |place: usize| with_mean[place] - (with_chosen[place] + with_itself[place] / 2.0) / count as f64;
        let free = (0..candidates.len()).filter(|&place| !chosen[place]);
        let Some(best) = free.max_by(|&a, &b| gain(a).total_cmp(&gain(b)).then(b.cmp(&a))) else { break };
        chosen[best] = true;
        matrix.add_to(candidates[best], 1.0, &mut dense);
        for (product, &row) in with_chosen.iter_mut().zip(&candidates) {
            *product += f64::from(matrix.dot_dense(row, &dense));
        }
        for &column in matrix.row(candidates[best]).0 {
            dense[column as usize] = 0.0;
        }
    }
    candidates.into_iter().zip(chosen).filter(|&(_, chosen)| chosen).map(|(row, _)| row as u32).collect()
}

/// The mean of all rows, weighted by the films' attention.
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

/// About `wanted` rows, each with a chance in proportion to its attention, by systematic sampling: those at even steps
/// along the sum of all attention. It needs no random numbers. If no more rows than that have any attention, all of
/// them.
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

    /// Ten films of each of three genres.
    fn genres() -> Csr {
        Csr::from_rows((0..30).map(|film| vec![(film / 10, 1.0), (3 + film, 0.5)]).collect(), 40).unwrap()
    }

    #[test]
    fn where_all_are_as_well_known_every_genre_is_there_as_often() {
        let rows = background(&genres(), &[0.0; 30], 6);
        let of_genre = |genre| rows.iter().filter(|&&row| row / 10 == genre).count();
        assert_eq!([0, 1, 2].map(of_genre), [2, 2, 2], "{rows:?}");
        assert!(rows.is_sorted());
    }

    #[test]
    fn films_that_are_seen_more_are_there_more_often() {
        // Each film of the first genre is seen as often as eight of the others.
        let prior: Vec<f32> = (0..30).map(|film| if film < 10 { (8f32).ln() / (30f32).ln() } else { 0.0 }).collect();
        let rows = background(&genres(), &prior, 10);
        assert_eq!(rows.iter().filter(|&&row| row < 10).count(), 8, "{rows:?}");
    }

    #[test]
    fn films_without_terms_are_left_out() {
        let matrix = Csr::from_rows(vec![vec![(0, 1.0)], vec![], vec![(1, 1.0)]], 2).unwrap();
        assert_eq!(background(&matrix, &[0.0, 1.0, 0.0], 5), [0, 2]);
        assert!(background(&Csr::from_rows(vec![vec![]], 1).unwrap(), &[0.0], 5).is_empty());
    }

    #[test]
    fn of_many_films_those_seen_most_are_always_drawn_and_the_rest_now_and_then() {
        let attention: Vec<f64> = (0..1000).map(|row| if row % 100 == 0 { 50.0 } else { 1.0 }).collect();
        let drawn = by_attention(&attention, 100);
        assert!((0..1000).step_by(100).all(|row| drawn.contains(&row)), "{drawn:?}");
        assert!(drawn.len() > 60 && drawn.len() <= 100, "{}", drawn.len());
        assert!(drawn.is_sorted());
    }
}
