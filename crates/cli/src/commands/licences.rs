//! `matinee licences`

use std::io::Write;

use anyhow::Result;

/// Matinee's own licence.
const LICENCE: &str = include_str!("../../../../LICENSE-MIT");

/// The notices of all whose work is in the binary. `scripts/licences` makes them.
static NOTICES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/notices.zst"));

pub(crate) fn run() -> Result<()> {
    let notices = String::from_utf8(zstd::decode_all(NOTICES)?)?;
    let mut out = crate::output::stdout();
    for text in [LICENCE, &notices] {
        writeln!(out, "{text}")?;
    }
    Ok(())
}
