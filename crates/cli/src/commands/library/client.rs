//! Asks the one server that its owner named, with a key, and nobody else.
//!
//! Unlike the scraper it may ask private addresses: that is where media servers are. Redirects are not followed, proxies of
//! the environment not used, so that no other server gets the key.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use matinee_catalogue::library::LibraryKind;
use reqwest::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use url::Url;

use super::key::ServerKey;
use super::limits::{CONNECT_TIMEOUT, MAX_ANSWER_BYTES, SOURCE_TIMEOUT};

/// The server has no such page, or not for this key: another one may do.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct RefusedPage(String);

/// A server that can be asked.
#[derive(Debug)]
pub(super) struct LibraryClient {
    http: Client,
    kind: LibraryKind,
    /// Its address without a slash at the end.
    address: String,
    key: ServerKey,
    timeout: Duration,
    started: Instant,
}

/// The address of a server, without what a browser shows behind it. Keys are refused in it.
pub(super) fn address(kind: LibraryKind, text: &str) -> Result<String> {
    let example = match kind {
        LibraryKind::Plex => "http://192.168.1.5:32400",
        LibraryKind::Radarr => "http://192.168.1.5:7878",
        _ => "http://192.168.1.5:8096",
    };
    let Ok(mut url) = Url::parse(text.trim()) else { bail!("that is no address: write it as {example}") };
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        bail!("that is no address of a server: write it as {example}");
    }
    // What a browser shows of these servers is below /web.
    let parts: Vec<String> = url.path_segments().into_iter().flatten().map(str::to_owned).collect();
    if let Some(web) = parts.iter().position(|part| part == "web" && kind != LibraryKind::Radarr) {
        url.set_path(&parts[..web].join("/"));
        url.set_query(None);
        url.set_fragment(None);
    }
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
        bail!(
            "an address has no password, key or ? in it: write it as {example}, and give the key in {} or with --key-file",
            super::key::variable(kind)
        );
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

impl LibraryClient {
    pub(super) fn new(kind: LibraryKind, address: &str, key: ServerKey, timeout: Duration) -> Result<Self> {
        // Fails where it is installed already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        for (name, value) in key.headers(kind) {
            let mut value = HeaderValue::from_str(&value)?;
            value.set_sensitive(true);
            headers.insert(HeaderName::from_bytes(name.as_bytes())?, value);
        }
        if kind == LibraryKind::Plex {
            headers.insert("X-Plex-Client-Identifier", HeaderValue::from_static("matinee"));
            headers.insert("X-Plex-Product", HeaderValue::from_static("Matinee"));
        }
        let http = Client::builder()
            .user_agent(concat!("matinee/", env!("CARGO_PKG_VERSION")))
            .default_headers(headers)
            .redirect(Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(timeout)
            .build()?;
        Ok(Self { http, kind, address: address.to_owned(), key, timeout, started: Instant::now() })
    }

    /// The bytes of an answer. The error says what to look at, and never has the key in it.
    pub(super) async fn get(&self, path: &str, headers: &[(&'static str, String)]) -> Result<Vec<u8>> {
        self.read(path, headers).await.map_err(|error| {
            let text = self.key.taken_out_of(&crate::error::message(&error));
            if error.is::<RefusedPage>() { RefusedPage(text).into() } else { anyhow::anyhow!("{text}") }
        })
    }

    async fn read(&self, path: &str, headers: &[(&'static str, String)]) -> Result<Vec<u8>> {
        if self.started.elapsed() > SOURCE_TIMEOUT {
            bail!("not done within {} minutes", SOURCE_TIMEOUT.as_secs() / 60);
        }
        let mut request = self.http.get(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let mut answer = request.send().await.map_err(|error| self.described(&error))?;
        self.check(&answer, path.split('?').next().unwrap_or_default())?;
        let mut bytes = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(|error| self.described(&error))? {
            if bytes.len() + part.len() > MAX_ANSWER_BYTES {
                bail!("its answer has more than {} MB", MAX_ANSWER_BYTES >> 20);
            }
            bytes.extend_from_slice(&part);
        }
        Ok(bytes)
    }

    /// Refuses what is no answer to read.
    fn check(&self, answer: &Response, path: &str) -> Result<()> {
        let (status, service) = (answer.status(), self.kind.title());
        match status {
            status if status.is_success() => Ok(()),
            StatusCode::UNAUTHORIZED => bail!("it does not take the key (401): check the one in {}", self.key.from),
            StatusCode::FORBIDDEN => {
                let text = format!("the key may not ask for {path} (403): check the one in {}", self.key.from);
                Err(RefusedPage(text).into())
            }
            StatusCode::NOT_FOUND => {
                Err(RefusedPage(format!("it has no {path} (404): is that the address of {service}?")).into())
            }
            StatusCode::BAD_REQUEST => {
                Err(RefusedPage(format!("it does not understand the request for {path} (400): update it")).into())
            }
            status if status.is_redirection() => {
                let to = answer.headers().get(LOCATION).and_then(|to| to.to_str().ok());
                let to = to.and_then(|to| answer.url().join(to).ok()).map(|to| to.origin().ascii_serialization());
                let here = answer.url().origin().ascii_serialization();
                match to {
                    Some(to) if to != here => {
                        bail!(
                            "it sends us on to {to} ({status}), which does not get the key: give that address, if you mean it"
                        )
                    }
                    _ => bail!(
                        "it sends us on to another page ({status}): look at the address, {service} may be below another path"
                    ),
                }
            }
            status => bail!("it answered {status}: try again later, or look at the log of {service}"),
        }
    }

    /// Why there is no answer.
    fn described(&self, error: &reqwest::Error) -> anyhow::Error {
        if error.is_timeout() {
            let seconds = self.timeout.as_secs();
            return anyhow::anyhow!("no whole answer within {seconds} s: does it run? --timeout gives it longer");
        }
        let mut cause: &dyn std::error::Error = error;
        while let Some(inner) = cause.source() {
            cause = inner;
        }
        let what = if error.is_connect() { "it cannot be reached" } else { "its answer broke off" };
        anyhow::anyhow!("{what}: {cause}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_as_browsers_show_them_and_never_with_a_key() {
        let of = |text: &str| address(LibraryKind::Jellyfin, text).map_err(|error| error.to_string());
        assert_eq!(of("http://10.0.0.7:8096/").unwrap(), "http://10.0.0.7:8096");
        assert_eq!(of("https://films.example/jellyfin/web/#/home").unwrap(), "https://films.example/jellyfin");
        assert_eq!(of("http://10.0.0.7:8096/web/index.html#!/home.html").unwrap(), "http://10.0.0.7:8096");
        assert_eq!(of("http://webserver:8096/webdav").unwrap(), "http://webserver:8096/webdav");
        for text in ["10.0.0.7:8096", "films", "ftp://films", "file:///etc/passwd", "http://", "jellyfin:8096"] {
            assert!(of(text).unwrap_err().contains("http://192.168.1.5:8096"), "{text}");
        }
        for text in ["http://me:s3cret@films", "http://films/?api_key=s3cret", "http://films/#s3cret"] {
            let error = of(text).unwrap_err();
            assert!(error.contains("MATINEE_JELLYFIN_KEY") && !error.contains("s3cret"), "{error}");
        }
    }
}
