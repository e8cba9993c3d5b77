//! Which parts of a text a search has found.

use std::ops::Range;

use matinee_catalogue::fold::bare;

use super::query;

/// Parts of a text, as byte ranges: in order, not overlapping.
pub type Marks = Vec<Range<usize>>;

/// The words of `text` that a word of `query` is, begins, or nearly is.
///
/// ```
/// use matinee_features::search::matched;
/// assert_eq!(matched("terminater 2", "The Terminator"), [4..14]);
/// assert_eq!(matched("ameli", "Amélie"), [0..7]);
/// assert!(matched("alien", "Blade Runner").is_empty());
/// ```
pub fn matched(query: &str, text: &str) -> Marks {
    let words = query::words(query);
    let mut marks = Marks::new();
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        let inside = c.is_alphanumeric() || matches!(c, '\'' | '’') || is_mark(c);
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if words.iter().any(|word| is_meant(word, &bare(&text[from..at]))) {
                    marks.push(from..at);
                }
                start = None;
            }
            _ => {}
        }
    }
    marks
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_meant(word: &str, found: &str) -> bool {
    if word == found || (word.chars().count() >= 2 && found.starts_with(word)) {
        return true;
    }
    let edits = usize::from(query::misspellings(word));
    edits > 0 && strsim::osa_distance(word, found) <= edits
}
