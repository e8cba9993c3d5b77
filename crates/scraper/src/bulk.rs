//! Fills the store from a ZIM file instead of a crawl: with the same pages, the same extraction and the same ids.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::address::{PageTitle, Site};
use crate::crawl::Event;
use crate::extract::{NotAFilm, extract};
use crate::limits::BATCH;
use crate::store::{PageStore, PageStoreError};
use crate::zim::{Zim, ZimError, ZimPage};

/// What was found in a ZIM file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZimSummary {
    /// The wiki that its pages come from.
    pub site: Site,
    /// Film pages stored: new, or newer than the stored copy.
    pub kept: usize,
    /// Film pages with a stored copy at least as new.
    pub known: usize,
    /// Pages that are no films, by reason.
    pub not_films: BTreeMap<NotAFilm, usize>,
    /// Pages that are larger than a page may be.
    pub too_large: usize,
}

/// Why a file could not be read to its end. Pages stored before the error stay.
#[derive(Debug, thiserror::Error)]
pub enum BulkError {
    /// The file cannot be read.
    #[error(transparent)]
    Zim(#[from] ZimError),
    /// The pages cannot be stored.
    #[error(transparent)]
    Store(#[from] PageStoreError),
    /// Films could not wait in a temporary file.
    #[error("cannot write in {}: {source}", folder.display())]
    Waiting {
        /// The folder.
        folder: PathBuf,
        /// What went wrong.
        source: std::io::Error,
    },
    /// It does not name the wiki it was made from.
    #[error("{} does not say which wiki its pages are of: name it with --base-url", .0.display())]
    NoSource(PathBuf),
}

/// Stores every film page of a ZIM file as if it had been crawled on the file's date. Other pages, nine in ten of a whole
/// wiki, are skipped. `site` replaces the source that the file names.
///
/// # Errors
/// See [`BulkError`].
pub fn fill_from_zim(
    store: &PageStore,
    file: &Path,
    site: Option<Site>,
    mut report: impl FnMut(Event),
) -> Result<ZimSummary, BulkError> {
    let mut zim = Zim::open(file)?;
    let source = match site {
        Some(site) => site,
        None => source(&mut zim)?.ok_or_else(|| BulkError::NoSource(file.to_owned()))?,
    };
    store.bind(&source)?;
    let date = zim.metadata("Date")?.and_then(|date| milliseconds(&date)).unwrap_or(0);
    report(Event::Planned(zim.len() as u64));
    let mut summary = ZimSummary { site: source, kept: 0, known: 0, not_films: BTreeMap::new(), too_large: 0 };
    let mut batch = Vec::with_capacity(BATCH);
    zim.pages::<BulkError>(|ZimPage { title, body, .. }| {
        report(Event::Done(title.clone()));
        match body {
            Some(page) => batch.push((title, page)),
            None => summary.too_large += 1,
        }
        if batch.len() == BATCH { store_films(store, &mut batch, date, &mut summary) } else { Ok(()) }
    })?;
    store_films(store, &mut batch, date, &mut summary)?;
    Ok(summary)
}

/// Extracts a batch on all cores, and stores its film pages in one transaction.
fn store_films(
    store: &PageStore,
    batch: &mut Vec<(PageTitle, Vec<u8>)>,
    date: i64,
    summary: &mut ZimSummary,
) -> Result<(), BulkError> {
    let site = &summary.site;
    let read: Vec<_> = std::mem::take(batch)
        .into_par_iter()
        .map(|(title, page)| match extract(site, &title, &page) {
            Ok(_) => Ok((title, page)),
            Err(reason) => Err(reason),
        })
        .collect();
    let mut films = Vec::with_capacity(read.len());
    for page in read {
        match page {
            Ok(film) => films.push(film),
            Err(reason) => *summary.not_films.entry(reason).or_default() += 1,
        }
    }
    let kept = store.keep_all(&films, date)?;
    summary.kept += kept;
    summary.known += films.len() - kept;
    Ok(())
}

/// The wiki a file was made from: `en.wikipedia.org`, with or without `https://`.
pub(crate) fn source(zim: &mut Zim) -> Result<Option<Site>, ZimError> {
    let Some(named) = zim.metadata("Source")? else { return Ok(None) };
    let address = if named.contains("://") { named } else { format!("https://{named}") };
    Ok(Site::new(&address).ok())
}

/// "2026-05-17" as milliseconds since 1970.
fn milliseconds(date: &str) -> Option<i64> {
    let date: Date = date.parse().ok()?;
    Some(date.to_zoned_datetime(TimeZone::UTC).ok()?.timestamp().as_millisecond())
}
