//! The vocabulary: the terms of a model.

use std::cmp::Reverse;

use matinee_catalogue::fold::plain;
use serde::{Deserialize, Serialize};

use crate::count::{Key, KeyMap, key};
use crate::field::Field;
use crate::tokens::Analyzer;

/// A term's column in the matrix.
pub type TermId = u32;

/// One term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// What kind of term it is.
    pub field: Field,
    /// Its commonest form, as people write it; both words of a pair.
    pub text: String,
    /// The number of films that have it.
    pub films: u32,
    pub(crate) key: Key,
}

/// All terms, by field, then the commonest first, then by text. A term's position is its column: so the weights that
/// scoring needs most lie side by side and stay in the processor's cache.
#[derive(Debug, Clone, PartialEq)]
pub struct Vocabulary {
    terms: Vec<Term>,
    columns: KeyMap<TermId>,
}

impl Vocabulary {
    pub(crate) fn new(mut terms: Vec<Term>) -> Self {
        let order = |term: &Term| (term.field, Reverse(term.films));
        terms.sort_unstable_by(|a, b| order(a).cmp(&order(b)).then_with(|| (&a.text, a.key).cmp(&(&b.text, b.key))));
        let columns = terms.iter().enumerate().map(|(column, term)| (term.key, column as TermId)).collect();
        Self { terms, columns }
    }

    /// The number of terms: the width of the matrix.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The term of a column.
    pub fn term(&self, id: TermId) -> &Term {
        &self.terms[id as usize]
    }

    /// All terms, by column.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The columns of a field's terms.
    pub fn columns_of(&self, field: Field) -> std::ops::Range<usize> {
        let start = self.terms.partition_point(|term| term.field < field);
        start..self.terms.partition_point(|term| term.field <= field)
    }

    /// Finds a term by its field and its text in any form: with stemmed words, `murders` and `murder` find the same
    /// term. `analyzer` is that of the model's parameters.
    pub fn find(&self, field: Field, text: &str, analyzer: Analyzer) -> Option<TermId> {
        let term = match field {
            Field::Words => analyzer.tokens(text).into_iter().map(|t| t.term).collect::<Vec<_>>().join(" "),
            Field::Keywords => analyzer.keyword_term(text),
            Field::Beside => text.trim().to_owned(),
            _ => plain(text.trim()),
        };
        self.column(key(field, &term))
    }

    pub(crate) fn column(&self, key: Key) -> Option<TermId> {
        self.columns.get(&key).copied()
    }
}

/// Smooth inverse document frequency, as if one more film had every term: `ln((1 + films) / (1 + with_term)) + 1`
/// (scikit-learn's `smooth_idf`). Never below 1.
pub(crate) fn idf(films: usize, with_term: u32) -> f32 {
    ((1.0 + films as f32) / (1.0 + with_term as f32)).ln() + 1.0
}
