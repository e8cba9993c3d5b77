//! `matinee get`: a whole catalogue in one command.
//!
//! Downloads a Kiwix ZIM file, reads its films, merges them with the starter catalogue and trains. The catalogue is written
//! whole or not at all, and the download goes on after any cut, so the command can be killed and run again.

mod progress;
mod report;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use matinee_catalogue::merge::Merger;
use matinee_catalogue::{FilmId, ReadError, read_each, starter};
use matinee_scraper::{
    BulkError, Contact, Download, Offer, PageStore, Site, ZimFilms, films_of_zim, free_space, pages_of_zim,
};

use super::train;
use crate::context::Context;
use crate::error::UsageError;
use progress::GetProgress;
use report::{Done, Plan};

/// "Movies by Wikipedia" without pictures: 2.5 GB, 350,000 pages. `*` is the date of the newest one.
pub(crate) const MOVIES_BY_WIKIPEDIA: &str = "https://download.kiwix.org/zim/wikipedia/wikipedia_en_movies_nopic_*.zim";

/// Bytes of disk that films, catalogue and model take for each byte of the ZIM file, at most. Films wait as plain text, and
/// those of which two records become one are written twice.
const WORK_PER_BYTE: f64 = 1.5;
/// Room beside the estimate.
const SPARE_BYTES: u64 = 64 << 20;

const NO_CONTACT: &str = "--contact is missing: give your mail address or web page (or set MATINEE_CONTACT), so that the \
                          server's operators can write to you";

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  matinee get --contact you@your.site --dry-run
  matinee get --contact you@your.site
  matinee get --from wikipedia_fr_movies.zim
Stop it at any time: the next run goes on with the download. The file stays in DATA/downloads
for the next time; delete it if you need the room.")]
pub(crate) struct Args {
    #[arg(long, value_name = "URL|FILE", default_value = MOVIES_BY_WIKIPEDIA, hide_default_value = true,
        help = format!("A Kiwix ZIM file, here or on the web; * in its name stands for the newest date [default: {MOVIES_BY_WIKIPEDIA}]"))]
    from: String,
    /// Your mail address or web page, sent with each request so that the server's operators can write to you
    #[arg(long, env = "MATINEE_CONTACT", value_parser = Contact::new, value_name = "MAIL|URL")]
    contact: Option<Contact>,
    /// A web page about your use, sent with each request
    #[arg(long, env = "MATINEE_PAGE", value_name = "URL")]
    page: Option<String>,
    /// The wiki whose pages they are [default: the one the file names]
    #[arg(long, value_parser = Site::new, value_name = "URL")]
    base_url: Option<Site>,
    /// Write the catalogue and stop there
    #[arg(long)]
    no_train: bool,
    /// Only say what would be downloaded, how much room it needs and how long it takes
    #[arg(long)]
    dry_run: bool,
}

/// Where the file is.
enum ZimOrigin {
    Here(PathBuf),
    Web(Download, Box<Offer>),
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    refuse_crawled(context)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let progress = GetProgress::new();
    let origin = if is_address(&args.from) {
        let download = Download::new(&args.from, &context.downloads(), contact(args)?);
        let offer = runtime.block_on(download.look(|event| progress.download(&event)))?;
        ZimOrigin::Web(download, Box::new(offer))
    } else {
        ZimOrigin::Here(PathBuf::from(&args.from))
    };
    let plan = plan(&origin, context)?;
    if args.dry_run {
        return plan.print(context);
    }
    plan.announce();
    plan.refuse_without_room(&context.data)?;
    let start = Instant::now();
    let file = match origin {
        ZimOrigin::Here(file) => file,
        ZimOrigin::Web(download, offer) => {
            let file = runtime.block_on(download.fetch(*offer, |event| progress.download(&event)));
            progress.clear();
            file?
        }
    };
    let downloaded = start.elapsed();
    let read = Instant::now();
    let (zim, merged) = read_and_merge(args, &file, &progress, context)?;
    let read = read.elapsed();
    let trained = if args.no_train {
        None
    } else {
        let task = train::TrainTask { with_map: true, if_new: true, ..train::TrainTask::default() };
        Some(train::train(Some(&context.catalogue()), &task, context)?)
    };
    Done { file, downloaded, zim, merged, read, trained, catalogue: context.catalogue() }.print(context)
}

fn is_address(from: &str) -> bool {
    from.contains("://")
}

fn contact(args: &Args) -> Result<Contact> {
    let contact = args.contact.clone().ok_or_else(|| UsageError(NO_CONTACT.to_owned()))?;
    let Some(page) = &args.page else { return Ok(contact) };
    Ok(contact.with_page(page).map_err(|error| UsageError(format!("--page {error}")))?)
}

/// A crawl writes the same catalogue: the next one would drop all films that are not its own.
fn refuse_crawled(context: &Context) -> Result<()> {
    if context.pages().exists()
        && let Some(site) = PageStore::open(&context.pages())?.site()?
    {
        bail!(
            "{} has a crawl of {site}, whose catalogue this would replace: give another --data folder, and \
             `matinee catalogue merge` makes one catalogue of both",
            context.data.display()
        );
    }
    Ok(())
}

fn plan(origin: &ZimOrigin, context: &Context) -> Result<Plan> {
    let (name, bytes, left, pages) = match origin {
        ZimOrigin::Here(file) => {
            let length = std::fs::metadata(file).with_context(|| format!("cannot read {}", file.display()))?.len();
            (file.display().to_string(), Some(length), Some(0), Some(pages_of_zim(file)?))
        }
        ZimOrigin::Web(_, offer) => {
            let is_whole = offer.file.exists() && offer.left() == Some(0);
            let pages = if is_whole { Some(pages_of_zim(&offer.file)?) } else { None };
            (offer.address.to_string(), offer.bytes, offer.left(), pages)
        }
    };
    let work = bytes.map(|bytes| (bytes as f64 * WORK_PER_BYTE) as u64 + SPARE_BYTES);
    let needed = work.zip(left).map(|(work, left)| work + left);
    Ok(Plan { name, bytes, left, pages, needed, free: free_space(&context.data) })
}

/// How many films and records a merge came to.
struct MergeCounts {
    films: usize,
    records: usize,
    doubtful: usize,
}

/// Reads the films into the merger, whose memory does not grow with their texts, and writes the catalogue.
fn read_and_merge(
    args: &Args,
    file: &Path,
    progress: &GetProgress,
    context: &Context,
) -> Result<(ZimFilms, MergeCounts)> {
    let folder = &context.data;
    let writing = || format!("cannot write in {}", folder.display());
    let mut merger = Merger::new(folder).with_context(writing)?;
    let known = known_ids(&context.catalogue())?;
    // The file's records come first: theirs are the longer texts. The starter catalogue fills gaps, such as renown.
    let zim = films_of_zim::<Failure>(
        file,
        args.base_url.clone(),
        folder,
        &known,
        |done, all| progress.pages(done, all),
        |film| Ok(merger.add(0, &film).with_context(writing)?),
    );
    progress.clear();
    let zim = zim.map_err(|Failure(error)| error)?;
    if zim.films == 0 {
        bail!("{} has no page of a film among its {} pages: nothing was changed", file.display(), zim.pages);
    }
    for film in starter::catalogue().films() {
        merger.add(1, film).with_context(writing)?;
    }
    let mut merged = merger.finish().with_context(writing)?;
    merged.write(&context.catalogue())?;
    let counts = MergeCounts { films: merged.len(), records: merged.records, doubtful: merged.doubtful.len() };
    Ok((zim, counts))
}

/// The ids of the catalogue that is there, by the address of each film's page: they stay, for links have them.
fn known_ids(catalogue: &Path) -> Result<BTreeMap<String, FilmId>> {
    let mut known = BTreeMap::new();
    if catalogue.exists() {
        read_each::<ReadError>(catalogue, |film| {
            known.extend(film.source.map(|source| (source.url, film.id)));
            Ok(())
        })?;
    }
    Ok(known)
}

/// Any error, as the reader of ZIM files passes it on.
struct Failure(anyhow::Error);

impl From<BulkError> for Failure {
    fn from(error: BulkError) -> Self {
        Self(error.into())
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self(error)
    }
}
