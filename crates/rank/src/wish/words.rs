//! The words of a wish, folded, each with its place in the text.

use std::ops::Range;

use matinee_catalogue::fold::bare;

/// One word as somebody typed it.
#[derive(Debug)]
pub(super) struct Word<'a> {
    /// Folded: lower case, without accents and apostrophes.
    pub(super) folded: String,
    /// The English word that it is as a small word of another language: "nicht" is "not". As part of a name it is what was
    /// typed.
    pub(super) english: Option<&'a str>,
    /// Its bytes in the text.
    pub(super) span: Range<usize>,
    /// What stands between the word before it and this one.
    pub(super) gap: Gap,
}

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// A space or less.
    Space,
    /// A hyphen or dash that joins it to the word before.
    Dash,
    /// A point between digits: "1.5".
    Point,
    /// A minus of its own, as search engines read it: "-horror".
    Minus,
    /// The end of a part: a comma and the like, or the beginning of the text.
    Break,
}

impl Word<'_> {
    /// The word as it is said, in English.
    pub(super) fn said(&self) -> &str {
        self.english.unwrap_or(&self.folded)
    }
}

/// Cuts a text into words. `english` gives the English word for a folded small word of another language.
pub(super) fn words<'a>(text: &str, english: impl Fn(&str) -> Option<&'a str>) -> Vec<Word<'a>> {
    let mut found: Vec<Word<'a>> = Vec::new();
    let mut start = None;
    let mut end = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let picture = PICTURES.iter().find(|(pictures, _)| pictures.contains(c)).map(|(_, name)| *name);
        match (is_letter(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                // An accent is typed for an apostrophe: "70´s".
                let typed = text[from..at].replace(['´', '`', '’'], "'");
                let folded = bare(&typed);
                if !folded.is_empty() {
                    let gap = if found.is_empty() { first_gap(&text[..from]) } else { gap(&text[end..from]) };
                    // The point of an initial ends nothing: "Samuel L. Jackson".
                    let is_initial = found
                        .last()
                        .is_some_and(|word| word.folded.len() == 1 && !word.folded.as_bytes()[0].is_ascii_digit());
                    let gap = if is_initial && text[end..from].trim_end() == "." { Gap::Space } else { gap };
                    // "I'm" is not the German "im".
                    let english = english(&folded).filter(|_| !typed.contains('\''));
                    found.push(Word { english, folded, span: from..at, gap });
                    end = at;
                }
                start = None;
            }
            _ => {}
        }
        if let Some(name) = picture {
            let span = at..at + c.len_utf8();
            let gap = if found.is_empty() { Gap::Break } else { Gap::Space };
            end = span.end;
            found.push(Word { english: None, folded: name.to_owned(), span, gap });
        }
    }
    found
}

/// Pictures that people type for words.
const PICTURES: [(&str, &str); 14] = [
    ("🎄🎅🤶", "christmas"),
    ("👻", "ghosts"),
    ("🧟", "zombies"),
    ("🧛", "vampires"),
    ("😱🔪🎃", "horror"),
    ("🚀👽🛸", "scifi"),
    ("❤💕💘😍🥰", "romance"),
    ("😂🤣😄😆", "comedy"),
    ("😭😢", "tearjerker"),
    ("🤠", "western"),
    ("🕵🔍", "detective"),
    ("🐶🐕", "dogs"),
    ("🦸", "superheroes"),
    ("🎵🎶💃", "musical"),
];

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '´' | '`' | '&')
}

fn first_gap(before: &str) -> Gap {
    if before.ends_with('-') { Gap::Minus } else { Gap::Break }
}

fn gap(between: &str) -> Gap {
    match between {
        "-" | "–" | "—" | "‐" => Gap::Dash,
        "." => Gap::Point,
        _ if between.ends_with(" -") => Gap::Minus,
        _ if between.contains([',', ';', ':', '.', '!', '?', '+', '(', ')', '|', '\n']) => Gap::Break,
        _ => Gap::Space,
    }
}

/// Words that carry no wish of their own, in alphabetical order.
const FILLERS: [&str; 228] = [
    "a",
    "about",
    "across",
    "adapted",
    "after",
    "afternoon",
    "agree",
    "all",
    "almost",
    "also",
    "am",
    "an",
    "and",
    "another",
    "any",
    "anything",
    "are",
    "as",
    "at",
    "back",
    "based",
    "be",
    "best",
    "better",
    "bit",
    "born",
    "both",
    "bring",
    "brings",
    "but",
    "by",
    "can",
    "character",
    "characters",
    "cinema",
    "completely",
    "contain",
    "contains",
    "could",
    "directed",
    "do",
    "during",
    "either",
    "else",
    "ending",
    "endings",
    "entire",
    "entirely",
    "era",
    "esque",
    "even",
    "evening",
    "ever",
    "everything",
    "exactly",
    "feature",
    "features",
    "featuring",
    "feel",
    "feels",
    "film",
    "films",
    "find",
    "first",
    "flick",
    "flicks",
    "for",
    "friday",
    "from",
    "give",
    "good",
    "got",
    "great",
    "guys",
    "has",
    "have",
    "he",
    "him",
    "i",
    "id",
    "ideal",
    "if",
    "ill",
    "im",
    "in",
    "include",
    "includes",
    "including",
    "involve",
    "involved",
    "involves",
    "involving",
    "is",
    "it",
    "its",
    "ive",
    "just",
    "kind",
    "kinds",
    "language",
    "let",
    "lets",
    "like",
    "liked",
    "likes",
    "little",
    "looking",
    "lot",
    "lots",
    "made",
    "mainly",
    "many",
    "maybe",
    "me",
    "monday",
    "mood",
    "more",
    "most",
    "mostly",
    "movie",
    "movies",
    "much",
    "my",
    "myself",
    "need",
    "nice",
    "night",
    "nights",
    "nor",
    "of",
    "ok",
    "okay",
    "on",
    "one",
    "ones",
    "only",
    "or",
    "our",
    "ours",
    "out",
    "over",
    "people",
    "perfect",
    "picture",
    "pictures",
    "please",
    "plus",
    "prefers",
    "quite",
    "rather",
    "really",
    "recommend",
    "same",
    "saturday",
    "see",
    "set",
    "she",
    "should",
    "show",
    "so",
    "some",
    "someone",
    "something",
    "sort",
    "speaking",
    "spoken",
    "starring",
    "still",
    "stories",
    "story",
    "stuff",
    "suitable",
    "sunday",
    "takes",
    "than",
    "that",
    "thats",
    "the",
    "them",
    "then",
    "there",
    "theres",
    "these",
    "they",
    "thing",
    "things",
    "this",
    "those",
    "through",
    "thursday",
    "time",
    "to",
    "today",
    "tonight",
    "too",
    "tuesday",
    "type",
    "us",
    "version",
    "very",
    "vibe",
    "vibes",
    "wanna",
    "want",
    "wants",
    "was",
    "watch",
    "watchable",
    "watching",
    "we",
    "wednesday",
    "weekend",
    "were",
    "what",
    "whats",
    "where",
    "which",
    "who",
    "whole",
    "whose",
    "with",
    "would",
    "written",
    "year",
    "years",
    "yet",
    "you",
    "your",
];

/// Whether a word carries no wish of its own.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.binary_search(&word).is_ok()
}

/// Whether what follows a word is not wanted.
pub(super) fn is_negation(word: &str) -> bool {
    matches!(
        word,
        "not"
            | "no"
            | "nothing"
            | "none"
            | "without"
            | "non"
            | "never"
            | "except"
            | "minus"
            | "excluding"
            | "avoid"
            | "isnt"
            | "arent"
            | "hate"
            | "hated"
            | "disliked"
            | "wasnt"
            | "dislike"
            | "neither"
            | "dont"
            | "doesnt"
            | "didnt"
            | "cant"
            | "cannot"
            | "wont"
            | "less"
            | "fewer"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_into_words_with_what_stands_between() {
        let read = words("Slow-burn sci-fi, nothing gory -war 1.5 hours", |_| None);
        let read: Vec<(&str, Gap)> = read.iter().map(|word| (word.folded.as_str(), word.gap)).collect();
        assert_eq!(read[..4], [("slow", Gap::Break), ("burn", Gap::Dash), ("sci", Gap::Space), ("fi", Gap::Dash)]);
        assert_eq!(read[4..7], [("nothing", Gap::Break), ("gory", Gap::Space), ("war", Gap::Minus)]);
        assert_eq!(read[7..], [("1", Gap::Space), ("5", Gap::Point), ("hours", Gap::Space)]);
        assert!(words("  ,,, '’ ", |_| None).is_empty());
        assert!(FILLERS.is_sorted());
    }

    #[test]
    fn a_word_with_an_apostrophe_is_of_no_other_language() {
        let said = |text| {
            words(text, |word| (word == "im").then_some("in")).iter().map(|word| word.english).collect::<Vec<_>>()
        };
        assert_eq!((said("im Winter"), said("I'm"), said("I’m")), (vec![Some("in"), None], vec![None], vec![None]));
    }
}
