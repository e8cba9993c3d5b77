//! From what was typed to a tantivy query.
//!
//! A word scores by the best field it is found in; a film's score is the sum over the words. Each field is worth a
//! fixed number, so that a short title has no advantage over a long one. Only words of the story are weighted by how
//! rare they are (BM25).

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::marks::is_untelling;
use super::schema::SearchFields;
use super::words::{QueryWord, QueryWords};

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
/// The factor of a BM25 score, which for rare words reaches 12.
const STORY: f32 = 0.5;
/// From so many letters on a misspelt word may be but begun.
const MISSPELT_BEGINNING: usize = 5;
/// The weight of a stop word ("the", "of") against that of others.
const STOP_WORD: f32 = 0.15;

/// The query for some words.
pub(super) fn of_words(query: &QueryWords, fields: SearchFields) -> BooleanQuery {
    let words = query.words.iter().map(|word| match word {
        QueryWord::Word { folded, story } => of_word(folded, story, fields),
        QueryWord::Pair(pair) => of_pair(pair, fields),
        QueryWord::Character(character) => of_character(character, fields),
    });
    let story = query.story.iter().map(|term| in_story(term, fields));
    BooleanQuery::new(words.chain(story).map(|clause| (Occur::Should, clause)).collect())
}

fn of_word(word: &str, story: &[String], fields: SearchFields) -> Box<dyn Query> {
    let length = word.chars().count();
    let mut places: Vec<Box<dyn Query>> =
        vec![exact(fields.title, word, TITLE), exact(fields.people, word, PERSON), exact(fields.year, word, YEAR)];
    if length >= 2 {
        places.push(near(fields.title, word, 0, TITLE_BEGINS));
        places.push(near(fields.people, word, 0, PERSON_BEGINS));
    }
    let edits = misspellings(word);
    if edits > 0 {
        // Too many words begin with nearly four letters: "cars" is no Casablanca.
        let nearly = if length < MISSPELT_BEGINNING { nearly_whole } else { near };
        places.push(nearly(fields.title, word, edits, TITLE_NEARLY));
        places.push(nearly(fields.people, word, edits, PERSON_NEARLY));
    }
    places.extend(story.iter().map(|term| in_story(term, fields)));
    let best = Box::new(DisjunctionMaxQuery::new(places));
    let is_stop_word = story.is_empty() && !word.bytes().any(|b| b.is_ascii_digit()) && length > 1;
    if is_stop_word || is_untelling(word) { Box::new(BoostQuery::new(best, STOP_WORD)) } else { best }
}

fn of_pair(pair: &str, fields: SearchFields) -> Box<dyn Query> {
    let places = vec![exact(fields.title, pair, TITLE), exact(fields.people, pair, PERSON)];
    Box::new(DisjunctionMaxQuery::new(places))
}

/// A character is indexed where it ends a run; elsewhere it begins a pair.
fn of_character(character: &str, fields: SearchFields) -> Box<dyn Query> {
    let mut places = vec![exact(fields.title, character, TITLE), exact(fields.people, character, PERSON)];
    places.push(near(fields.title, character, 0, TITLE_BEGINS));
    places.push(near(fields.people, character, 0, PERSON_BEGINS));
    Box::new(DisjunctionMaxQuery::new(places))
}

fn in_story(term: &str, fields: SearchFields) -> Box<dyn Query> {
    let term = TermQuery::new(Term::from_field_text(fields.story, term), IndexRecordOption::WithFreqs);
    Box::new(BoostQuery::new(Box::new(term), STORY))
}

/// How many letters of a word may be wrong: none of a number, none of a short word, as short words are too similar.
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

/// Matches words whose beginning is at most `edits` edits away from `word`.
fn near(field: Field, word: &str, edits: u8, score: f32) -> Box<dyn Query> {
    let query = FuzzyTermQuery::new_prefix(Term::from_field_text(field, word), edits, true);
    Box::new(ConstScoreQuery::new(Box::new(query), score))
}

/// Matches words that are at most `edits` edits away from `word`.
fn nearly_whole(field: Field, word: &str, edits: u8, score: f32) -> Box<dyn Query> {
    let query = FuzzyTermQuery::new(Term::from_field_text(field, word), edits, true);
    Box::new(ConstScoreQuery::new(Box::new(query), score))
}
