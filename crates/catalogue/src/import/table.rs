//! Tables: rows of cells with a separator between them, found out, and usually with a line of column names.
//!
//! Rows are split here and not by the csv crate, which cannot go back: a quote that is never closed would take all that follows.

use std::io;

use super::columns::{Columns, is_title, is_year};
use super::fault::ImportFault;
use super::lines::{Line, LineReader, MAX_LINE_BYTES};
use super::report::RowFault;
use super::values::{title_and_year, year_in};

/// What can be between cells. A list of titles alone has nothing between them.
const SEPARATORS: [&str; 5] = ["\t", ",", ";", "|", "::"];
const NONE: &str = "\u{0}";
/// Lines looked at to find the separator, and among them those that can name the columns.
const SAMPLE_LINES: usize = 60;
const PREAMBLE_LINES: usize = 12;
/// A row of more lines than one is given up as one with an unclosed quote when it is as long as no film's record is, ...
const MAX_ROW_BYTES: usize = MAX_LINE_BYTES;
/// ... or this many of the lines in it look like rows of their own, and at least half of them.
const MAX_ROWS_WITHIN: usize = 8;

/// The genres that the last 19 columns of MovieLens' `u.item` stand for.
const U_ITEM_GENRES: [&str; 19] = [
    "unknown",
    "Action",
    "Adventure",
    "Animation",
    "Children's",
    "Comedy",
    "Crime",
    "Documentary",
    "Drama",
    "Fantasy",
    "Film-Noir",
    "Horror",
    "Musical",
    "Mystery",
    "Romance",
    "Sci-Fi",
    "Thriller",
    "War",
    "Western",
];
const U_ITEM_COLUMNS: usize = 24;

/// A table's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    separator: &'static str,
    /// The names of its columns; those of a table without names are made up.
    pub(super) names: Vec<String>,
    /// Whether the names are made up.
    pub(super) is_headless: bool,
    /// The columns whose cells tell whether a line is a row: the year's, else the title's.
    year: Option<usize>,
    title: Option<usize>,
    is_u_item: bool,
}

/// A row, or what is wrong with it, and the line on which it begins.
pub(super) type TableRow = (u64, Result<Vec<String>, RowFault>);

impl Form {
    /// What the separator is called.
    pub(super) fn described(&self) -> &'static str {
        match self.separator {
            "\t" => "a table, tabs between cells",
            "," => "a table, commas between cells",
            ";" => "a table, semicolons between cells",
            "|" => "a table, | between cells",
            "::" => "a table, :: between cells",
            _ => "a title a line",
        }
    }

    /// Whether a line is a title, with nothing beside it and no line of names before it.
    pub(super) fn is_title_a_line(&self) -> bool {
        self.separator == NONE && self.is_headless
    }

    /// Finds the form by the first lines, and leaves the reader at the first row.
    pub(super) fn find(lines: &mut LineReader<'_>, columns: &Columns) -> io::Result<Self> {
        let mut sample: Vec<(u64, Line)> = Vec::new();
        while sample.len() < SAMPLE_LINES
            && let Some(line) = lines.next()?
        {
            sample.push(line);
        }
        let texts: Vec<&str> = sample.iter().map(|(_, line)| line.as_deref().unwrap_or("")).collect();
        let said = texts.first().and_then(|first| first.trim().to_lowercase().strip_prefix("sep=").map(str::to_owned));
        let candidates = SEPARATORS.iter().filter(|&&mark| said.as_deref().is_none_or(|said| said == mark));
        let named = candidates.flat_map(|mark| named_by(&texts, mark, columns)).max_by_key(|(score, ..)| *score);
        let (form, rows_at) = match named {
            Some((_, form, at)) => (form, at + 1),
            None => headless(&texts, columns),
        };
        lines.give_back(sample.into_iter().skip(rows_at));
        Ok(form)
    }

    /// A table of known columns without a line of names.
    pub(super) fn numbered(separator: &'static str, names: &[&str]) -> Self {
        let names = names.iter().map(|&name| name.to_owned()).collect();
        Self { separator, names, is_headless: true, year: None, title: None, is_u_item: false }
    }

    fn new(separator: &'static str, names: Vec<String>, is_headless: bool, columns: &Columns) -> Self {
        let meanings = columns.of_table(&names);
        let place = |is_of: fn(super::columns::Role) -> bool| {
            meanings.iter().position(|meaning| meaning.is_some_and(|meaning| is_of(meaning.role)))
        };
        let (year, title) = (place(is_year), place(is_title));
        Self { separator, names, is_headless, year, title, is_u_item: false }
    }

    /// Reads the next row that is not blank.
    pub(super) fn next(&self, lines: &mut LineReader<'_>) -> io::Result<Option<TableRow>> {
        loop {
            let Some((number, line)) = lines.next()? else { return Ok(None) };
            let Some(line) = line else {
                return Ok(Some((number, Err(RowFault::of_row(ImportFault::TooLong)))));
            };
            if line.chars().all(|c| c.is_whitespace() || c == '"' || self.separator.contains(c)) || is_rule(&line) {
                continue;
            }
            let row =
                self.row(number, line, lines)?.map(|cells| if self.is_u_item { with_genres(cells) } else { cells });
            return Ok(Some((number, row)));
        }
    }

    fn row(&self, number: u64, line: String, lines: &mut LineReader<'_>) -> io::Result<Result<Vec<String>, RowFault>> {
        if self.separator == NONE {
            return Ok(Ok(vec![line]));
        }
        let mut splitter = Splitter::new(self.separator);
        if splitter.feed(&line) == Fed::Whole {
            let cells = splitter.cells;
            let plain = || line.split(self.separator).map(str::to_owned).collect::<Vec<String>>();
            // Quotes that begin or end a cell hold a separator, and are no letters.
            let holds = |cell: &String| cell.trim().starts_with('"') != cell.trim().ends_with('"');
            let quoted = line.contains('"') && cells.len() != self.names.len() && !plain().iter().any(holds);
            return Ok(self.fitting(cells).or_else(|fault| if quoted { self.fitting(plain()) } else { Err(fault) }));
        }
        let row = self.row_of_lines(number, line.len(), splitter, lines)?;
        // Files with tabs often quote nothing, and then a quote is a letter.
        let plain = || self.fitting(line.split(self.separator).map(str::to_owned).collect());
        Ok(row.or_else(|fault| if self.separator == "\t" { plain().map_err(|_| fault) } else { Err(fault) }))
    }

    /// Goes on with a row whose first line ends within quotes.
    fn row_of_lines(
        &self,
        number: u64,
        mut bytes: usize,
        mut splitter: Splitter,
        lines: &mut LineReader<'_>,
    ) -> io::Result<Result<Vec<String>, RowFault>> {
        let mut taken: Vec<(u64, Line)> = Vec::new();
        let mut rows_within = 0;
        let is_closed = loop {
            let Some((line_number, line)) = lines.next()? else { break false };
            let fed = line.as_deref().map(|text| {
                bytes += text.len() + 1;
                rows_within += usize::from(self.looks_like_a_row(text));
                splitter.feed(text)
            });
            taken.push((line_number, line));
            let is_swallowing = |most: usize| rows_within >= most && rows_within * 2 >= taken.len();
            match fed {
                Some(Fed::Whole) => break !is_swallowing(1),
                Some(Fed::Open) if bytes <= MAX_ROW_BYTES && !is_swallowing(MAX_ROWS_WITHIN) => {}
                _ => break false,
            }
        };
        if is_closed {
            return Ok(self.fitting(splitter.cells));
        }
        lines.give_back(taken.into_iter());
        Ok(Err(RowFault::of_row(ImportFault::OpenQuote { line: number })))
    }

    /// Whether a line alone has as many cells as the table has columns, and a year where the year should be.
    fn looks_like_a_row(&self, line: &str) -> bool {
        let mut splitter = Splitter::new(self.separator);
        let cells = match splitter.feed(line) {
            Fed::Whole if splitter.cells.len() == self.names.len() => splitter.cells,
            _ => line.split(self.separator).map(str::to_owned).collect(),
        };
        let bare = |at: usize| cells[at].trim_matches(['"', ' ']).to_owned();
        cells.len() == self.names.len()
            && cells.len() > 1
            && match (self.year, self.title) {
                (Some(at), _) => bare(at).len() < 40 && year_in(&bare(at)).is_some(),
                (None, Some(at)) => title_and_year(&bare(at)).is_some(),
                (None, None) => false,
            }
    }

    /// The cells of a row with more than there are columns, if nobody quoted a title with separators in it and the year shows
    /// where it ends: `Good, the Bad and the Ugly, The,1966,5`.
    fn with_whole_title(&self, cells: &[String]) -> Option<Vec<String>> {
        let (title, year) =
            self.title.zip(self.year).filter(|(title, year)| year == &(title + 1) && self.names.len() > 1)?;
        let more = cells.len().checked_sub(self.names.len()).filter(|more| (1..=8).contains(more))?;
        let is_year = |cell: &String| cell.trim().len() == 4 && year_in(cell.trim()).is_some();
        let parts = &cells[title..=title + more];
        if parts.iter().any(|part| part.contains('"') || is_year(part)) || !is_year(&cells[year + more]) {
            return None;
        }
        let whole = parts.join(self.separator);
        Some([&cells[..title], &[whole], &cells[title + more + 1..]].concat())
    }

    /// The cells, if they are as many as the columns. Empty ones too many are nothing.
    fn fitting(&self, mut cells: Vec<String>) -> Result<Vec<String>, RowFault> {
        let columns = self.names.len();
        while cells.len() > columns && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if cells.len() == columns {
            return Ok(cells);
        }
        if let Some(cells) = self.with_whole_title(&cells) {
            return Ok(cells);
        }
        Err(RowFault::of_row(ImportFault::Cells { cells: cells.len(), columns }))
    }
}

/// Whether a line is a stroke below the names of a table, as Markdown has it.
fn is_rule(line: &str) -> bool {
    line.contains("---") && line.chars().all(|c| matches!(c, '-' | ':' | '|' | '+' | '=' | ' ' | '\t'))
}

/// Forms of a table whose columns are named in one of the first lines, with their scores and the place of that line.
fn named_by(texts: &[&str], separator: &'static str, columns: &Columns) -> Vec<((usize, usize, usize), Form, usize)> {
    let mut forms = Vec::new();
    for (at, text) in texts.iter().enumerate().take(PREAMBLE_LINES) {
        let Some(names) = cells(separator, text) else { continue };
        let names: Vec<String> = names.iter().map(|name| name.trim().to_owned()).collect();
        let form = Form::new(separator, names, false, columns);
        // A cell of that many characters is text.
        let is_named = form.title.is_some_and(|at| form.names[at].len() < 60);
        let is_value = |name: &String| {
            name.contains("://") || title_and_year(name).is_some() || year_in(name).is_some() && name.len() <= 6
        };
        if !is_named || form.names.iter().any(is_value) {
            continue;
        }
        let fitting =
            texts[at + 1..].iter().filter(|text| cells(separator, text).is_some_and(|c| c.len() == form.names.len()));
        let known = columns.of_table(&form.names).iter().flatten().count();
        let fitting = if form.names.len() > 1 { fitting.count() } else { 0 };
        forms.push((
            (usize::from(form.year.is_some()) + 1, known.min(2) * (fitting + 1), PREAMBLE_LINES - at),
            form,
            at,
        ));
    }
    forms
}

/// The cells of a line that is whole by itself.
pub(super) fn cells(separator: &'static str, text: &str) -> Option<Vec<String>> {
    let mut splitter = Splitter::new(separator);
    (splitter.feed(text) == Fed::Whole).then_some(splitter.cells)
}

/// The form of a table without column names, and the place of its first row. Where no line has a year, the first line is
/// taken as names of which none is known, so that an error can show them.
fn headless(texts: &[&str], columns: &Columns) -> (Form, usize) {
    let Some((first, text)) = texts.iter().enumerate().find(|(_, text)| !text.trim().is_empty()) else {
        return (Form::new(",", Vec::new(), false, columns), 0);
    };
    let counted = |mark: &'static str| cells(mark, text).map_or(0, |cells| cells.len());
    let fits = |mark: &&&'static str| {
        let same = texts.iter().filter(|text| cells(mark, text).is_some_and(|c| c.len() == counted(mark))).count();
        counted(mark) > 1 && same * 2 > texts.len()
    };
    let separator = SEPARATORS.iter().filter(fits).max_by_key(|mark| counted(mark)).copied();
    let titles = texts.iter().filter(|text| title_and_year(text).is_some()).count();
    if separator.is_none_or(|mark| mark == ",") && titles * 2 > texts.iter().filter(|t| !t.trim().is_empty()).count() {
        let has_cells = separator.is_some_and(|mark| {
            cells(mark, text).is_some_and(|cells| cells.iter().any(|cell| title_and_year(cell).is_some()))
                && title_and_year(text).is_none()
        });
        if !has_cells {
            let names = vec!["title".to_owned()];
            return (Form { is_headless: true, ..Form::new(NONE, names, true, columns) }, first);
        }
    }
    let separator = separator.unwrap_or(",");
    let row = cells(separator, text).unwrap_or_else(|| text.split(separator).map(str::to_owned).collect());
    let bare: Vec<&str> = row.iter().map(|cell| cell.trim()).collect();
    let dated = bare.iter().position(|cell| title_and_year(cell).is_some());
    let year = bare.iter().position(|cell| cell.len() == 4 && year_in(cell).is_some());
    let is_text =
        |cell: &&str| cell.chars().any(char::is_alphabetic) && !cell.starts_with("tt") && !cell.contains("://");
    let title = dated.or_else(|| bare.iter().position(is_text));
    let (Some(title), true) = (title, dated.is_some() || year.is_some()) else {
        return (
            Form::new(separator, row.iter().map(|name| name.trim().to_owned()).collect(), false, columns),
            first + 1,
        );
    };
    let is_flag = |cell: &&str| matches!(*cell, "0" | "1");
    let is_u_item = row.len() == U_ITEM_COLUMNS && bare[U_ITEM_COLUMNS - U_ITEM_GENRES.len()..].iter().all(is_flag);
    let mut names: Vec<String> = (1..=row.len()).map(|n| format!("column {n}")).collect();
    names[title] = "title".to_owned();
    if let Some(year) = year.filter(|_| dated.is_none()) {
        names[year] = "year".to_owned();
    }
    if is_u_item {
        names.truncate(U_ITEM_COLUMNS - U_ITEM_GENRES.len());
        names.push("genres".to_owned());
    } else if separator == "::" && names.len() == 3 {
        names[2] = "genres".to_owned();
    }
    let mut form = Form { is_u_item, ..Form::new(separator, names, true, columns) };
    if is_u_item {
        // Its rows are checked before the flags become one cell.
        form.names.extend((1..U_ITEM_GENRES.len()).map(|n| format!("flag {n}")));
    }
    (form, first)
}

/// A row of `u.item` with the names of its genres in place of the flags.
fn with_genres(mut cells: Vec<String>) -> Vec<String> {
    let flags = cells.split_off(U_ITEM_COLUMNS - U_ITEM_GENRES.len());
    let genres = flags.iter().zip(U_ITEM_GENRES).filter(|(flag, _)| flag.trim() == "1").map(|(_, genre)| genre);
    cells.push(genres.collect::<Vec<_>>().join("|"));
    cells.extend(std::iter::repeat_n(String::new(), U_ITEM_GENRES.len() - 1));
    cells
}

#[derive(Debug, PartialEq, Eq)]
enum Fed {
    /// The row ends with the line.
    Whole,
    /// The line ends within quotes.
    Open,
    /// Text follows a quote that closes a cell of several lines.
    Broken,
}

/// Splits a row into cells, line by line. A quote in a quoted cell is doubled, has a backslash before it, or has more of the
/// cell behind it.
struct Splitter {
    separator: &'static str,
    cells: Vec<String>,
    /// The quoted cell that began in an earlier line.
    open: Option<String>,
}

impl Splitter {
    fn new(separator: &'static str) -> Self {
        Self { separator, cells: Vec::new(), open: None }
    }

    fn feed(&mut self, line: &str) -> Fed {
        let mut rest = line;
        if let Some(mut cell) = self.open.take() {
            cell.push('\n');
            match self.quoted(cell, rest, true) {
                Ok(Some(after)) => rest = after,
                Ok(None) => return Fed::Whole,
                Err(fed) => return fed,
            }
        }
        loop {
            let start = if self.separator == "\t" { rest } else { rest.trim_start_matches(' ') };
            if let Some(quoted) = start.strip_prefix('"') {
                match self.quoted(String::new(), quoted, false) {
                    Ok(Some(after)) => rest = after,
                    Ok(None) => return Fed::Whole,
                    Err(fed) => return fed,
                }
                continue;
            }
            let Some((cell, after)) = rest.split_once(self.separator) else {
                self.cells.push(rest.to_owned());
                return Fed::Whole;
            };
            self.cells.push(cell.to_owned());
            rest = after;
        }
    }

    /// Reads on in a quoted cell. What follows its separator, or nothing if the line ends with it.
    fn quoted<'a>(&mut self, mut cell: String, text: &'a str, goes_on: bool) -> Result<Option<&'a str>, Fed> {
        let mut rest = text;
        loop {
            let Some(quote) = rest.find('"') else {
                cell.push_str(rest);
                self.open = Some(cell);
                return Err(Fed::Open);
            };
            let (before, behind) = (&rest[..quote], &rest[quote + 1..]);
            if let Some(after) = behind.strip_prefix('"') {
                cell.push_str(before);
                cell.push('"');
                rest = after;
                continue;
            }
            let after = behind.trim_start_matches(' ');
            if after.is_empty() || after.starts_with(self.separator) {
                cell.push_str(before);
                self.cells.push(cell);
                return Ok(after.strip_prefix(self.separator));
            }
            match before.strip_suffix('\\') {
                Some(before) => cell.push_str(before),
                None if goes_on => return Err(Fed::Broken),
                None => cell.push_str(before),
            }
            cell.push('"');
            rest = behind;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(separator: &'static str, text: &str) -> Option<Vec<String>> {
        cells(separator, text)
    }

    #[test]
    fn quotes_are_respected_however_they_are_written() {
        for (text, wanted) in [
            ("a,b,", vec!["a", "b", ""]),
            ("\"a, b\",c", vec!["a, b", "c"]),
            ("a, \"b, c\"", vec!["a", "b, c"]),
            ("\"say \"\"hi\"\"\",c", vec!["say \"hi\"", "c"]),
            (r#""say \"hi\" to, you",c"#, vec!["say \"hi\" to, you", "c"]),
            ("\"The \"Best\" film\",1990", vec!["The \"Best\" film", "1990"]),
            ("12\" cut,1990", vec!["12\" cut", "1990"]),
            ("\"\",1990", vec!["", "1990"]),
        ] {
            assert_eq!(split(",", text).unwrap(), wanted, "{text}");
        }
        assert_eq!(split("::", "1::Toy Story (1995)::Comedy").unwrap(), ["1", "Toy Story (1995)", "Comedy"]);
        assert_eq!(split(",", "\"open,1990"), None);
    }

    fn forms(text: &str) -> Form {
        Form::find(&mut LineReader::new(Box::new(text.as_bytes())).unwrap(), &Columns::default()).unwrap()
    }

    #[test]
    fn the_separator_and_the_names_are_found() {
        for (text, separator, first) in [
            ("title;year\nI, Robot;2004\n", ";", "title"),
            ("title\tyear\nI, Robot\t2004\n", "\t", "title"),
            ("title|year\nA;B|2004\n", "|", "title"),
            ("sep=;\ntitle;year\nA;2004\n", ";", "title"),
            (
                "My list v7\nDate,Name,Tags,URL\n2020-01-01,Mine,,x\n\nPosition,Name,Year,URL\n1,Alien,1979,x\n",
                ",",
                "Position",
            ),
            ("1::Toy Story (1995)::Animation|Comedy\n2::Jumanji (1995)::Adventure\n", "::", "column 1"),
            ("Alien,1979\nHeat,1995\n", ",", "title"),
            ("Alien (1979)\nI, Robot (2004)\nCrouching Tiger, Hidden Dragon (2000)\n", NONE, "title"),
        ] {
            let form = forms(text);
            assert_eq!((form.separator, form.names[0].as_str()), (separator, first), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_was_quoted_is_read_back(
            cells in proptest::collection::vec("[ab,;\t\"\n]{0,6}", 1..5), mark in 0..4usize
        ) {
            let separator = SEPARATORS[mark];
            let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let text = cells.iter().map(quote).collect::<Vec<_>>().join(separator);
            let mut splitter = Splitter::new(separator);
            for line in text.split('\n') {
                splitter.feed(line);
            }
            prop_assert_eq!(splitter.cells, cells);
        }
    }
}
