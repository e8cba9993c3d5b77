//! How sure a mean is: percentile bootstrap over users (Efron and Tibshirani, An Introduction to the Bootstrap,
//! chapter 13).

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::report::Figure;

/// The mean of values and the 95 % interval of `resamples` means of as many values drawn with putting back. `None` for no values.
pub(crate) fn figure(values: &[f64], resamples: usize, seed: u64) -> Option<Figure> {
    if values.is_empty() {
        return None;
    }
    let n = values.len();
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut draw = || values[(random.next_u64() % n as u64) as usize];
    let mut means: Vec<f64> = (0..resamples).map(|_| (0..n).map(|_| draw()).sum::<f64>() / n as f64).collect();
    means.sort_unstable_by(f64::total_cmp);
    let mean = values.iter().sum::<f64>() / n as f64;
    let at = |share: f64| means.get((share * means.len() as f64) as usize).copied().unwrap_or(mean);
    Some(Figure { mean, low: at(0.025), high: at(0.975) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_hold_the_mean_and_narrow_with_users() {
        let values = |n: usize| (0..n).map(|i| (i % 2) as f64).collect::<Vec<f64>>();
        let (few, many) = (figure(&values(20), 1000, 1).unwrap(), figure(&values(2000), 1000, 1).unwrap());
        assert!(few.low < 0.5 && 0.5 < few.high);
        // The standard error of 2,000 coins is .0112, so the interval is .044 wide.
        assert!((many.high - many.low - 0.044).abs() < 0.005, "{many:?}");
        assert!(few.high - few.low > 5.0 * (many.high - many.low));
        assert_eq!(figure(&[], 10, 1), None);
    }
}
