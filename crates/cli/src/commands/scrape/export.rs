//! `matinee scrape export`

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use matinee_scraper::{Store, archive};
use serde_json::json;

use crate::Context;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Write all stored pages to this web archive (WARC 1.1); packed when the name ends in .gz
    #[arg(long, value_name = "FILE")]
    warc: PathBuf,
}

pub(super) fn run(args: &Args, store: &Store, context: &Context) -> Result<()> {
    let site = store.site()?.context("no pages are stored yet: run `matinee scrape --list TITLE` first")?;
    let pages = archive(store, &site, &args.warc)?;
    if context.json {
        return crate::commands::print_json(&json!({"pages": pages, "warc": args.warc}));
    }
    println!("{pages} pages are in {}", args.warc.display());
    Ok(())
}
