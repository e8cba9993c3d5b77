//! Texts in a temporary file, read again by their place.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Where a text is in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct SpillPlace {
    offset: u64,
    bytes: u32,
}

/// The file; it has no name and is gone when this is dropped.
#[derive(Debug)]
pub(super) struct Spill {
    file: BufWriter<File>,
    end: u64,
    /// Whether the file's cursor is at its end: nothing was read since the last write.
    at_end: bool,
}

impl Spill {
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { file: BufWriter::with_capacity(1 << 16, tempfile::tempfile_in(folder)?), end: 0, at_end: true })
    }

    pub(super) fn push(&mut self, text: &[u8]) -> io::Result<SpillPlace> {
        if !self.at_end {
            self.file.seek(SeekFrom::Start(self.end))?;
            self.at_end = true;
        }
        let bytes = u32::try_from(text.len()).map_err(|_| io::Error::other("a record of more than 4 GiB"))?;
        self.file.write_all(text)?;
        let place = SpillPlace { offset: self.end, bytes };
        self.end += u64::from(bytes);
        Ok(place)
    }

    pub(super) fn text(&mut self, place: SpillPlace) -> io::Result<Vec<u8>> {
        if self.at_end {
            self.file.flush()?;
            self.at_end = false;
        }
        let file = self.file.get_mut();
        file.seek(SeekFrom::Start(place.offset))?;
        let mut text = vec![0; place.bytes as usize];
        file.read_exact(&mut text)?;
        Ok(text)
    }
}
