//! What notes have around their films: properties, headings, links to other notes.

use super::personal_columns::{is_seen_shelf, is_wanted_shelf};

/// What a heading says of the films below it: `## To watch`, `Seen:`; nothing is an empty text. `None` if the line is none, or a title.
pub(super) fn heading(line: &str) -> Option<&'static str> {
    let line = line.trim();
    let marked = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    let text = line.trim_start_matches('#').trim().trim_matches(['*', '_', '=']).trim_end();
    let ends = text.ends_with(':');
    if !marked && !ends {
        return None;
    }
    let words: String = text.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    let said = if is_wanted_shelf(&words) {
        Some("want")
    } else if is_seen_shelf(&words) {
        Some("seen")
    } else {
        None
    };
    // "Seen in 2023:" is a heading of which only the first word is known; another line that ends so may be a title.
    let first =
        text.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default().to_lowercase();
    let said = said.or_else(|| ["seen", "watched", "gesehen"].contains(&first.as_str()).then_some("seen"));
    said.or_else(|| marked.then_some(""))
}

/// How many lines of properties a note begins with, as Obsidian and others write them between strokes.
pub(super) fn front_matter(text: &[u8]) -> usize {
    const MOST: usize = 100;
    let is_stroke = |line: &[u8]| line.trim_ascii() == b"---";
    let mut lines = text.split(|&byte| byte == b'\n');
    if !lines.next().is_some_and(is_stroke) {
        return 0;
    }
    lines.take(MOST).position(is_stroke).map_or(0, |at| at + 2)
}

/// A text without the brackets of links between notes: `[[Alien (1979)|Alien]]` is the film of that note.
pub(super) fn without_wiki_links(text: Vec<u8>) -> Vec<u8> {
    let Ok(whole) = std::str::from_utf8(&text) else { return text };
    if !whole.contains("[[") || !whole.contains("]]") {
        return text;
    }
    let mut plain = String::with_capacity(whole.len());
    let mut rest = whole;
    while let Some((before, link)) = rest.split_once("[[") {
        plain += before;
        let line = link.split('\n').next().unwrap_or_default();
        let Some((name, _)) = line.split_once("]]") else {
            plain += "[[";
            rest = link;
            continue;
        };
        plain += name.split(['|', '#']).next().unwrap_or_default().trim_end_matches('\\');
        rest = &link[name.len() + 2..];
    }
    (plain + rest).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_is_below_them() {
        for (line, wanted) in [
            ("## To watch", Some("want")),
            ("# 🎬 Watched", Some("seen")),
            ("Watchlist:", Some("want")),
            ("Seen in 2023:", Some("seen")),
            ("## Horror", Some("")),
            ("Horror:", None),
            ("#Alive (2020)", None),
            ("Dead Man's Shoes", None),
        ] {
            assert_eq!(heading(line), wanted, "{line}");
        }
    }
}
