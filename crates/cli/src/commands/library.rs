//! `matinee library`: what you own, on media servers, in folders and on lists; and the options by which other commands
//! choose from it.

mod add;
mod ask;
mod client;
mod folder;
mod key;
mod limits;
mod remove;
mod report;
mod server;
mod show;
mod update;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, bail};
use matinee_catalogue::library::Library;
use matinee_features::Model;
use matinee_rank::{Filter, LibrarySide, ModelLibrary};

use crate::context::Context;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: LibraryAction,
}

#[derive(Debug, clap::Subcommand)]
enum LibraryAction {
    /// Add a server, folder or list, and read what is on it
    Add(add::Args),
    /// Ask all sources again, or those named
    Update(update::Args),
    /// Show the sources, how many films are owned and watched, and which were not found in the model
    Show(show::Args),
    /// Take a source and its films out
    Remove(remove::Args),
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    match &args.action {
        LibraryAction::Add(args) => add::run(args, context),
        LibraryAction::Update(args) => update::run(args, context),
        LibraryAction::Show(args) => show::run(args, context),
        LibraryAction::Remove(args) => remove::run(args, context),
    }
}

/// How long a server may take.
#[derive(Debug, clap::Args)]
struct Patience {
    /// How many seconds an answer may take
    #[arg(long, value_name = "SECONDS", default_value_t = limits::DEFAULT_TIMEOUT_SECONDS, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,
}

impl Patience {
    fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout)
    }
}

/// Where the library is.
#[derive(Debug, clap::Args)]
pub(crate) struct LibraryFile {
    /// The library [default: library.json in the data folder]
    #[arg(long = "library", value_name = "FILE")]
    pub(crate) path: Option<PathBuf>,
}

impl LibraryFile {
    pub(crate) fn path(&self, context: &Context) -> PathBuf {
        self.path.clone().unwrap_or_else(|| context.library())
    }

    /// The library, which must be there.
    fn open(&self, context: &Context) -> Result<(PathBuf, Library)> {
        let path = self.path(context);
        let library = read(&path)?;
        Ok((path, library))
    }
}

/// A library that must be there.
fn read(path: &Path) -> Result<Library> {
    let Some(library) = Library::read(path)? else {
        bail!("there is no library in {}: `matinee library add` makes one", path.display());
    };
    Ok(library)
}

/// Fails where no source has this name.
fn known(library: &Library, name: &str) -> Result<()> {
    if library.source(name).is_none() {
        let names: Vec<&str> = library.sources.iter().map(|source| source.name.as_str()).collect();
        let which =
            if names.is_empty() { "there is none".to_owned() } else { format!("there are {}", names.join(", ")) };
        bail!("the library has no source {name:?}: {which}");
    }
    Ok(())
}

/// The options by which a list is chosen from a library.
#[derive(Debug, clap::Args)]
pub(crate) struct LibraryArgs {
    /// Only films that are in your library
    #[arg(long, conflicts_with = "not_in_library")]
    from_library: bool,
    /// Only films that are not in your library
    #[arg(long)]
    not_in_library: bool,
    /// What was watched in your library counts as seen
    #[arg(long)]
    seen_in_library: bool,
    #[command(flatten)]
    file: LibraryFile,
}

impl LibraryArgs {
    /// Narrows a filter as the options say. The library, if one of them names it.
    pub(crate) fn narrow(&self, model: &Model, filter: &mut Filter, context: &Context) -> Result<Option<ModelLibrary>> {
        let side = match (self.from_library, self.not_in_library) {
            (true, _) => Some(LibrarySide::In),
            (_, true) => Some(LibrarySide::Out),
            _ => None,
        };
        if side.is_none() && !self.seen_in_library {
            return Ok(None);
        }
        let (path, library) = self.file.open(context)?;
        let found = ModelLibrary::new(model, &library);
        if side == Some(LibrarySide::In) && found.owned().is_empty() {
            bail!("no film of the library in {} is in this model: `matinee library show` says why", path.display());
        }
        if self.seen_in_library && !library.sources.iter().any(|source| source.says_watched) {
            eprintln!("note: no source of the library says what was watched");
        }
        found.narrow(filter, side, self.seen_in_library);
        Ok(Some(found))
    }
}
