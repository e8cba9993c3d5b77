//! From text to words.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use matinee_catalogue::fold::{bare, plain};
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::char::is_combining_mark;

use crate::params::MAX_WORD_CHARS;

static STOP_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("stop_words.txt").lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect()
});

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

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The term: the word folded and, if asked for, stemmed.
    pub term: String,
    /// The word folded, not stemmed.
    pub surface: String,
    /// Whether it continues the phrase of the token before it: no full stop, comma or the like stands between them.
    pub joined: bool,
}

/// The words of a text in order, without stop words, numbers and single letters. Case and accents are folded;
/// apostrophes are dropped (`don't` is `dont`), a possessive `'s` too.
///
/// ```
/// use matinee_features::tokens;
/// let terms: Vec<String> = tokens("The café's owner, a spy", false).into_iter().map(|t| t.term).collect();
/// assert_eq!(terms, ["cafe", "owner", "spy"]);
/// ```
pub fn tokens(text: &str, stemming: bool) -> Vec<Token> {
    tokens_by(text, if stemming { stem } else { str::to_owned })
}

/// The words of a text in order, with the term that `term` makes of each.
fn tokens_by(text: &str, term: impl Fn(&str) -> String) -> Vec<Token> {
    content_words(text, folded_word).map(|(surface, joined)| Token { term: term(&surface), surface, joined }).collect()
}

/// What `read` makes of each word of a text, in order, and whether the word continues the phrase of the one before it.
/// Words for which `read` gives `None` are left out; they do not end a phrase.
pub(crate) fn content_words<'a, T>(
    text: &'a str,
    mut read: impl FnMut(&'a str) -> Option<T>,
) -> impl Iterator<Item = (T, bool)> {
    let mut joined = false;
    pieces(text).filter_map(move |(word, ends_phrase)| {
        let found = read(word).map(|word| (word, joined));
        joined = (joined || found.is_some()) && !ends_phrase;
        found
    })
}

/// A text as runs of letters, each with whether the character after it ends the phrase. Between two characters that are
/// no letters the run is empty.
fn pieces(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (word, after) = rest.split_at(word_end(rest));
        let mut after = after.chars();
        let ends_phrase = after
            .next()
            .is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '\n' | '"' | '–' | '—'));
        rest = after.as_str();
        Some((word, ends_phrase))
    })
}

/// Where the run of letters at the beginning of a text ends. Nearly all letters are ASCII, which are quicker to test as
/// bytes.
fn word_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    loop {
        while bytes.get(end).is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'\'') {
            end += 1;
        }
        match text[end..].chars().next() {
            Some(c) if is_word_char(c) => end += c.len_utf8(),
            _ => return end,
        }
    }
}

fn is_word_char(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c == '\''
        || (!c.is_ascii() && (c.is_alphanumeric() || matches!(c, '’' | '‘' | 'ʼ') || is_combining_mark(c)))
}

/// A run of letters as a folded word without apostrophes; `None` if it is no content word.
pub(crate) fn folded_word(written: &str) -> Option<String> {
    let mut folded = plain(written);
    if folded.bytes().any(|b| !b.is_ascii_alphanumeric()) {
        let bare = folded.trim_matches('\'');
        let bare = bare.strip_suffix("'s").unwrap_or(bare);
        folded = bare.chars().filter(|c| c.is_alphanumeric()).collect();
    }
    is_content_word(&folded).then_some(folded)
}

/// The stem of a folded word, the same for its British and American spelling.
pub(crate) fn stem(word: &str) -> String {
    let stem = STEMMER.stem(word);
    STEM_SPELLINGS.get(&*stem).cloned().unwrap_or_else(|| stem.into_owned())
}

/// The singular of a folded word, the same for its British and American spelling. It keeps more of a word than a stem
/// does: `aliens` becomes `alien`, `alienation` does not.
fn singular(word: &str) -> String {
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

/// A keyword as a term: folded, hyphens as spaces and, if words are stemmed, each word in the singular.
pub(crate) fn keyword_term(text: &str, stemming: bool) -> String {
    let words = bare(text);
    if stemming { words.split(' ').map(singular).collect::<Vec<_>>().join(" ") } else { words }
}

/// The content words of a keyword, as terms.
pub(crate) fn keyword_parts(text: &str, stemming: bool) -> Vec<Token> {
    tokens_by(text, if stemming { singular } else { str::to_owned })
}

/// Whether a folded word says anything of a film: it is no stop word, no number and no single letter.
fn is_content_word(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some()
        && (letters.next().is_some() || !word.is_ascii())
        && word.len() <= MAX_WORD_CHARS * 4
        && word.chars().count() <= MAX_WORD_CHARS
        && word.chars().any(char::is_alphabetic)
        && !STOP_WORDS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms(text: &str, stem: bool) -> Vec<String> {
        tokens(text, stem).into_iter().map(|t| t.term).collect()
    }

    #[test]
    fn words_are_folded_and_function_words_go() {
        assert_eq!(terms("Zoë doesn't LOVE the détective", false), ["zoe", "love", "detective"]);
        assert_eq!(terms("1984 2nd x 42", false), ["2nd"]);
        assert_eq!(terms("七人の侍", false), ["七人の侍"]);
    }

    #[test]
    fn stems_bring_forms_together_and_keep_the_surface() {
        let tokens = tokens("murders murdered", true);
        assert_eq!((tokens[0].term.as_str(), tokens[1].term.as_str()), ("murder", "murder"));
        assert_eq!(tokens[1].surface, "murdered");
    }

    #[test]
    fn british_and_american_spelling_is_one_term() {
        let tokens = tokens("neighbours neighbor's greying gray theatres", true);
        let terms: Vec<&str> = tokens.iter().map(|t| t.term.as_str()).collect();
        assert_eq!(terms, ["neighbor", "neighbor", "gray", "gray", "theater"]);
        assert_eq!(tokens[0].surface, "neighbours");
        let pairs = include_str!("spellings.txt").lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(pairs, STEM_SPELLINGS.len(), "two pairs of spellings have one stem");
        for (british, american) in STEM_SPELLINGS.iter() {
            assert!(
                !STEM_SPELLINGS.contains_key(american),
                "{british} {american}: both have one stem, or there is a third spelling"
            );
        }
    }

    #[test]
    fn a_keyword_in_the_plural_is_that_in_the_singular_and_no_other() {
        for (one, other) in [
            ("ghosts", "Ghost"),
            ("con artists", "con artist"),
            ("double-cross", "double cross"),
            ("witches", "witch"),
            ("spies", "spy"),
            ("lies", "lie"),
            ("women", "woman"),
            ("superheroes", "superhero"),
            ("eccentric neighbors", "eccentric neighbours"),
        ] {
            assert_eq!(keyword_term(one, true), keyword_term(other, true));
        }
        for (one, other) in [("aliens", "alienation"), ("chess", "che"), ("widow", "widower"), ("coming of age", "age")]
        {
            assert_ne!(keyword_term(one, true), keyword_term(other, true));
        }
        assert_eq!(keyword_term("Ghosts", false), "ghosts");
        let parts: Vec<String> = keyword_parts("band of vampire hunters", true).into_iter().map(|t| t.term).collect();
        assert_eq!(parts, ["band", "vampire", "hunter"]);
    }

    #[test]
    fn phrases_end_at_punctuation() {
        let joined: Vec<bool> = tokens("haunted house, hotel manager. Snow", false).iter().map(|t| t.joined).collect();
        assert_eq!(joined, [false, true, false, true, false]);
    }

    #[test]
    fn every_stop_word_is_as_the_tokeniser_writes_it() {
        for word in STOP_WORDS.iter() {
            assert_eq!(plain(word), *word);
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_gives_folded_words(text in "\\PC{0,300}", stem: bool) {
            for token in tokens(&text, stem) {
                prop_assert!(!token.surface.is_empty());
                prop_assert!(token.surface.chars().all(char::is_alphanumeric));
                prop_assert_eq!(plain(&token.surface), token.surface.clone());
            }
        }
    }
}
