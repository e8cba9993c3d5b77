//! Which parts of a text a search has found.

use std::ops::Range;

use matinee_catalogue::Film;
use matinee_catalogue::fold::{bare, title_key};

use super::query::misspellings;
use super::words::{QueryWord, after_elision, is_letter, normal, words};
use crate::language::TextLanguage;
use crate::script::{clusters, is_unspaced, span};
use crate::tokens::Analyzer;

/// Parts of a text, as byte ranges: in order, not overlapping.
pub type Marks = Vec<Range<usize>>;

/// The words of `text` that a word of `query` is, begins, or nearly is; in text without spaces between words the
/// characters that both have side by side.
///
/// ```
/// use matinee_features::search::matched;
/// assert_eq!(matched("terminater 2", "The Terminator"), [4..14]);
/// assert_eq!(matched("ameli", "Amélie"), [0..7]);
/// assert!(matched("alien", "Blade Runner").is_empty());
/// assert_eq!(matched("千尋", "千と千尋の神隠し"), [6..12]);
/// ```
pub fn matched(query: &str, text: &str) -> Marks {
    // Titles and names are cut alike in every language.
    let mut words = words(query, Analyzer::new(TextLanguage::English, true)).words;
    let after_elisions = query.split(|c| !is_letter(c)).filter_map(after_elision).map(bare);
    words.extend(after_elisions.map(|folded| QueryWord::Word { folded, story: Vec::new() }));
    let mut marks = Marks::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_letter(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                mark(&words, text, from..at, &mut marks);
                start = None;
            }
            _ => {}
        }
    }
    marks
}

/// The other title of a film by which a query found it: the one that has most of what was typed, if title and original title have
/// less.
///
/// ```
/// use matinee_catalogue::{Film, Year};
/// use matinee_features::search::other_title_found;
/// let mut film = Film::new("The Godfather", Year::new(1972)?);
/// film.other_titles = vec!["Der Pate".to_owned(), "Le Parrain".to_owned()];
/// assert_eq!(other_title_found("der pate", &film), Some("Der Pate"));
/// assert_eq!(other_title_found("godfather", &film), None);
/// # Ok::<(), matinee_catalogue::InvalidYear>(())
/// ```
pub fn other_title_found<'a>(query: &str, film: &'a Film) -> Option<&'a str> {
    let found_in = |title: &str| -> usize { matched(query, title).iter().map(Range::len).sum() };
    let original = film.original_title.as_deref().map_or(0, found_in);
    let mut best = (found_in(&film.title).max(original), None);
    for title in &film.other_titles {
        let found = found_in(title);
        if found > best.0 {
            best = (found, Some(title.as_str()));
        }
    }
    best.1
}

/// How much of a word must have been typed to mean it: "pate" is not Paterson.
const MIN_TYPED: f64 = 0.6;
/// For each so many letters of a title one may be wrong.
const LETTERS_AN_EDIT: usize = 8;
/// Articles and the like say nothing of which film is meant.
const UNTELLING: [&str; 26] = [
    "a", "an", "and", "das", "de", "der", "die", "ein", "el", "en", "eine", "il", "in", "l", "la", "las", "le", "les",
    "lo", "los", "of", "the", "to", "un", "und", "une",
];

/// Whether a query can mean this film: every telling word of it is one of its titles, its year or its people, misspelt at
/// most, or the whole is nearly a title.
///
/// ```
/// use matinee_catalogue::{Film, Year};
/// use matinee_features::search::is_named;
/// let film = Film::new("Iron Man", Year::new(2008)?);
/// assert!(is_named("iron man", &film) && is_named("the irom man", &film) && is_named("man 2008", &film));
/// assert!(!is_named("grizzly man", &film));
/// # Ok::<(), matinee_catalogue::InvalidYear>(())
/// ```
pub fn is_named(query: &str, film: &Film) -> bool {
    let people = film.directors.iter().chain(&film.cast).chain(&film.writers).map(String::as_str);
    let year = film.year.to_string();
    let texts = film.titles().chain(people).chain([year.as_str()]);
    let telling = telling_words(query);
    if telling.is_empty() {
        return false;
    }
    let key = title_key(query);
    let edits = key.chars().count() / LETTERS_AN_EDIT;
    telling.iter().all(|word| texts.clone().any(|text| has_word(word, text)))
        || (edits > 0 && film.titles().any(|title| strsim::osa_distance(&key, &title_key(title)) <= edits))
}

/// Whether one of a film's titles has a telling word of a query, misspelt at most.
pub fn shares_word(query: &str, film: &Film) -> bool {
    let telling = telling_words(query);
    film.titles().any(|title| telling.iter().any(|word| has_word(word, title)))
}

/// The words of a query that say which film is meant; all of them if none does.
fn telling_words(query: &str) -> Vec<QueryWord> {
    let mut read = words(query, Analyzer::new(TextLanguage::English, true)).words;
    let is_telling = |word: &QueryWord| match word {
        QueryWord::Word { folded, .. } => !UNTELLING.contains(&folded.as_str()),
        QueryWord::Pair(_) | QueryWord::Character(_) => true,
    };
    if read.iter().any(is_telling) {
        read.retain(is_telling);
    }
    read
}

fn has_word(word: &QueryWord, text: &str) -> bool {
    match word {
        // The key has "2" where the title has "II".
        QueryWord::Word { folded, .. } => bare(text).split(' ').chain(title_key(text).split(' ')).any(|written| {
            is_meant(folded, written) && folded.chars().count() as f64 >= MIN_TYPED * written.chars().count() as f64
        }),
        QueryWord::Pair(pair) | QueryWord::Character(pair) => normal(text).contains(pair),
    }
}

/// Marks what is meant of one run of letters.
fn mark(words: &[QueryWord], text: &str, run: Range<usize>, marks: &mut Marks) {
    let written = &text[run.clone()];
    if is_unspaced(written) {
        mark_characters(words, written, run.start, marks);
        return;
    }
    let forms = [Some(bare(written)), after_elision(written).map(bare)];
    let is_meant = |word: &QueryWord| match word {
        QueryWord::Word { folded, .. } => forms.iter().flatten().any(|form| is_meant(folded, form)),
        QueryWord::Pair(_) | QueryWord::Character(_) => false,
    };
    if words.iter().any(is_meant) {
        marks.push(run);
    }
}

fn mark_characters(words: &[QueryWord], written: &str, start: usize, marks: &mut Marks) {
    let clusters = clusters(written);
    for at in 0..clusters.len() {
        for length in [1, 2] {
            let Some(some) = clusters.get(at..at + length) else { continue };
            let found = normal(&written[span(some)]);
            let is_found = words.iter().any(|word| match word {
                QueryWord::Pair(text) => length == 2 && *text == found,
                QueryWord::Character(text) => length == 1 && *text == found,
                QueryWord::Word { .. } => false,
            });
            if is_found {
                let (from, end) = (start + span(some).start, start + span(some).end);
                match marks.last_mut() {
                    Some(last) if last.end >= from && last.start >= start => last.end = last.end.max(end),
                    _ => marks.push(from..end),
                }
            }
        }
    }
}

fn is_meant(word: &str, found: &str) -> bool {
    if word == found || (word.chars().count() >= 2 && found.starts_with(word)) {
        return true;
    }
    let edits = usize::from(misspellings(word));
    edits > 0 && strsim::osa_distance(word, found) <= edits
}
