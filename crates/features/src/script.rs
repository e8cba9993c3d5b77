//! Scripts that are written without spaces, and cutting their text into pairs of characters.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::language::TextLanguage;

/// A stop word is looked for over at most this many characters.
const MAX_STOP_WORD: usize = 7;

/// A script without spaces between words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Han,
    Hiragana,
    Katakana,
    Thai,
}

/// The script of a character; `None` if it is of a script with spaces between words.
pub(crate) fn script_of(c: char) -> Option<Script> {
    match c {
        '\u{e01}'..='\u{e4e}' => Some(Script::Thai),
        '\u{3041}'..='\u{309f}' => Some(Script::Hiragana),
        '\u{30a1}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => Some(Script::Katakana),
        // The iteration mark and the zero of Han numbers are written among Han.
        '々'
        | '〇'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Some(Script::Han),
        _ => None,
    }
}

/// Whether a text has a character of a script that is written without spaces.
pub fn is_unspaced(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| script_of(c).is_some())
}

/// One character as a reader sees it: a letter with its marks, in Thai also with its vowels, in hiragana with the sign of
/// a long vowel.
#[derive(Debug, Clone)]
pub(crate) struct Cluster {
    pub(crate) script: Option<Script>,
    /// Its bytes in the text.
    pub(crate) at: Range<usize>,
}

/// The characters of a text.
pub(crate) fn clusters(text: &str) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    // A Thai vowel that is written before its consonant waits for it.
    let mut waits = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let script = script_of(c);
        let is_mark = is_combining_mark(c);
        let follows_thai = matches!(c, '\u{e30}' | '\u{e32}' | '\u{e33}' | '\u{e45}' | '\u{e46}');
        match clusters.last_mut() {
            Some(last) if is_mark => last.at.end = end,
            Some(last) if last.script == Some(Script::Thai) && (follows_thai || (waits && script == last.script)) => {
                last.at.end = end;
            }
            // The sign of a long vowel is of katakana, but hiragana borrows it.
            Some(last) if c == 'ー' && last.script == Some(Script::Hiragana) => last.at.end = end,
            _ => clusters.push(Cluster { script, at: at..end }),
        }
        waits = matches!(c, '\u{e40}'..='\u{e44}');
    }
    clusters
}

/// Cuts a run of letters into the words of spaced scripts in it, words of katakana, and pairs of characters of the other
/// scripts. Stop words end a run of one script; a single Han character or Thai syllable between them is a word.
///
/// Katakana is not paired: it writes loan words and names, mostly one a run, and their pairs mean nothing.
pub(crate) fn cut(run: &str, language: TextLanguage, mut found: impl FnMut(Range<usize>)) {
    let clusters = clusters(run);
    let mut before = None;
    for one in clusters.chunk_by(|a, b| a.script == b.script) {
        // Hiragana right after Han ends a verb or an adjective: it is no word of its own.
        let is_ending =
            before.replace(one[0].script) == Some(Some(Script::Han)) && one[0].script == Some(Script::Hiragana);
        match one[0].script {
            None => found(span(one)),
            Some(Script::Katakana) if one.len() > 1 => found(span(one)),
            Some(Script::Katakana) => {}
            Some(script) => between_stop_words(run, one, script, language, |piece| {
                if is_ending && piece[0].at.start == one[0].at.start {
                    return;
                }
                if piece.len() > 1 {
                    piece.windows(2).for_each(|two| found(span(two)));
                } else if script == Script::Han || run[span(piece)].chars().count() > 1 {
                    found(span(piece));
                }
            }),
        }
    }
}

fn between_stop_words(
    run: &str,
    clusters: &[Cluster],
    script: Script,
    language: TextLanguage,
    mut found: impl FnMut(&[Cluster]),
) {
    let stop_words = language.stop_words();
    // Single Han are particles in Chinese only. In Japanese they are left out where they stand alone.
    let least = if script == Script::Han && language == TextLanguage::Japanese { 2 } else { 1 };
    let (mut start, mut at) = (0, 0);
    while at < clusters.len() {
        let longest = clusters.len().min(at + MAX_STOP_WORD);
        let end = (at + least..=longest).rev().find(|&end| stop_words.contains(&run[span(&clusters[at..end])]));
        if let Some(end) = end {
            if start < at {
                found(&clusters[start..at]);
            }
            start = end;
        }
        at = end.unwrap_or(at + 1);
    }
    if start < clusters.len() {
        found(&clusters[start..]);
    }
}

/// The bytes of neighbouring characters.
pub(crate) fn span(clusters: &[Cluster]) -> Range<usize> {
    clusters[0].at.start..clusters[clusters.len() - 1].at.end
}

/// Two neighbouring words of a text as they are shown: pairs that overlap are put together, other words get a space.
pub(crate) fn joined(first: &str, second: &str) -> String {
    if is_unspaced(first) && is_unspaced(second) {
        let (of_first, of_second) = (clusters(first), clusters(second));
        if of_first.len() == 2
            && of_second.len() == 2
            && first[of_first[1].at.clone()] == second[of_second[0].at.clone()]
        {
            return format!("{first}{}", &second[of_second[1].at.clone()]);
        }
    }
    format!("{first} {second}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut_up(run: &str, language: TextLanguage) -> Vec<&str> {
        let mut found = Vec::new();
        cut(run, language, |at| found.push(&run[at]));
        found
    }

    #[test]
    fn runs_of_one_script_are_cut_into_pairs_between_stop_words() {
        assert_eq!(
            cut_up("名探偵がFBIとロボットを追う", TextLanguage::Japanese),
            ["名探", "探偵", "FBI", "ロボット", "追"]
        );
        assert_eq!(cut_up("始めるいのち", TextLanguage::Japanese), ["始"]);
        assert_eq!(cut_up("村のこぶた", TextLanguage::Japanese), ["村", "こぶ", "ぶた"]);
        assert_eq!(cut_up("年轻的侦探", TextLanguage::Chinese), ["年轻", "侦探"]);
        assert_eq!(cut_up("ผีและตำรวจ", TextLanguage::Thai), ["ผี", "ตำร", "รว", "วจ"]);
    }

    #[test]
    fn a_thai_character_has_its_vowels_and_tone_marks() {
        let text = "เสียงน้ำ";
        let clusters: Vec<&str> = clusters(text).into_iter().map(|cluster| &text[cluster.at]).collect();
        assert_eq!(clusters, ["เสี", "ย", "ง", "น้ำ"]);
    }

    #[test]
    fn overlapping_pairs_are_shown_as_one() {
        assert_eq!(joined("名探", "探偵"), "名探偵");
        assert_eq!(joined("巨大", "ロボット"), "巨大 ロボット");
        assert_eq!(joined("haunted", "house"), "haunted house");
    }

    proptest! {
        #[test]
        fn every_character_is_in_one_cluster(text in "(\\PC|[ก-๛]|[ぁ-ヿ]|[一-鿿]){0,40}") {
            let clusters = clusters(&text);
            let whole: String = clusters.iter().map(|cluster| &text[cluster.at.clone()]).collect();
            prop_assert_eq!(whole, text);
        }
    }
}
