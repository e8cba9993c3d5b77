//! The database of the crawl.

use matinee_scraper::{PageStore, PageStoreError};

use super::Diagnosis;
use crate::context::Context;
use crate::interface::Interface;

pub(super) fn check(context: &Context, _: &Interface) -> Option<Diagnosis> {
    let path = context.pages();
    if !path.exists() {
        return None;
    }
    let read = || -> Result<String, PageStoreError> {
        let store = PageStore::open(&path)?;
        let of = store.site()?.map(|site| format!(" of {site}")).unwrap_or_default();
        let counts = store.counts()?;
        let sum =
            |state: &str| counts.iter().filter(|(_, other, _)| other == state).map(|(.., pages)| pages).sum::<u64>();
        let (got, failed) = (sum("got"), sum("failed"));
        Ok(format!("{got} pages{of} stored, {failed} failed, {} to be asked for", store.due(None)?))
    };
    Some(match read() {
        Ok(found) => Diagnosis::ok(found),
        Err(error) => Diagnosis::error(
            error.to_string(),
            "move the file away: `matinee scrape` fetches the pages again, and the catalogue stays as it is",
        ),
    })
}
