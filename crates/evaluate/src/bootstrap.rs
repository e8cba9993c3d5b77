//! Confidence intervals of means: percentile bootstrap over users (Efron and Tibshirani, An Introduction to the
//! Bootstrap, chapter 13).

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::report::Interval;

/// A mean and its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Estimate {
    pub(crate) mean: f64,
    pub(crate) interval: Interval,
}

/// The mean of values, and the 95 % interval of the means of `resamples` samples drawn with replacement. `None` for no
/// values.
pub(crate) fn estimate(values: &[f64], resamples: usize, seed: u64) -> Option<Estimate> {
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
    Some(Estimate { mean, interval: [at(0.025), at(0.975)] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_hold_the_mean_and_narrow_with_users() {
        let coins = |n: usize| {
            let values: Vec<f64> = (0..n).map(|i| (i % 2) as f64).collect();
            let [low, high] = estimate(&values, 1000, 1).unwrap().interval;
            assert!(low < 0.5 && 0.5 < high, "{low} to {high}");
            high - low
        };
        // The standard error of 2,000 coins is .0112, so the interval is .044 wide.
        assert!((coins(2000) - 0.044).abs() < 0.005, "{}", coins(2000));
        assert!(coins(20) > 5.0 * coins(2000));
        assert_eq!(estimate(&[], 10, 1), None);
    }
}
