//! The text that people read in markup.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node};

use super::bounds;

/// Whether an element is navigation rather than a part of the article.
pub(crate) fn is_navigation(element: &ElementRef) -> bool {
    let value = element.value();
    value.name() == "nav"
        || value.attr("role") == Some("navigation")
        || value.classes().any(|class| {
            matches!(
                class,
                "navbox"
                    | "hatnote"
                    | "toc"
                    | "catlinks"
                    | "mw-editsection"
                    | "reflist"
                    | "references"
                    | "sistersitebox"
                    | "metadata"
                    | "ambox"
                    | "bandeau-container"
            )
        })
}

/// Whether an element is a footnote's mark or its text.
pub(crate) fn is_footnote(element: &ElementRef) -> bool {
    element.value().classes().any(|class| matches!(class, "reference" | "reference-text"))
}

/// Whether people do not read an element's text: footnote marks, hidden dates, style sheets.
fn is_silent(element: &ElementRef) -> bool {
    let value = element.value();
    matches!(value.name(), "style" | "script" | "link" | "meta" | "noscript" | "template" | "figure" | "figcaption")
        || value.classes().any(|class| matches!(class, "mw-ref" | "noprint" | "thumb"))
        || is_footnote(element)
        || value.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:none"))
        || is_navigation(element)
}

/// Whether an element, or one around it, is no part of what people read.
pub(crate) fn is_silent_or_in_silent(element: &ElementRef) -> bool {
    is_silent(element) || element.ancestors().filter_map(ElementRef::wrap).any(|around| is_silent(&around))
}

fn breaks(name: &str) -> bool {
    matches!(name, "br" | "li" | "p" | "div" | "tr" | "td" | "ul" | "ol" | "dd" | "dt" | "table" | "h2" | "h3" | "h4")
}

/// The lines people read in an element: block elements and `<br>` begin new ones. Walks without recursion, so that no nesting
/// is too deep.
pub(crate) fn lines(element: ElementRef) -> Vec<String> {
    let mut text = String::new();
    let mut silent_below = None;
    for edge in element.traverse() {
        match edge {
            Edge::Open(node) if silent_below.is_none() => match node.value() {
                Node::Text(part) => text.push_str(&part.replace(['\n', '\t'], " ")),
                Node::Element(value) => {
                    let inner = ElementRef::wrap(node).filter(|inner| inner.id() != element.id() && is_silent(inner));
                    if inner.is_some() {
                        silent_below = Some(node.id());
                    } else if breaks(value.name()) {
                        text.push('\n');
                    }
                }
                _ => {}
            },
            Edge::Close(node) if silent_below == Some(node.id()) => silent_below = None,
            Edge::Close(node)
                if silent_below.is_none() && node.value().as_element().is_some_and(|e| breaks(e.name())) =>
            {
                text.push('\n');
            }
            _ => {}
        }
    }
    text.lines().map(clean).filter(|line| !line.is_empty()).collect()
}

/// All of an element's text in one line.
pub(crate) fn line(element: ElementRef) -> String {
    lines(element).join(" ")
}

/// A text with or without markup and entities, as people read it, one paragraph a line.
pub(crate) fn plain(text: &str) -> String {
    if !text.contains(['<', '&']) || !bounds::is_bounded(text) {
        return text.lines().map(clean).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    }
    lines(Html::parse_fragment(text).root_element()).join("\n")
}

/// A text with its entities replaced, its markup kept.
pub(crate) fn unescaped(text: &str) -> String {
    Html::parse_fragment(&text.replace('<', "&lt;")).root_element().text().collect()
}

/// Single spaces, and no characters that steer a terminal or turn text around.
pub(super) fn clean(text: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let kept: String = text.chars().filter(|&c| !steers(c)).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
