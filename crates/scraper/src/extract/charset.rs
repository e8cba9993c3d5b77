//! The text of a page's bytes. MediaWiki sends UTF-8 only; other sites declare their charset in the page.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

/// The HTML standard has the declaration within the first 1,024 bytes.
const HEAD: usize = 1024;

/// A page's text by its byte order mark, else by its `<meta charset>`, else as UTF-8. What cannot be read is replaced, not refused.
pub(crate) fn text(page: &[u8]) -> Cow<'_, str> {
    declared(page).unwrap_or(UTF_8).decode(page).0
}

/// What follows `charset=` in the page's head, with or without quotes.
fn declared(page: &[u8]) -> Option<&'static Encoding> {
    let head = page[..page.len().min(HEAD)].to_ascii_lowercase();
    let name = b"charset";
    let at = head.windows(name.len()).position(|window| window == name)? + name.len();
    let value = head[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:.".contains(b)).unwrap_or(value.len());
    let encoding = Encoding::for_label(&value[..end])?;
    // A page whose declaration can be read as ASCII is not UTF-16 (HTML standard, 13.2.3.2).
    Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_in_the_charset_they_name() {
        assert_eq!(text(b"<meta charset=\"iso-8859-1\">Am\xe9lie"), "<meta charset=\"iso-8859-1\">Amélie");
        assert!(text(b"<meta http-equiv=content-type content='text/html; charset=windows-1251'>\xcc").ends_with('М'));
        assert_eq!(text(b"\xff\xfeA\0\xe9\0"), "Aé");
        assert_eq!(text("\u{feff}<meta charset=latin1>é".as_bytes()), "<meta charset=latin1>é");
        for page in ["é", "<meta charset=nothing>é", "<meta charset=utf-16>é", "charset", "charset=", "charset=\"é"]
        {
            assert_eq!(text(page.as_bytes()), page);
        }
        assert_eq!(text(b"Am\xe9lie"), "Am\u{fffd}lie");
    }
}
