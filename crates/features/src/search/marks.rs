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
/// The same of a short word, which more words begin with.
const MIN_TYPED_SHORT: f64 = 0.8;
/// Fewer letters begin too many words.
const LEAST_BEGUN: usize = 3;
/// Titles that share one letter in so many of what was typed are near to it.
const SHARED: usize = 3;
/// For each so many letters of a title one may be wrong.
const LETTERS_AN_EDIT: usize = 8;
/// From so many letters on a word may have a wrong one and be meant; in a shorter one a letter is missing or too many.
const MISSPELT: usize = 5;
/// From so many letters on two may be wrong.
const LONG_WORD: usize = 9;
/// Articles and the like, of English, German, French, Spanish and Italian, say nothing of which film is meant.
const UNTELLING: [&str; 61] = [
    "a", "al", "an", "and", "at", "au", "auf", "aus", "aux", "con", "das", "de", "del", "dem", "den", "der", "des",
    "di", "die", "du", "e", "ein", "eine", "einem", "einen", "einer", "el", "en", "et", "for", "from", "im", "il",
    "in", "ist", "l", "la", "las", "le", "les", "lo", "los", "mit", "of", "on", "par", "pour", "que", "qui", "sur",
    "the", "to", "un", "una", "und", "une", "vom", "von", "with", "y", "zu",
];

/// Whether a word, folded, is an article or the like.
pub(super) fn is_untelling(word: &str) -> bool {
    UNTELLING.contains(&word)
}

/// Whether a query can mean this film: every telling word of it is in one of its titles, its year or its people, or the
/// whole is nearly a title. Words may be misspelt, but not those of titles in other countries: with so many of them, some
/// are always alike.
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
    let telling = telling_words(query);
    if telling.is_empty() {
        return false;
    }
    let year = film.year.to_string();
    let is_of_people = |word: &QueryWord| {
        has_word(word, &year, Spelling::Exact) || people(film).any(|name| has_word(word, name, Spelling::Nearly))
    };
    let others: Vec<&QueryWord> = telling.iter().filter(|word| !is_of_people(word)).collect();
    let key = title_key(query);
    let edits = key.chars().count() / LETTERS_AN_EDIT;
    spelt_titles(film).any(|(title, spelling)| others.iter().all(|word| has_word(word, title, spelling)))
        || (edits > 0 && film.titles().any(|title| strsim::osa_distance(&key, &title_key(title)) <= edits))
}

/// Whether one of a film's titles has all telling words of a query, two at least, as they are typed: "rabbi jacob" is in
/// *The Mad Adventures of Rabbi Jacob*.
pub fn is_in_title(query: &str, film: &Film) -> bool {
    let telling = telling_words(query);
    let has_all = |title: &str| telling.iter().all(|word| has_word(word, title, Spelling::Exact));
    telling.len() > 1 && film.titles().any(has_all)
}

/// Whether one of a film's titles has much of a query: a third of the letters of its telling words, misspelt at most.
pub fn shares_words(query: &str, film: &Film) -> bool {
    let telling = telling_words(query);
    let letters = |word: &&QueryWord| match word {
        QueryWord::Word { folded: text, .. } | QueryWord::Pair(text) | QueryWord::Character(text) => {
            text.chars().count()
        }
    };
    let all: usize = telling.iter().map(|word| letters(&word)).sum();
    spelt_titles(film).any(|(title, spelling)| {
        let shared: usize =
            telling.iter().filter(|word| has_word(word, title, spelling)).map(|word| letters(&word)).sum();
        shared > 0 && shared * SHARED >= all
    })
}

/// Whether a film has a telling word of a query: in its story, or one that begins with it in a title or among its people,
/// themes and keywords.
pub fn has_some_word(query: &str, film: &Film) -> bool {
    let telling = telling_words(query);
    let texts = film.themes.iter().chain(&film.keywords).map(String::as_str);
    let begun = people(film).chain(texts).map(|text| (text, Spelling::Begun));
    let titles = film.titles().map(|title| (title, Spelling::Begun));
    let mut texts = spelt_titles(film).chain(titles).chain(begun).chain([(film.synopsis.as_str(), Spelling::Exact)]);
    texts.any(|(text, spelling)| telling.iter().any(|word| has_word(word, text, spelling)))
}

fn people(film: &Film) -> impl Iterator<Item = &str> {
    film.directors.iter().chain(&film.cast).chain(&film.writers).map(String::as_str)
}

/// A film's titles, and how their words are to be spelt.
fn spelt_titles(film: &Film) -> impl Iterator<Item = (&str, Spelling)> {
    let own = film.own_titles().map(|title| (title, Spelling::Nearly));
    own.chain(film.other_titles.iter().map(|title| (title.as_str(), Spelling::Exact)))
}

/// How a word is to be spelt.
#[derive(Clone, Copy, PartialEq)]
enum Spelling {
    /// As it is written, or most of its beginning.
    Exact,
    /// That, or misspelt.
    Nearly,
    /// Or its first letters.
    Begun,
}

/// The words of a query that say which film is meant; all of them if none does.
fn telling_words(query: &str) -> Vec<QueryWord> {
    let mut read = words(query, Analyzer::new(TextLanguage::English, true)).words;
    let is_telling = |word: &QueryWord| match word {
        QueryWord::Word { folded, .. } => !is_untelling(folded),
        QueryWord::Pair(_) | QueryWord::Character(_) => true,
    };
    if read.iter().any(is_telling) {
        read.retain(is_telling);
    }
    read
}

fn has_word(word: &QueryWord, text: &str, spelling: Spelling) -> bool {
    match word {
        QueryWord::Word { folded, .. } => {
            let after_elisions = text.split(|c| !is_letter(c)).filter_map(after_elision).map(bare);
            // The key has "2" where the title has "II".
            [bare(text), title_key(text)].into_iter().chain(after_elisions).any(|text| {
                text.split(' ').any(|written| {
                    begins(folded, written)
                        || match spelling {
                            Spelling::Exact => false,
                            Spelling::Nearly => is_misspelt(folded, written),
                            Spelling::Begun => {
                                folded.chars().count() >= LEAST_BEGUN && written.starts_with(folded.as_str())
                            }
                        }
                })
            })
        }
        QueryWord::Pair(pair) | QueryWord::Character(pair) => normal(text).contains(pair),
    }
}

/// Whether a word is another one, or most of its beginning.
fn begins(word: &str, written: &str) -> bool {
    let typed = word.chars().count();
    let least = if typed < MISSPELT { MIN_TYPED_SHORT } else { MIN_TYPED };
    written.starts_with(word) && typed as f64 >= least * written.chars().count() as f64
}

/// Whether a word is another one, misspelt. Hardly anybody gets the first letter wrong.
fn is_misspelt(word: &str, written: &str) -> bool {
    let (letters, others) = (word.chars().count(), written.chars().count());
    let edits = match letters {
        _ if misspellings(word) == 0 => return false,
        LONG_WORD.. => 2,
        MISSPELT.. => 1,
        _ if letters == others => return false,
        _ => 1,
    };
    word.chars().next() == written.chars().next()
        && letters.abs_diff(others) <= edits
        && strsim::osa_distance(word, written) <= edits
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
