//! Floods: clients that send half a request, ask for what costs much, go away, or name the site themselves.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use matinee_server::{ANSWER_TIMEOUT, HEAD_TIMEOUT, LOG_FILTER, MAX_WALLS, ServerSettings, WRITE_TIMEOUT};

use crate::films;
use crate::served::{TestAnswer, TestServer, settings, site};

/// A connection that is kept from request to request.
struct Kept(TcpStream);

impl Kept {
    fn to(served: TestServer) -> Self {
        let stream = TcpStream::connect(served.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        Self(stream)
    }

    fn send(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).unwrap();
    }

    /// Asks and reads the whole answer, with its length given or in chunks.
    fn get(&mut self, path: &str, headers: &str) -> Vec<u8> {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: x\r\n{headers}\r\n"));
        let (mut answer, mut chunk) = (Vec::new(), [0; 16 * 1024]);
        loop {
            let n = self.0.read(&mut chunk).unwrap();
            assert!(n > 0, "the connection is kept");
            answer.extend_from_slice(&chunk[..n]);
            let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
            let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next()?.parse().ok());
            if length.map_or(answer.ends_with(b"\r\n0\r\n\r\n"), |length: usize| answer.len() == end + 4 + length) {
                return answer;
            }
        }
    }

    /// How long the server keeps the connection from now on.
    fn kept_for(mut self) -> Duration {
        let start = Instant::now();
        let mut chunk = [0; 1024];
        loop {
            match self.0.read(&mut chunk) {
                Ok(0) => return start.elapsed(),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::ConnectionReset => return start.elapsed(),
                Err(error) => panic!("after {:?}: {error}", start.elapsed()),
            }
        }
    }
}

#[test]
fn a_packed_answer_on_a_kept_connection_waits_for_no_acknowledgement() {
    let mut kept = Kept::to(site());
    let slow = (0..40)
        .filter(|_| {
            let start = Instant::now();
            kept.get("/about", "Accept-Encoding: gzip\r\n");
            start.elapsed() > Duration::from_millis(36)
        })
        .count();
    assert!(slow < 10, "{slow} of 40 answers waited");
}

#[test]
fn a_wall_beyond_the_last_is_refused_with_the_limit() {
    let served = TestServer::start(films::many(12_000), settings());
    let page = served.get(&format!("/?wall={}", MAX_WALLS + 1));
    assert_eq!(page.status, 422);
    assert!(page.text().contains(&MAX_WALLS.to_string()), "{}", page.text());
    let last = served.get(&format!("/?wall={MAX_WALLS}"));
    assert_eq!(last.status, 200);
    assert!(!last.text().contains("data-more"), "the last wall leads to no other");
    let detail = served.recommend(&serde_json::json!({"offset": 1_000_000})).problem(422);
    assert!(detail.contains("offset") && detail.contains("2000"), "{detail}");
}

#[test]
fn a_deep_list_costs_no_more_than_in_proportion() {
    let served = TestServer::start(films::many(12_000), settings());
    let time = |offset: usize| {
        let ask = || {
            let start = Instant::now();
            let list = serde_json::json!({"offset": offset, "limit": 20});
            assert_eq!(served.recommend(&list).status, 200);
            start.elapsed()
        };
        (0..3).map(|_| ask()).min().unwrap()
    };
    let (near, deep) = (time(200), time(2_000));
    assert!(deep < near * 6 + Duration::from_millis(20), "{near:?} for 200, {deep:?} for 2,000");
}

#[test]
fn work_whose_client_is_gone_is_not_begun() {
    let served = TestServer::start(films::many(12_000), ServerSettings { rankers: 1, ..settings() });
    let likes = (0..300).map(|n| format!("like=film-{n}-{}", 1930 + n % 90)).collect::<Vec<_>>().join("&");
    let (path, _) = served.follow(&format!("/?{likes}&n=200"));
    let start = Instant::now();
    assert_eq!(served.get(&path).status, 200);
    let one = start.elapsed();
    let gone: Vec<TcpStream> = (0..40)
        .map(|_| {
            let mut kept = Kept::to(served);
            kept.send(&format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n"));
            kept.0
        })
        .collect();
    drop(gone);
    let start = Instant::now();
    assert_eq!(served.get("/?like=film-7-1937").status, 200);
    assert!(start.elapsed() < one * 12, "{:?}, where one takes {one:?}", start.elapsed());
}

#[test]
fn the_second_head_on_a_connection_has_as_long_as_the_first() {
    let mut kept = Kept::to(site());
    kept.get("/healthz", "");
    kept.send("GET /healthz HTTP/1.1\r\nHo");
    let other = thread::spawn(|| {
        // Sent with the whole first one.
        let mut kept = Kept::to(site());
        kept.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHo");
        kept.kept_for()
    });
    for kept_for in [kept.kept_for(), other.join().unwrap()] {
        assert!(kept_for < HEAD_TIMEOUT + Duration::from_secs(3), "{kept_for:?}");
        assert!(kept_for + Duration::from_secs(1) > HEAD_TIMEOUT, "{kept_for:?}");
    }
}

#[test]
fn a_body_that_does_not_come_is_the_clients_fault_and_ends() {
    let json = "POST /api/v1/recommendations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    let form = "POST /mine/import HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n";
    let bodies = [
        format!("{json}Content-Length: 50\r\n\r\n{{"),
        format!("{json}Content-Length: 50\r\nExpect: 100-continue\r\n\r\n"),
        format!("{json}Transfer-Encoding: chunked\r\n\r\n5\r\n{{"),
        // A part that never begins.
        format!("{form}Content-Length: 5000\r\n\r\n--"),
    ];
    let waiting: Vec<_> = bodies
        .into_iter()
        .map(|body| {
            thread::spawn(move || {
                let mut kept = Kept::to(site());
                kept.send(&body);
                let start = Instant::now();
                let mut said = Vec::new();
                let _ = kept.0.read_to_end(&mut said);
                (body, String::from_utf8_lossy(&said).replace("HTTP/1.1 100 Continue\r\n\r\n", ""), start.elapsed())
            })
        })
        .collect();
    for one in waiting {
        let (body, said, after) = one.join().unwrap();
        assert!(said.starts_with("HTTP/1.1 408 ") || said.starts_with("HTTP/1.1 400 "), "{body}: {said}");
        assert!(body.starts_with("POST /mine") || said.contains("the body of the request was not here"), "{said}");
        assert!(after < ANSWER_TIMEOUT + Duration::from_secs(8), "{body}: {after:?}");
    }
}

#[test]
fn no_client_names_the_sites_own_address() {
    let own = format!("http://{}", site().address);
    for headers in [
        &[("X-Forwarded-Host", "evil.example")][..],
        &[("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example")],
        &[("Forwarded", "host=evil.example;proto=https")],
        &[("Host", "evil.example")],
    ] {
        for path in ["/", "/film/salt-flat-1956", "/robots.txt", "/sitemap.xml", "/opensearch.xml"] {
            let answer = site().ask("GET", path, headers, b"");
            assert!(!answer.text().contains("evil.example"), "{path} with {headers:?}");
            if answer.status == 200 {
                assert!(answer.text().contains(&own), "{path} with {headers:?}");
                assert!(answer.header("cache-control").is_some(), "{path} says how long it may be kept");
            }
        }
    }
}

#[test]
fn what_changes_is_never_packed_by_brotli() {
    let headers = [("Accept-Encoding", "br, gzip;q=0.5")];
    for path in ["/", "/film/salt-flat-1956", "/api/v1/films?q=rain"] {
        let mut kept = Kept::to(site());
        let answer = String::from_utf8_lossy(&kept.get(path, "Accept-Encoding: br, gzip;q=0.5\r\n")).to_lowercase();
        assert!(answer.contains("content-encoding: gzip\r\n"), "{path}: {answer:.600}");
        assert!(answer.contains("vary: ") && answer.contains("accept-encoding"), "{path}");
    }
    let home = site().get("/").text();
    let style = home.split("href=\"").find(|rest| rest.starts_with("/static/site")).unwrap();
    let style = style.split('"').next().unwrap();
    let packed = site().ask("GET", style, &headers, b"");
    assert_eq!((packed.status, packed.header("content-encoding")), (200, Some("br")));
    assert!(packed.body.len() * 3 < site().get(style).body.len());
    let gzip = site().ask("GET", style, &[("Accept-Encoding", "gzip")], b"");
    assert_eq!(gzip.header("content-encoding"), Some("gzip"));
    assert_eq!(site().get(style).header("content-encoding"), None);
}

#[test]
fn the_sitemap_is_made_once_a_model() {
    let served = TestServer::start(films::many(12_000), settings());
    let ask = || {
        let start = Instant::now();
        let answer: TestAnswer = served.ask("GET", "/sitemap.xml", &[("Accept-Encoding", "gzip")], b"");
        assert_eq!((answer.status, answer.header("content-encoding")), (200, Some("gzip")));
        assert!(answer.header("content-length").is_some(), "packed before it is asked for");
        start.elapsed()
    };
    let first = ask();
    let later = (0..5).map(|_| ask()).min().unwrap();
    assert!(later < first, "{later:?} after {first:?}");
}

#[test]
fn connections_have_a_limit_in_all_and_a_share_for_each_address() {
    let proxy = vec!["127.0.0.0/8".parse().unwrap()];
    for (trusted_proxies, most) in [(Vec::new(), 2), (proxy, 8)] {
        let settings = ServerSettings { max_connections: 8, trusted_proxies, ..settings() };
        let served = TestServer::start(films::catalogue(), settings);
        let held: Vec<Kept> = (0..most)
            .map(|_| {
                let mut kept = Kept::to(served);
                kept.get("/healthz", "");
                kept
            })
            .collect();
        let refused = served.get("/healthz");
        assert_eq!((refused.status, refused.header("retry-after")), (503, Some("1")));
        drop(held);
        let start = Instant::now();
        while served.get("/healthz").status != 200 {
            assert!(start.elapsed() < Duration::from_secs(10), "places are given back");
        }
    }
}

#[test]
fn the_operator_or_a_trusted_proxy_names_the_site() {
    let origin = Some("https://films.example".parse().unwrap());
    let named = TestServer::start(films::catalogue(), ServerSettings { origin, ..settings() });
    let trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    let proxied = TestServer::start(films::catalogue(), ServerSettings { trusted_proxies, ..settings() });
    let headers = [("X-Forwarded-Host", "films.example"), ("X-Forwarded-Proto", "https")];
    for path in ["/film/salt-flat-1956", "/robots.txt", "/sitemap.xml", "/opensearch.xml"] {
        for (served, headers, varies) in [(named, &[][..], false), (proxied, &headers, true)] {
            let answer = served.ask("GET", path, headers, b"");
            assert!(answer.text().contains("https://films.example/"), "{path}");
            let vary = answer.header("vary").unwrap();
            assert_eq!(vary.contains("X-Forwarded-Host"), varies, "{path}: {vary}");
            assert!(vary.contains("Accept-Encoding"), "{path}: {vary}");
        }
    }
    let odd = proxied.ask("GET", "/robots.txt", &[("X-Forwarded-Host", "a/b?c")], b"");
    assert!(!odd.text().contains("a/b"), "{}", odd.text());
}

#[test]
fn a_client_that_takes_nothing_of_its_answer_is_given_up() {
    let served = TestServer::start(films::many(20_000), settings());
    let mut stalled = Kept::to(served);
    // More than the sockets' buffers take.
    for _ in 0..16 {
        stalled.send("GET /sitemap.xml HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    thread::sleep(WRITE_TIMEOUT + Duration::from_secs(2));
    let mut taken = 0;
    let mut chunk = [0; 16 * 1024];
    while let Ok(n @ 1..) = stalled.0.read(&mut chunk) {
        taken += n;
    }
    let whole = served.get("/sitemap.xml").body.len() * 16;
    assert!(taken < whole, "{taken} bytes of {whole} were there to take");
}

/// What the program logs, as its own filter lets through.
#[derive(Debug, Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn malformed_requests_are_counted_and_logged_once_a_second() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_env_filter(format!("warn,matinee=info,{LOG_FILTER}"))
        .with_writer(move || writer.clone())
        .with_ansi(false)
        .init();
    let served = TestServer::start(films::catalogue(), settings());
    let start = Instant::now();
    for _ in 0..300 {
        let refused = TestAnswer::parse(&served.exchange(b"GET\r\n\r\n"));
        assert!(refused.is_none_or(|answer| answer.status == 400));
    }
    // Other tests send some too, to a server of their own.
    let logged = || {
        let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        let numbers: Vec<usize> = text
            .lines()
            .filter(|line| line.contains("malformed requests"))
            .filter_map(|line| line.split("number=").nth(1)?.trim().parse().ok())
            .collect();
        (text, numbers)
    };
    while logged().1.iter().sum::<usize>() < 300 {
        assert!(start.elapsed() < Duration::from_secs(60), "{:?}", logged());
        thread::sleep(Duration::from_millis(50));
    }
    let seconds = usize::try_from(start.elapsed().as_secs()).unwrap();
    let (text, numbers) = logged();
    assert!(numbers.len() <= seconds + 4, "{numbers:?} in {seconds} s");
    assert!(!text.contains("stream error"), "{text:.400}");
}
