//! Filling the store from a file instead of a crawl: the same pages, the same extraction, the same ids.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::address::{PageTitle, Site};
use crate::crawl::Event;
use crate::extract::{NotAFilm, extract};
use crate::store::{Store, StoreError};
use crate::zim::{Zim, ZimError};

/// Pages read on all cores together and kept in one transaction.
const BATCH: usize = 256;

/// What a file brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// The wiki its pages are of.
    pub site: Site,
    /// Film pages that are new or newer than what was stored.
    pub kept: usize,
    /// Film pages of which the store has a copy as new.
    pub known: usize,
    /// Pages passed over, by reason.
    pub not_films: BTreeMap<NotAFilm, usize>,
    /// Pages passed over because they are larger than a page may be.
    pub too_large: usize,
}

/// Why a file could not be taken in. What was kept of it before stays.
#[derive(Debug, thiserror::Error)]
pub enum BulkError {
    /// The file cannot be read.
    #[error(transparent)]
    Zim(#[from] ZimError),
    /// The pages cannot be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It does not say which wiki it was made of.
    #[error("{} does not say which wiki its pages are of: name it with --base-url", .0.display())]
    NoSource(PathBuf),
}

/// Keeps every film page of a ZIM file as if it had been crawled on the file's date. Pages of anything else, nine in ten of a whole
/// wiki, are passed over. `site` overrules what the file says of its source.
///
/// # Errors
/// See [`BulkError`].
pub fn fill_from_zim(
    store: &Store,
    file: &Path,
    site: Option<Site>,
    mut report: impl FnMut(Event),
) -> Result<Brought, BulkError> {
    let mut zim = Zim::open(file)?;
    let source = match site {
        Some(site) => site,
        None => source(&mut zim)?.ok_or_else(|| BulkError::NoSource(file.to_owned()))?,
    };
    store.bind(&source)?;
    let date = zim.metadata("Date")?.and_then(|date| milliseconds(&date)).unwrap_or(0);
    report(Event::Planned(zim.len() as u64));
    let mut brought = Brought { site: source, kept: 0, known: 0, not_films: BTreeMap::new(), too_large: 0 };
    let mut batch = Vec::with_capacity(BATCH);
    zim.pages::<BulkError>(|title, page| {
        report(Event::Done(title.clone()));
        match page {
            Some(page) => batch.push((title, page)),
            None => brought.too_large += 1,
        }
        if batch.len() == BATCH { keep(store, &mut batch, date, &mut brought) } else { Ok(()) }
    })?;
    keep(store, &mut batch, date, &mut brought)?;
    Ok(brought)
}

fn keep(
    store: &Store,
    batch: &mut Vec<(PageTitle, Vec<u8>)>,
    date: i64,
    brought: &mut Brought,
) -> Result<(), BulkError> {
    let site = &brought.site;
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
            Err(reason) => *brought.not_films.entry(reason).or_default() += 1,
        }
    }
    let kept = store.keep_all(&films, date)?;
    brought.kept += kept;
    brought.known += films.len() - kept;
    Ok(())
}

/// The wiki a file was made of: `en.wikipedia.org`, with or without `https://`.
fn source(zim: &mut Zim) -> Result<Option<Site>, ZimError> {
    let Some(named) = zim.metadata("Source")? else { return Ok(None) };
    let address = if named.contains("://") { named } else { format!("https://{named}") };
    Ok(Site::new(&address).ok())
}

/// "2026-05-17" as milliseconds since 1970.
fn milliseconds(date: &str) -> Option<i64> {
    let date: Date = date.parse().ok()?;
    Some(date.to_zoned_datetime(TimeZone::UTC).ok()?.timestamp().as_millisecond())
}
