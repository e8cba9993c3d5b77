//! Texts that are nearly the same, by the runs of words they share.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::fold::plain;

/// Words in a run.
const RUN: usize = 4;
/// A run in more texts than this is a turn of phrase and shows no copy. The limit also keeps the work linear.
const COMMON: usize = 20;
/// Two texts are alike if they share this part of the shorter one's runs. The highest of any pair of the starter catalogue's
/// 1,172 synopses is 0.06; a copy with every fifth word changed would keep about 0.8^4 = 0.4.
const ALIKE: f64 = 0.25;

/// Pairs of texts (positions, the lower first) that are nearly the same, with the share of runs they have in common.
pub(crate) fn alike<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<(usize, usize, f64)> {
    let runs: Vec<HashSet<String>> = texts.into_iter().map(runs).collect();
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
    for (text, own) in runs.iter().enumerate() {
        for run in own {
            holders.entry(run).or_default().push(text);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for texts in holders.values().filter(|texts| (2..=COMMON).contains(&texts.len())) {
        for (i, &a) in texts.iter().enumerate() {
            for &b in &texts[i + 1..] {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    shared
        .into_iter()
        .map(|((a, b), n)| (a, b, n as f64 / runs[a].len().min(runs[b].len()) as f64))
        .filter(|&(_, _, share)| share >= ALIKE)
        .collect()
}

fn runs(text: &str) -> HashSet<String> {
    let folded = plain(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.windows(RUN).map(|run| run.join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reworded_copy_is_alike_and_another_story_is_not() {
        let a = "A keeper of a lighthouse on a lonely coast finds a boat with a sleeping child and must hide it from the war";
        let b = "The keeper of a lighthouse on a lonely shore finds a boat with a sleeping child and has to hide it from the war";
        let c =
            "Two bank clerks in Madrid plan to rob their own branch on the day the circus comes to town with its lions";
        let pairs = alike([a, c, b]);
        assert_eq!(pairs.iter().map(|&(a, b, _)| (a, b)).collect::<Vec<_>>(), [(0, 2)]);
    }
}
