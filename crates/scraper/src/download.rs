//! One large file from the web, whole or not at all: a download that goes on after any cut.
//!
//! Bytes go to `NAME.part`; beside it `NAME.json` says which file of the server they are of. The next request asks for the
//! rest by `Range`, on condition (`If-Range`) that the file is still the same; if it changed, the download begins anew. The
//! whole file is checked by its length, and by its SHA-256 where the server publishes one (`NAME.sha256`), and only then gets
//! its name. So the process may be killed at any moment.
//!
//! It is one file that a person asked for, so robots.txt, which is for crawlers, is not read. All else is as for a crawl: a
//! contact in each request, pauses as the host asks for them, and no private addresses.

mod client;
mod error;
mod names;
mod state;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::StreamExt;
use matinee_catalogue::atomic_file;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_RANGE, IF_RANGE, RANGE};
use sha2::{Digest, Sha256};
use url::Url;

use crate::contact::Contact;
use crate::limits::{MAX_DOWNLOAD_TRIES, RETRY_PAUSE};
use client::{Client, bytes_of, validators};
use state::State;

pub use error::DownloadError;

/// What happens during a download, as it happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DownloadEvent {
    /// So many bytes are there, of so many if the server says.
    Progress(u64, Option<u64>),
    /// The host asked for a pause of this length.
    Waiting(Duration),
    /// A request failed or was cut off, for this reason. Another follows.
    Retrying(String),
    /// What was there is of no use, for this reason: the download begins anew.
    Restarted(String),
    /// The whole file is being checked.
    Verifying,
}

/// What a server offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The file's address.
    pub address: Url,
    /// Where the file goes.
    pub file: PathBuf,
    /// Its size, if the server says.
    pub bytes: Option<u64>,
    /// Bytes of it that are there already.
    pub kept: u64,
    /// Its published SHA-256, in hexadecimal digits.
    pub sha256: Option<String>,
    /// The file's address on the host that was asked, after its own redirects.
    named: Url,
    state: State,
}

impl Offer {
    /// Bytes still to come, if the server says.
    pub fn left(&self) -> Option<u64> {
        self.bytes.map(|bytes| bytes.saturating_sub(self.kept))
    }
}

/// Downloads one file into a folder.
#[derive(Debug)]
pub struct Download {
    asked: String,
    folder: PathBuf,
    contact: Contact,
}

impl Download {
    /// A download of an address into a folder. A `*` in the last part of the address stands for a date: the newest such file
    /// is taken.
    pub fn new(address: &str, folder: &Path, contact: Contact) -> Self {
        Self { asked: address.to_owned(), folder: folder.to_owned(), contact }
    }

    /// Asks the server what it has, without downloading it.
    ///
    /// # Errors
    /// It cannot be asked, or has no such file.
    pub async fn look(&self, mut report: impl FnMut(DownloadEvent)) -> Result<Offer, DownloadError> {
        let report = &mut report;
        let client = Client::new(&self.asked, &self.contact, &self.folder, false)?;
        let address = names::resolve(&client, &self.asked, report).await?;
        let reply = client.head(&address, report).await?;
        let sha256 = client.checksum(&reply.named, report).await?;
        let file = self.folder.join(names::file(&reply.named));
        let mut state = State {
            asked: self.asked.clone(),
            from: reply.answered.to_string(),
            validators: reply.validators,
            bytes: reply.bytes,
            sha256: sha256.clone(),
        };
        let mut kept = 0;
        if let Some(known) = State::read(&file).filter(|known| known.is_same_file(&state)) {
            // The mirror that sent the first bytes is asked for the rest.
            state = State { bytes: state.bytes.or(known.bytes), ..known };
            let length = |path: &Path| std::fs::metadata(path).map_or(0, |found| found.len());
            kept = if file.exists() { length(&file) } else { length(&part(&file)) };
        }
        Ok(Offer { address, file, bytes: state.bytes, kept, sha256, named: reply.named, state })
    }

    /// Downloads what a server offered, as far as it is not there yet.
    ///
    /// # Errors
    /// See [`DownloadError`]. Bytes received so far are kept for the next run, unless the checksum is wrong.
    pub async fn fetch(
        &self,
        mut offer: Offer,
        mut report: impl FnMut(DownloadEvent),
    ) -> Result<PathBuf, DownloadError> {
        let report = &mut report;
        let file = offer.file.clone();
        let io = |source| DownloadError::of_write(&part(&file), source);
        std::fs::create_dir_all(&self.folder).map_err(io)?;
        if file.exists() && offer.state.bytes.is_none_or(|bytes| bytes == offer.kept) && offer.kept > 0 {
            return Ok(file);
        }
        let out = File::options().create(true).append(true).read(true).open(part(&file)).map_err(io)?;
        if out.try_lock().is_err() {
            return Err(DownloadError::Busy { file });
        }
        let mut target = Target { out, file: &file, kept: 0 };
        target.kept = target.length().map_err(io)?;
        if State::read(&file).as_ref().is_none_or(|known| !known.is_same_file(&offer.state)) {
            target.clear().map_err(io)?;
            // An older file of that name is not the one that the state will describe.
            if file.exists() {
                std::fs::remove_file(&file).map_err(io)?;
            }
            offer.state.write(&file).map_err(io)?;
        }
        let client = Client::new(&self.asked, &self.contact, &self.folder, offer.state.sha256.is_some())?;
        let mut tries = 0;
        while offer.state.bytes.is_none_or(|bytes| target.kept < bytes) {
            let before = target.kept;
            let why = match self.part(&client, &mut offer, &mut target, report).await? {
                DownloadedPiece::Whole => break,
                DownloadedPiece::Cut(why) => why,
            };
            tries = if target.kept > before { 0 } else { tries + 1 };
            if tries >= MAX_DOWNLOAD_TRIES {
                let (kept, bytes) = (target.kept, offer.state.bytes);
                return Err(DownloadError::Interrupted { address: offer.address.to_string(), why, kept, bytes });
            }
            report(DownloadEvent::Retrying(why));
            tokio::time::sleep(RETRY_PAUSE * 2u32.pow(tries)).await;
        }
        report(DownloadEvent::Verifying);
        target.out.sync_all().map_err(io)?;
        target.verify(&offer.state)?;
        std::fs::rename(part(&file), &file).map_err(io)?;
        atomic_file::sync_folder(&self.folder).map_err(io)?;
        names::remove_older(&self.folder, &self.asked, &file);
        Ok(file)
    }

    /// One request for the rest of the file.
    async fn part(
        &self,
        client: &Client,
        offer: &mut Offer,
        target: &mut Target<'_>,
        report: &mut dyn FnMut(DownloadEvent),
    ) -> Result<DownloadedPiece, DownloadError> {
        let io = |source| DownloadError::of_write(&part(target.file), source);
        let condition = offer.state.condition();
        if target.kept > 0 && condition.is_none() && offer.state.sha256.is_none() {
            report(DownloadEvent::Restarted(
                "the server names no version of the file, so the rest may be of another".into(),
            ));
            target.clear().map_err(io)?;
        }
        let from = Url::parse(&offer.state.from).unwrap_or_else(|_| offer.address.clone());
        let kept = target.kept;
        let reply = client
            .get(&from, report, |mut request| {
                if kept > 0 {
                    request = request.header(RANGE, format!("bytes={kept}-"));
                    if let Some(condition) = &condition {
                        request = request.header(IF_RANGE, condition);
                    }
                }
                request
            })
            .await;
        let reply = match reply {
            Err(DownloadError::Refused { .. }) if from != offer.address => {
                // The mirror no longer has it; the next request goes by the address itself.
                offer.state.from = offer.address.to_string();
                return Ok(DownloadedPiece::Cut(format!("{from} does not have it any more")));
            }
            Err(DownloadError::Refused { address, why }) if kept > 0 => {
                return Err(DownloadError::Interrupted { address, why, kept, bytes: offer.state.bytes });
            }
            reply => reply?,
        };
        let range = reply.headers().get(CONTENT_RANGE).and_then(|value| value.to_str().ok()).and_then(content_range);
        match reply.status() {
            StatusCode::PARTIAL_CONTENT
                if range.is_some_and(|(start, total)| {
                    start == Some(target.kept)
                        && total.is_none_or(|total| offer.state.bytes.is_none_or(|bytes| bytes == total))
                }) => {}
            StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE => {
                report(DownloadEvent::Restarted("the file on the server is of another length now".into()));
                target.clear().map_err(io)?;
                offer.state.bytes = None;
                offer.state.validators = crate::fetch::Validators::default();
                offer.state.write(target.file).map_err(io)?;
                return Ok(DownloadedPiece::Cut("the file on the server changed".into()));
            }
            _ => {
                let now = State {
                    asked: self.asked.clone(),
                    from: reply.url().to_string(),
                    validators: validators(&reply),
                    bytes: bytes_of(&reply),
                    sha256: offer.state.sha256.clone(),
                };
                if target.kept > 0 {
                    let why = if now.is_same_version(&offer.state) {
                        "the server sends only whole files"
                    } else {
                        "the file on the server changed meanwhile"
                    };
                    report(DownloadEvent::Restarted(why.into()));
                    target.clear().map_err(io)?;
                }
                let has_changed = !now.is_same_version(&offer.state);
                offer.state = now;
                if has_changed && offer.state.sha256.is_some() {
                    offer.state.sha256 = client.checksum(&offer.named, report).await?;
                }
                offer.state.write(target.file).map_err(io)?;
            }
        }
        let total = offer.state.bytes;
        let mut body = reply.bytes_stream();
        while let Some(bytes) = body.next().await {
            match bytes {
                Ok(bytes) => {
                    target.add(&bytes).map_err(io)?;
                    report(DownloadEvent::Progress(target.kept, total));
                }
                Err(error) => return Ok(DownloadedPiece::Cut(crate::fetch::describe(&error))),
            }
        }
        match total {
            Some(total) if target.kept < total => Ok(DownloadedPiece::Cut("the answer ended too early".into())),
            _ => Ok(DownloadedPiece::Whole),
        }
    }
}

/// What came of one request.
enum DownloadedPiece {
    /// All that was left.
    Whole,
    /// It ended before, for this reason.
    Cut(String),
}

/// The file that grows.
struct Target<'a> {
    out: File,
    /// The name it gets in the end.
    file: &'a Path,
    kept: u64,
}

impl Target<'_> {
    fn length(&self) -> io::Result<u64> {
        Ok(self.out.metadata()?.len())
    }

    fn add(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.kept += bytes.len() as u64;
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        if self.length()? > 0 {
            self.out.set_len(0)?;
        }
        self.kept = 0;
        Ok(())
    }

    /// Checks length and checksum. A wrong file is deleted, so that the next run begins anew.
    fn verify(&self, state: &State) -> Result<(), DownloadError> {
        let path = part(self.file);
        let io = |source| DownloadError::of_write(&path, source);
        let remove = || std::fs::remove_file(&path).and_then(|()| State::remove(self.file)).map_err(io);
        if let Some(wanted) = state.bytes.filter(|&bytes| bytes != self.kept) {
            remove()?;
            return Err(DownloadError::Length { file: self.file.to_owned(), wanted, found: self.kept });
        }
        let Some(wanted) = &state.sha256 else { return Ok(()) };
        let found = sha256(&path).map_err(io)?;
        if found == *wanted {
            return Ok(());
        }
        remove()?;
        Err(DownloadError::Checksum { file: self.file.to_owned(), wanted: wanted.clone(), found })
    }
}

fn sha256(path: &Path) -> io::Result<String> {
    let (mut file, mut hasher, mut buffer) = (File::open(path)?, Sha256::new(), vec![0; 1 << 20]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex::encode(hasher.finalize())),
            read => hasher.update(&buffer[..read]),
        }
    }
}

/// The file's name while it grows.
fn part(file: &Path) -> PathBuf {
    state::beside(file, ".part")
}

/// "bytes 100-199/200" as 100 and 200.
fn content_range(text: &str) -> Option<(Option<u64>, Option<u64>)> {
    let (range, total) = text.strip_prefix("bytes ")?.split_once('/')?;
    Some((range.split_once('-').and_then(|(start, _)| start.trim().parse().ok()), total.trim().parse().ok()))
}
