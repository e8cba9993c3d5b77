//! Removes what no rule of [`super::article`] reads before a page is parsed: building the tree takes most of extraction's time.
//!
//! On real pages footnote marks, notes, scripts and style sheets are a large part of the bytes. Only the inside of such an element
//! is removed, and only where that cannot change the tree around it. The text of scripts and styles is opaque to the parser. The
//! inside of a mark or a note must close what it opens, in order, with inline elements alone, none of which the parser moves or
//! closes by itself. At the first markup that breaks these rules the scan ends, and the rest of the page stays as it is.

/// Elements that nest in each other freely and close nothing around them.
const INLINE: [&[u8]; 14] =
    [b"span", b"i", b"b", b"cite", b"sup", b"sub", b"small", b"abbr", b"bdi", b"q", b"code", b"em", b"strong", b"time"];
/// Words that rules look for anywhere in a page: an inside with one of them stays.
const SOUGHT: [&str; 7] = ["bday", "infobox", "interlanguage", "catlinks", "footer", "canonical", "references"];
/// Longer than any note. It bounds the bytes that are scanned twice.
const LONGEST: usize = 1 << 14;
/// No inline text nests deeper.
const DEEPEST: usize = 16;

/// A page without what no rule reads.
pub(super) fn cut(page: &str) -> String {
    let mut kept = String::with_capacity(page.len());
    let (mut from, mut at) = (0, 0);
    // Open links: the parser splits a link inside another.
    let mut links = 0usize;
    while let Some(next) = page[at..].find('<') {
        at += next;
        let Some(tag) = Tag::read(&page[at..]) else { break };
        let inside = at + tag.length;
        at = inside;
        let end = match tag.name {
            b"a" if tag.is_end => {
                links = links.saturating_sub(1);
                continue;
            }
            b"a" => {
                links += 1;
                continue;
            }
            b"script" | b"style" | b"title" | b"noscript" if !tag.is_end => {
                let Some(end) = raw_end(&page[inside..], tag.name) else { break };
                if matches!(tag.name, b"title" | b"noscript") {
                    at += end;
                    continue;
                }
                Some(end)
            }
            // In these elements tags mean something else.
            b"textarea" | b"xmp" | b"iframe" | b"noembed" | b"noframes" | b"plaintext" | b"svg" | b"math"
            | b"select" | b"template" => break,
            b"sup" if tag.has_class("reference") => inline_end(&page[inside..], tag.name, links > 0),
            b"span" if tag.has_class("reference-text") => inline_end(&page[inside..], tag.name, links > 0),
            _ => None,
        };
        if let Some(end) = end {
            kept.push_str(&page[from..inside]);
            from = inside + end;
            at = from;
        }
    }
    kept.push_str(&page[from..]);
    kept
}

/// A tag whose name and attributes are written the usual way; or a comment or a stray `<`, without a name.
struct Tag<'a> {
    text: &'a str,
    name: &'a [u8],
    is_end: bool,
    length: usize,
}

impl<'a> Tag<'a> {
    /// Reads what begins with `<`; `None` if it is not written the usual way.
    fn read(rest: &'a str) -> Option<Self> {
        let bytes = rest.as_bytes();
        let nameless = |length| Some(Self { text: "", name: &[], is_end: false, length });
        let is_end = match bytes.get(1) {
            Some(b'/') => true,
            Some(b'!') => return nameless(comment_end(rest)?),
            Some(byte) if byte.is_ascii_lowercase() => false,
            Some(byte) if byte.is_ascii_uppercase() || *byte == b'?' => return None,
            _ => return nameless(1),
        };
        let name = &bytes[1 + usize::from(is_end)..];
        let name = &name[..name.iter().position(|byte| !byte.is_ascii_lowercase() && !byte.is_ascii_digit())?];
        let behind = bytes[1 + usize::from(is_end) + name.len()];
        if name.is_empty() || !behind.is_ascii_whitespace() && !matches!(behind, b'>' | b'/') {
            return None;
        }
        let length = tag_end(bytes)?;
        Some(Self { text: &rest[..length], name, is_end, length })
    }

    fn has_class(&self, wanted: &str) -> bool {
        let classes = self.text.split_once(" class=\"").and_then(|(_, rest)| rest.split('"').next());
        !self.is_end && classes.is_some_and(|classes| classes.split(' ').any(|class| class == wanted))
    }
}

/// Where a tag ends; `None` if it has a character where none belongs.
fn tag_end(tag: &[u8]) -> Option<usize> {
    let (mut quote, mut before) = (None, b' ');
    for (at, &byte) in tag.iter().enumerate().skip(1) {
        match quote {
            Some(open) if byte == open => quote = None,
            None if before == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None if matches!(byte, b'"' | b'\'' | b'<' | b'`') => return None,
            None if byte == b'>' => return Some(at + 1),
            Some(_) | None => {}
        }
        before = byte;
    }
    None
}

/// Where a comment or a doctype ends.
fn comment_end(rest: &str) -> Option<usize> {
    let Some(comment) = rest.strip_prefix("<!--") else {
        return rest.get(..9)?.eq_ignore_ascii_case("<!doctype").then(|| rest.find('>')).flatten().map(|end| end + 1);
    };
    let end = comment.find("-->")?;
    let is_plain =
        !comment.starts_with(['>', '-']) && !comment[..end].contains("--!") && !comment[..end].contains("<!");
    is_plain.then_some(4 + end + 3)
}

/// Where an element ends whose text is no markup.
fn raw_end(inside: &str, name: &[u8]) -> Option<usize> {
    let end = inside.find("</")?;
    let close = &inside.as_bytes()[end + 2..];
    (close.starts_with(name) && close.get(name.len()) == Some(&b'>') && !inside[..end].contains("<!--")).then_some(end)
}

/// Where the element around this text ends, if the text is plain inline markup.
fn inline_end(inside: &str, outer: &[u8], is_in_link: bool) -> Option<usize> {
    let mut open: Vec<&[u8]> = Vec::new();
    let mut at = 0;
    loop {
        at += inside.get(at..)?.find('<')?;
        if at > LONGEST {
            return None;
        }
        let tag = Tag::read(&inside[at..])?;
        if tag.is_end {
            match open.pop() {
                None if tag.name == outer => {
                    let is_sought = SOUGHT.iter().any(|word| inside[..at].contains(word));
                    return (!is_sought).then_some(at);
                }
                Some(opened) if opened == tag.name => {}
                _ => return None,
            }
        } else if tag.name == b"style" {
            at += raw_end(&inside[at + tag.length..], tag.name)? + "</style>".len();
        } else if !matches!(tag.name, b"link" | b"img" | b"br" | b"wbr") {
            let is_link = tag.name == b"a" && !is_in_link && !open.contains(&tag.name);
            if !(is_link || INLINE.contains(&tag.name)) || open.len() == DEEPEST {
                return None;
            }
            open.push(tag.name);
        }
        at += tag.length;
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::super::article;
    use super::*;
    use crate::address::{PageTitle, Site};

    /// The wiki's captured pages.
    static PAGES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/mediawiki/fixtures/html");
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .flat_map(|shape| fs::read_dir(shape.unwrap().path()).unwrap())
            .map(|file| file.unwrap().path())
            .collect();
        files.sort();
        files.into_iter().map(|file| fs::read_to_string(file).unwrap()).collect()
    });

    fn is_same(page: &str) {
        let (site, title) = (Site::new("http://127.0.0.1:8087").unwrap(), PageTitle::new("X").unwrap());
        assert_eq!(article::read_of(&site, &title, page, &cut(page)), article::read_of(&site, &title, page, page));
    }

    #[test]
    fn every_captured_page_gives_the_same_film_and_is_shorter() {
        assert_eq!(PAGES.len(), 63);
        for page in PAGES.iter() {
            is_same(page);
            assert!(cut(page).len() < page.len());
        }
    }

    #[test]
    fn marks_notes_scripts_and_styles_go_and_nothing_else() {
        let mark = "<sup id=\"r\" class=\"reference\"><a href=\"#n\"><span>[</span>1<span>]</span></a></sup>";
        assert_eq!(cut(&format!("<p>a{mark}b</p>")), "<p>a<sup id=\"r\" class=\"reference\"></sup>b</p>");
        assert_eq!(cut("<style>p{}</style><script>1</script>"), "<style></style><script></script>");
        for page in [
            "<sup class=\"reference\"><p>x</sup>",
            "<sup class=\"reference\"><i>x</sup></i>",
            "<a><sup class=\"reference\"><a>x</a></sup></a>",
            "<sup class=\"reference\"><span class=\"bday\">1999</span></sup>",
            "<!-- <sup class=\"reference\">--><b>x</b></sup>",
            "<a title='<sup class=\"reference\">x</sup>'>",
            "<title><sup class=\"reference\">x</sup></title>",
            "<textarea><sup class=\"reference\">x</sup></textarea>",
            "<script><!--<script></script>--></script>",
            "<sup class=\"reference\">never closed",
            "a < b <",
        ] {
            assert_eq!(cut(page), page);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn mutated_pages_give_the_same_film(
            page in 0usize..63,
            edits in proptest::collection::vec((0.0..1.0f64, 0usize..60, "(</?(a|b|i|p|sup|span|style|script|div|table|td|li|title|!--)( class=\"(reference|reference-text|bday)\")?>|-->|[<>\"'=/]){0,3}"), 1..6),
        ) {
            let mut page = PAGES[page].clone().into_bytes();
            for (place, cut, junk) in edits {
                let at = (place * page.len() as f64) as usize;
                let end = (at + cut).min(page.len());
                page.splice(at..end, junk.into_bytes());
            }
            is_same(&String::from_utf8_lossy(&page));
        }
    }
}
