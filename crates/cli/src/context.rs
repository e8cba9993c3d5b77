//! The options that every command takes, and the places in the data folder.

use std::path::PathBuf;
use std::time::Duration;

use crate::times::parse_duration;

/// The options that every command takes.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Context {
    /// Folder for everything that Matinee makes: pages, catalogue, models
    #[arg(long, global = true, display_order = 900, env = "MATINEE_DATA", default_value = "data", value_name = "DIR")]
    pub(crate) data: PathBuf,
    /// Print JSON instead of text
    #[arg(long, global = true, display_order = 901)]
    pub(crate) json: bool,
    /// Warn if the model is older than this: 8d or 36h, perhaps
    #[arg(long, global = true, display_order = 902, env = "MATINEE_STALE_AFTER", value_name = "AGE",
        value_parser = parse_duration)]
    pub(crate) stale_after: Option<Duration>,
}

impl Context {
    /// The database of the crawl.
    pub(crate) fn pages(&self) -> PathBuf {
        self.data.join("pages.db")
    }

    /// The catalogue that `matinee scrape` and `matinee extract` write.
    pub(crate) fn catalogue(&self) -> PathBuf {
        self.data.join("movies.jsonl.zst")
    }

    /// The folder of files that `matinee get` downloads.
    pub(crate) fn downloads(&self) -> PathBuf {
        self.data.join("downloads")
    }

    /// The taste that `matinee taste` works with.
    pub(crate) fn taste(&self) -> PathBuf {
        self.data.join("taste.toml")
    }

    /// The library that `matinee library` works with.
    pub(crate) fn library(&self) -> PathBuf {
        self.data.join("library.json")
    }

    /// The folder of trained models.
    pub(crate) fn models(&self) -> PathBuf {
        self.data.join("models")
    }

    /// The folder of copies of models that are in an object store.
    #[cfg(feature = "object-store")]
    pub(crate) fn replicas(&self) -> PathBuf {
        self.data.join("replicas")
    }
}
