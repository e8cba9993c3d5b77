//! Measures of one list.

use matinee_features::{Model, Row};

/// Discounted cumulative gain of the first `k` against the best there could be, each target worth 1 (Järvelin and
/// Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002).
pub(crate) fn ndcg(list: &[Row], targets: &[Row], k: usize) -> f64 {
    let gain = |place: usize| 1.0 / (place as f64 + 2.0).log2();
    let best: f64 = (0..k.min(targets.len())).map(gain).sum();
    let got: f64 = list.iter().take(k).enumerate().filter(|(_, row)| targets.contains(row)).map(|(p, _)| gain(p)).sum();
    if best > 0.0 { got / best } else { 0.0 }
}

/// The share of the targets among the first `k`.
pub(crate) fn recall(list: &[Row], targets: &[Row], k: usize) -> f64 {
    let found = list.iter().take(k).filter(|row| targets.contains(row)).count();
    found as f64 / targets.len().max(1) as f64
}

/// How often a film of `above` scores more than one of `below`, ties counting half. `None` where either is empty.
pub(crate) fn auc(scores: &[f32], above: &[Row], below: &[Row]) -> Option<f64> {
    let pairs = above.iter().flat_map(|&a| below.iter().map(move |&b| (a, b)));
    mean(pairs.map(|(a, b)| won(scores[a], scores[b])))
}

/// As [`auc`], each target against unrated films about as often rated by others: how good a recommender is apart from
/// fame. `by_fame` holds all rows in order of fame, and `place` each row's position there.
pub(crate) fn matched_auc(
    scores: &[f32],
    targets: &[Row],
    rated: &[Row],
    by_fame: &[Row],
    place: &[usize],
) -> Option<f64> {
    const EACH_SIDE: usize = 5;
    let unrated = |row: &&Row| rated.binary_search(row).is_err();
    let pairs = targets.iter().flat_map(|&target| {
        let at = place[target];
        let less = by_fame[..at].iter().rev().filter(unrated).take(EACH_SIDE);
        let more = by_fame[at + 1..].iter().filter(unrated).take(EACH_SIDE);
        less.chain(more).map(move |&other| (target, other))
    });
    mean(pairs.map(|(a, b)| won(scores[a], scores[b])))
}

fn won(a: f32, b: f32) -> f64 {
    match a.total_cmp(&b) {
        std::cmp::Ordering::Greater => 1.0,
        std::cmp::Ordering::Equal => 0.5,
        std::cmp::Ordering::Less => 0.0,
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, n) = values.fold((0.0, 0), |(sum, n), value| (sum + value, n + 1));
    (n > 0).then(|| sum / f64::from(n))
}

/// One less the mean cosine similarity of the list's films to each other.
pub(crate) fn diversity(model: &Model, list: &[Row]) -> Option<f64> {
    let pairs = list.iter().enumerate().flat_map(|(i, &a)| list[..i].iter().map(move |&b| (a, b)));
    mean(pairs.map(|(a, b)| 1.0 - f64::from(model.matrix().cosine(a, b))))
}

/// The largest share of the list that is of one series. `None` where the model knows no series.
pub(crate) fn of_one_series(model: &Model, list: &[Row]) -> Option<f64> {
    model.films().iter().any(|film| film.series.is_some()).then(|| {
        let mut series: Vec<&str> = list.iter().filter_map(|&row| model.film(row).series.as_deref()).collect();
        series.sort_unstable();
        let most = series.chunk_by(|a, b| a == b).map(<[&str]>::len).max().unwrap_or(0);
        most as f64 / list.len().max(1) as f64
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12, "{a} and {b}");
    }

    #[test]
    fn gains_fall_with_the_place() {
        close(ndcg(&[4, 2, 7], &[4, 2, 7], 10), 1.0);
        close(ndcg(&[1, 4], &[4], 10), 1.0 / 3f64.log2());
        close(ndcg(&[4, 1], &[4, 9], 1), 1.0);
        close(ndcg(&[1, 4], &[4], 1), 0.0);
        close(recall(&[1, 4, 5], &[4, 5], 2), 0.5);
    }

    #[test]
    fn areas_count_pairs() {
        let scores = [0.1, 0.5, 0.5, 0.9];
        close(auc(&scores, &[1, 3], &[0, 2]).unwrap(), 0.875);
        assert_eq!(auc(&scores, &[], &[0]), None);
        // 3 is rated itself, so 1 is compared with 0 and 2 only.
        close(matched_auc(&scores, &[1], &[1, 3], &[3, 2, 1, 0], &[3, 2, 1, 0]).unwrap(), 0.75);
    }
}
