//! What notes have around their films: properties, headings, links to other notes.

use serde_json::{Map, Value};

use super::super::columns::key;
use super::personal_columns::{is_seen_shelf, is_wanted_shelf};

/// Words in a heading that say what is below it; the first list that has one of them decides.
const WANT_WORDS: [&str; 26] = [
    "to watch",
    "to see",
    "want to",
    "watchlist",
    "not seen",
    "not watched",
    "unseen",
    "unwatched",
    "haven't seen",
    "noch sehen",
    "sehen will",
    "nicht gesehen",
    "ungesehen",
    "merkliste",
    "à voir",
    "pas vus",
    "por ver",
    "quiero ver",
    "pendientes",
    "da vedere",
    "para ver",
    "para assistir",
    "quero ver",
    "хочу",
    "未看",
    "想看",
];
const SEEN_WORDS: [&str; 20] = [
    "seen",
    "watched",
    "gesehen",
    "geschaut",
    "vus",
    "vues",
    "vistas",
    "vistos",
    "visti",
    "assistidos",
    "просмотрено",
    "посмотрел",
    "看过",
    "看過",
    "見た",
    "観た",
    "gezien",
    "bekeken",
    "obejrzane",
    "sedda",
];
const DISLIKE_WORDS: [&str; 9] =
    ["worst", "hated", "disliked", "least favourite", "least favorite", "gehasst", "détestés", "peores", "худшие"];
const LIKE_WORDS: [&str; 16] = [
    "favourite",
    "favourites",
    "favorite",
    "favorites",
    "loved",
    "liebling",
    "lieblingsfilme",
    "favoriten",
    "favoris",
    "préférés",
    "favoritas",
    "favoritos",
    "preferiti",
    "любимые",
    "お気に入り",
    "最爱",
];

/// What a heading says of the films below it: `## To watch`, `Seen:`; nothing is an empty text. `None` if the line is none, or a
/// title. `is_apart` if the line stands before an empty line or a list: then it needs no other mark.
pub(super) fn heading(line: &str, is_apart: bool) -> Option<&'static str> {
    let line = line.trim();
    let marked = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    let text = line.trim_start_matches('#').trim().trim_matches(['*', '_', '=']).trim_end();
    let ends = text.ends_with([':', '：']);
    if !marked && !ends && !is_apart {
        return None;
    }
    let words: String = text.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    let plain: String = crate::fold::plain(&words).chars().filter(|c| c.is_alphabetic()).collect();
    let is_shelf = |is: fn(&str) -> bool| is(&words) || is(&plain);
    let said = if is_shelf(is_wanted_shelf) {
        Some("want")
    } else if is_shelf(is_seen_shelf) {
        Some("seen")
    } else {
        None
    };
    let lower = format!(" {} ", text.trim_end_matches([':', '：']).to_lowercase().replace('’', "'"));
    let has = |list: &[&str]| {
        list.iter().any(|wanted| {
            let is_spaced = wanted.chars().all(|c| (c as u32) < 0x3000);
            if is_spaced { contains_words(&lower, wanted) } else { lower.contains(wanted) }
        })
    };
    let lists = [(&WANT_WORDS[..], "want"), (&DISLIKE_WORDS, "dislike"), (&LIKE_WORDS, "like"), (&SEEN_WORDS, "seen")];
    let in_words = || lists.iter().find(|(list, _)| has(list)).map(|(_, said)| *said);
    // "My favourites" before an empty line is a heading; "Seen" may be, and "The Worst Person in the World" is none.
    let words = text.split_whitespace().count();
    let is_short = words <= 3 && !has(&SEEN_WORDS) || words <= 6 && has(&WANT_WORDS);
    let said = said.or_else(|| if marked || ends || is_short { in_words() } else { None });
    said.or_else(|| marked.then_some(""))
}

/// Whether a text has these words, and not only as a part of others.
fn contains_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Whether a line below a heading shows that it is one: it is empty, or begins a list.
pub(super) fn begins_list(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let is_numbered = (1..=3).contains(&digits) && rest.starts_with(['.', ')', '、', '．']);
    line.is_empty() || is_numbered || line.starts_with(['-', '*', '•', '·', '・', '–', '☐', '☑', '✓', '✔', '[', '+'])
}

/// The text of a part of a page: its tags are left out, and begin a line where they begin a paragraph, an entry or a row.
pub(super) fn without_tags(text: &[u8]) -> Vec<u8> {
    const LINES: [&str; 8] = ["li", "p", "div", "tr", "br", "h1", "h2", "h3"];
    let text = String::from_utf8_lossy(text);
    let mut plain = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some((before, tag)) = rest.split_once('<') {
        plain += before;
        let Some((tag, after)) = tag.split_once('>') else {
            rest = tag;
            break;
        };
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        if LINES.contains(&name.as_str()) {
            plain.push('\n');
        } else if matches!(name.as_str(), "td" | "th") {
            plain.push('\t');
        }
        rest = after;
    }
    plain += rest;
    html_escape::decode_html_entities(&plain).into_owned().into_bytes()
}

/// The film that a note is of, by its properties, if it has some of a film: a title or `rating`, `year`, `watched`.
pub(super) fn film_of_properties(text: &[u8], stem: &str) -> Option<Map<String, Value>> {
    let lines = front_matter(text);
    let text = std::str::from_utf8(text).ok()?;
    let mut film = Map::new();
    for line in text.lines().take(lines).filter(|line| !line.starts_with([' ', '-', '#'])) {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        if !value.is_empty() && !value.starts_with(['[', '{', '|', '>']) {
            film.insert(name.trim().to_owned(), Value::String(value.to_owned()));
        }
    }
    let keys: Vec<String> = film.keys().map(|name| key(name)).collect();
    let has = |list: &[&str]| keys.iter().any(|key| list.contains(&key.as_str()));
    let is_of_a_film =
        has(&["year", "released", "jahr", "imdb", "imdbid", "imdbrating", "director", "regie", "runtime"]);
    if !is_of_a_film {
        return None;
    }
    if !has(&["title", "titel", "name", "titre"]) && !stem.is_empty() {
        film.insert("title".to_owned(), stem.into());
    }
    Some(film)
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
        for (line, is_apart, wanted) in [
            ("## To watch", false, Some("want")),
            ("# 🎬 Watched", false, Some("seen")),
            ("Watchlist:", false, Some("want")),
            ("Seen in 2023:", false, Some("seen")),
            ("Not seen yet:", false, Some("want")),
            ("Filme, die ich noch sehen will:", false, Some("want")),
            ("À voir", true, Some("want")),
            ("À voir", false, None),
            ("Vus", true, Some("seen")),
            ("Хочу посмотреть:", false, Some("want")),
            ("見たい", true, Some("want")),
            ("Movies to watch w/ Sam", true, Some("want")),
            ("My favourites", true, Some("like")),
            ("Worst films ever", true, Some("dislike")),
            ("Lieblingsfilme:", false, Some("like")),
            ("The Worst Person in the World", true, None),
            ("Overseen:", false, None),
            ("## Horror", false, Some("")),
            ("Horror:", false, None),
            ("Horror", true, None),
            ("#Alive (2020)", true, None),
            ("Dead Man's Shoes", true, None),
        ] {
            assert_eq!(heading(line, is_apart), wanted, "{line}");
        }
    }

    #[test]
    fn a_note_of_one_film_is_known_by_its_properties() {
        let film = film_of_properties(b"---\nyear: 1979\nrating: \"9\"\ntags: [a]\n---\nGreat.\n", "Alien").unwrap();
        assert_eq!(Value::Object(film), serde_json::json!({"year": "1979", "rating": "9", "title": "Alien"}));
        assert_eq!(film_of_properties(b"---\ntitle: Movies\n---\n- Alien\n", "list"), None);
        assert_eq!(film_of_properties(b"year: 1979\n", "Alien"), None);
    }
}
