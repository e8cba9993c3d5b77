//! `matinee extract`

use anyhow::{Context as _, Result};
use matinee_scraper::{Markup, PageStore};
use serde_json::json;

use crate::context::Context;
use crate::extraction::{print_not_films, write_catalogue};
use crate::output::print_json;

#[derive(Debug, clap::Args)]
#[command(after_help = "Sends no request. Use it after an update: a newer Matinee may read more from the same pages.")]
pub(crate) struct Args {
    /// Read the pages as mediawiki or json-ld [default: as they were scraped]
    #[arg(long, value_name = "KIND")]
    source: Option<Markup>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let path = context.pages();
    let store = PageStore::open(&path)?;
    let site =
        store.site()?.with_context(|| format!("{} holds no pages yet: run `matinee scrape` first", path.display()))?;
    let markup = args.source.unwrap_or(site.markup());
    let extraction = write_catalogue(&store, &site.with_markup(markup), context)?;
    if context.json {
        print_json(&json!({"films": extraction.films, "not_films": extraction.not_films,
            "unread_running_times": extraction.unread_running_times.len(), "catalogue": extraction.path}))?;
        return extraction.check();
    }
    print_not_films(&extraction.not_films);
    extraction.print();
    extraction.check()
}
