//! `matinee search`

use std::io::Write;
use std::sync::Arc;

use anyhow::{Result, bail};
use matinee_features::search::other_title_found;
use matinee_rank::Ranker;
use matinee_server::answers::{FilmList, FilmName};
use matinee_server::translations;

use crate::{Context, films, model};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What to look for: a title, a person or words of the story, misspelt if need be
    #[arg(required = true, value_name = "WORDS")]
    query: Vec<String>,
    /// How many films to show
    #[arg(long, short = 'n', default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=100))]
    limit: u16,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let (model, _) = model::open(context)?;
    let query = args.query.join(" ");
    let ranker = Ranker::new(Arc::new(model)).with_translations(translations());
    let model = ranker.model();
    let found = ranker.find(&query, usize::from(args.limit));
    let rows = found.films;
    if context.json {
        let results: Vec<FilmName> = rows.iter().map(|&row| model.film(row).into()).collect();
        return super::print_json(&FilmList { model: model.version(), results });
    }
    if rows.is_empty() && found.wish.is_none() {
        bail!("no film is like {query:?}: try fewer letters, or a person");
    }
    let mut out = crate::output::stdout();
    if !found.is_here {
        let nearest: Vec<String> =
            found.nearest.iter().map(|&row| format!("{} ({})", model.film(row).title, model.film(row).year)).collect();
        let nearest =
            if nearest.is_empty() { String::new() } else { format!(" The nearest titles: {}", nearest.join("; ")) };
        writeln!(out, "Not in this catalogue: {query:?}.{nearest}\n")?;
    }
    if let Some(wish) = &found.wish {
        writeln!(out, "A list of films for: {} (matinee recommend --ask {query:?})\n", wish.described())?;
    }
    for row in rows {
        let film = model.film(row);
        let other = other_title_found(&query, film).map(|title| format!(" · also called {title}")).unwrap_or_default();
        writeln!(out, "{}{other}  [{}]", films::line(film), film.id)?;
    }
    Ok(())
}
