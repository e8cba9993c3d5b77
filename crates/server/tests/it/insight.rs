//! What the operator sees: metrics, the access log, request ids; and what nobody sees.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use matinee_server::{AccessLog, AccessLogFormat, ServerSettings};
use serde_json::Value;

use crate::films;
use crate::served::{TestServer, settings};

/// What is written, to be looked at.
#[derive(Debug, Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Written {
    /// The lines, once there are so many.
    fn lines(&self, at_least: usize) -> Vec<String> {
        let start = Instant::now();
        loop {
            let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
            let lines: Vec<String> = text.lines().map(str::to_owned).collect();
            if lines.len() >= at_least {
                return lines;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "{} lines of {at_least}", lines.len());
            thread::sleep(Duration::from_millis(20));
        }
    }
}

fn logged(format: AccessLogFormat, with_addresses: bool, trusting: bool) -> (TestServer, Written) {
    let written = Written::default();
    let log = AccessLog::new(format, with_addresses, written.clone());
    let trusted_proxies = if trusting { vec!["127.0.0.0/8".parse().unwrap()] } else { Vec::new() };
    let metrics = Some(SocketAddr::from(([127, 0, 0, 1], 0)));
    let settings = ServerSettings { access_log: Some(log), trusted_proxies, metrics, ..settings() };
    (TestServer::start(films::catalogue(), settings), written)
}

fn metrics_of(served: TestServer) -> String {
    let metrics = TestServer { address: served.metrics.unwrap(), metrics: None };
    let answer = metrics.get("/metrics");
    assert_eq!(answer.header("content-type"), Some("text/plain; version=0.0.4; charset=utf-8"));
    answer.text()
}

/// The value of a metric, with its labels as they are written.
fn value(text: &str, metric: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(metric)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {metric} in {text}")).parse().unwrap()
}

const PLANTED: &str = "salt-flat-1956";

/// Every route, with a planted film and a planted word in its address, headers and body.
fn drive(served: TestServer) -> usize {
    let taste: matinee_rank::TasteFile =
        format!("version = 1\nlike = [\"{PLANTED}\"]\nmuted = [\"qwzplanted\"]").parse().unwrap();
    let hashes = matinee_rank::FilmHashes::new(films::catalogue().films());
    let token = matinee_rank::TasteToken::write(&taste, &hashes).unwrap();
    let mut paths: Vec<String> = [
        "/",
        "/search",
        "/map",
        "/about",
        "/scorecard",
        "/map.json",
        "/healthz",
        "/readyz",
        "/robots.txt",
        "/sitemap.xml",
        "/sitemap-1.xml",
        "/opensearch.xml",
        "/manifest.webmanifest",
        "/favicon.ico",
        "/static/site.css",
        "/api/v1/films",
        "/api/v1/model",
        "/qwzplanted",
        "/api/v1/qwzplanted",
    ]
    .map(|path| format!("{path}?like={PLANTED}&q=qwzplanted&mute=qwzplanted&ask=qwzplanted"))
    .to_vec();
    for path in ["/film/", "/person/", "/genre/", "/theme/", "/year/", "/country/", "/cover/", "/api/v1/films/", "/t/"]
    {
        paths.push(format!("{path}{PLANTED}?q=qwzplanted"));
        paths.push(format!("{path}qwzplanted"));
    }
    paths.push(format!("/api/v1/films/{PLANTED}/similar"));
    for below in [
        "",
        "/",
        "/film/salt-flat-1956",
        "/search?q=qwzplanted",
        "/map",
        "/list.json",
        "/list.csv",
        "/letterboxd.csv",
        "/imdb.txt",
        "/stevenlu.json",
        "/picks.json",
        "/feed.xml",
        "/rss.xml",
        "/qr.svg",
        "/stremio/manifest.json",
        "/stremio/catalog/movie/matinee.json",
    ] {
        paths.push(format!("/t/{token}{below}"));
    }
    let headers = [
        ("User-Agent", "qwzplanted"),
        ("Referer", "http://x/?like=salt-flat-1956"),
        ("X-Forwarded-For", "203.0.113.77"),
        ("X-Request-Id", "qwzplanted"),
        ("Cookie", "qwzplanted"),
        ("Accept-Language", "qwzplanted"),
    ];
    for path in &paths {
        assert_ne!(served.ask("GET", path, &headers, b"").status, 500, "{path}");
    }
    let body = format!("{{\"likes\": [\"{PLANTED}\"], \"mute\": [\"qwzplanted\"], \"ask\": \"qwzplanted\"}}");
    for body in [body.as_str(), "{\"likes\": [\"qwzplanted\"]}", "qwzplanted"] {
        served.post_json("/api/v1/recommendations", body);
    }
    served.ask("QWZPLANTED", "/?like=qwzplanted", &headers, b"");
    paths.len() + 4
}

#[test]
fn no_taste_and_no_address_is_in_logs_or_metrics_unless_asked_for() {
    for format in [AccessLogFormat::Text, AccessLogFormat::Json] {
        let (served, written) = logged(format, false, false);
        let asked = drive(served);
        let lines = written.lines(asked);
        assert_eq!(lines.len(), asked);
        let metrics = metrics_of(served);
        for line in lines.iter().map(String::as_str).chain(metrics.lines()) {
            let line = line.to_lowercase();
            for planted in ["qwzplanted", "salt", "203.0.113", "127.0.0.1"] {
                assert!(!line.contains(planted), "{planted} in {line}");
            }
        }
        assert!(lines.iter().any(|line| line.contains("/film/{id}")), "{lines:?}");
    }
    let (served, written) = logged(AccessLogFormat::Json, true, true);
    served.ask("GET", &format!("/?like={PLANTED}"), &[("X-Forwarded-For", "203.0.113.77, 127.0.0.9")], b"");
    let line: Value = serde_json::from_str(&written.lines(1)[0]).unwrap();
    assert_eq!((&line["client"], &line["address"]), (&"203.0.113.77".into(), &format!("/?like={PLANTED}").into()));
}

#[test]
fn a_line_names_the_request_and_a_trusted_proxy_may_say_how() {
    let (served, written) = logged(AccessLogFormat::Json, false, false);
    let answer = served.ask("GET", "/about", &[("X-Request-Id", "abc")], b"");
    let id = answer.header("x-request-id").unwrap().to_owned();
    assert_ne!(id, "abc", "a client does not name requests");
    let line: Value = serde_json::from_str(&written.lines(1)[0]).unwrap();
    assert_eq!((&line["id"], &line["route"], &line["status"]), (&id.as_str().into(), &"/about".into(), &200.into()));
    assert_eq!(line["bytes"], answer.body.len());
    assert!(line["ms"].as_f64().unwrap() > 0.0 && line["time"].as_str().unwrap().ends_with('Z'));
    let (trusting, written) = logged(AccessLogFormat::Text, false, true);
    for path in ["/about", "/nothing", "/t/x"] {
        assert_eq!(trusting.ask("GET", path, &[("X-Request-Id", "abc-1")], b"").header("x-request-id"), Some("abc-1"));
    }
    let lines = written.lines(3);
    assert!(lines.iter().all(|line| line.split(' ').nth(1) == Some("abc-1")), "{lines:?}");
    assert!(lines[1].contains(" GET none 404 "), "{lines:?}");
}

#[test]
fn metrics_count_what_happens_on_an_address_of_their_own() {
    let (served, _) = logged(AccessLogFormat::Text, false, false);
    for _ in 0..3 {
        assert_eq!(served.get(&format!("/?like={PLANTED}")).status, 200);
    }
    assert_eq!(served.get("/film/none").status, 404);
    assert_eq!(served.get(&format!("/?{}", "x".repeat(17_000))).status, 414);
    assert_eq!(served.get("/metrics").status, 404, "visitors do not see them");
    let text = metrics_of(served);
    assert_eq!(value(&text, "matinee_requests_total{route=\"/\",status=\"2xx\"}") as u32, 3);
    assert_eq!(value(&text, "matinee_requests_total{route=\"/film/{id}\",status=\"4xx\"}") as u32, 1);
    assert_eq!(value(&text, "matinee_request_duration_seconds_bucket{route=\"/\",le=\"+Inf\"}") as u32, 4);
    assert_eq!(value(&text, "matinee_refused_total{reason=\"long_address\"}") as u32, 1);
    for stage in ["train", "score", "choose", "reasons"] {
        assert!(value(&text, &format!("matinee_stage_seconds_count{{stage=\"{stage}\"}}")) >= 3.0, "{stage}");
        assert!(value(&text, &format!("matinee_stage_seconds_sum{{stage=\"{stage}\"}}")) > 0.0, "{stage}");
    }
    assert!(value(&text, "matinee_render_seconds_count") >= 3.0);
    assert_eq!(value(&text, "matinee_model_films") as u32, 12);
    assert!(text.contains("matinee_model_info{version=\""));
    assert_eq!((value(&text, "matinee_queue_length"), value(&text, "matinee_queue_limit")), (0.0, 1_000.0));
    assert!(value(&text, "matinee_connections_total") >= 6.0);
    assert!(value(&text, "matinee_made_total{what=\"parts_of_pages\"}") >= 1.0);
    // Each metric has its help and type once, and each line of it a number.
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        assert!(line.rsplit_once(' ').unwrap().1.parse::<f64>().is_ok(), "{line}");
    }
    let typed = text.lines().filter(|line| line.starts_with("# TYPE")).collect::<Vec<_>>();
    let unique: std::collections::BTreeSet<_> = typed.iter().collect();
    assert_eq!(unique.len(), typed.len());
}

#[test]
fn an_address_for_metrics_that_is_taken_is_named() {
    let taken = crate::served::site().address;
    let settings = ServerSettings { metrics: Some(taken), ..settings() };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let serving = matinee_server::serve(settings, crate::served::ranker(films::catalogue()), |_| ());
    let error = runtime.block_on(serving).unwrap_err().to_string();
    assert!(error.contains(&taken.to_string()) && error.contains("--metrics"), "{error}");
}
