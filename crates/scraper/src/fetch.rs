//! One HTTP request and its answer.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use futures_util::StreamExt;
use reqwest::header::{
    CONTENT_TYPE, ETAG, HeaderMap, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION, RETRY_AFTER,
};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, StatusCode};
use url::Url;

use crate::address::Site;
use crate::contact::Contact;
use crate::guard::PublicOnly;
use crate::limits::{
    ANSWER_TIMEOUT, CONNECT_TIMEOUT, MAX_PAGE_BYTES, MAX_PAUSE, MAX_REDIRECTS, MAX_UNNAMED_PAUSE, UNNAMED_PAUSE,
};

/// The headers by which a host compares a stored page with its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Validators {
    pub(crate) last_modified: Option<String>,
    pub(crate) etag: Option<String>,
}

/// What came of one request.
#[derive(Debug)]
pub(crate) enum FetchOutcome {
    Page {
        body: Vec<u8>,
        validators: Validators,
        /// The address that answered, after redirects: the page's relative links start there.
        address: Url,
    },
    NotModified,
    /// 404 or 410.
    Gone,
    /// 429, 503 or a lagging API: the whole host needs a pause, of this length if it names one.
    Wait(Option<Duration>),
    /// Another try may succeed.
    Failed(String),
    /// Another try would fail too.
    Refused(String),
}

/// An HTTP client for one host only.
pub(crate) struct Fetcher {
    client: Client,
}

impl Fetcher {
    pub(crate) fn new(site: &Site, contact: &Contact) -> Result<Self, reqwest::Error> {
        let client = Self::prepare(site, contact);
        // The address of this machine can only come from the command line. A name may resolve to any address.
        let client =
            if site.is_loopback() { client.no_proxy() } else { client.dns_resolver(Arc::new(PublicOnly::default())) };
        Ok(Self { client: client.build()? })
    }

    /// The client without the check of network addresses.
    fn prepare(site: &Site, contact: &Contact) -> ClientBuilder {
        // Fails when an earlier crawl in this process has installed it.
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
        Client::builder()
            .user_agent(contact.user_agent())
            .redirect(redirects)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(ANSWER_TIMEOUT)
            .gzip(true)
            .brotli(true)
            .referer(false)
    }

    pub(crate) async fn get(&self, url: &Url, known: &Validators) -> FetchOutcome {
        let mut request = self.client.get(url.clone());
        if let Some(etag) = &known.etag {
            request = request.header(IF_NONE_MATCH, etag);
        } else if let Some(date) = &known.last_modified {
            request = request.header(IF_MODIFIED_SINCE, date);
        }
        match request.send().await {
            Ok(response) => read(response).await,
            Err(error) => FetchOutcome::Failed(describe(&error)),
        }
    }
}

async fn read(response: reqwest::Response) -> FetchOutcome {
    let status = response.status();
    match status {
        StatusCode::NOT_MODIFIED => FetchOutcome::NotModified,
        StatusCode::NOT_FOUND | StatusCode::GONE => FetchOutcome::Gone,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
            FetchOutcome::Wait(retry_after(response.headers(), SystemTime::now()))
        }
        status if status.is_success() && is_lagging(&response) => {
            FetchOutcome::Wait(retry_after(response.headers(), SystemTime::now()))
        }
        status if status.is_redirection() => FetchOutcome::Refused(elsewhere(&response)),
        status if status.is_server_error() => FetchOutcome::Failed(format!("the host answered {status}")),
        status if !status.is_success() => FetchOutcome::Refused(format!("the host answered {status}")),
        _ => read_body(response).await,
    }
}

async fn read_body(response: reqwest::Response) -> FetchOutcome {
    let text = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let validators = Validators { last_modified: text(LAST_MODIFIED), etag: text(ETAG) };
    let address = response.url().clone();
    let mut body = Vec::new();
    let mut parts = response.bytes_stream();
    while let Some(part) = parts.next().await {
        match part {
            Ok(part) if body.len() + part.len() > MAX_PAGE_BYTES => {
                return FetchOutcome::Refused(format!("the page is larger than {} MiB", MAX_PAGE_BYTES >> 20));
            }
            Ok(part) => body.extend_from_slice(&part),
            Err(error) => return FetchOutcome::Failed(describe(&error)),
        }
    }
    FetchOutcome::Page { body, validators, address }
}

/// Says where a redirect leads that is not followed.
fn elsewhere(response: &reqwest::Response) -> String {
    let (status, from) = (response.status(), response.url());
    let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
    let Some(to) = location.and_then(|location| from.join(location).ok()) else {
        return format!("the host answered {status} without an address");
    };
    let [from, to] = [from, &to].map(|url| url.origin().ascii_serialization());
    if from == to {
        return format!("the host answered {status}");
    }
    format!(
        "the host answered {status}: {from} sends us on to {to}, which is another host; if you mean that one, give --base-url {to}"
    )
}

/// The time named by Retry-After, in seconds or as a date.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?;
    let seconds = text.trim().parse().ok().map(Duration::from_secs);
    seconds.or_else(|| httpdate::parse_http_date(text).ok().map(|date| date.duration_since(now).unwrap_or_default()))
}

/// How long to wait after `times` 429 or 503 answers in a row: as long as the host says, a day at most. Where it names no
/// time, a minute, doubled each time, an hour at most.
pub(crate) fn pause(named: Option<Duration>, times: u32) -> Duration {
    let unnamed = || UNNAMED_PAUSE.saturating_mul(1 << (times.clamp(1, 10) - 1)).min(MAX_UNNAMED_PAUSE);
    named.unwrap_or_else(unnamed).min(MAX_PAUSE)
}

/// The Action API reports a database lag by an answer with status 200 and Retry-After.
fn is_lagging(response: &reqwest::Response) -> bool {
    let of = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    of(CONTENT_TYPE).starts_with("application/json") && response.headers().contains_key(RETRY_AFTER)
}

/// An error with its causes, which reqwest's own text leaves out.
pub(crate) fn describe(error: &reqwest::Error) -> String {
    // Messages about a page name its title already.
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
            pause(retry_after(&headers, now), 1)
        };
        assert_eq!(wait(Some("7".into())), Duration::from_secs(7));
        assert_eq!(wait(Some("7200".into())), Duration::from_secs(7200));
        assert_eq!(wait(Some("999999999".into())), MAX_PAUSE);
        assert_eq!(wait(Some("soon".into())), UNNAMED_PAUSE);
        assert_eq!(wait(None), UNNAMED_PAUSE);
        let date = wait(Some(httpdate::fmt_http_date(now + Duration::from_secs(90))));
        assert!((88..=90).contains(&date.as_secs()));
        assert_eq!(wait(Some("Mon, 01 Jan 2001 00:00:00 GMT".into())), Duration::ZERO);
    }

    #[test]
    fn pauses_double_when_the_host_names_no_time() {
        let minutes: Vec<u64> = (1..=8).map(|times| pause(None, times).as_secs() / 60).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 60, 60]);
    }

    /// A resolver that gives the test's addresses: each time a name is looked up, the next list.
    struct Names(std::sync::Mutex<Vec<Vec<&'static str>>>);

    impl reqwest::dns::Resolve for Names {
        fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
            let mut lists = self.0.lock().unwrap();
            let list = if lists.len() > 1 { lists.remove(0) } else { lists[0].clone() };
            let found: Vec<std::net::SocketAddr> =
                list.into_iter().map(|ip| std::net::SocketAddr::new(ip.parse().unwrap(), 0)).collect();
            Box::pin(async move { Ok(Box::new(found.into_iter()) as reqwest::dns::Addrs) })
        }
    }

    fn fetcher(site: &Site, names: Vec<Vec<&'static str>>, is_private: fn(std::net::IpAddr) -> bool) -> Fetcher {
        let contact = Contact::new("crawler@kino-test.org").unwrap();
        let guard = PublicOnly::over(Names(std::sync::Mutex::new(names)), is_private);
        let client = Fetcher::prepare(site, &contact).no_proxy().dns_resolver(Arc::new(guard)).build().unwrap();
        Fetcher { client }
    }

    /// Answers each connection with the next text and closes it. Counts the connections.
    fn host(answers: Vec<String>) -> (u16, Arc<std::sync::atomic::AtomicUsize>) {
        use std::io::{Read, Write};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let (port, came) = (listener.local_addr().unwrap().port(), Arc::new(std::sync::atomic::AtomicUsize::new(0)));
        let count = Arc::clone(&came);
        std::thread::spawn(move || {
            for answer in answers {
                let (mut peer, _) = listener.accept().unwrap();
                count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                let _ = peer.read(&mut [0; 4096]);
                let _ = peer.write_all(answer.as_bytes());
            }
        });
        (port, came)
    }

    fn reason(outcome: FetchOutcome) -> String {
        match outcome {
            FetchOutcome::Failed(why) | FetchOutcome::Refused(why) => why,
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn a_name_that_resolves_to_a_private_address_is_never_connected_to() {
        for address in
            ["127.0.0.1", "10.0.0.7", "192.168.1.1", "169.254.169.254", "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1"]
        {
            let (port, came) = host(vec!["HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".to_owned()]);
            let site = Site::new(&format!("http://wiki.kino-test.org:{port}")).unwrap();
            let fetcher = fetcher(&site, vec![vec![address]], crate::guard::is_private);
            let why = reason(fetcher.get(&site.at("/wiki/Alien"), &Validators::default()).await);
            assert!(why.contains("wiki.kino-test.org is a private address"), "{address}: {why}");
            assert_eq!(came.load(std::sync::atomic::Ordering::SeqCst), 0, "{address}");
        }
    }

    #[tokio::test]
    async fn a_name_that_turns_private_on_a_redirect_is_not_followed_there() {
        let answer = "HTTP/1.1 302 Found\r\nLocation: /wiki/Other\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        let (port, came) = host(vec![answer.to_owned(), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".to_owned()]);
        let site = Site::new(&format!("http://wiki.kino-test.org:{port}")).unwrap();
        // In this test 127.0.0.1 plays a public host, and all other addresses are private.
        let is_private = |address: std::net::IpAddr| address != std::net::IpAddr::from([127, 0, 0, 1]);
        let fetcher = fetcher(&site, vec![vec!["127.0.0.1"], vec!["::ffff:10.0.0.7", "127.0.0.2"]], is_private);
        let why = reason(fetcher.get(&site.at("/wiki/Alien"), &Validators::default()).await);
        assert!(why.contains("is a private address"), "{why}");
        assert_eq!(came.load(std::sync::atomic::Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn a_redirect_to_another_host_is_not_followed() {
        let (inner, came) = host(vec!["HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".to_owned()]);
        for target in ["127.0.0.1", "[::ffff:127.0.0.1]", "localhost", "2130706433"] {
            let answer = format!(
                "HTTP/1.1 302 Found\r\nLocation: http://{target}:{inner}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
            let (port, _) = host(vec![answer]);
            let site = Site::new(&format!("http://wiki.kino-test.org:{port}")).unwrap();
            let fetcher = fetcher(&site, vec![vec!["127.0.0.1"]], |_| false);
            let why = reason(fetcher.get(&site.at("/wiki/Alien"), &Validators::default()).await);
            assert!(why.contains("302"), "{target}: {why}");
            let named = why.contains(&format!("http://wiki.kino-test.org:{port} sends us on to http://"))
                && why.contains(&format!(":{inner}"));
            assert!(named, "both hosts are named: {why}");
        }
        assert_eq!(came.load(std::sync::atomic::Ordering::SeqCst), 0);
    }
}
