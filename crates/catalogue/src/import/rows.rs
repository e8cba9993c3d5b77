//! The rows of a file, in whatever format and compression.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use serde::Deserializer;
use serde::de::{SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::report::{ImportError, RowFault};
use super::row::{self, ReadRow};

/// Takes each row, with the line on which it begins.
type RowSink<'a> = dyn FnMut(u64, Result<ReadRow, RowFault>) -> Result<(), ImportError> + 'a;

const BUFFER: usize = 1 << 17;

/// Calls `sink` for every row of a file. Files packed with gzip, zstd or zip are known by their first bytes.
pub(super) fn each(path: &Path, sink: &mut RowSink<'_>) -> Result<(), ImportError> {
    let failed = |source: io::Error| ImportError::Read { path: path.to_owned(), source };
    let mut file = BufReader::with_capacity(BUFFER, File::open(path).map_err(failed)?);
    let magic = file.fill_buf().map_err(failed)?;
    if magic.starts_with(b"PK\x03\x04") {
        let mut archive = zip::ZipArchive::new(file).map_err(|e| failed(e.into()))?;
        for entry in 0..archive.len() {
            let entry = archive.by_index(entry).map_err(|e| failed(e.into()))?;
            if entry.is_file() {
                text(path, BufReader::with_capacity(BUFFER, entry), sink)?;
            }
        }
        return Ok(());
    }
    if magic.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        let unpacked = zstd::Decoder::with_buffer(file).map_err(failed)?;
        text(path, BufReader::with_capacity(BUFFER, unpacked), sink)
    } else if magic.starts_with(&[0x1f, 0x8b]) {
        text(path, BufReader::with_capacity(BUFFER, MultiGzDecoder::new(file)), sink)
    } else {
        text(path, file, sink)
    }
}

fn text(path: &Path, mut reader: impl BufRead, sink: &mut RowSink<'_>) -> Result<(), ImportError> {
    let failed = |source: io::Error| ImportError::Read { path: path.to_owned(), source };
    let start = reader.fill_buf().map_err(failed)?;
    if start.starts_with("\u{feff}".as_bytes()) {
        reader.consume(3);
    }
    let start = reader.fill_buf().map_err(failed)?;
    let first = start.iter().find(|b| !b.is_ascii_whitespace()).copied();
    let head = &start[..start.iter().position(|&b| b == b'\n').unwrap_or(start.len())];
    match first {
        None => Ok(()),
        Some(b'{') => json_lines(reader, sink, &failed),
        Some(b'[') => json_array(reader, sink, &failed),
        Some(_) if head.contains(&b'\t') => table(reader, b'\t', sink, &failed),
        Some(_) => table(reader, b',', sink, &failed),
    }
}

fn json_lines(
    mut reader: impl BufRead,
    sink: &mut RowSink<'_>,
    failed: &dyn Fn(io::Error) -> ImportError,
) -> Result<(), ImportError> {
    let mut buffer = Vec::new();
    for line in 1.. {
        buffer.clear();
        if reader.read_until(b'\n', &mut buffer).map_err(failed)? == 0 {
            break;
        }
        if !buffer.trim_ascii().is_empty() {
            let film =
                serde_json::from_slice(&buffer).map_err(|e| RowFault::of_row(format!("not a JSON object ({e})")));
            sink(line, film.and_then(|fields: Map<String, Value>| row::read(fields)))?;
        }
    }
    Ok(())
}

fn table(
    reader: impl BufRead,
    delimiter: u8,
    sink: &mut RowSink<'_>,
    failed: &dyn Fn(io::Error) -> ImportError,
) -> Result<(), ImportError> {
    let mut table = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(reader);
    let columns = table.headers().map_err(|e| failed(e.into()))?.clone();
    let mut record = csv::StringRecord::new();
    loop {
        let line = table.position().line();
        match table.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {
                let line = record.position().map_or(line, csv::Position::line);
                if record.len() != columns.len() {
                    let reason = format!("{} fields in a table of {} columns", record.len(), columns.len());
                    sink(line, Err(RowFault::of_row(reason)))?;
                    continue;
                }
                let cells = columns.iter().zip(&record).map(|(column, cell)| (column.to_owned(), cell.into()));
                sink(line, row::read(cells.collect()))?;
            }
            Err(error) if error.is_io_error() => return Err(failed(error.into())),
            Err(error) => sink(line, Err(RowFault::of_row(format!("not a row of a table ({error})"))))?,
        }
    }
}

fn json_array(
    reader: impl BufRead,
    sink: &mut RowSink<'_>,
    failed: &dyn Fn(io::Error) -> ImportError,
) -> Result<(), ImportError> {
    let mut stopped = None;
    let entries = EntriesVisitor { sink, stopped: &mut stopped };
    let read = serde_json::Deserializer::from_reader(reader).deserialize_seq(entries);
    match (stopped, read) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(failed(error.into())),
        (None, Ok(())) => Ok(()),
    }
}

/// Takes the entries of an array one at a time.
struct EntriesVisitor<'a, 'b> {
    sink: &'a mut RowSink<'b>,
    stopped: &'a mut Option<ImportError>,
}

impl<'de> Visitor<'de> for EntriesVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of films")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let mut n = 0;
        while let Some(entry) = entries.next_element::<Value>()? {
            n += 1;
            let film = match entry {
                Value::Object(fields) => row::read(fields),
                _ => Err(RowFault::of_row("not a JSON object")),
            };
            if let Err(error) = (self.sink)(n, film) {
                *self.stopped = Some(error);
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}
