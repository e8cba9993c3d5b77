//! `matinee catalogue show`

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Result, bail};
use matinee_catalogue::fields::FIELDS;
use matinee_catalogue::fold::printable;
use matinee_catalogue::{Film, Lookup, TitleIndexBuilder};

use super::open::Opened;
use crate::output::print_json;
use crate::{Context, films};

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  matinee catalogue show \"King Kong (1933)\"")]
pub(crate) struct Args {
    /// A film, by title or id; all that share the title are shown
    #[arg(value_name = "TITLE")]
    film: String,
    /// A file of films [default: DATA/movies.jsonl.zst if there is one, else the starter catalogue]
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let file = Opened::new(args.catalogue.as_ref(), context);
    let name = file.name();
    let mut index = TitleIndexBuilder::default();
    file.each(|_, film| {
        index.add(&film);
        Ok(())
    })?;
    let rows = match index.finish().find(&args.film) {
        Lookup::Found(row) => vec![row],
        Lookup::OtherYear(row) => {
            eprintln!("note: no film is called {:?} in {name}; this one is a year off", args.film);
            vec![row]
        }
        Lookup::Ambiguous(rows) => rows,
        Lookup::Unknown(near) if near.is_empty() => bail!("no film is called {:?} in {name}", args.film),
        Lookup::Unknown(near) => {
            let near = of_rows(&file, &near)?;
            let near = films::names(&near.iter().collect::<Vec<_>>());
            bail!("no film is called {:?} in {name}: did you mean {near}?", args.film)
        }
    };
    for (i, film) in of_rows(&file, &rows)?.iter().enumerate() {
        if context.json {
            print_json(film)?;
        } else {
            let gap = if i > 0 { "\n" } else { "" };
            write!(crate::output::stdout(), "{gap}{}", card(film))?;
        }
    }
    Ok(())
}

/// The films of these rows, in their order: the file is read again rather than kept.
fn of_rows(file: &Opened, rows: &[usize]) -> Result<Vec<Film>> {
    let mut films: Vec<(usize, Film)> = Vec::with_capacity(rows.len());
    file.each(|row, film| {
        if let Some(place) = rows.iter().position(|&wanted| wanted == row) {
            films.push((place, film));
        }
        Ok(())
    })?;
    films.sort_by_key(|(place, _)| *place);
    Ok(films.into_iter().map(|(_, film)| film).collect())
}

/// A film as lines of text, one for each field it has.
fn card(film: &Film) -> String {
    let mut card = format!("{}  [{}]\n", films::line(film), film.id);
    for field in &FIELDS {
        if let Some(label) = field.label
            && !field.is_empty(film)
        {
            let _ = writeln!(card, "  {label:<15}{}", printable(&field.text(film)));
        }
    }
    for text in [&film.synopsis, &film.plot] {
        if !text.is_empty() {
            let _ = writeln!(card, "\n{}", paragraphs(text));
        }
    }
    card
}

/// A text line by line, set in like the fields, so that no line of it can be taken for one of this program.
fn paragraphs(text: &str) -> String {
    text.lines().map(|line| format!("  {}", printable(line))).collect::<Vec<_>>().join("\n")
}
