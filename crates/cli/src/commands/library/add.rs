//! `matinee library add`

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use matinee_catalogue::fold::printable;
use matinee_catalogue::library::{Library, LibraryKind, LibrarySource, MAX_LIBRARY_SOURCES};

use super::limits::MAX_NAME_CHARS;
use super::{LibraryFile, Patience, ask, client, report};
use crate::context::Context;

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// What it is: jellyfin, emby, plex, radarr, kodi (a folder with .nfo files), folder (of files named "Title (Year)"), or list
    /// (any list or table that `matinee taste import` reads)
    #[arg(value_name = "KIND")]
    kind: LibraryKind,
    /// The server's address, or the path of the folder or list
    #[arg(value_name = "WHERE")]
    place: String,
    /// What to call it [default: its kind]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// A file that has the server's key and nothing else. Without it the key is in the environment: `MATINEE_JELLYFIN_KEY`,
    /// `MATINEE_EMBY_KEY`, `MATINEE_PLEX_KEY` or `MATINEE_RADARR_KEY`. It is never stored
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Whose watched films count, on a Jellyfin or Emby server with several users
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
    /// The server's address in a browser, if that is another: links to play a film lead there
    #[arg(long, value_name = "URL")]
    web: Option<String>,
    #[command(flatten)]
    patience: Patience,
    /// Write the films that were not found to this file, with candidates. Fill in ids and add it as a list
    #[arg(long, value_name = "FILE")]
    unmatched: Option<PathBuf>,
    #[command(flatten)]
    file: LibraryFile,
}

const EXAMPLES: &str = "Examples:
  MATINEE_JELLYFIN_KEY=... matinee library add jellyfin http://192.168.1.5:8096 --user anna
  matinee library add plex http://192.168.1.5:32400 --key-file ~/.plex-token
  matinee library add kodi /media/films
  matinee library add folder /media/films --name disk
  matinee library add list owned.csv
  matinee recommend --like Alien --from-library --seen-in-library";

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let path = args.file.path(context);
    let mut library = Library::read(&path)?.unwrap_or_default();
    let place = place(args)?;
    let name = name(args, &library, &place)?;
    if library.source(&name).is_none() && library.sources.len() >= MAX_LIBRARY_SOURCES {
        bail!("a library has at most {MAX_LIBRARY_SOURCES} sources: remove one");
    }
    let mut source = LibrarySource::new(&name, args.kind, &place);
    if let Some(key_file) = &args.key_file {
        source.key_file = Some(std::path::absolute(key_file)?);
    }
    source.user.clone_from(&args.user);
    if let Some(web) = &args.web {
        source.web = Some(client::address(args.kind, web).context("--web")?);
    }
    let notes = ask::ask(&mut source, args.patience.timeout())
        .with_context(|| format!("{} at {place} was not added", args.kind.title()))?;
    match library.sources.iter().position(|known| known.name == name) {
        Some(place) => library.sources[place] = source,
        None => library.sources.push(source),
    }
    library.write(&path)?;
    for note in notes {
        eprintln!("note: {name}: {}", printable(&note));
    }
    report::show(&path, &library, args.unmatched.as_deref(), context)
}

/// The address or path as it is kept.
fn place(args: &Args) -> Result<String> {
    if args.kind.is_server() {
        return client::address(args.kind, &args.place);
    }
    for (is_given, option) in
        [(args.key_file.is_some(), "--key-file"), (args.user.is_some(), "--user"), (args.web.is_some(), "--web")]
    {
        if is_given {
            bail!("{option} is for servers: leave it out");
        }
    }
    // The library may be updated from another folder.
    let path = fs::canonicalize(&args.place).with_context(|| format!("cannot read {}", args.place))?;
    let Some(path) = path.to_str() else { bail!("{} cannot be kept: its name is not UTF-8", path.display()) };
    Ok(path.to_owned())
}

/// What to call the source: as it was called, or by its kind. The same place again keeps its name.
fn name(args: &Args, library: &Library, place: &str) -> Result<String> {
    let is_same = |source: &LibrarySource| source.kind == args.kind && source.place == place;
    if let Some(name) = &args.name {
        if name.trim().is_empty() || name.chars().count() > MAX_NAME_CHARS || *printable(name) != **name {
            bail!("--name {:?}: a name has 1 to {MAX_NAME_CHARS} characters, in one line", printable(name));
        }
        if library.source(name).is_some_and(|source| !is_same(source)) {
            bail!(
                "there is another source called {name:?}: choose another --name, or `matinee library remove` that one"
            );
        }
        return Ok(name.clone());
    }
    if let Some(known) = library.sources.iter().find(|source| is_same(source)) {
        return Ok(known.name.clone());
    }
    let numbered = (2..).map(|n| format!("{}-{n}", args.kind));
    let mut names = std::iter::once(args.kind.to_string()).chain(numbered);
    names.find(|name| library.source(name).is_none()).context("a name is left")
}
