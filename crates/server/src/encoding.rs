//! Percent-encoding: the parts of an address as text, and text as parts of an address.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Escaped in a segment of a path: all but letters, digits and the hyphens of an id.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-');
/// Escaped in a value of a query: all but what RFC 3986 calls unreserved.
const VALUE: &AsciiSet = &SEGMENT.remove(b'_').remove(b'.').remove(b'~');

/// A text as one segment of a path.
pub(crate) fn segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// A text as a value of a query.
pub(crate) fn value(text: &str) -> String {
    utf8_percent_encode(text, VALUE).to_string()
}

/// An address with one more pair in its query string.
pub(crate) fn with_pair(href: String, name: &str, text: &str) -> String {
    with_pairs(href, [(name, text)])
}

/// An address with more pairs in its query string.
pub(crate) fn with_pairs<'a>(mut href: String, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut has_some = href.contains('?');
    for (name, text) in pairs {
        href.push(if has_some { '&' } else { '?' });
        href.push_str(name);
        href.push('=');
        href.extend(utf8_percent_encode(text, VALUE));
        has_some = true;
    }
    href
}

/// The names and values of a query string. A pair without `=` is passed over.
pub(crate) fn pairs(query: &str) -> impl Iterator<Item = (&str, String)> {
    query.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (name, decoded(value)))
}

/// The text of an encoded value, without control characters: they name nothing, and no page should contain them.
pub(crate) fn decoded(value: &str) -> String {
    percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_it_was_written() {
        for text in ["alien-1979", "a b+c&d=e", "七人の侍", "~_.-", "100 %"] {
            let query = format!("x={}", value(text));
            assert_eq!(pairs(&query).collect::<Vec<_>>(), [("x", text.to_owned())]);
        }
        assert_eq!((value("a_b.c"), segment("a_b.c-d")), ("a_b.c".to_owned(), "a%5Fb%2Ec-d".to_owned()));
    }
}
