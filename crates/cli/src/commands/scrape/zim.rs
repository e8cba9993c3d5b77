//! `matinee scrape --zim`

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use matinee_scraper::{PageStore, Site, fill_from_zim};
use serde_json::json;

use super::progress::Progress;
use crate::context::Context;
use crate::extraction::{print_count, print_not_films, write_catalogue};
use crate::output::print_json;

pub(super) fn run(file: &Path, site: Option<Site>, store: &PageStore, context: &Context) -> Result<()> {
    let progress = Progress::new();
    let summary = fill_from_zim(store, file, site, |event| {
        // In a log, a line for each of a hundred thousand pages helps nobody.
        if progress.is_bar() {
            progress.show(&event);
        }
    });
    progress.clear();
    let summary = summary?;
    let extraction = write_catalogue(store, &summary.site, context)?;
    let not_films: BTreeMap<String, usize> =
        summary.not_films.iter().map(|(reason, &pages)| (reason.to_string(), pages)).collect();
    if context.json {
        return print_json(&json!({"site": summary.site.to_string(), "kept": summary.kept, "known": summary.known,
            "too_large": summary.too_large, "films": extraction.films, "not_films": not_films, "catalogue": extraction.path}));
    }
    println!("Pages of {}", summary.site);
    print_count(summary.kept, "films new or newer than the stored copy");
    print_count(summary.known, "films known already");
    print_not_films(&not_films);
    print_count(summary.too_large, "larger than a page may be");
    extraction.print();
    Ok(())
}
