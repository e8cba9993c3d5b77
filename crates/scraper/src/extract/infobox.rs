//! An article's box of facts beside the text: a table, `div`s around a table, or Fandom's `aside.portable-infobox`.

use matinee_catalogue::{countries, languages, running_time};
use scraper::{ElementRef, Selector};
use std::sync::LazyLock;

use super::labels::{BoxRow, Labels, Thing, as_label};
use super::people::{self, Of};
use super::{NotAFilm, selector, text};

/// Classes of boxes.
const BOXES: [&str; 8] =
    ["infobox", "infobox_v2", "infobox_v3", "infobox-v2", "infobox3", "sinottico", "portable-infobox", "film-infobox"];

static ROW: LazyLock<Selector> = LazyLock::new(|| selector("tr, .pi-data, .pi-header, td.pi-horizontal-group-item"));
static TITLE: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        ".infobox-above, .summary, .entete, .sinottico_testata, .cabecera, .pi-title, .infobox-title, .infobox-rubrik, .naglowek, caption",
    )
});
/// The title in a heading that has more.
static NAME: LazyLock<Selector> = LazyLock::new(|| selector(".infobox-title, .fn"));
static ORIGINAL: LazyLock<Selector> = LazyLock::new(|| selector(".infobox-original"));
static DATE: LazyLock<Selector> = LazyLock::new(|| selector(".bday"));
static PORTABLE_LABEL: LazyLock<Selector> = LazyLock::new(|| selector(".pi-data-label"));
static PORTABLE_VALUE: LazyLock<Selector> = LazyLock::new(|| selector(".pi-data-value"));
static IMAGE: LazyLock<Selector> = LazyLock::new(|| selector("img"));
static LINK: LazyLock<Selector> = LazyLock::new(|| selector("a[href]"));

/// What a row says.
enum Value<'a> {
    Cell(ElementRef<'a>),
    /// Of a list in the article.
    Lines(Vec<String>),
}

impl Value<'_> {
    fn lines(&self) -> Vec<String> {
        match self {
            Self::Cell(cell) => text::lines(*cell),
            Self::Lines(lines) => lines.clone(),
        }
    }
}

struct InfoboxRow<'a> {
    label: String,
    /// What rows with this label say.
    says: &'static [BoxRow],
    value: Value<'a>,
}

pub(super) struct Infobox<'a> {
    labels: &'static Labels,
    element: ElementRef<'a>,
    rows: Vec<InfoboxRow<'a>>,
    /// Cells in full width, lower case.
    full_lines: Vec<String>,
    /// What the first row says, if it is text in full width.
    first_line: Option<String>,
}

/// Whether an element is a box of facts.
pub(super) fn is_box(element: &ElementRef) -> bool {
    let value = element.value();
    matches!(value.name(), "table" | "div" | "aside") && value.classes().any(|class| BOXES.contains(&class))
}

impl<'a> Infobox<'a> {
    /// The page's boxes in their order, without those inside others.
    pub(super) fn all(labels: &'static Labels, boxes: &[ElementRef<'a>]) -> Vec<Self> {
        let is_inner =
            |element: &ElementRef| element.ancestors().filter_map(ElementRef::wrap).any(|around| is_box(&around));
        boxes.iter().filter(|element| !is_inner(element)).map(|&element| Self::read(labels, element)).collect()
    }

    fn read(labels: &'static Labels, element: ElementRef<'a>) -> Self {
        let mut read = Self { labels, element, rows: Vec::new(), full_lines: Vec::new(), first_line: None };
        // A label in full width, and what it says in the next row.
        let mut heading: Option<String> = None;
        for (place, row) in element.select(&ROW).enumerate() {
            if is_in_cell(&row, element) {
                continue;
            }
            if row.value().name() != "tr" {
                read.take_portable(row);
                continue;
            }
            let cells: Vec<ElementRef> = row
                .children()
                .filter_map(ElementRef::wrap)
                .filter(|cell| matches!(cell.value().name(), "th" | "td"))
                .collect();
            match cells.as_slice() {
                [cell] => {
                    read.take_full(*cell, place == 0);
                    let name = as_label(&text::line(*cell));
                    if let Some(label) = heading.take()
                        && cell.value().name() == "td"
                    {
                        read.push(label, Value::Cell(*cell));
                    } else if !labels.rows(&name).is_empty() {
                        heading = Some(name.clone());
                    }
                    if !name.is_empty() && name.chars().count() < 100 {
                        read.full_lines.push(name);
                    }
                }
                [label, cell, ..] => {
                    heading = None;
                    let name = as_label(&text::line(*label));
                    let is_known = || !labels.rows(&name).is_empty() || labels.thing(&name).is_some();
                    if cell.value().name() == "td" && (label.value().name() == "th" || is_known()) {
                        read.push(name, Value::Cell(*cell));
                    }
                }
                [] => {}
            }
        }
        read
    }

    fn push(&mut self, label: String, value: Value<'a>) {
        let says = self.labels.rows(&label);
        self.rows.push(InfoboxRow { label, says, value });
    }

    /// A cell in full width: in the first row it may be the title alone; at the end of Portuguese boxes it is "Brasil<br>1967 • cor • 111 min".
    fn take_full(&mut self, cell: ElementRef<'a>, is_first: bool) {
        let lines = text::lines(cell);
        if is_first && cell.value().name() == "td" && cell.select(&IMAGE).next().is_none() {
            self.first_line = lines.first().cloned();
        }
        let Some((last, places)) = lines.split_last() else { return };
        let parts: Vec<String> = last.split('•').map(|part| part.trim().to_owned()).collect();
        if places.is_empty() || parts.len() < 2 || years(&parts[0]).next().is_none() {
            return;
        }
        let says: [(&'static [BoxRow], Vec<String>); 3] = [
            (&[BoxRow::Countries], places.to_vec()),
            (&[BoxRow::Release], vec![parts[0].clone()]),
            (&[BoxRow::Runtime], parts.last().cloned().into_iter().collect()),
        ];
        for (says, lines) in says {
            self.rows.push(InfoboxRow { label: String::new(), says, value: Value::Lines(lines) });
        }
    }

    /// A row of Fandom's boxes. Its `data-source` names it where its label is the wiki's own.
    fn take_portable(&mut self, row: ElementRef<'a>) {
        if row.value().classes().any(|class| class == "pi-header") {
            self.full_lines.push(as_label(&text::line(row)));
            return;
        }
        let label = row.select(&PORTABLE_LABEL).next().map(|label| as_label(&text::line(label))).unwrap_or_default();
        let source = row.value().attr("data-source").map(|source| as_label(&source.replace('_', " ")));
        let is_known = !self.labels.rows(&label).is_empty() || self.labels.thing(&label).is_some();
        let label = if is_known { label } else { source.unwrap_or(label) };
        let value = row.select(&PORTABLE_VALUE).next().unwrap_or(row);
        self.push(label, Value::Cell(value));
    }

    /// Adds what a list of facts in the article says, after the box's own rows.
    pub(super) fn add_facts(&mut self, items: &[ElementRef<'a>]) {
        for item in items {
            let mut lines = text::lines(*item);
            if lines.is_empty() {
                continue;
            }
            let first = lines.remove(0);
            let Some((label, value)) = first.split_once([':', '：']) else { continue };
            let label = as_label(label);
            if self.labels.rows(&label).is_empty() {
                continue;
            }
            if !value.trim().is_empty() {
                lines.insert(0, value.trim().to_owned());
            }
            self.push(label, Value::Lines(lines));
        }
    }

    /// What rows of a kind say, in order.
    fn values(&self, row: BoxRow) -> impl Iterator<Item = &Value<'a>> {
        self.rows.iter().filter(move |of| of.says.contains(&row)).map(|of| &of.value)
    }

    fn has(&self, row: BoxRow) -> bool {
        self.values(row).next().is_some()
    }

    /// Tells films by their rows; says what else the box describes.
    pub(super) fn is_film(&self) -> Result<(), NotAFilm> {
        let has_class = |wanted: &[&str]| self.element.value().classes().any(|class| wanted.contains(&class));
        let of_rows = self.rows.iter().filter_map(|row| self.labels.thing(&row.label));
        let of_lines = self.full_lines.iter().filter_map(|line| self.labels.thing_of_line(line));
        let things: Vec<Thing> = of_rows.chain(of_lines).collect();
        let is_directed = self.has(BoxRow::Directors);
        if !is_directed && (has_class(&["vcard", "biography"]) || things.contains(&Thing::Person)) {
            return Err(NotAFilm::Person);
        }
        if !is_directed && (has_class(&["haudio", "infobox-album"]) || things.contains(&Thing::Album)) {
            return Err(NotAFilm::Album);
        }
        if things.contains(&Thing::Series) {
            return Err(NotAFilm::Series);
        }
        if things.contains(&Thing::Other) {
            return Err(NotAFilm::OtherInfobox);
        }
        let has_people = [BoxRow::Release, BoxRow::Cast, BoxRow::Producers].iter().any(|&row| self.has(row));
        if is_directed || self.has(BoxRow::Runtime) && has_people { Ok(()) } else { Err(NotAFilm::OtherInfobox) }
    }

    /// The name over the box, else the one a row gives.
    pub(super) fn title(&self) -> Option<String> {
        let above = self.element.select(&TITLE).next();
        let above = above.map(|above| above.select(&NAME).next().unwrap_or(above));
        // A long title is on two lines: "How to Train Your Dragon:<br>The Hidden World".
        let title = above.map(text::line).filter(|title| !title.is_empty()).or_else(|| self.phrase(BoxRow::Title))?;
        // "Isvinter (Jäätalvi)", with the original title in brackets.
        let of_original = self.original_row().and_then(|original| title.strip_suffix(&format!(" ({original})")));
        Some(of_original.unwrap_or(&title).to_owned())
    }

    fn original_row(&self) -> Option<String> {
        self.values(BoxRow::OriginalTitle).find_map(|value| value.lines().into_iter().next())
    }

    /// The title in the film's own language: of a row, of the second line of the heading, or the name that the box gives without a label, if
    /// the page has another.
    pub(super) fn original_title(&self, page: &str) -> Option<String> {
        let below = || self.element.select(&ORIGINAL).next().map(text::line).filter(|title| !title.is_empty());
        let unnamed = || {
            let has_title = self.element.select(&TITLE).any(|title| title.value().name() != "caption");
            self.first_line.clone().filter(|line| !has_title && !self.has(BoxRow::Title) && line != page)
        };
        self.original_row().or_else(below).or_else(unnamed)
    }

    /// The people of the first rows that name some: those of all rows of the box, else those of the article's list.
    pub(super) fn people(&self, row: BoxRow) -> Vec<String> {
        let of = if row == BoxRow::Cast { Of::Cast } else { Of::Crew };
        for is_in_box in [true, false] {
            let lines: Vec<String> = self
                .values(row)
                .filter(|value| matches!(value, Value::Cell(_)) == is_in_box)
                .flat_map(Value::lines)
                .collect();
            let names = people::names(self.labels, &lines, of);
            if !names.is_empty() {
                return names;
            }
        }
        Vec::new()
    }

    pub(super) fn countries(&self) -> Vec<String> {
        self.places(BoxRow::Countries, |name| {
            let known = self.labels.country(name).map(str::to_owned);
            known.or_else(|| countries::is_country(name).then(|| name.to_owned()))
        })
    }

    pub(super) fn languages(&self) -> Vec<String> {
        self.places(BoxRow::Languages, |name| {
            self.labels.language(name).or_else(|| languages::name(name)).map(str::to_owned)
        })
    }

    fn places(&self, row: BoxRow, english: impl Fn(&str) -> Option<String>) -> Vec<String> {
        self.values(row)
            .map(|value| people::places(self.labels, &value.lines(), &english))
            .find(|places| !places.is_empty())
            .unwrap_or_default()
    }

    /// A row's text in one line.
    fn phrase(&self, row: BoxRow) -> Option<String> {
        self.values(row).map(|value| value.lines().join(" ")).find(|text| !text.is_empty())
    }

    /// The series it belongs to.
    pub(super) fn series(&self) -> Option<String> {
        self.phrase(BoxRow::Series)
    }

    /// The work it is based on: lines are joined by commas, those that go on with a small letter ("by", "and") by a space.
    pub(super) fn based_on(&self) -> Option<String> {
        let mut text = String::new();
        for line in
            self.values(BoxRow::BasedOn).find_map(|value| Some(value.lines()).filter(|lines| !lines.is_empty()))?
        {
            let is_continued =
                line.starts_with(char::is_lowercase) || text.ends_with(" by") || text.ends_with([',', ':']);
            if !text.is_empty() {
                text.push_str(if is_continued { " " } else { ", " });
            }
            text.push_str(&line);
        }
        Some(text)
    }

    /// The kinds of film that its row names.
    pub(super) fn genres(&self, found: &mut Vec<String>) {
        for line in self.values(BoxRow::Genres).flat_map(Value::lines) {
            for part in line.split([',', ';', '•', '·', '、', '，', '／', '；', '|']) {
                self.labels.kinds.find(part, found);
            }
        }
    }

    /// The running time in minutes, of several cuts the first; and the first text that could not be read if there is none.
    pub(super) fn running_time(&self) -> (Option<u16>, Option<String>) {
        running_time::first(self.values(BoxRow::Runtime).map(|value| value.lines().join(" ")))
    }

    /// The earliest year among the release dates.
    pub(super) fn year(&self) -> Option<i64> {
        self.values(BoxRow::Release).find_map(|value| {
            let hidden = match value {
                Value::Cell(cell) => {
                    let dates = cell.select(&DATE).map(text::line);
                    dates.filter_map(|date| date.get(..4)?.parse().ok()).min()
                }
                Value::Lines(_) => None,
            };
            hidden.or_else(|| years(&value.lines().join(" ")).min())
        })
    }

    /// Its links.
    pub(super) fn links(&self) -> impl Iterator<Item = ElementRef<'a>> {
        self.element.select(&LINK)
    }
}

/// The numbers of four digits that can be years.
pub(super) fn years(text: &str) -> impl Iterator<Item = i64> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    numbers.filter_map(|part| part.parse().ok()).filter(|year| (1870..=2100).contains(year))
}

/// Whether a row is of a table inside a cell, unless that is a part of the box.
fn is_in_cell(row: &ElementRef, of: ElementRef) -> bool {
    let around = row.ancestors().skip(1).take_while(|node| node.id() != of.id()).filter_map(ElementRef::wrap);
    let mut is_part = row.value().name() != "tr";
    for element in around {
        let value = element.value();
        if value.name() == "table" {
            is_part |= value.classes().any(|class| class.contains("child") || class.contains("subbox"));
        }
        if matches!(value.name(), "td" | "th") {
            return !is_part;
        }
    }
    false
}
