//! The sheets of a spreadsheet, within limits.
//!
//! Cells are read one by one: a file of a kilobyte can have a cell in the last row and column, and so can say that it has
//! 17,000 million cells; or a text of a megabyte in each cell by its number.

use std::io::{Cursor, Read};
use std::sync::Arc;

use calamine::{Data, DataRef, Reader, Xlsx};

use super::fault::ImportFault;

/// A spreadsheet is read whole; its file, and what is packed in it, may be as long as this.
pub(super) const MAX_WORKBOOK_BYTES: u64 = 64 << 20;
/// So many cells of all sheets are kept, empty ones between others among them; each takes about 30 bytes, ...
const MAX_CELLS: usize = 4 << 20;
/// ... and the texts in them have at most so many bytes together.
const MAX_TEXT_BYTES: usize = MAX_WORKBOOK_BYTES as usize;
/// Cells further to the right or below are passed over; no program writes further down.
const MAX_COLUMNS: u32 = 256;
const MAX_ROWS: u32 = 1 << 20;
/// Sheets beyond so many are passed over. All of them may be the same file, ...
const MAX_SHEETS: usize = 60;
/// ... so that the longest file in the workbook, once a sheet, may not be longer than this.
const MAX_SHEET_BYTES: u64 = 4 * MAX_WORKBOOK_BYTES;

/// The bytes of a spreadsheet, measured.
#[derive(Debug)]
pub(super) struct Workbook {
    pub(super) bytes: Vec<u8>,
    /// How many bytes it has unpacked, ...
    pub(super) unpacked: u64,
    /// ... and how many of these its longest file.
    longest: u64,
}

/// A sheet's cells.
#[derive(Debug, Default)]
pub(super) struct SheetCells {
    pub(super) name: String,
    /// Rows that have cells: their numbers, from 1, and their cells up to the last one.
    pub(super) rows: Vec<(u64, Vec<String>)>,
}

impl Workbook {
    /// Reads one, if neither it nor what is packed in it is too much to read.
    pub(super) fn read(reader: &mut impl Read) -> std::io::Result<Self> {
        let too_long = || std::io::Error::from(ImportFault::LongWorkbook { most: MAX_WORKBOOK_BYTES >> 20 });
        let mut bytes = Vec::new();
        reader.take(MAX_WORKBOOK_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_WORKBOOK_BYTES {
            return Err(too_long());
        }
        let (mut unpacked, mut longest) = (bytes.len() as u64, 0);
        if bytes.starts_with(super::input::ZIP) {
            let mut archive = zip::ZipArchive::new(Cursor::new(&bytes))?;
            unpacked = 0;
            for entry in 0..archive.len() {
                // What an archive says of its lengths may be wrong.
                let left = MAX_WORKBOOK_BYTES - unpacked;
                let length = std::io::copy(&mut archive.by_index(entry)?.take(left + 1), &mut std::io::sink())?;
                if length > left {
                    return Err(too_long());
                }
                unpacked += length;
                longest = longest.max(length);
            }
        }
        Ok(Self { bytes, unpacked, longest })
    }

    /// The sheets of a workbook of Excel since 2007, which most programs save; `None` if it is another one.
    pub(super) fn sheets(&self) -> Option<Result<Vec<SheetCells>, ImportFault>> {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(self.bytes.as_slice())).ok()?;
        let most = (MAX_SHEET_BYTES / self.longest.max(1)).min(MAX_SHEETS as u64) as usize;
        let mut room = Room { cells: MAX_CELLS, bytes: MAX_TEXT_BYTES };
        let sheets =
            book.sheet_names().into_iter().take(most).map(|name| cells_of(&mut book, name, &mut room)).collect();
        Some(sheets)
    }

    /// The sheets of any workbook that is known. Those of others than Excel since 2007 are taken as they say they are long: only for
    /// files of one's own.
    pub(super) fn any_sheets(self) -> Result<Vec<SheetCells>, ImportFault> {
        if let Some(sheets) = self.sheets() {
            return sheets;
        }
        let bytes: Arc<[u8]> = self.bytes.into();
        let unreadable = |error: calamine::Error| ImportFault::from(error.to_string());
        let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
        let sheets = book.sheet_names().into_iter().map(|name| {
            let range = book.worksheet_range(&name).unwrap_or_default();
            let first = range.start().map_or(0, |(row, _)| u64::from(row)) + 1;
            let rows = (first..).zip(range.rows()).map(|(number, row)| (number, row.iter().map(text_of).collect()));
            SheetCells { name, rows: rows.collect() }
        });
        Ok(sheets.collect())
    }
}

impl SheetCells {
    /// The sheet as a table of text with tabs, a line a row, so that it is read as any other.
    pub(super) fn to_text(&self) -> String {
        let width = self.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        let (mut text, mut line) = (String::new(), 1);
        for (number, cells) in &self.rows {
            for _ in line..*number {
                text.push('\n');
            }
            line = number.saturating_add(1).max(line);
            for at in 0..width {
                let cell: String = cells
                    .get(at)
                    .map(String::as_str)
                    .unwrap_or_default()
                    .split(char::is_control)
                    .collect::<Vec<_>>()
                    .join(" ");
                if at > 0 {
                    text.push('\t');
                }
                if width > 1 && cell.contains('"') {
                    text.push('"');
                    text += &cell.replace('"', "\"\"");
                    text.push('"');
                } else {
                    text += &cell;
                }
            }
            text.push('\n');
        }
        text
    }
}

/// What a workbook may still take.
struct Room {
    cells: usize,
    bytes: usize,
}

/// A sheet's cells; none of a chart, or of a sheet that cannot be read.
fn cells_of<R: Read + std::io::Seek>(
    book: &mut Xlsx<R>,
    name: String,
    room: &mut Room,
) -> Result<SheetCells, ImportFault> {
    let too_long = || ImportFault::LongWorkbook { most: MAX_WORKBOOK_BYTES >> 20 };
    let mut sheet = SheetCells { name, rows: Vec::new() };
    let Ok(mut reader) = book.worksheet_cells_reader(&sheet.name) else { return Ok(sheet) };
    // What was read of a sheet that is damaged is kept.
    while let Ok(Some(cell)) = reader.next_cell() {
        let (row, column) = cell.get_position();
        let length = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::SharedString(text) => text.len(),
            DataRef::String(text) => text.len(),
            _ => 0,
        };
        if column >= MAX_COLUMNS || row >= MAX_ROWS {
            continue;
        }
        let number = u64::from(row) + 1;
        if sheet.rows.last().is_none_or(|(last, _)| *last != number) {
            sheet.rows.push((number, Vec::new()));
        }
        let Some((_, cells)) = sheet.rows.last_mut() else { continue };
        let at = column as usize;
        room.cells = room.cells.checked_sub((at + 1).saturating_sub(cells.len()).max(1)).ok_or_else(too_long)?;
        room.bytes = room.bytes.checked_sub(length).ok_or_else(too_long)?;
        if cells.len() <= at {
            cells.resize(at + 1, String::new());
        }
        cells[at] = text_of(&Data::from(cell.get_value().clone()));
    }
    // Rows may come in any order.
    sheet.rows.sort_by_key(|(number, _)| *number);
    Ok(sheet)
}

/// A cell as a table of text has it.
fn text_of(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTime(time) => format!("{} min", (time.as_f64() * 24.0 * 60.0).round()),
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}
