//! From the stored pages to the catalogue of the data folder.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{IsTerminal, stderr};
use std::path::PathBuf;

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use matinee_scraper::{PageStore, Site, films};

use crate::context::Context;

/// What was extracted, and the file it was written to.
pub(crate) struct Extraction {
    pub(crate) films: usize,
    /// Pages that are no films, by reason.
    pub(crate) not_films: BTreeMap<String, usize>,
    pub(crate) path: PathBuf,
}

impl fmt::Display for Extraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} films are in {}", self.films, self.path.display())
    }
}

impl Extraction {
    /// Prints the result and the next step.
    pub(crate) fn print(&self) {
        println!("{self}; run `matinee train` to train a model on them.");
    }
}

/// Writes the catalogue of all stored pages. Without a single film, an existing catalogue stays.
pub(crate) fn write_catalogue(store: &PageStore, site: &Site, context: &Context) -> Result<Extraction> {
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
    let path = context.catalogue();
    if !films.is_empty() {
        matinee_catalogue::write(&path, &films)?;
    }
    let not_films = not_films.into_iter().map(|(reason, pages)| (reason.to_string(), pages)).collect();
    Ok(Extraction { films: films.len(), not_films, path })
}

/// Prints a count and what it counts, unless it is 0.
pub(crate) fn print_count(n: usize, what: &str) {
    if n > 0 {
        println!("{n:>7} {what}");
    }
}

/// Prints how many pages are no films, by reason.
pub(crate) fn print_not_films(not_films: &BTreeMap<String, usize>) {
    for (reason, &pages) in not_films {
        print_count(pages, &format!("not a film: {reason}"));
    }
}
