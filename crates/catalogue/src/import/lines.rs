//! Lines of a text in any encoding, each of bounded length, with their numbers.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_16BE, UTF_16LE};

pub(super) use crate::line::MAX_LINE_BYTES;

/// The bytes of a text that the guess of its encoding looks at first.
const SAMPLE: usize = 1 << 12;

/// Makes UTF-16, with a mark at its start or known by its zeros, UTF-8. Says which it was.
pub(super) fn without_utf_16<'a>(
    mut reader: Box<dyn BufRead + 'a>,
) -> io::Result<(Box<dyn BufRead + 'a>, Option<&'static str>)> {
    let start = reader.fill_buf()?;
    let zeros = |odd: usize| start.iter().take(64).skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let encoding = match start {
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xfe, 0xff, ..] => UTF_16BE,
        [0xef, 0xbb, 0xbf, ..] => {
            reader.consume(3);
            return Ok((reader, None));
        }
        start if start.len() >= 8 && zeros(1) >= start.len().min(64) / 4 && zeros(0) == 0 => UTF_16LE,
        start if start.len() >= 8 && zeros(0) >= start.len().min(64) / 4 && zeros(1) == 0 => UTF_16BE,
        _ => return Ok((reader, None)),
    };
    let decoding = Decoding {
        reader,
        decoder: encoding.new_decoder_with_bom_removal(),
        is_done: false,
        text: Vec::new(),
        taken: 0,
    };
    Ok((Box::new(io::BufReader::with_capacity(1 << 17, decoding)), Some(encoding.name())))
}

/// Reads another encoding as UTF-8.
struct Decoding<'a> {
    reader: Box<dyn BufRead + 'a>,
    decoder: Decoder,
    is_done: bool,
    /// What was decoded and is not read yet: a reader may have room for less than one character.
    text: Vec<u8>,
    taken: usize,
}

/// How much is decoded at once.
const DECODED_BYTES: usize = 1 << 14;

impl Read for Decoding<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.text.len() && !self.is_done {
            let bytes = self.reader.fill_buf()?;
            let is_last = bytes.is_empty();
            self.text.resize(DECODED_BYTES, 0);
            let (result, read, written, _) = self.decoder.decode_to_utf8(bytes, &mut self.text, is_last);
            self.text.truncate(written);
            self.taken = 0;
            self.reader.consume(read);
            self.is_done = is_last && result == CoderResult::InputEmpty;
        }
        let length = (self.text.len() - self.taken).min(out.len());
        out[..length].copy_from_slice(&self.text[self.taken..self.taken + length]);
        self.taken += length;
        Ok(length)
    }
}

/// Decodes pieces of one text: UTF-8 until a piece is none, from then on the encoding that the text most likely has.
#[derive(Debug, Default)]
pub(super) struct TextDecoder {
    encoding: Option<&'static Encoding>,
    has_utf_8: bool,
    /// Pieces with bytes that are no text.
    pub(super) damaged: u64,
}

impl TextDecoder {
    /// Decodes a piece; `more` is text that follows it, for a better guess.
    pub(super) fn decode(&mut self, bytes: Vec<u8>, more: &[u8]) -> String {
        let bytes = match (self.encoding, String::from_utf8(bytes)) {
            (None, Ok(text)) => {
                self.has_utf_8 |= !text.is_ascii();
                return text;
            }
            (Some(_), Ok(text)) if text.is_ascii() => return text,
            (_, Ok(text)) => text.into_bytes(),
            (_, Err(error)) => error.into_bytes(),
        };
        if self.encoding.is_none() && self.has_utf_8 {
            self.damaged += 1;
            return String::from_utf8_lossy(&bytes).into_owned();
        }
        let encoding = *self.encoding.get_or_insert_with(|| {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(&bytes, false);
            detector.feed(more, true);
            detector.guess(None, Utf8Detection::Deny)
        });
        let (text, _, is_damaged) = encoding.decode(&bytes);
        self.damaged += u64::from(is_damaged);
        text.into_owned()
    }

    /// The encoding that was guessed, if the text is not UTF-8.
    pub(super) fn guessed(&self) -> Option<&'static str> {
        self.encoding.map(Encoding::name)
    }
}

/// A line, or that it was too long.
pub(super) type Line = Option<String>;

/// The lines of a text. Ends are LF, CR LF, or in texts without LF CR.
pub(super) struct LineReader<'a> {
    reader: Box<dyn BufRead + 'a>,
    end: u8,
    line: u64,
    pub(super) decoder: TextDecoder,
    /// Lines given back, with their numbers.
    waiting: VecDeque<(u64, Line)>,
}

impl<'a> LineReader<'a> {
    pub(super) fn new(mut reader: Box<dyn BufRead + 'a>) -> io::Result<Self> {
        let start = reader.fill_buf()?;
        let end = if start.contains(&b'\r') && !start.contains(&b'\n') { b'\r' } else { b'\n' };
        Ok(Self { reader, end, line: 0, decoder: TextDecoder::default(), waiting: VecDeque::new() })
    }

    /// Gives lines back, to be read again before all others.
    pub(super) fn give_back(&mut self, lines: impl DoubleEndedIterator<Item = (u64, Line)>) {
        for line in lines.rev() {
            self.waiting.push_front(line);
        }
    }

    /// The next line and its number, from 1.
    pub(super) fn next(&mut self) -> io::Result<Option<(u64, Line)>> {
        if let Some(line) = self.waiting.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        let read = (&mut self.reader).take(MAX_LINE_BYTES as u64).read_until(self.end, &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        self.line += 1;
        if bytes.last() == Some(&self.end) {
            bytes.pop();
        } else if read == MAX_LINE_BYTES {
            self.reader.skip_until(self.end)?;
            return Ok(Some((self.line, None)));
        }
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        let more = self.reader.fill_buf()?;
        let text = self.decoder.decode(bytes, &more[..more.len().min(SAMPLE * 8)]);
        Ok(Some((self.line, Some(text))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<(u64, Line)> {
        let mut reader = LineReader::new(Box::new(bytes)).unwrap();
        std::iter::from_fn(|| reader.next().unwrap()).collect()
    }

    #[test]
    fn every_kind_of_line_end_counts_one_line() {
        for text in ["a\nb\n\nc", "a\r\nb\r\n\r\nc\r\n", "a\rb\r\rc\r"] {
            let wanted = [(1, "a"), (2, "b"), (3, ""), (4, "c")].map(|(n, line)| (n, Some(line.to_owned())));
            assert_eq!(lines(text.as_bytes()), wanted, "{text:?}");
        }
    }

    #[test]
    fn a_line_without_end_is_refused_and_the_next_one_read() {
        let mut text = vec![b'x'; MAX_LINE_BYTES + 10];
        text.extend(b"\nnext\n");
        assert_eq!(lines(&text), [(1, None), (2, Some("next".to_owned()))]);
    }

    #[test]
    fn other_encodings_are_read() {
        assert_eq!(lines(b"plain\nAm\xe9lie\nL\xe9on\n")[1].1.as_deref(), Some("Amélie"));
        for encode in [u16::to_le_bytes, u16::to_be_bytes] {
            // A text as long as a reader's room ends within a character.
            let long = format!("\u{feff}{}", "Сталкер,1979\n".repeat(700));
            for text in
                ["\u{feff}Amélie,2001\n", "Alien,1979\n", "\u{feff}Название;Год\nЧужой;1979\n七人の侍;1954\n", &long]
            {
                let bytes: Vec<u8> = text.encode_utf16().flat_map(encode).collect();
                let (mut reader, name) = without_utf_16(Box::new(&bytes[..])).unwrap();
                let mut read = String::new();
                reader.read_to_string(&mut read).unwrap();
                assert_eq!(read, text.trim_start_matches('\u{feff}'));
                assert!(name.is_some_and(|name| name.starts_with("UTF-16")));
                let (reader, _) = without_utf_16(Box::new(&bytes[..])).unwrap();
                let by_byte: Vec<u8> = reader.bytes().collect::<io::Result<_>>().unwrap();
                assert_eq!(by_byte, read.as_bytes());
            }
        }
        let mut decoder = TextDecoder::default();
        decoder.decode("Amélie".into(), b"");
        assert_eq!((decoder.decode(b"L\xe9on".to_vec(), b""), decoder.damaged), ("L\u{fffd}on".to_owned(), 1));
    }
}
