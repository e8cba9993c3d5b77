//! `matinee taste link`

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use matinee_rank::{FilmHashes, TasteToken};
use serde_json::json;

use super::file;
use crate::context::Context;
use crate::model;
use crate::output::print_json;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  matinee taste link
  matinee taste link --site https://films.example
  matinee taste import https://films.example/t/ATKJA...")]
pub(crate) struct Args {
    /// The taste [default: taste.toml in the data folder]
    #[arg(long, value_name = "FILE")]
    taste: Option<PathBuf>,
    /// The address of a Matinee, for a link that opens the taste there; a token alone is printed otherwise
    #[arg(long, value_name = "URL")]
    site: Option<String>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let path = file::path(args.taste.as_ref(), context);
    let taste = file::read(&path)?;
    let (model, _) = model::open(context)?;
    let token = TasteToken::write(&taste, &FilmHashes::new(model.films()))
        .with_context(|| format!("no link for {}", path.display()))?;
    let link = args.site.as_ref().map(|site| format!("{}/t/{token}", site.trim_end_matches('/')));
    if context.json {
        return print_json(&json!({ "token": token, "link": link, "films": taste.films().len() }));
    }
    println!("{}", link.unwrap_or(token));
    Ok(())
}
