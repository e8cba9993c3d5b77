//! The words of titles, names and queries. They are cut alike in a catalogue of any language, because films of all
//! languages have original titles and people.

use matinee_catalogue::fold::{bare, plain};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::language::TextLanguage;
use crate::script::{Cluster, Script, clusters, is_unspaced, span};
use crate::tokens::{Analyzer, without_elision};

/// Further words of a query are ignored: each costs a walk through the index.
const MAX_WORDS: usize = 8;
/// Further pairs of characters are ignored. They cost less, because they are not searched for with other spellings.
const MAX_PAIRS: usize = 24;

/// What is looked for in titles and names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum QueryWord {
    /// A word, folded, with the terms by which it is looked for in stories.
    Word { folded: String, story: Vec<String> },
    /// Two neighbouring characters of a script without spaces.
    Pair(String),
    /// A single such character.
    Character(String),
}

/// What a query looks for.
#[derive(Debug, Default)]
pub(super) struct QueryWords {
    /// In titles and names, each once.
    pub(super) words: Vec<QueryWord>,
    /// In stories, for text of scripts without spaces.
    pub(super) story: Vec<String>,
}

/// The words of a query.
pub(super) fn words(query: &str, analyzer: Analyzer) -> QueryWords {
    let mut found = QueryWords::default();
    let (mut words, mut pairs) = (0, 0);
    let mut add = |found: &mut QueryWords, word: QueryWord| {
        let (count, most) =
            if matches!(word, QueryWord::Word { .. }) { (&mut words, MAX_WORDS) } else { (&mut pairs, MAX_PAIRS) };
        if *count < most && !found.words.contains(&word) {
            *count += 1;
            found.words.push(word);
        }
    };
    for typed in query.split(|c: char| !is_letter(c) && !matches!(c, '&' | '½' | '²')) {
        if is_unspaced(typed) {
            for part in parts(&normal(typed)) {
                match part {
                    QueryPart::Spaced(text) => {
                        for folded in bare(&plain(text)).split(' ').filter(|word| !word.is_empty()) {
                            add(&mut found, QueryWord::Word { folded: folded.to_owned(), story: Vec::new() });
                        }
                    }
                    QueryPart::Pair(pair) => add(&mut found, QueryWord::Pair(pair.to_owned())),
                    QueryPart::Character { text, alone: true } => {
                        add(&mut found, QueryWord::Character(text.to_owned()));
                    }
                    QueryPart::Character { .. } => {}
                }
            }
            found.story.extend(analyzer.typed_terms(typed));
        } else {
            let typed = analyzer.without_elision(typed);
            let folded = bare(&plain(typed));
            let is_one = !folded.contains(' ') && !analyzer.is_english();
            for folded in folded.split(' ').filter(|word| !word.is_empty()) {
                let story = analyzer.typed_terms(if is_one { typed } else { folded });
                add(&mut found, QueryWord::Word { folded: folded.to_owned(), story });
            }
        }
    }
    found.story.truncate(MAX_PAIRS);
    found
}

/// What is indexed of a title or name: its folded words; those after an elision also without it; and the pairs of
/// characters of scripts without spaces, with the last character alone, which begins no pair.
pub(super) fn indexed(text: &str) -> String {
    let mut indexed = bare(text);
    let mut add = |word: &str| {
        if !word.is_empty() {
            indexed.push(' ');
            indexed.push_str(word);
        }
    };
    if text.contains(['\'', '’', '‘', 'ʼ']) {
        for word in text.split(|c| !is_letter(c)) {
            if let Some(rest) = after_elision(word) {
                add(&bare(rest));
            }
        }
    }
    if is_unspaced(text) {
        for run in text.split(|c| !is_letter(c)).filter(|run| is_unspaced(run)) {
            for part in parts(&normal(run)) {
                match part {
                    QueryPart::Pair(word) | QueryPart::Character { text: word, .. } => add(word),
                    QueryPart::Spaced(word) => add(&bare(word)),
                }
            }
        }
    }
    indexed
}

/// The rest of a French or Italian word after an elided one: `amélie` of `d'amélie`.
pub(super) fn after_elision(word: &str) -> Option<&str> {
    let rest = [TextLanguage::French, TextLanguage::Italian]
        .into_iter()
        .fold(word, |word, language| without_elision(word, language.elisions()));
    // "all's" of English is no elision.
    (rest.len() < word.len() && rest.chars().nth(1).is_some()).then_some(rest)
}

/// Text of scripts without spaces, in the one form that is compared.
pub(super) fn normal(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// Whether a character is part of a word.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '‘' | 'ʼ') || is_combining_mark(c)
}

enum QueryPart<'a> {
    Spaced(&'a str),
    Pair(&'a str),
    /// The last character of a run, which may be the only one.
    Character {
        text: &'a str,
        alone: bool,
    },
}

/// The parts of a run of letters.
fn parts(run: &str) -> Vec<QueryPart<'_>> {
    let clusters = clusters(run);
    let mut parts = Vec::new();
    // Kana and Han are one run here: 千と千尋 is found by と千 too.
    for run_of_one in clusters.chunk_by(|a, b| kind(a) == kind(b)) {
        if kind(&run_of_one[0]) == ScriptRun::Spaced {
            parts.push(QueryPart::Spaced(&run[span(run_of_one)]));
            continue;
        }
        parts.extend(run_of_one.windows(2).map(|two| QueryPart::Pair(&run[span(two)])));
        let last = &run_of_one[run_of_one.len() - 1..];
        parts.push(QueryPart::Character { text: &run[span(last)], alone: run_of_one.len() == 1 });
    }
    parts
}

#[derive(PartialEq)]
enum ScriptRun {
    Spaced,
    Thai,
    HanOrKana,
}

fn kind(cluster: &Cluster) -> ScriptRun {
    match cluster.script {
        None => ScriptRun::Spaced,
        Some(Script::Thai) => ScriptRun::Thai,
        Some(_) => ScriptRun::HanOrKana,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ENGLISH: Analyzer = Analyzer::new(TextLanguage::English, true);

    fn folded(query: &str) -> Vec<String> {
        let text = |word| match word {
            QueryWord::Word { folded, .. } => folded,
            QueryWord::Pair(text) | QueryWord::Character(text) => text,
        };
        words(query, ENGLISH).words.into_iter().map(text).collect()
    }

    #[test]
    fn a_query_is_words_and_pairs() {
        assert_eq!(folded("Fast & Furious: fast! don't"), ["fast", "and", "furious", "dont"]);
        assert_eq!(folded("千と千尋 2"), ["千と", "と千", "千尋", "2"]);
        assert_eq!(folded("侍"), ["侍"]);
    }

    #[test]
    fn titles_are_indexed_with_what_follows_an_elision_and_with_pairs() {
        assert_eq!(indexed("Le Destin d’Amélie"), "le destin damelie amelie");
        assert_eq!(indexed("All's Well"), "alls well");
        assert_eq!(indexed("侍II"), "侍ii 侍 ii");
        assert_eq!(indexed("七人の侍"), "七人の侍 七人 人の の侍 侍");
    }

    proptest! {
        #[test]
        fn text_of_spaced_scripts_gives_the_words_of_the_whole_text(query in "[a-zA-Z0-9à-ÿ '&½.,-]{0,40}") {
            let mut wanted: Vec<String> = Vec::new();
            for word in bare(&plain(&query)).split(' ').filter(|word| !word.is_empty()) {
                if !wanted.iter().any(|other| other == word) {
                    wanted.push(word.to_owned());
                }
            }
            wanted.truncate(MAX_WORDS);
            prop_assert_eq!(folded(&query), wanted);
        }

        #[test]
        fn no_text_panics(text in "(\\PC|['’ ]|[ก-๛]|[ぁ-ヿ]|[一-鿿]){0,60}") {
            indexed(&text);
            for language in TextLanguage::ALL {
                words(&text, Analyzer::new(language, true));
            }
        }
    }
}
