//! `matinee manual`

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap_mangen::Man;
use matinee_catalogue::atomic_file;

use crate::interface::Interface;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Write a page for each command into this folder, in place of printing the first page
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// The section of commands that everybody may run (man-pages(7)).
const SECTION: &str = "1";

pub(crate) fn run(args: &Args, interface: &Interface) -> Result<()> {
    let mut whole = without_help(interface.plain.clone());
    // Every command gets its full name, such as `matinee-taste-import`, and the options that all of them take.
    whole.build();
    let Some(folder) = &args.out else {
        return Ok(crate::output::stdout().write_all(&page(whole)?)?);
    };
    let pages = write(&whole, folder)?;
    eprintln!(
        "{pages} pages are in {}: `man {}/matinee.{SECTION}` shows the first",
        folder.display(),
        folder.display()
    );
    Ok(())
}

/// `matinee help` shows what the pages say: it has none itself.
fn without_help(command: clap::Command) -> clap::Command {
    command.disable_help_subcommand(true).mut_subcommands(without_help)
}

/// Writes the pages of a command and of those below it; says how many.
fn write(command: &clap::Command, folder: &Path) -> Result<usize> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let (path, text) = (folder.join(format!("{name}.{SECTION}")), page(command.clone())?);
    atomic_file::write::<io::Error>(&path, |file| file.write_all(&text))
        .with_context(|| format!("cannot write {}", path.display()))?;
    command.get_subcommands().map(|command| write(command, folder)).try_fold(1, |pages, more| Ok(pages + more?))
}

fn page(command: clap::Command) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    let source = concat!("matinee ", env!("CARGO_PKG_VERSION"));
    Man::new(command).section(SECTION).manual("Matinee").source(source).render(&mut text)?;
    Ok(text)
}
