//! Countries by their usual English name, former states among them. The list is data (`countries.txt`).

use std::collections::BTreeSet;
use std::sync::LazyLock;

static NAMES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    include_str!("countries.txt").lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).collect()
});

/// Whether `name` is a country as catalogues write it: "Soviet Union" and "Hong Kong" are, "USSR" is not.
///
/// ```
/// use matinee_catalogue::countries::is_country;
/// assert!(is_country("Czechoslovakia") && is_country("Palestine"));
/// assert!(!is_country("USA"));
/// ```
pub fn is_country(name: &str) -> bool {
    NAMES.contains(name)
}
