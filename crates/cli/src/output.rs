//! What several commands print.

use std::io::Write;

use anyhow::Result;

/// Prints a value as one line of JSON.
pub(crate) fn print_json(value: &impl serde::Serialize) -> Result<()> {
    let mut out = std::io::stdout().lock();
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
