//! Refuses pages that would take too long to parse. An HTML parser's time grows with the square of the nesting, and of the
//! attributes in one tag: a page of 500 KB can keep it busy for minutes. Articles nest some 40 deep.

/// The most elements open at once.
const DEEPEST: usize = 400;
/// The most attributes of a tag.
const MOST_ATTRIBUTES: usize = 400;

/// Elements that have no end tag, or need none: the parser closes them by itself.
const CLOSED_BY_ITSELF: [PackedName; 29] = [
    packed(b"area"),
    packed(b"base"),
    packed(b"br"),
    packed(b"col"),
    packed(b"embed"),
    packed(b"hr"),
    packed(b"img"),
    packed(b"input"),
    packed(b"link"),
    packed(b"meta"),
    packed(b"param"),
    packed(b"source"),
    packed(b"track"),
    packed(b"wbr"),
    packed(b"p"),
    packed(b"li"),
    packed(b"dd"),
    packed(b"dt"),
    packed(b"tr"),
    packed(b"td"),
    packed(b"th"),
    packed(b"tbody"),
    packed(b"thead"),
    packed(b"tfoot"),
    packed(b"option"),
    packed(b"optgroup"),
    packed(b"html"),
    packed(b"head"),
    packed(b"body"),
];

/// An element's name in lower case, packed into a number for quick comparison. Names longer than 16 bytes lose their end, so that
/// two of them can become equal, which is harmless.
type PackedName = u128;

const fn packed(name: &[u8]) -> PackedName {
    let (mut name, mut value) = (name, 0);
    while let [first, rest @ ..] = name {
        value = value << 8 | first.to_ascii_lowercase() as PackedName;
        name = rest;
    }
    value
}

/// Packs the letters and digits a tag begins with, at most sixteen; none is 0.
fn name_of(tag: &[u8]) -> (PackedName, usize) {
    let length = tag.iter().take(16).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    (packed(&tag[..length]), length)
}

const RAW: [(PackedName, &str); 4] = [
    (packed(b"script"), "script"),
    (packed(b"style"), "style"),
    (packed(b"textarea"), "textarea"),
    (packed(b"title"), "title"),
];

/// Whether a page can be parsed in time proportional to its length. It scans the tags and does not parse. End tags that match
/// nothing do not count, so that they cannot hide nesting.
pub(crate) fn is_bounded(page: &str) -> bool {
    let mut open: Vec<(PackedName, usize)> = Vec::new();
    let mut depth = 0;
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let is_end = rest.starts_with('/');
        let (name, length) = name_of(&rest.as_bytes()[usize::from(is_end)..]);
        if length == 0 {
            continue;
        }
        let Some(end) = tag_end(rest) else { return false };
        rest = &rest[end..];
        if is_end {
            if let Some((_, count)) = open.iter_mut().find(|(known, count)| *known == name && *count > 0) {
                *count -= 1;
                depth -= 1;
            }
        } else if let Some((_, raw)) = RAW.iter().find(|(known, _)| *known == name) {
            rest = skip_raw(rest, raw);
        } else if !CLOSED_BY_ITSELF.contains(&name) {
            match open.iter_mut().find(|(known, _)| *known == name) {
                Some((_, count)) => *count += 1,
                // Entries of closed elements are used again, so there are at most DEEPEST of them.
                None => match open.iter_mut().find(|(_, count)| *count == 0) {
                    Some(free) => *free = (name, 1),
                    None => open.push((name, 1)),
                },
            }
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
            // Quotes enclose values only after "=".
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

/// The text after an element whose text is no markup.
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
