//! Text in XML: covers, sitemaps and the description for search bars. Pages are escaped by askama.

use matinee_catalogue::fold::is_unprintable;

/// A text as XML, for elements and attributes. Control characters and what is no character are left out, for XML cannot
/// express them, and so are marks that turn the direction of writing. The end of a line is a space.
pub(crate) fn xml(text: &str) -> String {
    let in_line = text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c });
    let text: String = in_line.filter(|&c| !is_unprintable(c) && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
