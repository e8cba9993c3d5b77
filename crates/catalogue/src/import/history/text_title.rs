//! The title and the year in a line that somebody wrote.

use super::super::values::year_in;

/// What is put around a title.
const MARKS: [(&str, &str); 13] = [
    ("==", "=="),
    ("**", "**"),
    ("__", "__"),
    ("~~", "~~"),
    ("\"", "\""),
    ("“", "”"),
    ("„", "“"),
    ("«", "»"),
    ("‘", "’"),
    ("'", "'"),
    ("*", "*"),
    ("_", "_"),
    ("`", "`"),
];
/// Whether a text is a year and nothing else.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && year_in(text).is_some()
}

/// A text without what stands between a title and a rating.
pub(super) fn without_separator(text: &str) -> &str {
    text.trim_end().trim_end_matches(['-', '–', '—', ':', ',', ';', '|', '/']).trim_end()
}

/// A title without what is put around it.
pub(super) fn bare(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(inner) = MARKS.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(open)?.strip_suffix(close)?;
        (!inner.is_empty() && !inner.contains(close)).then_some(inner)
    }) {
        text = inner.trim();
    }
    text
}

/// The title and the year of a text: behind it in parentheses or after a stroke or comma, or before it.
pub(super) fn titled(text: &str) -> (&str, Option<&str>) {
    let groups = text.match_indices(['(', '[']).map(|(at, _)| at).collect::<Vec<_>>();
    for at in groups.into_iter().rev() {
        let Some(end) = text[at..].find([')', ']']).map(|length| at + length) else { continue };
        let inside = &text[at + 1..end];
        let mut years = inside.split(|c: char| !c.is_ascii_digit()).filter(|part| is_year(part));
        if let (Some(year), None) = (years.next(), years.next()) {
            let (before, after) = (text[..at].trim(), text[end + 1..].trim());
            let title = if before.is_empty() { after.trim_start_matches(['-', '–', '—', ':']) } else { before };
            if !title.trim().is_empty() {
                return (title.trim(), Some(year));
            }
        }
    }
    // "Alien - 1979 - Ridley Scott"
    for mark in [" - ", " – ", " — ", " | ", " · "] {
        let mut at = 0;
        for (n, part) in text.split(mark).enumerate() {
            let is_last = at + part.len() == text.len();
            if n > 0 && !is_last && is_year(part.trim()) {
                return (text[..at - mark.len()].trim(), Some(part.trim()));
            }
            at += part.len() + mark.len();
        }
    }
    // "Heat — Michael Mann, USA, 1995, 170 min": the year has a part of its own, or ends a short one.
    let mut at = 0;
    for (n, part) in text.split(',').enumerate() {
        let is_last = at + part.len() == text.len();
        let last = part.trim().rsplit(' ').next().unwrap_or_default();
        if n > 0 && !is_last && is_year(last) && part.split_whitespace().count() <= 3 {
            let with_place = text[..at + part.len() - last.len()].trim_end_matches([' ', ',']);
            return (with_place, Some(last));
        }
        at += part.len() + 1;
    }
    if let Some((before, year)) = text.rsplit_once([' ', '\t', ','])
        && is_year(year)
    {
        let title = if text[before.len()..].starts_with([',', '\t']) { before } else { without_separator(before) };
        let is_set_apart = title.len() < before.trim_end().len() || text[before.len()..].starts_with([',', '\t']);
        if is_set_apart && !title.trim().is_empty() {
            return (title.trim(), Some(year));
        }
    }
    if let Some(after) = text.get(4..).filter(|_| text.is_char_boundary(4) && is_year(&text[..4])) {
        let title = [" - ", " – ", " — ", "\t"].iter().find_map(|mark| after.strip_prefix(mark));
        if let Some(title) = title.map(str::trim).filter(|title| !title.is_empty()) {
            return (title, Some(&text[..4]));
        }
    }
    (text, None)
}

/// A text without tags at its end: `Vertigo #hitchcock`. A number is none.
pub(super) fn without_tags(text: &str) -> &str {
    let mut text = text.trim_end();
    let is_tag = |tag: &str| tag.starts_with(char::is_alphabetic) && !tag.contains(char::is_whitespace);
    while let Some((before, tag)) = text.rsplit_once(" #")
        && is_tag(tag)
        && !before.trim().is_empty()
    {
        text = before.trim_end();
    }
    text
}
