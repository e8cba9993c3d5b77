//! A sentence under a film, cut between words for a phone and for a wide screen.

use crate::limits::{LINE_CHARS, SHORT_LINE_CHARS, SHORT_WORD_CHARS};

/// A sentence in two parts: a wide screen shows both, a phone the first alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) short: String,
    /// What a phone has no room for, with the space before it.
    pub(crate) rest: String,
    /// Whether the first part breaks off within a sentence, and so ends in an ellipsis where the rest is not shown.
    pub(crate) is_cut: bool,
}

impl Line {
    /// A sentence that is short enough for any screen.
    pub(crate) fn whole(text: String) -> Self {
        Self { short: text, ..Self::default() }
    }

    /// The beginning of a text.
    pub(crate) fn beginning(text: &str) -> Self {
        let (wide, goes_on) = match cut(text, LINE_CHARS) {
            Some(end) => (&text[..end], true),
            None => (text, false),
        };
        let mut line = Self::all(wide);
        if goes_on {
            if line.rest.is_empty() { &mut line.short } else { &mut line.rest }.push('…');
        }
        line
    }

    /// All of a text.
    pub(crate) fn all(text: &str) -> Self {
        match cut(text, SHORT_LINE_CHARS) {
            Some(end) => Self { short: text[..end].to_owned(), rest: text[end..].to_owned(), is_cut: true },
            None => Self::whole(text.to_owned()),
        }
    }

    /// Sentences: a phone shows the first alone.
    pub(crate) fn of_sentences(sentences: &[String]) -> Self {
        let (first, others) = sentences.split_first().map_or(("", &[][..]), |(first, others)| (first, others));
        let rest = others.iter().fold(String::new(), |rest, sentence| rest + " " + sentence);
        Self { short: first.to_owned(), rest, is_cut: false }
    }
}

/// Where a text that is too wide ends: after a clause if one ends late enough, else after a word that is not among the shortest
/// ("of the"). `None` if all of it has room.
fn cut(text: &str, most: usize) -> Option<usize> {
    let mut room = most;
    let end = text.char_indices().find_map(|(at, c)| match room.checked_sub(width(c)) {
        Some(left) => {
            room = left;
            None
        }
        None => Some(at),
    })?;
    // Where the text goes on with a space, the last word is whole.
    let whole = if text[end..].starts_with(char::is_whitespace) {
        end
    } else {
        // A script without spaces may be cut anywhere.
        text[..end].rfind(char::is_whitespace).filter(|at| at * 2 >= end).unwrap_or(end)
    };
    let late_enough = |at: &usize| *at * 5 >= whole * 3;
    let clause = text[..whole].rfind([',', ';', ':', '、', '，']).filter(late_enough);
    let mut cut = text[..clause.unwrap_or(whole)].trim_end();
    while let Some((before, word)) = cut.rsplit_once(char::is_whitespace) {
        if word.chars().count() > SHORT_WORD_CHARS || !late_enough(&before.len()) {
            break;
        }
        cut = before.trim_end();
    }
    Some(cut.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '-')).len())
}

/// How wide a letter is beside a Latin one: those from Hangul and Kana on are twice as wide.
fn width(c: char) -> usize {
    if c >= '\u{1100}' && !('\u{2000}'..='\u{206f}').contains(&c) { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_after_a_clause_or_a_word_and_never_within_one() {
        let short = |text: &str| Line::beginning(text).short;
        assert_eq!(
            short("Keep it away from bright light, never get it wet, and do not feed it."),
            "Keep it away from bright light"
        );
        assert_eq!(
            short("Sheltering from a cloudburst under the ruined gate of old Kyoto, men talk."),
            "Sheltering from a cloudburst under the ruined"
        );
        assert_eq!(short("A marshal has lost her voice."), "A marshal has lost her voice.");
        let line = Line::beginning(&"A listening post hears its own crew calling ".repeat(4));
        assert!(line.is_cut && line.rest.starts_with(' ') && line.rest.ends_with('…'), "{line:?}");
        let clause = Line::beginning(&format!(
            "Drowned on the way home from the shop, {}",
            "they haunt their own house ".repeat(4)
        ));
        assert_eq!(
            (&*clause.short, &*clause.rest),
            ("Drowned on the way home from the shop", ", they haunt their own house they haunt their own house…")
        );
        let both = Line::beginning("Two strangers swap umbrellas in a café and spend a rainy week.");
        assert_eq!(
            format!("{}{}", both.short, both.rest),
            "Two strangers swap umbrellas in a café and spend a rainy week."
        );
        assert_eq!(
            short("A hat maker wakes up as an old woman and, unseen, she walks."),
            "A hat maker wakes up as an old woman"
        );
        // Without spaces it ends between two letters, each as wide as two.
        assert_eq!(short(&"村".repeat(200)).chars().count(), SHORT_LINE_CHARS / 2);
        assert_eq!(short(""), "");
    }

    #[test]
    fn a_phone_shows_the_first_sentence() {
        let line = Line::of_sentences(&["Dread, as in Alien.".to_owned(), "Rain, as in Heat.".to_owned()]);
        assert_eq!((&*line.short, &*line.rest, line.is_cut), ("Dread, as in Alien.", " Rain, as in Heat.", false));
    }
}
