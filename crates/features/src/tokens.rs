//! From text to words.

use std::borrow::Cow;

use matinee_catalogue::fold::{bare, plain};
use rust_stemmers::Stemmer;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::english;
use crate::language::TextLanguage;
use crate::params::{MAX_WORD_CHARS, Params};
use crate::script::{cut, is_unspaced, joined};

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The term: the word folded and, if asked for, stemmed.
    pub term: String,
    /// The word as it is shown: folded in English, else as it is written, without capitals unless it is German.
    pub surface: String,
    /// Whether it continues the phrase of the token before it: no full stop, comma or the like stands between them.
    pub joined: bool,
}

/// Cuts text of one language into words, and words into terms.
///
/// Stop words, numbers and single letters are left out. Case and accents do not count, nor do apostrophes (`don't` is
/// `dont`) and a possessive `'s`. In French, Italian and Portuguese an elided word before an apostrophe is left out.
/// Text without spaces between words, in a catalogue of such a language, is cut into pairs of neighbouring characters.
///
/// ```
/// use matinee_features::{Analyzer, TextLanguage};
/// let terms = |language, text| -> Vec<String> {
///     Analyzer::new(language, false).tokens(text).into_iter().map(|token| token.term).collect()
/// };
/// assert_eq!(terms(TextLanguage::English, "The café's owner, a spy"), ["cafe", "owner", "spy"]);
/// assert_eq!(terms(TextLanguage::French, "L'amour et la forêt"), ["amour", "foret"]);
/// assert_eq!(terms(TextLanguage::Japanese, "名探偵の森"), ["名探", "探偵", "森"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Analyzer {
    language: TextLanguage,
    stemming: bool,
}

impl Params {
    /// What cuts texts into words. Texts of a model are to be cut by its own: [`Model::params`](crate::Model::params).
    pub fn analyzer(&self) -> Analyzer {
        Analyzer::new(self.language.unwrap_or_default(), self.stem)
    }
}

impl Analyzer {
    /// For text in a language; with `stemming`, words are cut to their stems.
    pub const fn new(language: TextLanguage, stemming: bool) -> Self {
        Self { language, stemming }
    }

    /// The same with or without stemming.
    pub(crate) const fn with_stemming(self, stemming: bool) -> Self {
        Self { stemming, ..self }
    }

    pub(crate) const fn is_english(self) -> bool {
        matches!(self.language, TextLanguage::English)
    }

    /// The words of a text in order.
    pub fn tokens(self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        let add = |surface: String, joined| tokens.push(Token { term: self.term(&surface), surface, joined });
        self.content_words(text, |written| self.word(written), add);
        tokens
    }

    /// Calls `each` with what `read` makes of each word of a text, in order, and whether the word continues the phrase
    /// of the one before it. Words for which `read` gives `None` are left out; they do not end a phrase.
    pub(crate) fn content_words<'a, T>(
        self,
        text: &'a str,
        mut read: impl FnMut(&'a str) -> Option<T>,
        mut each: impl FnMut(T, bool),
    ) {
        let mut joined = false;
        for (run, ends_phrase) in pieces(text, !self.is_english()) {
            let mut add = |written| {
                if let Some(word) = read(written) {
                    each(word, joined);
                    joined = true;
                }
            };
            if self.language.by_pairs() && is_unspaced(run) {
                cut(run, self.language, |at| add(&run[at]));
            } else {
                add(run);
            }
            joined &= !ends_phrase;
        }
    }

    /// A word as it is written in a text, as the form that is shown; `None` if it says nothing of a film.
    pub(crate) fn word(self, written: &str) -> Option<String> {
        if self.is_english() {
            let folded = english::folded(written);
            return (is_content_word(&folded) && !self.language.stop_words().contains(&*folded)).then_some(folded);
        }
        let word = self.spelled(written);
        let is_stop_word = if self.language.keeps_case() {
            self.language.stop_words().contains(&*word.to_lowercase())
        } else {
            self.language.stop_words().contains(&*word)
        };
        let is_letter = word.chars().nth(1).is_none() && !is_unspaced(&word);
        (!is_letter && is_content_word(&word) && !is_stop_word).then_some(word)
    }

    /// A word of a language other than English: composed, without apostrophes and elided words before them, and without
    /// capitals that are no part of its spelling.
    fn spelled(self, written: &str) -> String {
        let is_thai = self.language == TextLanguage::Thai;
        let composed: String = if is_thai { written.nfc().collect() } else { written.nfkc().collect() };
        let word = composed.replace(['’', '‘', 'ʼ'], "'");
        let word = if self.language.keeps_case() { word } else { word.to_lowercase() };
        let word = without_elision(word.trim_matches('\''), self.language.elisions());
        let word = word.strip_suffix("'s").unwrap_or(word);
        let word = word.trim_start_matches(|c| c == '\'' || is_combining_mark(c));
        word.chars().filter(|&c| c.is_alphanumeric() || is_combining_mark(c)).collect()
    }

    /// The term of a word in the form that is shown.
    pub(crate) fn term(self, word: &str) -> String {
        if self.is_english() {
            return if self.stemming { english::stem(word) } else { word.to_owned() };
        }
        // Folding would drop the vowels of Thai and the voicing of kana.
        if is_unspaced(word) {
            return word.to_owned();
        }
        folded_unless_empty(&self.stemmed(&word.to_lowercase()))
    }

    /// The term of a word as people type it who leave out accents. It is stemmed twice, because a stemmer takes endings
    /// without their accents for part of the word: `blessee` becomes `blesse` and then `bless`.
    pub(crate) fn term_without_accents(self, word: &str) -> String {
        // The letters й and ї are no accented и and і: nobody leaves out their marks.
        let is_latin = word.chars().all(|c| c < '\u{370}' || ('\u{1e00}'..'\u{1f00}').contains(&c));
        if self.is_english() || !is_latin {
            return self.term(word);
        }
        let once = self.stemmed(&folded_unless_empty(word)).into_owned();
        self.stemmed(&once).into_owned()
    }

    /// A typed word without the elided words before it.
    pub(crate) fn without_elision(self, typed: &str) -> &str {
        without_elision(typed, self.language.elisions())
    }

    fn stemmed(self, word: &str) -> Cow<'_, str> {
        let Some(stemmer) = self.language.stemmer().filter(|_| self.stemming) else {
            return word.to_owned().into();
        };
        let stem = Stemmer::create(stemmer).stem(&word.replace('ё', "е")).into_owned();
        if stem.is_empty() { word.to_owned().into() } else { stem.into() }
    }

    /// The terms by which words of a story are searched for; they may be typed without accents.
    pub(crate) fn typed_terms(self, text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        for token in self.tokens(text) {
            let without_accents = self.term_without_accents(&token.surface);
            if without_accents != token.term {
                terms.push(without_accents);
            }
            terms.push(token.term);
        }
        terms
    }

    /// Two neighbouring words as they are shown.
    pub(crate) fn phrase(self, first: &str, second: &str) -> String {
        if self.language.by_pairs() { joined(first, second) } else { format!("{first} {second}") }
    }

    /// A keyword as a term: folded, hyphens as spaces and, if words are stemmed, each word of English in the singular and
    /// of another language as its stem.
    pub fn keyword_term(self, text: &str) -> String {
        if self.is_english() {
            let words = bare(text);
            let singulars = || words.split(' ').map(english::singular).collect::<Vec<_>>().join(" ");
            return if self.stemming { singulars() } else { words };
        }
        let words = pieces(text, true).map(|(word, _)| self.spelled(word)).filter(|word| !word.is_empty());
        words.map(|word| self.term(&word)).collect::<Vec<_>>().join(" ")
    }
}

/// A word without accents; one that is nothing but marks stays.
fn folded_unless_empty(word: &str) -> String {
    Some(plain(word)).filter(|folded| !folded.is_empty()).unwrap_or_else(|| word.to_owned())
}

/// A word without the elided words before it: `amour` of `qu'l'amour`.
pub(crate) fn without_elision<'a>(mut word: &'a str, elisions: &[&str]) -> &'a str {
    while let Some((before, rest)) = word.split_once(['\'', '’', '‘', 'ʼ']) {
        if rest.is_empty() || !elisions.iter().any(|elision| before.eq_ignore_ascii_case(elision)) {
            break;
        }
        word = rest;
    }
    word
}

/// A text as runs of letters, each with whether the character after it ends the phrase. Between two characters that are
/// no letters the run is empty. With `foreign`, a phrase also ends at the punctuation of languages other than English.
pub(crate) fn pieces(text: &str, foreign: bool) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (word, after) = rest.split_at(word_end(rest));
        let mut after = after.chars();
        let ends_phrase = after.next().is_some_and(|c| ends_phrase(c) || (foreign && ends_foreign_phrase(c)));
        rest = after.as_str();
        Some((word, ends_phrase))
    })
}

fn ends_phrase(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '\n' | '"' | '–' | '—')
}

fn ends_foreign_phrase(c: char) -> bool {
    matches!(c, '«' | '»' | '“' | '”' | '„' | '…' | '¿' | '¡' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{301f}')
        || matches!(c, '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？' | '｡'..='､' | '\u{e5a}' | '\u{e5b}')
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

/// Whether a word may say something of a film: it is no number, no single letter and not too long.
fn is_content_word(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some()
        && (letters.next().is_some() || !word.is_ascii())
        && word.len() <= MAX_WORD_CHARS * 4
        && word.chars().count() <= MAX_WORD_CHARS
        && word.chars().any(|c| c.is_alphabetic() && !is_combining_mark(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ENGLISH: Analyzer = Analyzer::new(TextLanguage::English, true);

    fn terms(text: &str, stemming: bool) -> Vec<String> {
        ENGLISH.with_stemming(stemming).tokens(text).into_iter().map(|t| t.term).collect()
    }

    fn of(language: TextLanguage, text: &str) -> Vec<(String, String)> {
        Analyzer::new(language, true).tokens(text).into_iter().map(|t| (t.surface, t.term)).collect()
    }

    fn shown(language: TextLanguage, text: &str) -> Vec<String> {
        of(language, text).into_iter().map(|(surface, _)| surface).collect()
    }

    #[test]
    fn words_are_folded_and_function_words_go() {
        assert_eq!(terms("Zoë doesn't LOVE the détective", false), ["zoe", "love", "detective"]);
        assert_eq!(terms("1984 2nd x 42", false), ["2nd"]);
        assert_eq!(terms("七人の侍", false), ["七人の侍"]);
    }

    #[test]
    fn stems_bring_forms_together_and_keep_the_surface() {
        let tokens = ENGLISH.tokens("murders murdered");
        assert_eq!((tokens[0].term.as_str(), tokens[1].term.as_str()), ("murder", "murder"));
        assert_eq!(tokens[1].surface, "murdered");
    }

    #[test]
    fn british_and_american_spelling_is_one_term() {
        let tokens = ENGLISH.tokens("neighbours neighbor's greying gray theatres");
        let terms: Vec<&str> = tokens.iter().map(|t| t.term.as_str()).collect();
        assert_eq!(terms, ["neighbor", "neighbor", "gray", "gray", "theater"]);
        assert_eq!(tokens[0].surface, "neighbours");
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
            assert_eq!(ENGLISH.keyword_term(one), ENGLISH.keyword_term(other));
        }
        for (one, other) in [("aliens", "alienation"), ("chess", "che"), ("widow", "widower"), ("coming of age", "age")]
        {
            assert_ne!(ENGLISH.keyword_term(one), ENGLISH.keyword_term(other));
        }
        assert_eq!(ENGLISH.with_stemming(false).keyword_term("Ghosts"), "ghosts");
    }

    #[test]
    fn phrases_end_at_punctuation() {
        let joined = |analyzer: Analyzer, text| analyzer.tokens(text).iter().map(|t| t.joined).collect::<Vec<_>>();
        let english = ENGLISH.with_stemming(false);
        assert_eq!(joined(english, "haunted house, hotel manager. Snow"), [false, true, false, true, false]);
        let japanese = Analyzer::new(TextLanguage::Japanese, true);
        assert_eq!(joined(japanese, "名探偵、東京。"), [false, true, false]);
    }

    #[test]
    fn each_language_has_its_stems_stop_words_and_spelling() {
        for (language, text, wanted) in [
            (TextLanguage::French, "Les détectives de la forêt", vec!["détectives", "forêt"]),
            (TextLanguage::German, "Der Mörder und die Mörderin", vec!["Mörder", "Mörderin"]),
            (TextLanguage::Spanish, "Los niños del pueblo", vec!["niños", "pueblo"]),
            (TextLanguage::Italian, "Un ladro nella città", vec!["ladro", "città"]),
            (TextLanguage::Portuguese, "O ladrão e a polícia", vec!["ladrão", "polícia"]),
            (TextLanguage::Russian, "Тайный агент и его семья", vec!["тайный", "агент", "семья"]),
            (TextLanguage::Swedish, "En mördare på ön", vec!["mördare", "ön"]),
            (TextLanguage::Polish, "Detektyw i jego żona", vec!["detektyw", "żona"]),
            (TextLanguage::Japanese, "東京の探偵がロボットを追う", vec!["東京", "探偵", "ロボット", "追"]),
            (TextLanguage::Chinese, "年轻的侦探和他的FBI朋友", vec!["年轻", "侦探", "探和", "fbi", "朋友"]),
        ] {
            assert_eq!(shown(language, text), wanted, "{language}");
        }
        for (language, one, other) in [
            (TextLanguage::French, "détectives", "détective"),
            (TextLanguage::German, "Kindern", "kinder"),
            (TextLanguage::Spanish, "asesinos", "asesino"),
            (TextLanguage::Italian, "ladri", "ladro"),
            (TextLanguage::Portuguese, "assassinos", "assassino"),
            (TextLanguage::Russian, "убийцы", "убийцу"),
            (TextLanguage::Russian, "тайный", "тайного"),
            (TextLanguage::Russian, "ребёнок", "ребенок"),
            (TextLanguage::Swedish, "mördaren", "mördare"),
            (TextLanguage::Japanese, "ﾛﾎﾞｯﾄ", "ロボット"),
        ] {
            assert_eq!(of(language, one)[0].1, of(language, other)[0].1, "{language}");
        }
    }

    #[test]
    fn elided_words_are_cut_off() {
        assert_eq!(shown(TextLanguage::French, "L’amour qu'Amélie n'a pas d'ailleurs"), ["amour", "amélie"]);
        assert_eq!(shown(TextLanguage::Italian, "L'amore dell'artista e un'amica"), ["amore", "artista", "amica"]);
        assert_eq!(shown(TextLanguage::French, "prud'homme rock'n'roll"), ["prudhomme", "rocknroll"]);
        assert_eq!(
            Analyzer::new(TextLanguage::French, true).keyword_term("histoires d'amour"),
            Analyzer::new(TextLanguage::French, true).keyword_term("Histoire d’amour"),
        );
    }

    #[test]
    fn a_word_typed_without_accents_has_a_term_of_the_word() {
        let french = Analyzer::new(TextLanguage::French, true);
        for (written, typed) in [("poésie", "poesie"), ("évadés", "evades"), ("sœur", "soeur")] {
            let word = french.word(written).unwrap();
            let terms = [french.term(&word), french.term_without_accents(&word)];
            assert!(french.typed_terms(typed).iter().any(|term| terms.contains(term)), "{written}");
        }
    }

    /// Text in which every script that is treated in its own way is likely.
    const ANY_TEXT: &str = "(\\PC|[a-zA-ZÀ-ÿ’' .]|[ก-๛]|[ぁ-ヿ]|[一-鿿]|[Ѐ-ӿ]|[ｦ-ﾟ]|[\u{300}-\u{36f}]){0,120}";

    proptest! {
        #[test]
        fn never_panics_and_gives_folded_words(text in "\\PC{0,300}", stem: bool) {
            for token in ENGLISH.with_stemming(stem).tokens(&text) {
                prop_assert!(!token.surface.is_empty());
                prop_assert!(token.surface.chars().all(char::is_alphanumeric));
                prop_assert_eq!(plain(&token.surface), token.surface.clone());
            }
        }

        #[test]
        fn no_text_panics_in_any_language(text in ANY_TEXT, stem: bool) {
            for language in TextLanguage::ALL {
                let analyzer = Analyzer::new(language, stem);
                for token in analyzer.tokens(&text) {
                    prop_assert!(!token.surface.is_empty() && !token.term.is_empty(), "{}", language);
                    prop_assert!(!token.surface.contains(char::is_whitespace), "{}", language);
                }
                analyzer.typed_terms(&text);
                analyzer.keyword_term(&text);
            }
        }

        #[test]
        fn a_word_that_is_shown_is_found_again(text in "([a-zà-ÿ' ]|[ก-ฮ][ะ-ู]?|[ぁ-んァ-ヶー]|[一-丿]|[а-я]){0,60}") {
            for language in TextLanguage::ALL {
                let analyzer = Analyzer::new(language, true);
                for token in analyzer.tokens(&text) {
                    let again = analyzer.tokens(&token.surface);
                    prop_assert!(again.iter().any(|t| t.term == token.term), "{} {:?}", language, token);
                }
            }
        }
    }
}
