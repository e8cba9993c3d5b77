//! `matinee scrape export`

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use matinee_scraper::{PageStore, archive};
use serde_json::json;

use crate::context::Context;
use crate::output::print_json;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The web archive to write all stored pages to (WARC 1.1); compressed if the name ends in .gz
    #[arg(long, value_name = "FILE")]
    warc: PathBuf,
}

pub(super) fn run(args: &Args, store: &PageStore, context: &Context) -> Result<()> {
    let site = store.site()?.context("no pages are stored yet: run `matinee scrape --list TITLE` first")?;
    let pages = archive(store, &site, &args.warc)?;
    if context.json {
        return print_json(&json!({"pages": pages, "warc": args.warc}));
    }
    println!("{pages} pages are in {}", args.warc.display());
    Ok(())
}
