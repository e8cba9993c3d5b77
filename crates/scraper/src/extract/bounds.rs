//! What is refused before it is parsed. An HTML parser takes time as the square of the nesting and of the attributes in one tag: a page of 500 KB
//! can keep it busy for minutes. Articles nest some 40 deep.

use std::collections::HashMap;

/// So many elements may be open at once.
const DEEPEST: usize = 400;
/// So many attributes may a tag have.
const MOST_ATTRIBUTES: usize = 400;

/// Elements that have no end tag, or need none: the parser closes them by itself.
const CLOSED_BY_ITSELF: &str = " area base br col embed hr img input link meta param source track wbr p li dd dt tr td th tbody thead tfoot \
    option optgroup html head body ";

/// Whether a page can be parsed in time that grows with its length alone. A scan of the tags, not a parse: end tags that match nothing do not
/// count, so nesting is never underrated by them.
pub(crate) fn is_bounded(page: &str) -> bool {
    let mut open: HashMap<String, usize> = HashMap::new();
    let mut depth = 0;
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let is_end = rest.starts_with('/');
        let name: String =
            rest[usize::from(is_end)..].chars().take_while(char::is_ascii_alphanumeric).take(32).collect();
        if name.is_empty() {
            continue;
        }
        let name = name.to_ascii_lowercase();
        let Some(end) = tag_end(rest) else { return false };
        rest = &rest[end..];
        if is_end {
            if let Some(count) = open.get_mut(&name).filter(|count| **count > 0) {
                *count -= 1;
                depth -= 1;
            }
        } else if matches!(name.as_str(), "script" | "style" | "textarea" | "title") {
            rest = skip_raw(rest, &name);
        } else if !CLOSED_BY_ITSELF.contains(&format!(" {name} ")) {
            *open.entry(name).or_default() += 1;
            depth += 1;
            if depth > DEEPEST {
                return false;
            }
        }
    }
    true
}

/// Where a tag ends; none if it has too many attributes. One that never ends takes the rest of the page.
fn tag_end(tag: &str) -> Option<usize> {
    let (mut quote, mut before, mut attributes) = (None, b' ', 0);
    for (at, &byte) in tag.as_bytes().iter().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            // Quotes hold values only behind "=".
            None if before == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None if byte == b'>' => return Some(at + 1),
            None if matches!(byte, b'=' | b'/') || byte.is_ascii_whitespace() && !before.is_ascii_whitespace() => {
                attributes += 1;
            }
            Some(_) | None => {}
        }
        if attributes > 2 * MOST_ATTRIBUTES {
            return None;
        }
        if !byte.is_ascii_whitespace() || before != b'=' {
            before = byte;
        }
    }
    Some(tag.len())
}

/// What follows an element whose text is no markup.
fn skip_raw<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return rest;
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_are_bounded() {
        let row = "<tr><td>a<td>b<p>c<img src=x><br>";
        let page = format!("<table>{}</table>{}", row.repeat(5000), "<div class=\"a > b\"><i>x</i></div>".repeat(5000));
        assert!(is_bounded(&page));
        assert!(is_bounded(&format!("<script>{}</script><!-- {} -->", "<div>".repeat(1000), "<div>".repeat(1000))));
        assert!(is_bounded("a < b, <3, </, <") && is_bounded(""));
    }

    #[test]
    fn deep_nesting_is_seen_whatever_hides_it() {
        for piece in [
            "<div>",
            "<div></span>",
            "<DIV class='>'>",
            "<font size=1>",
            "<b><p>",
            "<div><!-- </div> -->",
            "<div><script></div></script>",
        ] {
            assert!(!is_bounded(&piece.repeat(1000)), "{piece}");
        }
    }

    #[test]
    fn a_tag_of_ten_thousand_attributes_is_refused() {
        let attributes = (0..10_000).fold(String::new(), |all, n| all + " a" + &n.to_string());
        assert!(!is_bounded(&format!("<a{attributes}>")));
    }
}
