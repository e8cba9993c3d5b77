//! What commands print. Everything goes through here, and nothing that could steer a terminal gets out: texts of catalogues,
//! pages and file names are other people's. `println!` and `eprintln!` are those of this file in the whole program.

use std::fmt;
use std::io::{self, ErrorKind, Stderr, Stdout, StdoutLock, Write};

use anyhow::Result;
use matinee_catalogue::fold::is_unprintable;

/// As the standard library's, through [`stdout`].
macro_rules! println {
    ($($text:tt)*) => { $crate::output::print_line($crate::output::stdout(), format_args!($($text)*)) };
}

/// As the standard library's, through [`stderr`].
macro_rules! eprintln {
    ($($text:tt)*) => { $crate::output::print_line($crate::output::stderr(), format_args!($($text)*)) };
}

/// Standard output for text.
pub(crate) fn stdout() -> SafeWriter<StdoutLock<'static>> {
    SafeWriter::new(io::stdout().lock(), Unprintable::LeftOut)
}

/// Standard output for JSON, in which a text keeps every character.
pub(crate) fn json_stdout() -> SafeWriter<StdoutLock<'static>> {
    SafeWriter::new(io::stdout().lock(), Unprintable::Escaped)
}

/// Standard output for a log of many threads, which takes turns a line. In JSON a text keeps every character.
pub(crate) fn log_stdout(is_json: bool) -> SafeWriter<Stdout> {
    SafeWriter::new(io::stdout(), if is_json { Unprintable::Escaped } else { Unprintable::LeftOut })
}

/// Standard error.
pub(crate) fn stderr() -> SafeWriter<Stderr> {
    SafeWriter::new(io::stderr(), Unprintable::LeftOut)
}

/// What becomes of a character that could steer a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unprintable {
    LeftOut,
    /// As in a string of JSON: `\u001b`.
    Escaped,
}

/// Writes text without control characters and marks that turn the direction of writing; line ends and tabs stay.
#[derive(Debug)]
pub(crate) struct SafeWriter<W> {
    inner: W,
    unprintable: Unprintable,
    /// The start of a character whose rest is still to come.
    begun: Vec<u8>,
}

impl<W: Write> SafeWriter<W> {
    fn new(inner: W, unprintable: Unprintable) -> Self {
        Self { inner, unprintable, begun: Vec::new() }
    }

    fn write_text(&mut self, text: &str) -> io::Result<()> {
        let steers = |c: char| is_unprintable(c) && !matches!(c, '\n' | '\t');
        let mut rest = text;
        while let Some(at) = rest.find(steers) {
            self.inner.write_all(&rest.as_bytes()[..at])?;
            let c = rest[at..].chars().next().unwrap_or_default();
            if self.unprintable == Unprintable::Escaped {
                write!(self.inner, "\\u{:04x}", u32::from(c))?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        self.inner.write_all(rest.as_bytes())
    }
}

impl<W: Write> Write for SafeWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut all = std::mem::take(&mut self.begun);
        all.extend_from_slice(bytes);
        let mut rest = &all[..];
        loop {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.write_text(text)?;
                    break;
                }
                Err(error) => {
                    let (text, after) = rest.split_at(error.valid_up_to());
                    self.write_text(&String::from_utf8_lossy(text))?;
                    let Some(bad) = error.error_len() else {
                        self.begun = after.to_vec();
                        break;
                    };
                    self.write_text("\u{fffd}")?;
                    rest = &after[bad..];
                }
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Prints a line. If the reader has gone, as in `matinee ... | head`, the program ends: nobody is there to tell.
pub(crate) fn print_line(mut out: impl Write, text: fmt::Arguments<'_>) {
    // One write, so that lines of several threads do not mix.
    let line = format!("{text}\n");
    if out.write_all(line.as_bytes()).is_err_and(|error| error.kind() == ErrorKind::BrokenPipe) {
        std::process::exit(0);
    }
}

/// Prints a value as one line of JSON.
pub(crate) fn print_json(value: &impl serde::Serialize) -> Result<()> {
    let mut out = json_stdout();
    serde_json::to_writer(&mut out, value)?;
    Ok(writeln!(out)?)
}

/// Warns of steered terms that no film has: most likely a typing error, so the command goes on.
pub(crate) fn warn_of_unknown_terms(terms: &[String]) {
    for term in terms {
        eprintln!("warning: no film has the term {term:?}: name it as the reasons do");
    }
}

/// "2.31 MB", "68 MB", "1.20 GB"
pub(crate) fn megabytes(bytes: u64) -> String {
    match bytes {
        0 => "0 MB".to_owned(),
        1..10_000_000 => format!("{:.2} MB", bytes as f64 / 1e6),
        10_000_000..1_000_000_000 => format!("{:.0} MB", bytes as f64 / 1e6),
        _ => format!("{:.2} GB", bytes as f64 / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &[u8], unprintable: Unprintable, pieces: usize) -> String {
        let mut out = SafeWriter::new(Vec::new(), unprintable);
        for piece in text.chunks(pieces) {
            out.write_all(piece).unwrap();
        }
        String::from_utf8(out.inner).unwrap()
    }

    #[test]
    fn nothing_that_steers_a_terminal_gets_out_however_it_is_cut() {
        let hostile = "A\u{1b}]0;x\u{7}l\u{9b}2Ji\u{202e}e\u{7f}n\tß 七\r\n";
        for pieces in 1..9 {
            assert_eq!(written(hostile.as_bytes(), Unprintable::LeftOut, pieces), "A]0;xl2Jien\tß 七\n");
        }
        assert_eq!(written(b"a\xffb\x9b\n", Unprintable::LeftOut, 9), "a\u{fffd}b\u{fffd}\n");
    }

    #[test]
    fn json_keeps_every_character() {
        let text = serde_json::to_string("\u{9b}2J\u{1b}\u{202e}x\u{7f}").unwrap();
        let escaped = written(text.as_bytes(), Unprintable::Escaped, 1);
        assert_eq!(escaped, r#""\u009b2J\u001b\u202ex\u007f""#);
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), "\u{9b}2J\u{1b}\u{202e}x\u{7f}");
    }

    /// Whatever is printed past this file is printed raw.
    #[test]
    fn nothing_is_printed_past_this_file() {
        let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        let mut files = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.ends_with("src/output.rs") {
                    files += 1;
                    let text = std::fs::read_to_string(&path).unwrap();
                    for raw in ["io::stdout()", "io::stderr()", "std::println", "std::eprintln", "print!(", "eprint!("]
                    {
                        let is_tested = text.lines().any(|line| {
                            line.contains(raw)
                                && !line.contains("is_terminal")
                                && !line.contains("println!(")
                                && !line.contains("eprintln!(")
                        });
                        assert!(!is_tested, "{} has {raw}: print through output.rs", path.display());
                    }
                }
            }
        }
        assert!(files > 40, "{files}");
    }
}
