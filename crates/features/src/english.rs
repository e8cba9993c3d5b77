//! English words: folding, stems, singulars, and British spellings as American ones.

use std::collections::HashMap;
use std::sync::LazyLock;

use matinee_catalogue::fold::plain;
use rust_stemmers::{Algorithm, Stemmer};

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// Words with a British and an American spelling, as stems: the American by the British.
static STEM_SPELLINGS: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| spellings(|word| STEMMER.stem(word).into_owned()));

/// The same words as singulars.
static SINGULAR_SPELLINGS: LazyLock<HashMap<String, String>> = LazyLock::new(|| spellings(without_plural));

fn spellings(form: impl Fn(&str) -> String) -> HashMap<String, String> {
    let pairs = include_str!("spellings.txt").lines().filter(|line| !line.starts_with('#'));
    pairs.filter_map(|pair| pair.split_once(' ')).map(|(british, american)| (form(british), form(american))).collect()
}

/// A run of letters as a folded word without apostrophes and without a possessive `'s`.
pub(crate) fn folded(written: &str) -> String {
    let folded = plain(written);
    if folded.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return folded;
    }
    let bare = folded.trim_matches('\'');
    let bare = bare.strip_suffix("'s").unwrap_or(bare);
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The stem of a folded word, the same for its British and American spelling.
pub(crate) fn stem(word: &str) -> String {
    let stem = STEMMER.stem(word);
    STEM_SPELLINGS.get(&*stem).cloned().unwrap_or_else(|| stem.into_owned())
}

/// The singular of a folded word, the same for its British and American spelling. It keeps more of a word than a stem
/// does: `aliens` becomes `alien`, `alienation` does not.
pub(crate) fn singular(word: &str) -> String {
    let singular = without_plural(word);
    SINGULAR_SPELLINGS.get(&singular).cloned().unwrap_or(singular)
}

/// The S-stemmer (Harman, "How Effective Is Suffixing?", JASIS 1991), extended by `witches`, `heroes` and `gunmen`.
fn without_plural(word: &str) -> String {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    match word.len() {
        5.. if ends(&["ies"]) && !ends(&["aies", "eies"]) => format!("{}y", &word[..word.len() - 3]),
        5.. if ends(&["ches", "shes", "sses", "xes", "oes"]) => word[..word.len() - 2].to_owned(),
        4.. if ends(&["s"]) && !ends(&["us", "ss", "is"]) => word[..word.len() - 1].to_owned(),
        3.. if ends(&["men"]) => format!("{}an", &word[..word.len() - 2]),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_spellings_has_two_stems_of_its_own() {
        let pairs = include_str!("spellings.txt").lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(pairs, STEM_SPELLINGS.len(), "two pairs of spellings have one stem");
        for (british, american) in STEM_SPELLINGS.iter() {
            assert!(
                !STEM_SPELLINGS.contains_key(american),
                "{british} {american}: both have one stem, or there is a third spelling"
            );
        }
    }
}
