//! Values in ascending order, and their ranks.

/// A number whose order is that of [`f32::total_cmp`]: integers compare quicker.
pub fn sortable(value: f32) -> u32 {
    let bits = value.to_bits();
    if bits >> 31 == 0 { bits | 1 << 31 } else { !bits }
}

/// The places of the values, that of the least value first; equal values keep their order.
///
/// ```
/// assert_eq!(matinee_features::ascending([0.5, -1.0, 0.5].into_iter()), [1, 0, 2]);
/// ```
pub fn ascending(values: impl Iterator<Item = f32>) -> Vec<u32> {
    // Value and place in one number: comparing needs no look-up.
    let mut keys: Vec<u64> =
        values.zip(0u32..).map(|(value, place)| u64::from(sortable(value)) << 32 | u64::from(place)).collect();
    keys.sort_unstable();
    keys.into_iter().map(|key| key as u32).collect()
}

/// Each value's rank: the share of the other values that are less, equal ones counted half. From 0 to 1.
///
/// ```
/// assert_eq!(matinee_features::ranks(&[2.0, -1.0, 5.0, 2.0, 0.0]), [0.625, 0.0, 1.0, 0.625, 0.25]);
/// ```
pub fn ranks(values: &[f32]) -> Vec<f32> {
    let others = values.len().saturating_sub(1).max(1) as f32;
    let mut ranks = vec![0.0; values.len()];
    let mut below = 0;
    let equal = |&a: &u32, &b: &u32| values[a as usize].total_cmp(&values[b as usize]).is_eq();
    for equals in ascending(values.iter().copied()).chunk_by(equal) {
        let rank = (below as f32 + (equals.len() - 1) as f32 / 2.0) / others;
        for &place in equals {
            ranks[place as usize] = rank;
        }
        below += equals.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_values_share_the_middle_of_their_ranks() {
        assert_eq!(ranks(&[5.0, 1.0, 5.0, 9.0, 9.0]), [0.375, 0.0, 0.375, 0.875, 0.875]);
        assert_eq!(ranks(&[3.0]), [0.0]);
        assert!(ranks(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn sortable_numbers_are_ordered_as_floats_are(a: f32, b: f32) {
            prop_assert_eq!(sortable(a).cmp(&sortable(b)), a.total_cmp(&b));
        }
    }
}
