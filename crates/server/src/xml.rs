//! Text in XML: covers, sitemaps and the description for search bars. Pages are escaped by askama.

/// A text as XML, for elements and attributes. Control characters and what is no character are left out: XML cannot
/// express them.
pub(crate) fn xml(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
