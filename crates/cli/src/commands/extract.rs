//! `matinee extract`

use std::collections::BTreeMap;
use std::fmt;
use std::io::{IsTerminal, stderr};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use indicatif::{ProgressBar, ProgressStyle};
use matinee_scraper::{Markup, Site, Store, films};
use serde_json::json;

use crate::Context;

/// Reads the stored pages again and asks no host for anything: what a newer Matinee reads better is better at once.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Read the pages as mediawiki or json-ld [default: as they were scraped]
    #[arg(long, value_name = "KIND")]
    source: Option<Markup>,
}

/// What was read and where it went.
pub(super) struct Written {
    pub(super) films: usize,
    pub(super) not_films: BTreeMap<String, usize>,
    pub(super) path: PathBuf,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} films are in {}", self.films, self.path.display())
    }
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let store = Store::open(&context.data.join("pages.db"))?;
    let site = store.site()?.with_context(|| {
        format!("{} holds no pages yet: run `matinee scrape` first", context.data.join("pages.db").display())
    })?;
    let markup = args.source.unwrap_or(site.markup());
    let written = write(&store, &site.with_markup(markup), context)?;
    if context.json {
        return super::print_json(
            &json!({"films": written.films, "not_films": written.not_films, "catalogue": written.path}),
        );
    }
    for (reason, pages) in &written.not_films {
        println!("{pages:>7} not a film: {reason}");
    }
    println!("{written}; `matinee train` learns them.");
    Ok(())
}

/// Makes the catalogue of all stored pages. Without a single film the catalogue that was there stays.
pub(super) fn write(store: &Store, site: &Site, context: &Context) -> Result<Written> {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} pages read {eta}").expect("our own template");
    let bar = stderr().is_terminal().then(|| ProgressBar::new(0).with_style(style));
    let read = films(store, site, |done, all| {
        if let Some(bar) = &bar {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        }
    });
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let (films, not_films) = read?;
    let path = context.data.join("movies.jsonl.zst");
    if !films.is_empty() {
        matinee_catalogue::write(&path, &films)?;
    }
    let not_films = not_films.into_iter().map(|(reason, pages)| (reason.to_string(), pages)).collect();
    Ok(Written { films: films.len(), not_films, path })
}
