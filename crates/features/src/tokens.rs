//! From text to words.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use matinee_catalogue::fold::{bare, plain};
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::char::is_combining_mark;

/// Longer words are no words: addresses, wails, broken markup.
const MAX_WORD_CHARS: usize = 40;

static STOP_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("stop_words.txt").lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect()
});

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// Stems of words that are written in two ways, the British by the American.
static STEM_SPELLINGS: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| spellings(|word| STEMMER.stem(word).into_owned()));

/// Singulars of words that are written in two ways, likewise.
static SINGULAR_SPELLINGS: LazyLock<HashMap<String, String>> = LazyLock::new(|| spellings(without_plural));

fn spellings(form: impl Fn(&str) -> String) -> HashMap<String, String> {
    let pairs = include_str!("spellings.txt").lines().filter(|line| !line.starts_with('#'));
    pairs.filter_map(|pair| pair.split_once(' ')).map(|(british, american)| (form(british), form(american))).collect()
}

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The word as a term: folded and, if asked for, stemmed.
    pub term: String,
    /// The word as people write it: folded only.
    pub surface: String,
    /// Whether it continues the phrase of the token before it: no full stop, comma or such between them.
    pub joined: bool,
}

/// The words of a text in their order, without stop words, numbers and single letters. Case and accents are folded; apostrophes
/// close up (`don't` is `dont`) and a possessive `'s` goes.
///
/// ```
/// use matinee_features::tokens;
/// let terms: Vec<String> = tokens("The café's owner, a spy", false).into_iter().map(|t| t.term).collect();
/// assert_eq!(terms, ["cafe", "owner", "spy"]);
/// ```
pub fn tokens(text: &str, stemming: bool) -> Vec<Token> {
    tokens_by(text, if stemming { stem } else { str::to_owned })
}

/// The words of a text in their order, each with what `term` makes of it.
fn tokens_by(text: &str, term: impl Fn(&str) -> String) -> Vec<Token> {
    telling(text, folded_word).map(|(surface, joined)| Token { term: term(&surface), surface, joined }).collect()
}

/// What `read` makes of the words of a text that tell anything, in their order, and whether each continues the phrase of the one before it.
pub(crate) fn telling<'a, T>(
    text: &'a str,
    mut read: impl FnMut(&'a str) -> Option<T>,
) -> impl Iterator<Item = (T, bool)> {
    let mut joined = false;
    pieces(text).filter_map(move |(word, ends_phrase)| {
        let told = read(word).map(|word| (word, joined));
        joined = (joined || told.is_some()) && !ends_phrase;
        told
    })
}

/// A text in runs of letters, empty where two others follow each other, and whether what follows each ends the phrase.
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

/// Where the letters that a text begins with end. Nearly all of them are ASCII, and looked at as bytes.
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

/// A run of letters as a folded word without apostrophes, if it tells anything. Only words that are not ASCII take the long way.
pub(crate) fn folded_word(written: &str) -> Option<String> {
    let mut folded = plain(written);
    if folded.bytes().any(|b| !b.is_ascii_alphanumeric()) {
        let bare = folded.trim_matches('\'');
        let bare = bare.strip_suffix("'s").unwrap_or(bare);
        folded = bare.chars().filter(|c| c.is_alphanumeric()).collect();
    }
    is_telling(&folded).then_some(folded)
}

/// A folded word's stem, the same for British and American spelling.
pub(crate) fn stem(word: &str) -> String {
    let stem = STEMMER.stem(word);
    STEM_SPELLINGS.get(&*stem).cloned().unwrap_or_else(|| stem.into_owned())
}

/// A folded word in the singular, the same for British and American spelling. Less than a stem: `aliens` are `alien`, and `alienation` is not.
fn singular(word: &str) -> String {
    let singular = without_plural(word);
    SINGULAR_SPELLINGS.get(&singular).cloned().unwrap_or(singular)
}

/// The S-stemmer (Harman, "How Effective Is Suffixing?", JASIS 1991), which also knows `witches`, `heroes` and `gunmen`.
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

/// A keyword as a term: folded, each word in the singular if words are stemmed, hyphens as spaces.
pub(crate) fn keyword_term(text: &str, stemming: bool) -> String {
    let words = bare(text);
    if stemming { words.split(' ').map(singular).collect::<Vec<_>>().join(" ") } else { words }
}

/// A keyword's own words that tell anything, as terms.
pub(crate) fn keyword_parts(text: &str, stemming: bool) -> Vec<Token> {
    tokens_by(text, if stemming { singular } else { str::to_owned })
}

fn is_telling(word: &str) -> bool {
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
        assert_eq!(pairs, STEM_SPELLINGS.len(), "a pair is there already, by its stem");
        for (british, american) in STEM_SPELLINGS.iter() {
            assert!(
                !STEM_SPELLINGS.contains_key(american),
                "{british} {american}: one stem already, or written in a third way"
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
