//! Text in XML.

/// A text as part of XML, or of an attribute, without control characters, which XML has no way to write.
pub(crate) fn xml(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
