//! Kinds of film in running words: "romantic comedy-drama", "日本のSFコメディ".

use std::collections::HashMap;

/// The words for kinds of film in one language, and the kinds they mean in our words. A word may mean none: "live-action" is no "action".
pub(super) struct Kinds {
    meanings: HashMap<String, Vec<String>>,
    /// The most words, or in a language without spaces characters, that one entry has.
    longest: usize,
    is_spaced: bool,
}

impl Kinds {
    pub(super) fn new(table: &HashMap<String, Vec<String>>, is_spaced: bool) -> Self {
        let mut meanings = HashMap::new();
        let mut longest = 1;
        for (words, kinds) in table {
            let key = if is_spaced { words_of(words).join(" ") } else { words.to_lowercase() };
            longest = longest.max(if is_spaced { key.split(' ').count() } else { key.chars().count() });
            meanings.insert(key, kinds.clone());
        }
        Self { meanings, longest, is_spaced }
    }

    pub(super) fn is_spaced(&self) -> bool {
        self.is_spaced
    }

    /// Adds the kinds that a text names, in order, each once. At each place the longest entry counts.
    pub(super) fn find(&self, text: &str, found: &mut Vec<String>) {
        self.find_before(text, &[], found);
    }

    /// The same, up to the first of the words in `ends` that is no part of a kind.
    pub(super) fn find_before(&self, text: &str, ends: &[String], found: &mut Vec<String>) {
        if self.is_spaced { self.find_words(&words_of(text), ends, found) } else { self.find_signs(text, found) }
    }

    fn find_words(&self, words: &[String], ends: &[String], found: &mut Vec<String>) {
        let mut at = 0;
        while at < words.len() {
            let known = (1..=self.longest.min(words.len() - at)).rev().find_map(|n| {
                let entry = words[at..at + n].join(" ");
                self.meanings
                    .get(&entry)
                    .or_else(|| self.meanings.get(&entry.replace('-', " ")))
                    .map(|kinds| (n, kinds))
            });
            let Some((length, kinds)) = known else {
                if ends.contains(&words[at]) {
                    return;
                }
                // "action-thriller", where that is no entry.
                if words[at].contains(['-', '/', '–']) {
                    let parts: Vec<String> =
                        words[at].split(['-', '/', '–']).filter(|part| !part.is_empty()).map(str::to_owned).collect();
                    self.find_words(&parts, &[], found);
                }
                at += 1;
                continue;
            };
            add(kinds, found);
            at += length;
        }
    }

    fn find_signs(&self, text: &str, found: &mut Vec<String>) {
        let text = text.to_lowercase();
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut at = 0;
        while at + 1 < starts.len() {
            let most = self.longest.min(starts.len() - 1 - at);
            let known = (1..=most)
                .rev()
                .find_map(|n| self.meanings.get(&text[starts[at]..starts[at + n]]).map(|kinds| (n, kinds)));
            if let Some((_, kinds)) = known {
                add(kinds, found);
            }
            at += known.map_or(1, |(length, _)| length);
        }
    }
}

fn add(kinds: &[String], found: &mut Vec<String>) {
    for kind in kinds {
        if !found.contains(kind) {
            found.push(kind.clone());
        }
    }
}

/// A text's words in lower case, without the signs around them. An apostrophe ends a word: "d'horreur" is two.
fn words_of(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '\'' | '’'));
    let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    bare.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(table: &[(&str, &[&str])], is_spaced: bool, text: &str) -> Vec<String> {
        let table = table
            .iter()
            .map(|(word, kinds)| ((*word).to_owned(), kinds.iter().map(|kind| (*kind).to_owned()).collect()))
            .collect();
        let mut found = Vec::new();
        Kinds::new(&table, is_spaced).find(text, &mut found);
        found
    }

    #[test]
    fn the_longest_entry_counts_and_hyphens_may_part_words() {
        let table: &[(&str, &[&str])] = &[
            ("action", &["action"]),
            ("live-action", &[]),
            ("comedy", &["comedy"]),
            ("science fiction", &["science fiction"]),
            ("black comedy", &["black comedy"]),
            ("d'horreur", &["horror"]),
            ("thriller", &["thriller"]),
        ];
        for (text, wanted) in [
            ("American live-action black comedy", vec!["black comedy"]),
            ("science-fiction, action-thriller", vec!["science fiction", "action", "thriller"]),
            ("comédie d’horreur", vec!["horror"]),
            ("", vec![]),
        ] {
            assert_eq!(kinds(table, true, text), wanted, "{text}");
        }
    }

    #[test]
    fn languages_without_spaces_are_searched_sign_by_sign() {
        let table: &[(&str, &[&str])] =
            &[("sf", &["science fiction"]), ("喜剧", &["comedy"]), ("黑色喜剧", &["black comedy"])];
        assert_eq!(kinds(table, false, "美国SF黑色喜剧片"), ["science fiction", "black comedy"]);
    }
}
