//! What `matinee get` says before and after.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, bail};
use matinee_scraper::ZimFilms;
use serde_json::json;

use super::MergeCounts;
use crate::commands::train::Trained;
use crate::context::Context;
use crate::extraction::{print_count, print_not_films};
use crate::output::{megabytes, print_json};

/// Pages read a second on one core (measured: docs/scraping.md).
const PAGES_A_SECOND: f64 = 150.0;
/// Bytes of a ZIM file without pictures for each of its pages: "Movies by Wikipedia" of July 2026.
const BYTES_A_PAGE: f64 = 7270.0;
/// Bytes a second of the connection that times are given for.
const BYTES_A_SECOND: f64 = 5e6;

/// What is to be done.
pub(super) struct Plan {
    pub(super) name: String,
    pub(super) bytes: Option<u64>,
    /// Bytes still to download.
    pub(super) left: Option<u64>,
    /// Pages, if the file is here.
    pub(super) pages: Option<usize>,
    /// Bytes of disk.
    pub(super) needed: Option<u64>,
    pub(super) free: Option<u64>,
}

impl Plan {
    fn seconds(&self) -> (Option<f64>, Option<f64>) {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let pages = self.pages.map(|pages| pages as f64).or(self.bytes.map(|bytes| bytes as f64 / BYTES_A_PAGE));
        let download = self.left.map(|left| left as f64 / BYTES_A_SECOND);
        (download, pages.map(|pages| pages / (PAGES_A_SECOND * cores as f64)))
    }

    /// The answer to `--dry-run`.
    pub(super) fn print(&self, context: &Context) -> Result<()> {
        let (download, read) = self.seconds();
        if context.json {
            return print_json(&json!({"from": self.name, "bytes": self.bytes, "left": self.left, "pages": self.pages,
                "disk_bytes": self.needed, "free_bytes": self.free, "download_seconds": download, "read_seconds": read}));
        }
        let minutes = |seconds: Option<f64>| {
            seconds
                .map_or_else(|| "an unknown time".to_owned(), |seconds| format!("{:.0} min", (seconds / 60.0).ceil()))
        };
        println!("{}", self.line());
        println!("Downloading takes {} at 5 MB/s, reading {} on this machine.", minutes(download), minutes(read));
        println!("Training follows. Nothing was downloaded and nothing changed.");
        Ok(())
    }

    /// Says beforehand what is coming.
    pub(super) fn announce(&self) {
        eprintln!("{}", self.line());
    }

    fn line(&self) -> String {
        let size = |bytes: Option<u64>| bytes.map_or_else(|| "an unknown size".to_owned(), megabytes);
        format!(
            "{}: {}, {} of it still to download. Disk space needed: {}; free: {}.",
            self.name,
            size(self.bytes),
            size(self.left),
            size(self.needed),
            size(self.free)
        )
    }

    /// # Errors
    /// The disk has less room than is needed.
    pub(super) fn refuse_without_room(&self, folder: &Path) -> Result<()> {
        if let (Some(needed), Some(free)) = (self.needed, self.free)
            && needed > free
        {
            bail!(
                "{} has {} of free disk space, and {} are needed: make room, or name another folder with --data",
                folder.display(),
                megabytes(free),
                megabytes(needed)
            );
        }
        Ok(())
    }
}

/// What came out.
pub(super) struct Done {
    pub(super) file: PathBuf,
    pub(super) downloaded: Duration,
    pub(super) zim: ZimFilms,
    pub(super) merged: MergeCounts,
    pub(super) read: Duration,
    pub(super) trained: Option<Trained>,
    pub(super) catalogue: PathBuf,
}

impl Done {
    pub(super) fn print(&self, context: &Context) -> Result<()> {
        let ZimFilms { site, pages, films, not_films, too_large } = &self.zim;
        let not_films: BTreeMap<String, usize> =
            not_films.iter().map(|(reason, &pages)| (reason.to_string(), pages)).collect();
        let rate = *pages as f64 / self.read.as_secs_f64().max(1e-9);
        if context.json {
            let model = self.trained.as_ref().map(|trained| {
                json!({"model": trained.manifest.version, "new": trained.is_new, "films": trained.manifest.films, "bytes": trained.bytes()})
            });
            return print_json(
                &json!({"file": self.file, "site": site.to_string(), "pages": pages, "films_read": films,
                "not_films": not_films, "too_large": too_large, "films": self.merged.films, "records": self.merged.records,
                "doubtful": self.merged.doubtful, "catalogue": self.catalogue, "download_seconds": self.downloaded.as_secs_f64(),
                "read_seconds": self.read.as_secs_f64(), "trained": model}),
            );
        }
        println!("Pages of {site}: {pages}, read in {:.0} s ({rate:.0} a second)", self.read.as_secs_f64());
        print_count(*films, "films");
        print_not_films(&not_films);
        print_count(*too_large, "larger than a page may be");
        println!(
            "{} films are in {}, the starter catalogue's among them; {} pairs that may be one film are left apart.",
            self.merged.films,
            self.catalogue.display(),
            self.merged.doubtful
        );
        match &self.trained {
            Some(trained) => println!(
                "Trained model {} on {}: {} films, {}. `matinee serve` shows it.",
                trained.manifest.version,
                trained.name,
                trained.manifest.films,
                megabytes(trained.bytes())
            ),
            None => println!("Run `matinee train` to train a model on them."),
        }
        Ok(())
    }
}
