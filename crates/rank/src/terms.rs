//! The columns that a viewer's terms mean.

use std::hash::{BuildHasher as _, RandomState};

use matinee_catalogue::{genres, themes};
use matinee_features::{Analyzer, Field, Model, TermId, Vocabulary, is_unspaced};

use crate::taste::Steer;

/// The columns of a [`Steer`]'s terms: of each list ascending, each once.
#[derive(Debug, Clone, Default)]
pub(crate) struct SteeredColumns {
    pub(crate) muted: Vec<TermId>,
    pub(crate) lessened: Vec<TermId>,
    pub(crate) boosted: Vec<TermId>,
    /// Terms that have no column.
    pub(crate) unknown: Vec<String>,
}

/// The word pairs and keywords of a model by the words they are made of. To cut and stem all of them takes twenty times
/// as long as a list does.
#[derive(Debug)]
pub(crate) struct WordsOfTerms {
    seed: RandomState,
    /// The hash of a word's stem and the column of a term with this word, ascending.
    columns: Vec<(u64, TermId)>,
}

impl WordsOfTerms {
    pub(crate) fn new(model: &Model) -> Self {
        let (seed, vocabulary, analyzer) = (RandomState::new(), model.vocabulary(), model.params().analyzer());
        let mut columns = Vec::new();
        for column in vocabulary.columns_of(Field::Words).chain(vocabulary.columns_of(Field::Keywords)) {
            let text = &vocabulary.terms()[column].text;
            if has_words(text, analyzer) {
                let words = analyzer.tokens(text).into_iter();
                columns.extend(words.map(|word| (seed.hash_one(&word.term), column as TermId)));
            }
        }
        columns.sort_unstable();
        columns.dedup();
        columns.shrink_to_fit();
        Self { seed, columns }
    }

    fn with(&self, stem: &str) -> impl Iterator<Item = TermId> + '_ {
        let hash = self.seed.hash_one(stem);
        let start = self.columns.partition_point(|&(other, _)| other < hash);
        self.columns[start..].iter().take_while(move |&&(other, _)| other == hash).map(|&(_, column)| column)
    }

    /// The columns of all terms of a steer. `meant` gives the names of what a term means that is none itself.
    pub(crate) fn steered(&self, model: &Model, steer: &Steer, meant: impl Fn(&str) -> Vec<String>) -> SteeredColumns {
        let mut unknown = Vec::new();
        let mut columns = |names: &[String], is_wanted: bool| {
            let mut all = Vec::new();
            for name in names {
                let mut found = self.columns_of(model, name);
                found.extend(meant(name).iter().flat_map(|other| self.columns_of(model, other)));
                if found.is_empty() {
                    unknown.push(name.clone());
                }
                // More war films are not those with a war room: what films are said to be comes before their words.
                let is_said = |column: TermId| !matches!(field_of(model, column), Field::Words | Field::Keywords);
                if is_wanted && found.iter().any(|&column| is_said(column)) {
                    found.retain(|&column| is_said(column));
                }
                all.extend(found);
            }
            all.sort_unstable();
            all.dedup();
            all
        };
        let (boosted, lessened, muted) =
            (columns(steer.boosted(), true), columns(steer.lessened(), false), columns(steer.muted(), false));
        SteeredColumns { muted, lessened, boosted, unknown }
    }

    /// The columns of a term that is named as reasons name it: the term itself in any field, the genre and the theme
    /// that it is another name of, and pairs that have the word.
    fn columns_of(&self, model: &Model, name: &str) -> Vec<TermId> {
        let (vocabulary, analyzer) = (model.vocabulary(), model.params().analyzer());
        let mut found: Vec<TermId> =
            Field::ALL.iter().filter_map(|&field| vocabulary.find(field, name, analyzer)).collect();
        let written =
            [(Field::Genres, genres::written(name)), (Field::Themes, themes::find(name).map(|t| t.name.as_str()))];
        found.extend(written.into_iter().filter_map(|(field, other)| vocabulary.find(field, other?, analyzer)));
        found.extend(decades_named(vocabulary, name));
        let is_word = |id: TermId| !has_words(&vocabulary.term(id).text, analyzer);
        if vocabulary.find(Field::Words, name, analyzer).is_some_and(is_word) {
            for word in analyzer.tokens(name) {
                found.extend(self.with(&word.term));
            }
        }
        found
    }
}

fn field_of(model: &Model, column: TermId) -> Field {
    model.vocabulary().term(column).field
}

/// The columns of a decade: its own and those of its years, which have its name.
pub(crate) fn decades_named<'a>(vocabulary: &'a Vocabulary, name: &'a str) -> impl Iterator<Item = TermId> + 'a {
    let times = vocabulary.columns_of(Field::Time).map(|column| column as TermId);
    times.filter(move |&column| vocabulary.term(column).text == name.trim())
}

/// Whether a term has several words. Overlapping pairs of characters are written without a space.
fn has_words(text: &str, analyzer: Analyzer) -> bool {
    text.contains(' ') || (is_unspaced(text) && analyzer.tokens(text).len() > 1)
}
