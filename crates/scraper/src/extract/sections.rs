//! An article's running text, by section, and what it links to. One walk of the tree.

use ego_tree::iter::Edge;
use scraper::ElementRef;

use super::labels::Labels;
use super::{infobox, text};

struct Section<'a> {
    heading: String,
    /// 2 for `h2`.
    level: u8,
    paragraphs: Vec<String>,
    items: Vec<ElementRef<'a>>,
    /// Rows of its tables that hold data.
    rows: Vec<ElementRef<'a>>,
}

/// A link in the article.
struct Link<'a> {
    element: ElementRef<'a>,
    href: &'a str,
    section: usize,
    /// Whether it stands in no box and no picture.
    is_mention: bool,
}

/// The lead and the sections after it. A sub-section is a section of its own; what stands there belongs to the section above too.
pub(super) struct Sections<'a> {
    all: Vec<Section<'a>>,
    links: Vec<Link<'a>>,
    /// The first paragraph.
    first: Option<ElementRef<'a>>,
}

impl<'a> Sections<'a> {
    pub(super) fn read(content: Option<ElementRef<'a>>) -> Self {
        let mut read = Self { all: vec![Section::new(String::new(), 1)], links: Vec::new(), first: None };
        let Some(content) = content else { return read };
        // Elements that are open and whose text is no running text, and of these those that are boxes and pictures.
        let (mut asides, mut boxes) = (Vec::new(), Vec::new());
        let mut skipped = None;
        for edge in content.traverse() {
            match edge {
                Edge::Open(node) if skipped.is_none() && node.id() != content.id() => {
                    let Some(element) = ElementRef::wrap(node) else { continue };
                    if text::is_navigation(&element) || text::is_footnote(&element) {
                        skipped = Some(node.id());
                        continue;
                    }
                    read.take(element, asides.len(), boxes.len());
                    let name = element.value().name();
                    if matches!(name, "table" | "figure" | "blockquote" | "dl") {
                        asides.push(node.id());
                    }
                    let is_thumb = || element.value().classes().any(|class| matches!(class, "thumb" | "noprint"));
                    if name == "figure" || is_thumb() || infobox::is_box(&element) {
                        boxes.push(node.id());
                    }
                }
                Edge::Close(node) if skipped == Some(node.id()) => skipped = None,
                Edge::Close(node) if skipped.is_none() => {
                    asides.pop_if(|open| *open == node.id());
                    boxes.pop_if(|open| *open == node.id());
                }
                _ => {}
            }
        }
        read
    }

    fn take(&mut self, element: ElementRef<'a>, asides: usize, boxes: usize) {
        let value = element.value();
        let is_text = asides == 0 && boxes == 0 && !value.classes().any(|class| class == "mw-empty-elt");
        let section = self.all.len() - 1;
        match value.name() {
            "h2" | "h3" | "h4" if is_text => {
                let heading = text::line(element).to_lowercase();
                self.all.push(Section::new(heading, value.name().as_bytes()[1] - b'0'));
            }
            "p" | "blockquote" | "dl" if is_text => {
                let text = text::line(element);
                if !text.is_empty() {
                    self.first.get_or_insert(element);
                    self.all[section].paragraphs.push(text);
                }
            }
            "li" | "dd" if boxes == 0 => self.all[section].items.push(element),
            "tr" if boxes == 0 => self.all[section].rows.push(element),
            "a" => {
                if let Some(href) = value.attr("href")
                    && !value.classes().any(|class| class == "new")
                {
                    self.links.push(Link { element, href, section, is_mention: boxes == 0 });
                }
            }
            _ => {}
        }
    }

    /// The paragraphs before the first heading.
    pub(super) fn lead(&self) -> String {
        self.all[0].paragraphs.join("\n")
    }

    /// The first paragraph before the first heading.
    pub(super) fn first_paragraph(&self) -> Option<ElementRef<'a>> {
        self.first.filter(|_| !self.all[0].paragraphs.is_empty())
    }

    /// The paragraphs under the first of these headings that has some; one of a section before one of a part of it.
    pub(super) fn prose(&self, headings: &[String]) -> String {
        let tops = (0..self.all.len()).filter(|&at| self.all[at].level == 2);
        let parts = (0..self.all.len()).filter(|&at| self.all[at].level > 2);
        tops.chain(parts)
            .filter(|&at| headings.contains(&self.all[at].heading))
            .map(|at| self.below(at).flat_map(|section| &section.paragraphs).cloned().collect::<Vec<_>>().join("\n"))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }

    /// A section and its parts.
    fn below(&self, at: usize) -> impl Iterator<Item = &Section<'a>> {
        let level = self.all[at].level;
        let parts = self.all[at + 1..].iter().take_while(move |section| section.level > level && level > 1);
        std::iter::once(&self.all[at]).chain(parts)
    }

    /// The first list items under these headings.
    pub(super) fn items(&self, headings: &[String], most: usize) -> Vec<ElementRef<'a>> {
        self.all_under(headings).flat_map(|section| &section.items).copied().take(most).collect()
    }

    /// The rows of the tables under these headings.
    pub(super) fn table_rows(&self, headings: &[String]) -> Vec<ElementRef<'a>> {
        self.all_under(headings).flat_map(|section| &section.rows).copied().collect()
    }

    fn all_under(&self, headings: &[String]) -> impl Iterator<Item = &Section<'a>> {
        let under = self.under(headings);
        self.all.iter().zip(under).filter(|(_, is_under)| *is_under).map(|(section, _)| section)
    }

    /// Where all links lead that do not lead around the wiki, in order; and of each whether it stands in running text, a list or a table that is
    /// not under these headings.
    pub(super) fn links(&self, except: &[String]) -> impl Iterator<Item = (&'a str, bool)> {
        let left_out = self.under(except);
        self.links.iter().map(move |link| (link.href, link.is_mention && !left_out[link.section]))
    }

    /// All links outside boxes.
    pub(super) fn all_mentions(&self) -> impl Iterator<Item = ElementRef<'a>> {
        self.links.iter().filter(|link| link.is_mention).map(|link| link.element)
    }

    /// The links under these headings.
    pub(super) fn links_under(&self, headings: &[String]) -> impl Iterator<Item = ElementRef<'a>> {
        let under = self.under(headings);
        self.links.iter().filter(move |link| under[link.section]).map(|link| link.element)
    }

    /// For each section whether it, or one it is a part of, has one of these headings.
    fn under(&self, headings: &[String]) -> Vec<bool> {
        let mut under = Vec::with_capacity(self.all.len());
        let mut within = None;
        for section in &self.all {
            if within.is_none_or(|level| section.level <= level) {
                within = headings.contains(&section.heading).then_some(section.level);
            }
            under.push(within.is_some());
        }
        under
    }

    /// List items and rows of data in the section on awards; `None` without one that lists them.
    pub(super) fn awards(&self, labels: &Labels) -> Option<u32> {
        let has_data =
            |row: &&ElementRef| row.children().filter_map(ElementRef::wrap).any(|cell| cell.value().name() == "td");
        let headings = &labels.headings.awards;
        let rows = self.table_rows(headings);
        let count = self.items(headings, usize::MAX).iter().filter(|item| item.value().name() == "li").count()
            + rows.iter().filter(has_data).count();
        (count > 0).then_some(count as u32)
    }

    /// Characters of running text.
    pub(super) fn length(&self) -> u32 {
        let paragraphs = self.all.iter().flat_map(|section| &section.paragraphs);
        paragraphs.map(|text| text.chars().count() as u32).sum()
    }
}

impl Section<'_> {
    fn new(heading: String, level: u8) -> Self {
        Self { heading, level, paragraphs: Vec::new(), items: Vec::new(), rows: Vec::new() }
    }
}
