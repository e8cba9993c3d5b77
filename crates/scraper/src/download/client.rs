//! Requests of a download: with a contact, pauses as the host asks for them, and redirects to mirrors but to no private network.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use futures_util::StreamExt;
use reqwest::header::{CONTENT_LENGTH, ETAG, LAST_MODIFIED};
use reqwest::redirect::Policy;
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use tokio::time::sleep;
use url::{Host, Url};

use super::{DownloadError, DownloadEvent};
use crate::contact::Contact;
use crate::fetch::{Validators, describe, pause, retry_after};
use crate::guard::{PublicOnly, is_private};
use crate::limits::{
    CONNECT_TIMEOUT, MAX_DOWNLOAD_TRIES, MAX_REDIRECTS, MAX_SMALL_BYTES, MAX_WAITS, READ_TIMEOUT, RETRY_PAUSE,
};

/// Until when the host asked not to be asked, in seconds since 1970. Kept in a file, so that the next run waits too.
const NOT_BEFORE: &str = "not-before";

/// An HTTP client for one file and its mirrors.
pub(super) struct Client {
    http: reqwest::Client,
    /// The last address of the host that was asked, before a redirect to a mirror.
    named: Arc<Mutex<Option<Url>>>,
    not_before: PathBuf,
}

/// The head of an answer.
pub(super) struct RemoteFile {
    /// The address that answered.
    pub(super) answered: Url,
    /// The file's address on the host that was asked: there its checksum is.
    pub(super) named: Url,
    pub(super) validators: Validators,
    pub(super) bytes: Option<u64>,
}

impl Client {
    /// `may_be_plain` allows redirects from https to http: where a checksum from the first is known.
    pub(super) fn new(
        asked: &str,
        contact: &Contact,
        folder: &Path,
        may_be_plain: bool,
    ) -> Result<Self, DownloadError> {
        let url = Url::parse(asked).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let url = url.ok_or_else(|| DownloadError::Address(asked.to_owned()))?;
        // Fails when an earlier client in this process has installed it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let is_local = is_loopback(&url);
        let named = Arc::new(Mutex::new(None));
        let (seen, asked) = (Arc::clone(&named), url.clone());
        let redirects = Policy::custom(move |attempt| {
            let to = attempt.url();
            let is_refused = match to.host() {
                Some(Host::Ipv4(address)) => is_private(address.into()) && !(is_local && address.is_loopback()),
                Some(Host::Ipv6(address)) => is_private(address.into()) && !(is_local && address.is_loopback()),
                Some(Host::Domain(_)) => is_local,
                None => true,
            };
            let from = attempt.previous().last().map_or("", Url::scheme);
            if attempt.previous().len() > MAX_REDIRECTS {
                return attempt.error("too many redirects");
            }
            if is_refused || (from == "https" && to.scheme() != "https" && !may_be_plain) {
                let to = to.origin().ascii_serialization();
                return attempt.error(format!("it leads to {to}, which is private or not encrypted"));
            }
            if (to.host(), to.port()) == (asked.host(), asked.port()) {
                *seen.lock().expect("no panic under this lock") = Some(to.clone());
            }
            attempt.follow()
        });
        let client = reqwest::Client::builder()
            .user_agent(contact.user_agent())
            .redirect(redirects)
            .connect_timeout(CONNECT_TIMEOUT)
            .read_timeout(READ_TIMEOUT)
            .no_gzip()
            .no_brotli()
            .referer(false);
        let client = if is_local { client.no_proxy() } else { client.dns_resolver(Arc::new(PublicOnly::default())) };
        Ok(Self { http: client.build()?, named, not_before: folder.join(NOT_BEFORE) })
    }

    /// Asks for a file's head only.
    pub(super) async fn head(
        &self,
        address: &Url,
        report: &mut dyn FnMut(DownloadEvent),
    ) -> Result<RemoteFile, DownloadError> {
        *self.named.lock().expect("no panic under this lock") = None;
        let reply = match self.ask(Method::HEAD, address, report, |request| request).await {
            // Some servers know no HEAD. Of the answer to a GET the body is not read.
            Ok(reply) if matches!(reply.status(), StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_IMPLEMENTED) => {
                self.get(address, report, |request| request).await?
            }
            reply => accepted(reply?)?,
        };
        let named = self.named.lock().expect("no panic under this lock").clone();
        Ok(RemoteFile {
            answered: reply.url().clone(),
            named: named.unwrap_or_else(|| address.clone()),
            validators: validators(&reply),
            bytes: bytes_of(&reply),
        })
    }

    /// Asks for a file or the rest of it.
    pub(super) async fn get(
        &self,
        address: &Url,
        report: &mut dyn FnMut(DownloadEvent),
        build: impl Fn(RequestBuilder) -> RequestBuilder,
    ) -> Result<Response, DownloadError> {
        accepted(self.ask(Method::GET, address, report, build).await?)
    }

    /// A small file. `None` if there is none.
    pub(super) async fn small(
        &self,
        address: &Url,
        report: &mut dyn FnMut(DownloadEvent),
    ) -> Result<Option<Vec<u8>>, DownloadError> {
        let mut tries = 0;
        'again: loop {
            let reply = self.ask(Method::GET, address, report, |request| request).await?;
            if !reply.status().is_success() {
                return Ok(None);
            }
            let (mut body, mut parts) = (Vec::new(), reply.bytes_stream());
            while let Some(part) = parts.next().await {
                match part {
                    Ok(part) if body.len() + part.len() <= MAX_SMALL_BYTES => body.extend_from_slice(&part),
                    Ok(_) => return Ok(None),
                    Err(error) if tries + 1 < MAX_DOWNLOAD_TRIES => {
                        tries += 1;
                        report(DownloadEvent::Retrying(describe(&error)));
                        sleep(RETRY_PAUSE * 2u32.pow(tries)).await;
                        continue 'again;
                    }
                    Err(error) => return Err(refused(address, describe(&error))),
                }
            }
            return Ok(Some(body));
        }
    }

    /// The SHA-256 that is published beside a file.
    pub(super) async fn checksum(
        &self,
        file: &Url,
        report: &mut dyn FnMut(DownloadEvent),
    ) -> Result<Option<String>, DownloadError> {
        let mut address = file.clone();
        address.set_query(None);
        address.set_path(&format!("{}.sha256", file.path()));
        let Some(body) = self.small(&address, report).await? else { return Ok(None) };
        let text = String::from_utf8_lossy(&body).to_lowercase();
        let first = text.split_ascii_whitespace().next().unwrap_or_default();
        Ok((first.len() == 64 && first.bytes().all(|b| b.is_ascii_hexdigit())).then(|| first.to_owned()))
    }

    /// One request, repeated while the host asks to wait or fails.
    async fn ask(
        &self,
        method: Method,
        address: &Url,
        report: &mut dyn FnMut(DownloadEvent),
        build: impl Fn(RequestBuilder) -> RequestBuilder,
    ) -> Result<Response, DownloadError> {
        let (mut tries, mut waits) = (0, 0);
        loop {
            self.wait(report).await;
            let why = match build(self.http.request(method.clone(), address.clone())).send().await {
                Ok(reply)
                    if matches!(reply.status(), StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) =>
                {
                    waits += 1;
                    self.rest(pause(retry_after(reply.headers(), SystemTime::now()), waits));
                    if waits == MAX_WAITS {
                        return Err(DownloadError::Unwelcome { host: address.host_str().unwrap_or_default().into() });
                    }
                    continue;
                }
                Ok(reply) if reply.status().is_server_error() && reply.status() != StatusCode::NOT_IMPLEMENTED => {
                    format!("the host answered {}", reply.status())
                }
                Ok(reply) => return Ok(reply),
                Err(error) if error.is_redirect() => return Err(refused(address, describe(&error))),
                Err(error) => describe(&error),
            };
            tries += 1;
            if tries >= MAX_DOWNLOAD_TRIES {
                return Err(refused(address, why));
            }
            report(DownloadEvent::Retrying(why));
            sleep(RETRY_PAUSE * 2u32.pow(tries - 1)).await;
        }
    }

    /// Waits as long as the host asked for, in this run or an earlier one.
    async fn wait(&self, report: &mut dyn FnMut(DownloadEvent)) {
        let until = std::fs::read_to_string(&self.not_before).ok().and_then(|text| text.trim().parse().ok());
        let until = UNIX_EPOCH + Duration::from_millis(until.unwrap_or(0));
        if let Ok(left) = until.duration_since(SystemTime::now()) {
            let left = pause(Some(left), 1);
            report(DownloadEvent::Waiting(left));
            sleep(left).await;
        }
    }

    /// Notes a pause. If the note cannot be written, only this request's tries count it.
    fn rest(&self, wait: Duration) {
        let until = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default() + wait;
        if let Some(folder) = self.not_before.parent() {
            let _ = std::fs::create_dir_all(folder);
        }
        let _ = std::fs::write(&self.not_before, until.as_millis().to_string());
    }
}

fn accepted(reply: Response) -> Result<Response, DownloadError> {
    let status = reply.status();
    let is_good = status.is_success() || status == StatusCode::RANGE_NOT_SATISFIABLE;
    if is_good { Ok(reply) } else { Err(refused(reply.url(), format!("the host answered {status}"))) }
}

fn refused(address: &Url, why: String) -> DownloadError {
    DownloadError::Refused { address: address.to_string(), why }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

pub(super) fn validators(reply: &Response) -> Validators {
    let text = |name| reply.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    Validators { last_modified: text(LAST_MODIFIED), etag: text(ETAG) }
}

/// The length of a whole answer. That of an answer to HEAD is in its head only.
pub(super) fn bytes_of(reply: &Response) -> Option<u64> {
    reply.headers().get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
