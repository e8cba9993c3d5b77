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
