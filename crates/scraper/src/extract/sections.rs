//! An article's running text, by section.

use scraper::{ElementRef, Html};

use super::{selector, text};

/// The headings of sections with the story.
const PLOT: [&str; 6] = ["plot", "plot summary", "synopsis", "story", "summary", "plot synopsis"];

struct Section {
    heading: String,
    paragraphs: Vec<String>,
}

/// The lead and the sections after it; text under sub-headings belongs to their section.
pub(crate) struct Sections(Vec<Section>);

/// The element with the article.
pub(crate) fn content(html: &Html) -> Option<ElementRef<'_>> {
    ["#mw-content-text .mw-parser-output", ".mw-parser-output", "#mw-content-text", "body"]
        .iter()
        .find_map(|css| html.select(&selector(css)).next())
}

impl Sections {
    pub(crate) fn read(html: &Html) -> Self {
        let mut sections = vec![Section { heading: String::new(), paragraphs: Vec::new() }];
        let Some(content) = content(html) else { return Self(sections) };
        for element in content.select(&selector("h2, p, blockquote, dl")) {
            if is_aside(&element, content) {
                continue;
            }
            let text = text::line(element);
            let name = element.value().name();
            if name == "h2" {
                sections.push(Section { heading: text.to_lowercase(), paragraphs: Vec::new() });
            } else if !text.is_empty() {
                sections.last_mut().expect("the lead is there").paragraphs.push(text);
            }
        }
        Self(sections)
    }

    /// The paragraphs before the first heading.
    pub(crate) fn lead(&self) -> String {
        self.0[0].paragraphs.join("\n")
    }

    pub(crate) fn plot(&self) -> String {
        let plot = self.0.iter().find(|section| PLOT.contains(&section.heading.as_str()));
        plot.map(|section| section.paragraphs.join("\n")).unwrap_or_default()
    }

    /// Characters of running text.
    pub(crate) fn length(&self) -> u32 {
        self.0.iter().flat_map(|section| &section.paragraphs).map(|text| text.chars().count() as u32).sum()
    }
}

/// Whether an element is in a table, a box or a figure rather than in the running text.
fn is_aside(element: &ElementRef, content: ElementRef) -> bool {
    element.ancestors().take_while(|node| node.id() != content.id()).filter_map(ElementRef::wrap).any(|around| {
        matches!(around.value().name(), "table" | "figure" | "blockquote" | "dl") || text::is_navigation(&around)
    }) || element.value().classes().any(|class| class == "mw-empty-elt")
}
