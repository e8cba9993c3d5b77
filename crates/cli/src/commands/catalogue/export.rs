//! `matinee catalogue export`

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use matinee_catalogue::{Catalogue, atomic_file, export};

use super::open::Opened;
use super::out;
use crate::context::Context;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  matinee catalogue export --format csv --out films.csv")]
pub(crate) struct Args {
    /// A file of films [default: DATA/movies.jsonl.zst if there is one, else the starter catalogue]
    #[arg(value_name = "FILE")]
    catalogue: Option<PathBuf>,
    /// What to write
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Format,
    /// Where to write it, whole or not at all [default: the terminal]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace a file that exists and is no catalogue
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// A film a line, as JSON, with every field
    Jsonl,
    /// A table with column names; lists are joined by |
    Csv,
}

impl Format {
    fn write(self, out: &mut impl Write, catalogue: &Catalogue) -> io::Result<()> {
        match self {
            Self::Jsonl => export::json_lines(out, catalogue.films()),
            Self::Csv => export::csv(out, catalogue.films()),
        }
    }
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let file = Opened::new(args.catalogue.as_ref(), context);
    if let Some(path) = &args.out {
        out::check(path, file.path().as_slice(), args.force)?;
    }
    let catalogue = file.read()?;
    let Some(path) = &args.out else {
        let mut out = io::BufWriter::new(crate::output::stdout());
        args.format.write(&mut out, &catalogue)?;
        return Ok(out.flush()?);
    };
    atomic_file::write::<io::Error>(path, |file| args.format.write(file, &catalogue))
        .with_context(|| format!("cannot write {}", path.display()))
}
