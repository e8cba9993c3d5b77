//! The starter catalogue: films described in our own words (`data/starter`, CC0), packed into the binary.

use std::io::BufReader;

use crate::read::Lines;
use crate::{Catalogue, Film};

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/starter.jsonl.zst"));

/// Its size inside the binary, in bytes.
pub const PACKED_BYTES: usize = PACKED.len();

/// Unpacks the starter catalogue.
///
/// # Panics
/// If the committed files are not a catalogue; a test of this crate reads them.
pub fn catalogue() -> Catalogue {
    let text = zstd::Decoder::with_buffer(PACKED).expect("packed whole");
    let films: Vec<Film> = Lines::new(BufReader::with_capacity(1 << 16, text))
        .map(|film| film.expect("packed whole").expect("a film a line"))
        .collect();
    Catalogue::new(films).expect("each id once")
}
