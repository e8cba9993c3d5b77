//! The parts of a page that rules look for, found in one pass over its elements.

use scraper::{ElementRef, Html};

use super::infobox;

/// The parts of a wiki's page.
#[derive(Default)]
pub(super) struct Landmarks<'a> {
    /// The element with the article, the most exact first: a site's notice may be in another of the same class.
    content: [Option<ElementRef<'a>>; 4],
    /// Boxes of facts, those inside others too.
    pub(super) boxes: Vec<ElementRef<'a>>,
    /// Where `<link rel=canonical>` leads.
    pub(super) canonical: Option<&'a str>,
    /// Elements of the frame that hold links to categories.
    pub(super) category_lists: Vec<ElementRef<'a>>,
    /// Links to categories in the head of an offline copy.
    pub(super) category_links: Vec<&'a str>,
    /// Links to other-language editions.
    pub(super) editions: Vec<ElementRef<'a>>,
    /// Whether the page has the frame that holds them.
    pub(super) has_frame: bool,
    /// Items of the lists of references.
    pub(super) references: u32,
    /// The frame's link to the Wikidata item.
    pub(super) wikidata: Option<ElementRef<'a>>,
    /// Where wikis collect a page's names in other collections.
    pub(super) authorities: Vec<ElementRef<'a>>,
}

impl<'a> Landmarks<'a> {
    pub(super) fn find(html: &'a Html) -> Self {
        let mut found = Self::default();
        html.tree.nodes().filter_map(ElementRef::wrap).for_each(|element| found.take(element));
        found
    }

    fn take(&mut self, element: ElementRef<'a>) {
        let value = element.value();
        match value.name() {
            "link" => {
                let Some(href) = value.attr("href") else { return };
                let has_rel =
                    |wanted: &str| value.attr("rel").is_some_and(|rel| rel.split(' ').any(|rel| rel == wanted));
                if has_rel("canonical") {
                    self.canonical.get_or_insert(href);
                } else if has_rel("mw:PageProp/Category") {
                    self.category_links.push(href);
                }
                return;
            }
            "body" => {
                self.content[3].get_or_insert(element);
            }
            "footer" => self.has_frame = true,
            "ol" if value.classes().any(|class| class == "references") => {
                let items =
                    element.children().filter(|item| item.value().as_element().is_some_and(|e| e.name() == "li"));
                self.references += items.count() as u32;
            }
            _ => {}
        }
        match value.attr("id") {
            Some("mw-content-text") => {
                self.content[2].get_or_insert(element);
            }
            Some("mw-normal-catlinks" | "articleCategories") => self.category_lists.push(element),
            Some("footer") => self.has_frame = true,
            Some("t-wikibase") => self.wikidata = Some(element),
            _ => {}
        }
        if value.attr("data-name") == Some("Тематические сайты") {
            self.authorities.push(element);
        }
        for class in value.classes() {
            match class {
                "mw-parser-output" => {
                    let is_inside = self.content[2].is_some();
                    self.content[usize::from(!is_inside)].get_or_insert(element);
                }
                "page-header__categories" => self.category_lists.push(element),
                "interlanguage-link" if value.name() == "li" => self.editions.push(element),
                "mw-footer" => self.has_frame = true,
                "mw-authority-control" | "authority-control" => self.authorities.push(element),
                _ => {}
            }
        }
        if infobox::is_box(&element) {
            self.boxes.push(element);
        }
    }

    /// The element with the article.
    pub(super) fn content(&self) -> Option<ElementRef<'a>> {
        self.content.iter().flatten().next().copied()
    }
}
