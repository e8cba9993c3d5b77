//! From the stored pages to the catalogue of the data folder.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{IsTerminal, stderr};
use std::path::PathBuf;

use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use matinee_scraper::{NotAFilm, PageStore, PageTitle, Site, StoredFilms, films};

use crate::context::Context;

/// Fewer pages than this say nothing about a wiki.
const FEWEST_PAGES: usize = 10;

/// What was extracted, and the file it was written to.
pub(crate) struct Extraction {
    pub(crate) films: usize,
    /// Pages without an infobox, or with one in a language that Matinee does not read.
    without_infobox: usize,
    /// Pages that are no films, by reason.
    pub(crate) not_films: BTreeMap<String, usize>,
    /// Running times that could not be read, with the title of their page.
    pub(crate) unread_running_times: Vec<(PageTitle, String)>,
    pub(crate) path: PathBuf,
}

impl fmt::Display for Extraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} films are in {}", self.films, self.path.display())
    }
}

impl Extraction {
    /// Prints the result, what could not be read, and the next step.
    pub(crate) fn print(&self) {
        if let [(page, text), ..] = &self.unread_running_times[..] {
            print_count(
                self.unread_running_times.len(),
                &format!("without a running time, first {page}: {text:?} is none"),
            );
        }
        println!("{self}; run `matinee train` to train a model on them.");
    }

    /// Checks that at least a tenth of the pages have an infobox that can be read.
    ///
    /// # Errors
    /// They have not: the wiki is of another kind or in another language than expected.
    pub(crate) fn check(&self) -> Result<()> {
        let pages = self.films + self.not_films.values().sum::<usize>();
        if pages >= FEWEST_PAGES && self.without_infobox * 10 >= pages * 9 {
            bail!(
                "{} of {pages} pages have no infobox that Matinee can read. Check that --list and --seeds name films. \
                 Pages with schema.org data are read with --source json-ld; a wiki in a language that is missing needs \
                 a file in crates/scraper/src/extract/labels",
                self.without_infobox
            );
        }
        Ok(())
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
    let StoredFilms { films, not_films, unread_running_times } = read?;
    let path = context.catalogue();
    if !films.is_empty() {
        matinee_catalogue::write(&path, &films)?;
    }
    let of_reason = |reason| not_films.get(&reason).copied().unwrap_or(0);
    let without_infobox = of_reason(NotAFilm::NoInfobox) + of_reason(NotAFilm::UnknownLanguage);
    let not_films = not_films.into_iter().map(|(reason, pages)| (reason.to_string(), pages)).collect();
    Ok(Extraction { films: films.len(), without_infobox, not_films, unread_running_times, path })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(films: usize, without_infobox: usize, persons: usize) -> Result<()> {
        let not_films = BTreeMap::from([("no infobox".to_owned(), without_infobox), ("a person".to_owned(), persons)]);
        Extraction { films, without_infobox, not_films, unread_running_times: Vec::new(), path: PathBuf::new() }.check()
    }

    #[test]
    fn nearly_no_infobox_is_an_error_that_says_what_to_do() {
        assert!(checked(0, 9, 0).is_ok(), "too few pages to tell");
        assert!(checked(1, 8, 1).is_ok() && checked(0, 0, 50).is_ok());
        let error = checked(1, 18, 1).unwrap_err().to_string();
        assert!(error.starts_with("18 of 20 pages") && error.contains("--source json-ld"), "{error}");
    }
}
