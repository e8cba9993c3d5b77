//! One file of a history: its rows as named values, and what the file as a whole says of them.

use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::super::columns::{Columns, is_title, key};
use super::super::fault::ImportFault;
use super::super::json::{self, JsonRow};
use super::super::lines::{LineReader, without_utf_16};
use super::super::nfo;
use super::super::personal::{self, Export, ExportKind};
use super::super::report::RowFault;
use super::super::table::{Form, cells};
use super::limits::MAX_READ_ROWS;
use super::role::SheetRole;
use super::users::HistoryUsers;
use super::{HistoryError, HistoryOptions, headless, note, own, players, text_line};

/// A row before it is known what it says.
pub(super) type NamedRow = Result<Map<String, Value>, RowFault>;

/// What a sheet was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum SheetOrigin {
    /// The given file of this number: an archive, or the sheet itself.
    File(usize),
    /// The spreadsheet of this number.
    Workbook(usize),
}

/// A file of a history.
#[derive(Debug)]
pub(super) struct HistorySheet {
    pub(super) path: PathBuf,
    pub(super) origin: SheetOrigin,
    /// What it is, if it is no mere table.
    pub(super) form: Option<ExportKind>,
    /// The names of its columns, those of JSON's rows together.
    pub(super) names: Vec<String>,
    pub(super) raw: Vec<(u64, NamedRow)>,
    pub(super) has_company: bool,
    pub(super) export: Option<Export>,
    pub(super) role: SheetRole,
    /// Whether it is a file of Matinee's own.
    pub(super) is_own: bool,
    /// Whether it is JSON, whose objects need not be films.
    pub(super) is_json: bool,
}

/// A sheet, or why the file is none.
type FoundSheet = Result<Result<HistorySheet, ImportFault>, HistoryError>;

impl HistorySheet {
    /// Reads a file of at most `most` rows.
    pub(super) fn of(
        (path, origin): (&Path, SheetOrigin),
        bytes: &[u8],
        has_company: bool,
        columns: &Columns,
        options: &HistoryOptions,
        most: usize,
    ) -> FoundSheet {
        let text = match without_utf_16(Box::new(bytes)).and_then(|(mut reader, _)| {
            let mut text = Vec::new();
            reader.read_to_end(&mut text)?;
            Ok(text)
        }) {
            Ok(text) => text,
            Err(error) => return Ok(Err(error.into())),
        };
        if text.contains(&0) {
            return Ok(Err(ImportFault::NoText));
        }
        let text = if is_markup(&text) { text } else { note::without_wiki_links(text) };
        let mut sheet = Self {
            path: path.to_owned(),
            origin,
            form: None,
            names: Vec::new(),
            raw: Vec::new(),
            has_company,
            export: None,
            role: SheetRole::List,
            is_own: false,
            is_json: false,
        };
        let read = match text.trim_ascii_start().first() {
            None => return Ok(Err(ImportFault::Empty)),
            Some(b'<') => match sheet.xml(&text, most) {
                // A part of a page that was pasted.
                Err(_) if sheet.raw.is_empty() && path.extension().is_none_or(|ending| ending == "txt") => {
                    sheet.table(&note::without_tags(&text), columns, options, most)?
                }
                read => read,
            },
            _ if own::is_own(&text) => sheet.own(&text),
            Some(b'{' | b'[') if is_json(&text) => sheet.json(&text, columns, most),
            _ => sheet.table(&text, columns, options, most)?,
        };
        match read {
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                Err(HistoryError::TooManyRows { name: path.display().to_string(), most: MAX_READ_ROWS })
            }
            // What was read of a file that was cut is a history.
            Err(error) if sheet.raw.is_empty() => Ok(Err(error.into())),
            read => {
                if let Err(error) = read {
                    let line = sheet.raw.last().map_or(1, |(line, _)| line + 1);
                    sheet.raw.push((line, Err(RowFault::of_row(error))));
                }
                sheet.export = personal::export(&sheet.names);
                sheet.role = sheet.role();
                if let SheetRole::Nothing(reason) = &sheet.role
                    && (has_company || options.unsaid.is_none())
                {
                    return Ok(Err(reason.clone()));
                }
                sheet.form = sheet.form.or(sheet.export.map(|export| export.kind));
                Ok(Ok(sheet))
            }
        }
    }

    fn own(&mut self, text: &[u8]) -> io::Result<()> {
        self.form = Some(ExportKind::Taste);
        self.is_own = true;
        let rows = own_rows_of(text)?;
        self.raw = (1..).zip(rows.into_iter().map(Ok)).collect();
        Ok(())
    }

    /// Reads XML with an element a film: Kodi's library, Criticker, anime lists.
    fn xml(&mut self, text: &[u8], most: usize) -> io::Result<()> {
        self.is_json = true;
        let text = String::from_utf8_lossy(text);
        for (line, mut fields) in nfo::films(&text) {
            // Kodi has one's own ratings in an element of their own, beside that of all others.
            if fields.contains_key("playcount") || fields.contains_key("userrating") {
                fields.shift_remove("rating");
            }
            for (name, known) in [("filmname", "title"), ("series_title", "title")] {
                if let Some(value) = fields.shift_remove(name) {
                    fields.entry(known).or_insert(value);
                }
            }
            self.names.extend(fields.keys().filter(|name| !self.names.contains(name)).cloned().collect::<Vec<_>>());
            push(&mut self.raw, line, Ok(fields), most)?;
        }
        if self.raw.is_empty() { Err(ImportFault::Markup.into()) } else { Ok(()) }
    }

    fn json(&mut self, text: &[u8], columns: &Columns, most: usize) -> io::Result<()> {
        self.is_json = true;
        let shelves = players::with_shelves(text);
        let text = shelves.as_deref().unwrap_or(text);
        let reader: Box<dyn BufRead> = Box::new(text);
        let (raw, names) = (&mut self.raw, &mut self.names);
        let mut sink = |number: u64, row: JsonRow| -> io::Result<()> {
            let row = match row {
                JsonRow::Bytes(bytes) => match json::value_of(&bytes) {
                    Ok(Value::Object(fields)) => Ok(fields),
                    Ok(_) => Err(RowFault::of_row(ImportFault::NotAnObject)),
                    Err(error) => Err(RowFault::of_row(format!("not a JSON object ({error})"))),
                },
                JsonRow::Value(Value::Object(fields)) => Ok(fields),
                JsonRow::Value(_) => Err(RowFault::of_row(ImportFault::NotAnObject)),
                JsonRow::Fault(fault) => Err(fault),
            };
            let row = row.map(players::with_user_data);
            // The first rows show what the file is.
            if let (Ok(fields), true) = (&row, raw.len() < 20) {
                names.extend(fields.keys().filter(|name| !names.contains(name)).cloned().collect::<Vec<_>>());
            }
            push(raw, number, row, most)
        };
        json::read(reader, columns, &mut sink)?;
        Ok(())
    }

    /// Reads a table, or a text with a title a line.
    fn table(
        &mut self,
        text: &[u8],
        columns: &Columns,
        options: &HistoryOptions,
        most: usize,
    ) -> Result<io::Result<()>, HistoryError> {
        let numbered = numbered(text);
        // A table of numbers alone has no title to be known by.
        let numbered = numbered.and_then(|column| Columns::new(&[("title".to_owned(), column)]).ok());
        let columns = numbered.as_ref().unwrap_or(columns);
        let mut users = HistoryUsers::new(options.user.as_deref());
        let read = self.table_rows(text, columns, &mut users, most);
        users.check(&self.path)?;
        Ok(read)
    }

    fn table_rows(
        &mut self,
        text: &[u8],
        columns: &Columns,
        users: &mut HistoryUsers<'_>,
        most: usize,
    ) -> io::Result<()> {
        let mut lines = LineReader::new(Box::new(text))?;
        let mut form = Form::find(&mut lines, columns)?;
        if let Some(separator) = headless::headless_ratings(text) {
            lines = LineReader::new(Box::new(text))?;
            form = Form::numbered(separator, &headless::RATINGS);
        } else if headless::is_playback_report(text) {
            lines = LineReader::new(Box::new(text))?;
            form = Form::numbered("\t", &headless::PLAYBACK);
        } else if form.is_headless && form.names.iter().any(|name| name == "genres") {
            // The films of MovieLens' older data sets, by whose numbers the ratings name them.
            form.names[0] = "movieId".to_owned();
        }
        let meanings = columns.of_table(&form.names);
        let is_titled = meanings.iter().flatten().any(|meaning| is_title(meaning.role))
            || form.names.len() > 1
                && form.names.iter().any(|name| columns.meaning(name).is_some() && names_an_id(name));
        let is_guess = |name: &String| columns.meaning(name).is_none();
        let is_table =
            ["csv", "tsv"].iter().any(|ending| self.path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending)));
        let is_numbered = form.names == headless::RATINGS;
        if !is_titled && !is_numbered && form.names.len() > 1 && (is_table || self.has_company) && !begins_with_id(text)
        {
            let found = form.names.join(", ").chars().take(200).collect::<String>();
            return Err(ImportFault::NoTitleColumn { columns: found }.into());
        }
        if !is_titled && !is_numbered
            || form.names.len() == 1 && (form.is_headless || form.names.iter().all(is_guess))
            || form.is_title_a_line()
        {
            return self.titles(text, most);
        }
        self.names.clone_from(&form.names);
        users.look_at(&form.names);
        while let Some((number, row)) = form.next(&mut lines)? {
            let row = match row {
                Ok(cells) if !users.takes(&cells) => continue,
                // Tables one below the other, each with its names.
                Ok(cells)
                    if cells.len() > 1
                        && cells.iter().map(|cell| cell.trim()).eq(form.names.iter().map(|name| name.trim())) =>
                {
                    continue;
                }
                Ok(cells) => {
                    let mut fields = Map::new();
                    for (name, cell) in form.names.iter().zip(cells) {
                        fields.entry(name.as_str()).or_insert(Value::String(cell));
                    }
                    Ok(fields)
                }
                Err(fault) => Err(fault),
            };
            push(&mut self.raw, number, row, most)?;
        }
        if form.is_headless {
            headless::name_ratings(&mut self.names, &mut self.raw);
        }
        Ok(())
    }

    fn titles(&mut self, text: &[u8], most: usize) -> io::Result<()> {
        self.form = Some(ExportKind::Titles);
        self.names = vec!["title".to_owned()];
        let mut reader = LineReader::new(Box::new(text))?;
        let mut lines = Vec::new();
        while let Some(line) = reader.next()? {
            if lines.len() > most {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            lines.push(line);
        }
        let is_counted = text_line::counted(&lines);
        let stem = self.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(film) = note::film_of_properties(text, &stem) {
            self.form = Some(ExportKind::Table);
            self.names = film.keys().cloned().collect();
            return push(&mut self.raw, 1, Ok(film), most);
        }
        let mut lines = lines.into_iter().skip(note::front_matter(text)).peekable();
        let mut section = "";
        while let Some((number, line)) = lines.next() {
            let Some(line) = line else {
                push(&mut self.raw, number, Err(RowFault::of_row(ImportFault::TooLong)), most)?;
                continue;
            };
            // A heading has a stroke below it.
            let below = lines.peek().and_then(|(_, line)| line.as_deref()).unwrap_or_default().trim();
            if below.len() > 2 && below.bytes().all(|b| b == b'=') {
                continue;
            }
            let bare =
                if is_counted { line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()) } else { &line };
            let is_apart = note::begins_list(below) && !note::begins_list(bare);
            if let Some(said) = note::heading(bare, is_apart) {
                section = said;
                continue;
            }
            for mut film in text_line::films_of(bare) {
                if !section.is_empty() && !film.contains_key("status") {
                    let (name, value) = match section {
                        "like" | "dislike" => (section, "x"),
                        shelf => ("status", shelf),
                    };
                    film.insert(name.to_owned(), value.into());
                }
                self.names.extend(film.keys().filter(|name| !self.names.contains(name)).cloned().collect::<Vec<_>>());
                push(&mut self.raw, number, Ok(film), most)?;
            }
        }
        Ok(())
    }
}

fn push(raw: &mut Vec<(u64, NamedRow)>, number: u64, row: NamedRow, most: usize) -> io::Result<()> {
    if raw.len() >= most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    raw.push((number, row));
    Ok(())
}

fn own_rows_of(text: &[u8]) -> io::Result<Vec<Map<String, Value>>> {
    own::own_rows(text).map_err(|reason| io::Error::new(io::ErrorKind::InvalidData, reason))
}

/// Whether a text is JSON or XML.
fn is_markup(text: &[u8]) -> bool {
    match text.trim_ascii_start().first() {
        Some(b'{' | b'[') => is_json(text),
        first => first == Some(&b'<'),
    }
}

/// Whether a text that begins with a bracket is JSON, and not a list of links, boxes or messages.
fn is_json(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    let Some(within) = text.strip_prefix(b"[").map(<[u8]>::trim_ascii_start) else { return true };
    match within.first() {
        Some(b'[') => within[1..].trim_ascii_start().starts_with(b"\""),
        first => matches!(first, Some(b'{' | b'"' | b']') | None),
    }
}

/// Whether a text begins with a number of IMDb.
fn begins_with_id(text: &[u8]) -> bool {
    text.trim_ascii_start().strip_prefix(b"tt").is_some_and(|id| id.iter().take(7).all(u8::is_ascii_digit))
}

/// The column that stands for the title in a table of MovieLens that has numbers alone.
fn numbered(text: &[u8]) -> Option<String> {
    let line = text.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty())?;
    let names = cells(",", std::str::from_utf8(line).ok()?.trim().trim_start_matches('\u{feff}'))?;
    let keys: Vec<String> = names.iter().map(|name| key(name)).collect();
    let at = keys.iter().position(|key| key == "movieid")?;
    let has = |wanted: &str| keys.iter().any(|key| key == wanted);
    ((has("rating") || has("imdbid") || has("tag")) && !has("title")).then(|| names[at].trim().to_owned())
}

/// Whether a column has ids of films, and not any addresses.
pub(super) fn names_an_id(column: &str) -> bool {
    let key = key(column);
    ["const", "imdb", "tmdb", "wikidata"].iter().any(|name| key.contains(name)) && !key.contains("rating")
}
