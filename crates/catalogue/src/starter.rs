//! The starter catalogue: films described in our own words (`data/starter`, CC0), packed into the binary.

use std::io::BufReader;

use flate2::read::GzDecoder;

use crate::read::Lines;
use crate::{Catalogue, Film};

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/starter.jsonl.gz"));

/// Its size inside the binary, in bytes.
pub const PACKED_BYTES: usize = PACKED.len();

/// Unpacks the starter catalogue.
///
/// # Panics
/// If the committed files are not a catalogue; a test of this crate reads them.
pub fn catalogue() -> Catalogue {
    let films: Vec<Film> = Lines::new(BufReader::with_capacity(1 << 16, GzDecoder::new(PACKED)))
        .map(|film| film.expect("packed whole").expect("a film a line"))
        .collect();
    Catalogue::new(films).expect("each id once")
}
