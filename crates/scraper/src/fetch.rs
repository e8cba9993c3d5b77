//! One request and its answer.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use futures_util::StreamExt;
use reqwest::header::{ETAG, HeaderMap, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use url::Url;

use crate::address::Site;
use crate::contact::Contact;
use crate::guard::PublicOnly;

/// A page may have this many bytes, unpacked: ten times Wikipedia's longest.
pub(crate) const MAX_PAGE_BYTES: usize = 16 << 20;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const TIMEOUT: Duration = Duration::from_secs(60);
const MAX_REDIRECTS: usize = 5;
/// What a host that is busy and names no time is given.
const PAUSE: Duration = Duration::from_secs(60);
/// A host that asks for longer is asked again after this.
pub(crate) const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// What a stored page is compared by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Validators {
    pub(crate) last_modified: Option<String>,
    pub(crate) etag: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) enum Answer {
    Page {
        body: Vec<u8>,
        validators: Validators,
    },
    NotModified,
    /// 404 or 410.
    Gone,
    /// 429 or 503: the whole host wants to be left alone for so long.
    Wait(Duration),
    /// Worth another try.
    Failed(String),
    /// Not worth one.
    Refused(String),
}

/// An HTTP client that goes to one host only.
pub(crate) struct Fetcher {
    client: Client,
}

impl Fetcher {
    pub(crate) fn new(site: &Site, contact: &Contact) -> Result<Self, reqwest::Error> {
        // A second crawl in one process finds the provider there already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let within = site.clone();
        let redirects = Policy::custom(move |attempt| {
            if attempt.previous().len() > MAX_REDIRECTS {
                attempt.error("too many redirects")
            } else if within.owns(attempt.url()) {
                attempt.follow()
            } else {
                attempt.stop()
            }
        });
        let mut client = Client::builder()
            .user_agent(contact.user_agent())
            .redirect(redirects)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT)
            .gzip(true)
            .brotli(true)
            .referer(false);
        // A number is asked for by the operator's own hand; a name may turn out to mean anything.
        client = if site.is_loopback() { client.no_proxy() } else { client.dns_resolver(Arc::new(PublicOnly)) };
        Ok(Self { client: client.build()? })
    }

    pub(crate) async fn get(&self, url: &Url, known: &Validators) -> Answer {
        let mut request = self.client.get(url.clone());
        if let Some(etag) = &known.etag {
            request = request.header(IF_NONE_MATCH, etag);
        } else if let Some(date) = &known.last_modified {
            request = request.header(IF_MODIFIED_SINCE, date);
        }
        match request.send().await {
            Ok(response) => read(response).await,
            Err(error) => Answer::Failed(told(&error)),
        }
    }
}

async fn read(response: reqwest::Response) -> Answer {
    let status = response.status();
    match status {
        StatusCode::NOT_MODIFIED => Answer::NotModified,
        StatusCode::NOT_FOUND | StatusCode::GONE => Answer::Gone,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
            Answer::Wait(retry_after(response.headers(), SystemTime::now()))
        }
        status if status.is_server_error() => Answer::Failed(format!("the host answered {status}")),
        status if !status.is_success() => Answer::Refused(format!("the host answered {status}")),
        _ => read_body(response).await,
    }
}

async fn read_body(response: reqwest::Response) -> Answer {
    let text = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let validators = Validators { last_modified: text(LAST_MODIFIED), etag: text(ETAG) };
    let mut body = Vec::new();
    let mut parts = response.bytes_stream();
    while let Some(part) = parts.next().await {
        match part {
            Ok(part) if body.len() + part.len() > MAX_PAGE_BYTES => {
                return Answer::Refused(format!("the page is larger than {} MiB", MAX_PAGE_BYTES >> 20));
            }
            Ok(part) => body.extend_from_slice(&part),
            Err(error) => return Answer::Failed(told(&error)),
        }
    }
    Answer::Page { body, validators }
}

/// Retry-After as seconds or as a date; a minute where the host names neither.
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Duration {
    let named = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()).and_then(|text| {
        let seconds = text.trim().parse().ok().map(Duration::from_secs);
        seconds
            .or_else(|| httpdate::parse_http_date(text).ok().map(|date| date.duration_since(now).unwrap_or_default()))
    });
    named.unwrap_or(PAUSE).min(LONGEST_PAUSE)
}

/// An error with its causes: reqwest's own text leaves the telling part out.
fn told(error: &reqwest::Error) -> String {
    // The address stands beside the message already.
    let address = error.url().map(|url| format!(" for url ({url})")).unwrap_or_default();
    let mut text =
        if error.is_timeout() { "no answer in time".to_owned() } else { error.to_string().replace(&address, "") };
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = SystemTime::now();
        let wait = |value: Option<String>| {
            let mut headers = HeaderMap::new();
            if let Some(value) = value {
                headers.insert(RETRY_AFTER, value.parse().unwrap());
            }
            retry_after(&headers, now)
        };
        assert_eq!(wait(Some("7".into())), Duration::from_secs(7));
        assert_eq!(wait(Some("999999999".into())), LONGEST_PAUSE);
        assert_eq!(wait(Some("soon".into())), PAUSE);
        assert_eq!(wait(None), PAUSE);
        let date = wait(Some(httpdate::fmt_http_date(now + Duration::from_secs(90))));
        assert!((88..=90).contains(&date.as_secs()));
        assert_eq!(wait(Some("Mon, 01 Jan 2001 00:00:00 GMT".into())), Duration::ZERO);
    }
}
