//! The best k of many scores, without sorting all of them.

use matinee_features::{Row, sortable};

/// The `k` rows with the highest scores that `keep` accepts, the best first; equal scores in the order of rows. Takes
/// time linear in the number of scores, plus `k log k`; `keep` is asked only of rows that may be among the best.
pub fn top(scores: &[f32], k: usize, keep: impl Fn(Row) -> bool) -> Vec<Row> {
    if k == 0 {
        return Vec::new();
    }
    // Score and row in one number, the lowest for the best: comparing needs no look-up.
    let key = |row: usize| u64::from(!sortable(scores[row])) << 32 | row as u64;
    // Now and then the best so far are told from the others, and from then on most rows are passed over at a glance.
    let room = k.saturating_mul(4).min(scores.len());
    let mut keys: Vec<u64> = Vec::with_capacity(room);
    let mut last = u64::MAX;
    for row in 0..scores.len() {
        let key = key(row);
        if key >= last || !keep(row) {
            continue;
        }
        if keys.len() == room {
            last = *keys.select_nth_unstable(k - 1).1;
            keys.truncate(k);
            if key >= last {
                continue;
            }
        }
        keys.push(key);
    }
    if k < keys.len() {
        keys.select_nth_unstable(k - 1);
    }
    keys.truncate(k);
    keys.sort_unstable();
    keys.into_iter().map(|key| key as u32 as Row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_the_head_of_the_sorted_list(scores in proptest::collection::vec(prop_oneof![(-3i8..3).prop_map(f32::from), any::<f32>()], 0..60), k in 0usize..70) {
            let mut all: Vec<Row> = (0..scores.len()).filter(|r| r % 3 != 0).collect();
            all.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
            all.truncate(k);
            prop_assert_eq!(top(&scores, k, |row| row % 3 != 0), all);
        }
    }
}
