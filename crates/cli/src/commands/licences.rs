//! `matinee licences`

use std::io::Write;

use anyhow::Result;

/// Matinee's own licence, and the notices of all whose work is in the binary. `scripts/licences` makes them.
const NOTICES: [&str; 2] = [include_str!("../../../../LICENSE-MIT"), include_str!("../notices.txt")];

pub(crate) fn run() -> Result<()> {
    let mut out = crate::output::stdout();
    for notices in NOTICES {
        writeln!(out, "{notices}")?;
    }
    Ok(())
}
