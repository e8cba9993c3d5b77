//! The terms a model knows.

use std::cmp::Reverse;

use matinee_catalogue::fold::plain;
use serde::{Deserialize, Serialize};

use crate::Field;
use crate::count::{Key, KeyMap, key};
use crate::tokens::{keyword_term, tokens};

/// A term's column in the matrix.
pub type TermId = u32;

/// One term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// What kind of term it is.
    pub field: Field,
    /// As people write it: the commonest surface form, word pairs whole.
    pub text: String,
    /// In how many films it stands.
    pub films: u32,
    pub(crate) key: Key,
}

/// All terms, in the order of fields, then of how many films have them, the commonest first, then of text. A term's place is its column: so what
/// scoring meets most often lies close together and stays in the processor's nearest memory.
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

    /// How many terms there are: the width of the matrix.
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

    /// The columns that a field's terms take.
    pub fn columns_of(&self, field: Field) -> std::ops::Range<usize> {
        let start = self.terms.partition_point(|term| term.field < field);
        start..self.terms.partition_point(|term| term.field <= field)
    }

    /// Finds a term by its field and its text in any form: `murders` finds what `murder` finds, where words
    /// are stemmed.
    pub fn find(&self, field: Field, text: &str, stem: bool) -> Option<TermId> {
        let term = match field {
            Field::Words => tokens(text, stem).into_iter().map(|t| t.term).collect::<Vec<_>>().join(" "),
            Field::Keywords => keyword_term(text, stem),
            _ => plain(text.trim()),
        };
        self.column(key(field, &term))
    }

    pub(crate) fn column(&self, key: Key) -> Option<TermId> {
        self.columns.get(&key).copied()
    }
}

/// Smooth inverse document frequency, as if one more film held every term: `ln((1 + films) / (1 + with_term)) + 1`
/// (scikit-learn's `smooth_idf`). Never below 1.
pub(crate) fn idf(films: usize, with_term: u32) -> f32 {
    ((1.0 + films as f32) / (1.0 + with_term as f32)).ln() + 1.0
}
