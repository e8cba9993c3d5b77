//! The best k of many scores, without sorting all of them.

use matinee_features::Row;

/// The `k` rows with the highest scores, best first; equal scores in the order of rows. Takes time linear in the number of
/// scores and `k log k`.
pub(crate) fn top(scores: &[f32], k: usize, keep: impl Fn(Row) -> bool) -> Vec<Row> {
    let mut rows: Vec<u32> = (0..scores.len()).filter(|&row| keep(row)).map(|row| row as u32).collect();
    let order = |a: &u32, b: &u32| scores[*b as usize].total_cmp(&scores[*a as usize]).then(a.cmp(b));
    if k < rows.len() && k > 0 {
        rows.select_nth_unstable_by(k - 1, order);
    }
    rows.truncate(k);
    rows.sort_unstable_by(order);
    rows.into_iter().map(|row| row as Row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_the_head_of_the_sorted_list(scores in proptest::collection::vec(-3i8..3, 0..60), k in 0usize..70) {
            let scores: Vec<f32> = scores.into_iter().map(f32::from).collect();
            let mut all: Vec<Row> = (0..scores.len()).filter(|r| r % 3 != 0).collect();
            all.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
            all.truncate(k);
            prop_assert_eq!(top(&scores, k, |row| row % 3 != 0), all);
        }
    }
}
