//! The catalogue a command is about.

use std::path::{Path, PathBuf};

use anyhow::Result;
use matinee_catalogue::{Catalogue, starter};

use crate::Context;

/// The file named, else the scraped catalogue if there is one, else the starter catalogue; and its name for people.
pub(super) fn open(named: Option<&PathBuf>, context: &Context) -> Result<(Catalogue, String)> {
    let scraped = context.data.join("movies.jsonl.zst");
    let path: Option<&Path> = named.map(PathBuf::as_path).or_else(|| scraped.exists().then_some(&scraped));
    Ok(match path {
        Some(path) => (Catalogue::read(path)?, path.display().to_string()),
        None => (starter::catalogue(), "the starter catalogue".to_owned()),
    })
}
