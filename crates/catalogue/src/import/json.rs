//! Films in JSON: an object a line, an array, or objects within others (`{"movies": [...]}`, `{id: {...}}`), printed on one
//! line or on many.

use std::io::{self, BufRead, Cursor, Read};

use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use super::columns::{Columns, is_title};
use super::fault::ImportFault;
use super::lines::{LineReader, MAX_LINE_BYTES, TextDecoder};
use super::python;
use super::report::RowFault;

/// A row of JSON: its bytes, not yet parsed, or its value.
pub(super) enum JsonRow {
    Bytes(Vec<u8>),
    Value(Value),
    Fault(RowFault),
}

/// Takes rows with their numbers.
pub(super) type Sink<'a, E> = dyn FnMut(u64, JsonRow) -> Result<(), E> + 'a;

/// An object longer than this is no table of films column by column, but has films in it.
const MAX_OBJECT_BYTES: usize = 16 << 20;
/// The deepest nesting of objects and arrays in which films are looked for.
const MAX_DEPTH: usize = 4;

/// Reads a text that begins with `{` or `[`.
pub(super) fn read<E: From<io::Error>>(
    mut reader: Box<dyn BufRead + '_>,
    columns: &Columns,
    sink: &mut Sink<'_, E>,
) -> Result<TextDecoder, E> {
    let mut start = Vec::new();
    (&mut reader).take(MAX_OBJECT_BYTES as u64 + 1).read_until(b'\n', &mut start)?;
    let is_short = start.len() <= MAX_OBJECT_BYTES;
    let line = start.trim_ascii();
    let is_object = line.starts_with(b"{");
    let next = reader.fill_buf()?;
    let next_begins = is_short && next.starts_with(b"{\"");
    let is_whole =
        is_short && (is_object && (serde_json::from_slice::<IgnoredAny>(line).is_ok() || value_of(line).is_ok()));
    let is_last = is_short && next.trim_ascii().is_empty() && next.len() < 1 << 12;
    let reader: Box<dyn BufRead + '_> = Box::new(Cursor::new(start).chain(reader));
    if is_object && (next_begins || is_whole && !is_last) {
        return lines(reader, sink);
    }
    let mut scanner = Scanner { reader, decoder: TextDecoder::default(), cut: false };
    let mut n = 0;
    match scanner.peek()? {
        Some(b'[') => {
            scanner.skip(1);
            scanner.elements(&mut n, sink)?;
        }
        _ => scanner.objects(&mut n, columns, sink)?,
    }
    if scanner.cut {
        return Err(io::Error::from(ImportFault::CutJson).into());
    }
    Ok(scanner.decoder)
}

fn lines<E: From<io::Error>>(reader: Box<dyn BufRead + '_>, sink: &mut Sink<'_, E>) -> Result<TextDecoder, E> {
    let mut lines = LineReader::new(reader)?;
    while let Some((number, line)) = lines.next()? {
        match line {
            None => sink(number, JsonRow::Fault(RowFault::of_row(ImportFault::TooLong)))?,
            Some(line) if line.trim().is_empty() => {}
            Some(line) => sink(number, JsonRow::Bytes(line.into_bytes()))?,
        }
    }
    Ok(lines.decoder)
}

/// Parses JSON; where a program wrote Python in its place (`NaN`, `None`, `'text'`), that.
pub(super) fn value_of(bytes: &[u8]) -> Result<Value, serde_json::Error> {
    serde_json::from_slice(bytes).or_else(|error: serde_json::Error| {
        let text = std::str::from_utf8(bytes).ok().filter(|_| !error.is_eof());
        text.and_then(|text| python::list(text).ok()).ok_or(error)
    })
}

/// Cuts a text into values without parsing them, so that one that is too long costs no memory.
struct Scanner<'a> {
    reader: Box<dyn BufRead + 'a>,
    decoder: TextDecoder,
    /// Whether the text ended within a value.
    cut: bool,
}

impl Scanner<'_> {
    /// The next byte that is neither space nor a comma.
    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let bytes = self.reader.fill_buf()?;
            if bytes.is_empty() {
                return Ok(None);
            }
            if let Some(at) = bytes.iter().position(|b| !b.is_ascii_whitespace() && *b != b',') {
                let byte = bytes[at];
                self.reader.consume(at);
                return Ok(Some(byte));
            }
            let length = bytes.len();
            self.reader.consume(length);
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.reader.consume(bytes);
    }

    /// The next value's bytes, or nothing if it is too long; it is skipped then.
    fn value(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut value = Vec::new();
        let (mut depth, mut in_text, mut escaped, mut fits) = (0usize, false, false, true);
        loop {
            let bytes = self.reader.fill_buf()?;
            if bytes.is_empty() {
                self.cut = depth > 0 || in_text;
                break;
            }
            let mut end = None;
            for (at, &byte) in bytes.iter().enumerate() {
                if in_text {
                    match byte {
                        _ if escaped => escaped = false,
                        b'\\' => escaped = true,
                        b'"' => in_text = false,
                        _ => {}
                    }
                    if !in_text && depth == 0 {
                        end = Some(at + 1);
                        break;
                    }
                    continue;
                }
                match byte {
                    b'"' => in_text = true,
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' | b',' | b'\n' | b':' if depth == 0 => end = Some(at),
                    b'}' | b']' => {
                        depth -= 1;
                        end = (depth == 0).then_some(at + 1);
                    }
                    _ => {}
                }
                if end.is_some() {
                    break;
                }
            }
            let length = end.unwrap_or(bytes.len());
            fits &= value.len() + length <= MAX_LINE_BYTES;
            if fits {
                value.extend_from_slice(&bytes[..length]);
            } else {
                value = Vec::new();
            }
            self.reader.consume(length);
            if end.is_some() {
                break;
            }
        }
        let value = value.trim_ascii().to_vec();
        let value = if value.is_ascii() { value } else { self.decoder.decode(value, b"").into_bytes() };
        Ok(fits.then_some(value))
    }

    /// The values up to the end of an array.
    fn elements<E: From<io::Error>>(&mut self, n: &mut u64, sink: &mut Sink<'_, E>) -> Result<(), E> {
        let mut names: Option<Vec<String>> = None;
        loop {
            match self.peek()? {
                None => {
                    self.cut = true;
                    return Ok(());
                }
                Some(b']') => {
                    self.skip(1);
                    return Ok(());
                }
                Some(b'[') if *n == 0 && names.is_none() => {
                    // Rows as arrays: the first has the names.
                    let first = self.value()?.and_then(|bytes| value_of(&bytes).ok());
                    names = Some(first.as_ref().and_then(Value::as_array).map(|a| texts(a)).unwrap_or_default());
                }
                Some(byte) => {
                    *n += 1;
                    let value = self.value()?;
                    if self.cut {
                        return Ok(());
                    }
                    let row = match (value, &names) {
                        (None, _) => JsonRow::Fault(RowFault::of_row(ImportFault::TooLong)),
                        (Some(bytes), Some(names)) => match value_of(&bytes) {
                            Ok(Value::Array(cells)) => {
                                JsonRow::Value(Value::Object(names.iter().cloned().zip(cells).collect()))
                            }
                            _ => JsonRow::Fault(RowFault::of_row("not an array like the first".to_owned())),
                        },
                        (Some(bytes), None) if byte != b'{' => {
                            // A closing brace here would stop the reading for ever.
                            if bytes.is_empty() {
                                self.skip(1);
                            }
                            JsonRow::Fault(RowFault::of_row(ImportFault::NotAnObject))
                        }
                        (Some(bytes), None) => JsonRow::Bytes(bytes),
                    };
                    sink(*n, row)?;
                }
            }
        }
    }

    /// Objects one after the other. One that is no film may have films in it.
    fn objects<E: From<io::Error>>(&mut self, n: &mut u64, columns: &Columns, sink: &mut Sink<'_, E>) -> Result<(), E> {
        while self.peek()? == Some(b'{') {
            let mut walk = Walk { size: 0, is_streaming: false, fault: None };
            let object = self.object(0, &mut walk, n, sink)?;
            if self.cut {
                return Ok(());
            }
            if let Some(fault) = walk.fault {
                *n += 1;
                sink(*n, JsonRow::Fault(RowFault::of_row(fault)))?;
            } else if !walk.is_streaming {
                for film in films_in(object, columns) {
                    *n += 1;
                    sink(*n, JsonRow::Value(film))?;
                }
            }
        }
        if self.peek()?.is_some() {
            *n += 1;
            sink(*n, JsonRow::Fault(RowFault::of_row(ImportFault::NotAnObject)))?;
        }
        Ok(())
    }

    /// Reads the object that begins here, member by member. Once it is too long to be a film, the objects in it are taken as
    /// they come.
    fn object<E: From<io::Error>>(
        &mut self,
        depth: usize,
        walk: &mut Walk,
        n: &mut u64,
        sink: &mut Sink<'_, E>,
    ) -> Result<Value, E> {
        self.skip(1);
        let mut members = Map::new();
        loop {
            match self.peek()? {
                None => {
                    self.cut = true;
                    break;
                }
                Some(b'}') => {
                    self.skip(1);
                    break;
                }
                Some(b'"' | b'\'') => {}
                Some(_) => {
                    walk.fault.get_or_insert_with(|| "not a JSON object (a member has no name)".to_owned());
                    if self.value()?.is_none_or(|value| value.is_empty()) {
                        self.skip(1);
                    }
                    continue;
                }
            }
            let name = self.value()?.and_then(|bytes| value_of(&bytes).ok());
            let Some(name) = name.as_ref().and_then(Value::as_str) else {
                walk.fault.get_or_insert_with(|| "not a JSON object (a member's name cannot be read)".to_owned());
                continue;
            };
            if self.peek()? == Some(b':') {
                self.skip(1);
            }
            let value = match self.peek()? {
                Some(b'{') if depth < MAX_DEPTH => self.object(depth + 1, walk, n, sink)?,
                Some(b'[') => {
                    self.skip(1);
                    self.array(walk, n, sink)?
                }
                _ => self.scalar(walk)?,
            };
            if walk.is_streaming {
                take_object(value, n, sink)?;
            } else {
                members.insert(name.to_owned(), value);
                if walk.size > MAX_OBJECT_BYTES {
                    walk.is_streaming = true;
                    for (_, value) in std::mem::take(&mut members) {
                        take_object(value, n, sink)?;
                    }
                }
            }
            if self.cut {
                break;
            }
        }
        Ok(Value::Object(members))
    }

    fn array<E: From<io::Error>>(&mut self, walk: &mut Walk, n: &mut u64, sink: &mut Sink<'_, E>) -> Result<Value, E> {
        let mut entries = Vec::new();
        loop {
            match self.peek()? {
                None => {
                    self.cut = true;
                    break;
                }
                Some(b']') => {
                    self.skip(1);
                    break;
                }
                Some(b'}' | b':') => {
                    walk.fault.get_or_insert_with(|| "not a JSON object (an array in it does not end)".to_owned());
                    break;
                }
                Some(_) => {}
            }
            let entry = self.scalar(walk)?;
            if walk.is_streaming {
                take_object(entry, n, sink)?;
                continue;
            }
            entries.push(entry);
            if walk.size > MAX_OBJECT_BYTES {
                walk.is_streaming = true;
                for entry in std::mem::take(&mut entries) {
                    take_object(entry, n, sink)?;
                }
            }
            if self.cut {
                break;
            }
        }
        Ok(Value::Array(entries))
    }

    /// A value that is parsed as it is.
    fn scalar(&mut self, walk: &mut Walk) -> io::Result<Value> {
        match self.value()? {
            None => {
                walk.fault.get_or_insert_with(|| "it has a value longer than 1 MiB".to_owned());
                Ok(Value::Null)
            }
            Some(bytes) => {
                walk.size += bytes.len();
                Ok(value_of(&bytes).unwrap_or_else(|error| {
                    if !self.cut {
                        walk.fault.get_or_insert_with(|| format!("not a JSON object ({error})"));
                    }
                    Value::Null
                }))
            }
        }
    }
}

/// What is known of an object while it is read.
struct Walk {
    /// The bytes of its values so far.
    size: usize,
    /// Whether it is too long for a film, so that its members are taken as films.
    is_streaming: bool,
    /// The first thing wrong with it.
    fault: Option<String>,
}

fn take_object<E>(value: Value, n: &mut u64, sink: &mut Sink<'_, E>) -> Result<(), E> {
    if value.as_object().is_some_and(|fields| !fields.is_empty()) {
        *n += 1;
        sink(*n, JsonRow::Value(value))?;
    }
    Ok(())
}

fn texts(values: &[Value]) -> Vec<String> {
    values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).collect()
}

/// The films in an object: itself, or the objects in it, or what its columns make. Itself if there is none.
fn films_in(value: Value, columns: &Columns) -> Vec<Value> {
    if is_film(&value, columns) {
        return vec![value];
    }
    if let Some(rows) = of_columns(&value, columns) {
        return rows;
    }
    let mut films = Vec::new();
    collect(&value, columns, 0, &mut films);
    if films.is_empty() { vec![value] } else { films }
}

/// Whether an object has a title, itself or in an object of its own that is a film.
fn is_film(value: &Value, columns: &Columns) -> bool {
    let Value::Object(fields) = value else { return false };
    let is_titled = |fields: &Map<String, Value>| {
        fields.iter().any(|(name, value)| {
            (value.is_string() || value.is_number() || value.get("value").is_some_and(Value::is_string))
                && columns.meaning(name).is_some_and(|meaning| is_title(meaning.role))
        })
    };
    is_titled(fields) || NESTED.iter().any(|name| matches!(fields.get(*name), Some(Value::Object(f)) if is_titled(f)))
}

/// Members that can be the film of a row.
pub(super) const NESTED: [&str; 12] = [
    "movie",
    "film",
    "show",
    "episode",
    "item",
    "media",
    "node",
    "_source",
    "fields",
    "attributes",
    "data",
    "properties",
];

fn collect(value: &Value, columns: &Columns, depth: usize, films: &mut Vec<Value>) {
    let within: Vec<&Value> = match value {
        Value::Array(entries) => entries.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        _ => return,
    };
    let titled = within.iter().filter(|value| is_film(value, columns)).count();
    if titled > 0 && titled * 2 >= within.len() {
        // Those among them that have no title are rows that lack one.
        films.extend(within.into_iter().cloned());
    } else if depth < MAX_DEPTH {
        for value in within {
            collect(value, columns, depth + 1, films);
        }
    }
}

/// The rows of an object that has a member for each column, as pandas writes tables: `{"title": {"0": "Alien"}}`,
/// `{"title": ["Alien"]}`, or `{"columns": [...], "data": [[...]]}`.
fn of_columns(value: &Value, columns: &Columns) -> Option<Vec<Value>> {
    let fields = value.as_object()?;
    if let (Some(Value::Array(names)), Some(Value::Array(rows))) = (fields.get("columns"), fields.get("data")) {
        let names = texts(names);
        let row = |row: &Value| {
            let cells = row.as_array().cloned().unwrap_or_default();
            Value::Object(names.iter().cloned().zip(cells).collect())
        };
        return Some(rows.iter().map(row).collect());
    }
    let (_, titles) = fields.iter().find(|(name, value)| {
        columns.meaning(name).is_some_and(|meaning| is_title(meaning.role)) && (value.is_object() || value.is_array())
    })?;
    let cells = |keys: Vec<String>, cell: &dyn Fn(&Value, &str) -> Option<Value>| -> Vec<Value> {
        let row = |key: &String| {
            let cells = fields.iter().filter_map(|(name, column)| Some((name.clone(), cell(column, key)?)));
            Value::Object(cells.collect())
        };
        keys.iter().map(row).collect()
    };
    match titles {
        Value::Object(titles)
            if titles.values().all(|title| title.is_string() || title.is_number() || title.is_null()) =>
        {
            Some(cells(titles.keys().cloned().collect(), &|column, key| column.get(key).cloned()))
        }
        Value::Array(titles) if titles.iter().all(Value::is_string) && !titles.is_empty() => {
            let keys = (0..titles.len()).map(|at| at.to_string()).collect();
            Some(cells(keys, &|column, key| column.get(key.parse::<usize>().ok()?).cloned()))
        }
        _ => None,
    }
}
