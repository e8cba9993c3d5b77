//! `matinee scrape`

mod args;
mod crawl;
mod export;
mod progress;
mod status;
mod targets;
mod zim;

use anyhow::Result;
use matinee_scraper::PageStore;

use crate::context::Context;
use args::ScrapeCommand;

pub(crate) use args::Args;

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let mut store = PageStore::open(&context.pages())?;
    match (&args.command, &args.zim) {
        (Some(ScrapeCommand::Status), _) => status::run(&store, context),
        (Some(ScrapeCommand::Export(args)), _) => export::run(args, &store, context),
        (None, Some(file)) => zim::run(file, args.base_url.clone(), &store, context),
        (None, None) => crawl::run(args, &mut store, context),
    }
}
