//! An article's infobox: the box of facts beside the text.

use matinee_catalogue::running_time;
use scraper::{ElementRef, Html};

use super::{NotAFilm, selector, text};

/// The most entries taken from one row: a longer list is a mistake in the page.
const MAX_ENTRIES: usize = 60;

pub(crate) struct Infobox<'a> {
    table: ElementRef<'a>,
    /// Labels, lower case, and their cells.
    rows: Vec<(String, ElementRef<'a>)>,
}

impl<'a> Infobox<'a> {
    pub(crate) fn find(html: &'a Html) -> Option<Self> {
        let table = html.select(&selector("table.infobox")).next()?;
        let mut rows = Vec::new();
        for row in table.select(&selector("tr")) {
            // Rows of a table inside a cell are not rows of the box.
            let own = row.ancestors().filter_map(ElementRef::wrap).find(|e| e.value().name() == "table");
            if own.is_none_or(|own| own.id() != table.id()) {
                continue;
            }
            let cells: Vec<ElementRef> = row.children().filter_map(ElementRef::wrap).collect();
            if let [label, cell] = cells.as_slice()
                && label.value().name() == "th"
                && cell.value().name() == "td"
            {
                rows.push((text::line(*label).to_lowercase(), *cell));
            }
        }
        Some(Self { table, rows })
    }

    fn row(&self, labels: &[&str]) -> Option<ElementRef<'a>> {
        self.rows.iter().find(|(label, _)| labels.contains(&label.as_str())).map(|&(_, cell)| cell)
    }

    /// Tells films by their rows; says what else the box describes.
    pub(crate) fn is_film(&self) -> Result<(), NotAFilm> {
        let class = |wanted: &[&str]| self.table.value().classes().any(|c| wanted.contains(&c));
        let has = |labels: &[&str]| self.row(labels).is_some();
        if class(&["vcard", "biography"]) || has(&["born"]) {
            return Err(NotAFilm::Person);
        }
        if class(&["haudio", "infobox-album"]) || has(&["recorded", "label", "producer"]) && !has(&["directed by"]) {
            return Err(NotAFilm::Album);
        }
        if has(&["no. of episodes", "no. of seasons", "no. of series", "original network", "network", "showrunner"]) {
            return Err(NotAFilm::Series);
        }
        if has(&["directed by"])
            || has(&["running time"]) && has(&["release date", "release dates", "starring", "produced by"])
        {
            Ok(())
        } else {
            Err(NotAFilm::OtherInfobox)
        }
    }

    /// The name over the box.
    pub(crate) fn title(&self) -> Option<String> {
        let above = self.table.select(&selector("th.infobox-above, th.summary")).next()?;
        // A long title is on two lines: "How to Train Your Dragon:<br>The Hidden World".
        Some(text::line(above)).filter(|title| !title.is_empty())
    }

    pub(crate) fn original_title(&self) -> Option<String> {
        text::lines(self.row(&["original title"])?).into_iter().next()
    }

    /// The entries (list items or lines) of all rows with one of these labels, in order.
    pub(crate) fn list(&self, labels: &[&str]) -> Vec<String> {
        let mut entries: Vec<String> = Vec::new();
        for (_, cell) in self.rows.iter().filter(|(label, _)| labels.contains(&label.as_str())) {
            for entry in text::lines(*cell) {
                // "Story:" over a list, "(uncredited)" behind a name.
                let entry = entry.split(" (").next().unwrap_or_default().trim_end_matches(':').trim().to_owned();
                if !entry.is_empty() && !entries.contains(&entry) && entries.len() < MAX_ENTRIES {
                    entries.push(entry);
                }
            }
        }
        entries
    }

    /// Entries that are names of places or languages, which commas and slashes separate too.
    pub(crate) fn places(&self, labels: &[&str]) -> Vec<String> {
        let entries = self.list(labels);
        let parts =
            entries.iter().flat_map(|entry| entry.split([',', '/'])).map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    }

    /// A row's text in one line.
    pub(crate) fn phrase(&self, labels: &[&str]) -> Option<String> {
        Some(text::line(self.row(labels)?)).filter(|text| !text.is_empty())
    }

    /// The running time in minutes; of several cuts the first.
    pub(crate) fn running_time(&self) -> Option<u16> {
        running_time::minutes(&self.phrase(&["running time", "runtime"])?).ok().flatten()
    }

    /// The earliest year among the release dates.
    pub(crate) fn year(&self) -> Option<i64> {
        let cell = self.row(&["release date", "release dates", "released"])?;
        let hidden = selector(".bday");
        let dates = cell.select(&hidden).map(text::line);
        let years = dates.filter_map(|date| date.get(..4)?.parse().ok());
        years.min().or_else(|| {
            let text = text::line(cell);
            text.split(|c: char| !c.is_ascii_digit())
                .filter(|part| part.len() == 4)
                .filter_map(|part| part.parse().ok())
                .min()
        })
    }
}
