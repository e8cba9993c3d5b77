//! Text in XML: covers, sitemaps and the description for search bars. Pages are escaped by askama.

/// A text as XML, for elements and attributes. Control characters and what is no character are left out: XML cannot
/// express them. The end of a line is a space.
pub(crate) fn xml(text: &str) -> String {
    let in_line = text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c });
    let text: String = in_line.filter(|&c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
