//! Which words of stories read well as reasons.
//!
//! A list says why in two or three terms. "Additional", "asks" and "los" say nothing to a reader, however much they count.

use std::sync::atomic::{AtomicU8, Ordering};

use matinee_catalogue::{genres, themes};
use matinee_features::{Field, Model, TermId, TextLanguage};

/// Two words that follow each other read well if they do so in at least this share of the films with the rarer of
/// them: "los angeles" does, "young man" does not.
const PHRASE_SHARE: f32 = 0.35;

const UNKNOWN: u8 = 0;
const READS_WELL: u8 = 1;
const READS_BADLY: u8 = 2;

/// For each word of a model whether it reads well, found out when it is first asked for.
#[derive(Debug)]
pub(crate) struct Readable(Vec<AtomicU8>);

impl Readable {
    /// Knows nothing yet of the words of a model.
    pub(crate) fn new(model: &Model) -> Self {
        Self(model.vocabulary().columns_of(Field::Words).map(|_| AtomicU8::new(UNKNOWN)).collect())
    }

    /// Whether the word or pair of words of a column reads well: it is a theme, a keyword, a genre, a country or a language,
    /// or two words that belong together.
    pub(crate) fn has(&self, model: &Model, column: TermId) -> bool {
        let known = &self.0[column as usize];
        match known.load(Ordering::Relaxed) {
            UNKNOWN => {
                let reads_well = reads_well(model, &model.vocabulary().term(column).text, column);
                known.store(if reads_well { READS_WELL } else { READS_BADLY }, Ordering::Relaxed);
                reads_well
            }
            known => known == READS_WELL,
        }
    }
}

fn reads_well(model: &Model, text: &str, column: TermId) -> bool {
    let vocabulary = model.vocabulary();
    let analyzer = model.params().analyzer();
    // The vocabulary is in English: of other languages nothing says which words read well.
    if model.params().language.is_some_and(|language| language != TextLanguage::English) {
        return true;
    }
    if themes::find(text).is_some()
        || genres::is_canonical(text)
        || [Field::Keywords, Field::Origin].iter().any(|&field| vocabulary.find(field, text, analyzer).is_some())
    {
        return true;
    }
    let (films, words) = (vocabulary.term(column).films as f32, text.split(' '));
    let rarer =
        words.filter_map(|word| vocabulary.find(Field::Words, word, analyzer)).map(|word| vocabulary.term(word).films);
    if !text.contains(' ') {
        return false;
    }
    rarer.min().is_some_and(|rarer| films >= PHRASE_SHARE * rarer as f32)
}
