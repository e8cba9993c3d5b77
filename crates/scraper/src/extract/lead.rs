//! Genres and year from an article's first sentence: "X is a 1979 science fiction horror film ...".

use std::collections::HashSet;
use std::sync::LazyLock;

/// How leads name kinds of film, longest first where one begins with another. Wikipedia writes compounds both as one
/// kind ("romantic comedy") and as a row of kinds ("surreal fantasy comedy").
static KINDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("kinds.txt").lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).collect()
});

/// No kind has more words.
const LONGEST: usize = 3;

/// The words between "is a" and "film" of the first sentence.
fn description(lead: &str) -> Option<Vec<String>> {
    let sentence =
        lead.get(..lead.len().min(2000)).or_else(|| lead.char_indices().nth(400).map(|(end, _)| &lead[..end]))?;
    let start = [" is a ", " is an ", " was a ", " was an "]
        .iter()
        .filter_map(|is| Some(sentence.find(is)? + is.len()))
        .min()?;
    let words: Vec<String> = sentence[start..]
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .take(24)
        .take_while(|word| word != "directed" && word != "by")
        .collect();
    let film = words.iter().position(|word| word == "film" || word == "films" || word == "movie")?;
    Some(words[..film].to_vec())
}

/// Kinds of film in the order the lead names them, as it names them, lower case.
pub(crate) fn genres(lead: &str) -> Vec<String> {
    let Some(words) = description(lead) else { return Vec::new() };
    let mut found: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let kind = (1..=LONGEST.min(words.len() - at))
            .rev()
            .map(|n| (n, words[at..at + n].join(" ")))
            .find(|(_, kind)| KINDS.contains(kind.as_str()));
        match kind {
            Some((n, kind)) => {
                if !found.contains(&kind) {
                    found.push(kind);
                }
                at += n;
            }
            None => at += 1,
        }
    }
    found
}

/// The year the lead gives: "is a 1979 ...".
pub(crate) fn year(lead: &str) -> Option<i64> {
    description(lead)?.iter().find_map(|word| (word.len() == 4).then(|| word.parse().ok()).flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_stand_as_the_lead_names_them() {
        for (lead, kinds) in [
            (
                "Face/Off is a 1997 American science fiction action film directed by John Woo.",
                vec!["science fiction", "action"],
            ),
            ("Amélie (Le Fabuleux Destin) is a 2001 romantic comedy film.", vec!["romantic comedy"]),
            ("X is a 2009 American romantic comedy-drama film.", vec!["romantic", "comedy-drama"]),
            ("X is a 1999 American surreal fantasy comedy film.", vec!["surreal", "fantasy", "comedy"]),
            ("X is a village in Y.", vec![]),
        ] {
            assert_eq!(genres(lead), kinds, "{lead}");
        }
        assert_eq!(year("Face/Off is a 1997 American film"), Some(1997));
    }
}
