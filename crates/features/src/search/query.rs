//! From words to a tantivy query.
//!
//! Each word scores by the best place it is found in; a film's score is the sum over the words. A place is worth a fixed number, so that a
//! short title gains nothing over a long one; only words of the story are weighed by how rare they are (BM25).

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::Fields;
use crate::tokens;

/// A word of a title.
pub(super) const TITLE: f32 = 4.0;
const TITLE_BEGINS: f32 = 3.0;
const TITLE_NEARLY: f32 = 2.4;
/// A name of a person.
const PERSON: f32 = 3.6;
const PERSON_BEGINS: f32 = 2.2;
const PERSON_NEARLY: f32 = 1.6;
/// The year.
const YEAR: f32 = 3.0;
/// What a BM25 score of 1 is worth; rare words reach 12.
const STORY: f32 = 0.5;
/// A word that says little ("the", "of") counts so much of the others.
const LITTLE: f32 = 0.15;

/// The query for some words, the last of which may be only begun.
pub(super) fn of_words(words: &[String], fields: Fields) -> BooleanQuery {
    let clauses = words.iter().map(|word| (Occur::Should, of_word(word, fields)));
    BooleanQuery::new(clauses.collect())
}

fn of_word(word: &str, fields: Fields) -> Box<dyn Query> {
    let length = word.chars().count();
    let mut places: Vec<Box<dyn Query>> =
        vec![exact(fields.title, word, TITLE), exact(fields.people, word, PERSON), exact(fields.year, word, YEAR)];
    if length >= 2 {
        places.push(near(fields.title, word, 0, TITLE_BEGINS));
        places.push(near(fields.people, word, 0, PERSON_BEGINS));
    }
    let edits = misspellings(word);
    if edits > 0 {
        places.push(near(fields.title, word, edits, TITLE_NEARLY));
        places.push(near(fields.people, word, edits, PERSON_NEARLY));
    }
    let terms = tokens(word, true);
    for token in &terms {
        let term = Term::from_field_text(fields.story, &token.term);
        places.push(Box::new(BoostQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)), STORY)));
    }
    let best = Box::new(DisjunctionMaxQuery::new(places));
    let says_little = terms.is_empty() && !word.bytes().any(|b| b.is_ascii_digit()) && length > 1;
    if says_little { Box::new(BoostQuery::new(best, LITTLE)) } else { best }
}

/// How many letters of a word may be wrong. Numbers are never misspelt, short words are too near each other.
pub(super) fn misspellings(word: &str) -> u8 {
    match word.chars().count() {
        _ if word.bytes().any(|b| b.is_ascii_digit()) => 0,
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

fn exact(field: Field, word: &str, score: f32) -> Box<dyn Query> {
    let query = TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(query), score))
}

/// Words that begin with something so many edits from this one.
fn near(field: Field, word: &str, edits: u8, score: f32) -> Box<dyn Query> {
    let query = FuzzyTermQuery::new_prefix(Term::from_field_text(field, word), edits, true);
    Box::new(ConstScoreQuery::new(Box::new(query), score))
}
