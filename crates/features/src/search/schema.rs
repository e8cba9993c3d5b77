//! The fields of the index, and what is indexed of a film in each of them.

use std::borrow::Cow;

use matinee_catalogue::Film;
use matinee_catalogue::fold::title_key;
use tantivy::schema::{self, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager, WhitespaceTokenizer};

use super::words::indexed;
use crate::tokens::Analyzer;
use crate::words::{Lexicon, Story};

/// The name of the tokenizer of all fields. It only splits at spaces: what is indexed is folded already.
const WORDS: &str = "words";

#[derive(Debug, Clone, Copy)]
pub(super) struct SearchFields {
    pub(super) title: schema::Field,
    pub(super) people: schema::Field,
    pub(super) year: schema::Field,
    pub(super) story: schema::Field,
}

pub(super) fn schema() -> (Schema, SearchFields) {
    let mut schema = Schema::builder();
    let mut text = |name: &str, norms: bool| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(WORDS)
            .set_fieldnorms(norms)
            .set_index_option(if norms { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic });
        schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    };
    let fields = SearchFields {
        title: text("title", false),
        people: text("people", false),
        year: text("year", false),
        story: text("story", true),
    };
    (schema.build(), fields)
}

pub(super) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::new();
    tokenizers.register(WORDS, TextAnalyzer::from(WhitespaceTokenizer::default()));
    tokenizers
}

/// What is indexed of a film: for each field folded words with spaces between.
pub(super) struct IndexedFilm {
    pub(super) title: String,
    pub(super) people: String,
    pub(super) year: String,
    pub(super) story: String,
}

impl IndexedFilm {
    pub(super) fn new(film: &Film, story: &Story, lexicon: &Lexicon, analyzer: Analyzer) -> Self {
        let mut title = indexed(&film.title);
        // "Part II" is also found as "part 2".
        let others = film.titles().skip(1).map(indexed);
        for more in std::iter::once(title_key(&film.title)).chain(others) {
            if more != title {
                title.push(' ');
                title.push_str(&more);
            }
        }
        let names = film.directors.iter().chain(&film.cast).chain(&film.writers);
        let people = names.map(|name| indexed(name)).collect::<Vec<_>>().join(" ");
        let genres = film.genres.iter().flat_map(|genre| analyzer.tokens(genre));
        let genres = genres.map(|token| Cow::from(token.term));
        let words = story.indexed().flat_map(|at| lexicon.searched(at.word())).map(Cow::from);
        let mut story = String::new();
        for word in words.chain(genres) {
            story.push_str(&word);
            story.push(' ');
        }
        Self { title, people, year: film.year.to_string(), story }
    }
}
