//! Doors: sockets in files, headers behind TLS, and how often one address may ask.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::sync_channel;
use std::thread;

use matinee_server::{DEFAULT_RATE, ListenAddress, RATE_BURST_SECONDS, ServedAt, ServerSettings, serve};

use crate::films;
use crate::served::{TestAnswer, TestServer, ranker, settings, site};

const CORP: &str = "cross-origin-resource-policy";

#[test]
fn browsers_show_answers_on_this_site_alone_but_for_pictures() {
    for path in ["/", "/film/none", "/api/v1/model", "/t/x", "/robots.txt"] {
        assert_eq!(site().get(path).header(CORP), Some("same-origin"), "{path}");
    }
    let home = site().get("/").text();
    let find = |start: &str| home.split('"').find(|part| part.starts_with(start)).unwrap().to_owned();
    for path in [find("/cover/"), find("/static/icon-192")] {
        assert_eq!(site().get(&path).header(CORP), Some("cross-origin"), "{path}");
    }
    assert_eq!(site().get(&find("/static/site.")).header(CORP), Some("same-origin"));
}

#[test]
fn browsers_that_came_by_tls_are_to_come_by_nothing_else() {
    let hsts = |served: TestServer, headers: &[(&str, &str)]| {
        let answer = served.ask("GET", "/about", headers, b"");
        answer.header("strict-transport-security").map(str::to_owned)
    };
    let by_tls = [("X-Forwarded-Proto", "https")];
    assert_eq!(hsts(site(), &by_tls), None, "a client says nothing about TLS");
    let trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    let proxied = TestServer::start(films::catalogue(), ServerSettings { trusted_proxies, ..settings() });
    assert_eq!(hsts(proxied, &by_tls).as_deref(), Some("max-age=31536000"));
    assert_eq!(hsts(proxied, &[("X-Forwarded-Proto", "http")]), None);
    let origin = Some("https://films.example".parse().unwrap());
    let named = TestServer::start(films::catalogue(), ServerSettings { origin, ..settings() });
    assert_eq!(hsts(named, &[]).as_deref(), Some("max-age=31536000"));
}

#[test]
fn one_address_may_ask_so_often_and_a_household_does_not_notice() {
    let trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    let limited = ServerSettings { rate: DEFAULT_RATE, trusted_proxies, ..settings() };
    let served = TestServer::start(films::catalogue(), limited);
    let ask = |client: &str, path: &str| served.ask("GET", path, &[("X-Forwarded-For", client)], b"");
    // Ten people open a page with its style, scripts and forty covers at once, and each makes three taps.
    for _ in 0..10 {
        for path in ["/", "/?like=salt-flat-1956", "/film/salt-flat-1956", "/search?q=salt"] {
            assert_eq!(ask("192.0.2.1", path).status, 200);
        }
        for _ in 0..56 {
            assert_eq!(ask("192.0.2.1", "/cover/salt-flat-1956.svg").status, 200);
        }
    }
    let burst = DEFAULT_RATE * RATE_BURST_SECONDS;
    // The bucket fills again while these are asked; without an end to them there would be none to the test.
    let answers: Vec<TestAnswer> = (0..burst * 3).map(|_| ask("192.0.2.2", "/api/v1/model")).collect();
    let refused: Vec<&TestAnswer> = answers.iter().filter(|answer| answer.status == 429).collect();
    let allowed = answers.len() - refused.len();
    assert!(allowed >= burst as usize && !refused.is_empty(), "{allowed} of {} were allowed", answers.len());
    for answer in &refused {
        assert_eq!(answer.header("retry-after"), Some("1"));
        assert!(answer.problem(429).contains("try again"));
    }
    assert_eq!(ask("192.0.2.3", "/about").status, 200, "others are not held to it");
    assert_eq!(ask("192.0.2.2", "/healthz").status, 200, "monitoring is not counted");
    // A client that lies about whom it asks for is known by what the trusted proxy saw last.
    let lying =
        (0..burst * 3).map(|n| ask(&format!("10.9.{}.{}, 192.0.2.9", n / 250, n % 250), "/api/v1/model").status);
    assert!(lying.filter(|&status| status == 429).count() > 0);
}

#[test]
fn a_socket_in_a_file_is_listened_on_and_an_old_one_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("socket");
    let listen: ListenAddress = format!("unix:{}", path.display()).parse().unwrap();
    // An earlier server left its socket.
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    let settings = ServerSettings { listen: listen.clone(), ..settings() };
    let (ready, at) = sync_channel::<ServedAt>(1);
    let other = settings.clone();
    thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(serve(settings, ranker(films::catalogue()), |at| ready.send(at).unwrap()))
    });
    assert_eq!(at.recv().unwrap().site, listen);
    let ask = |headers: &str| {
        let mut stream = UnixStream::connect(&path).unwrap();
        write!(stream, "GET /film/salt-flat-1956 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        TestAnswer::parse(&answer).unwrap()
    };
    assert_eq!(ask("").status, 200);
    // What comes through a file comes from a proxy: only who may open the file can.
    let proxied = ask("X-Forwarded-Host: films.example\r\nX-Forwarded-Proto: https\r\nX-Request-Id: abc\r\n");
    assert!(proxied.text().contains("https://films.example/film/salt-flat-1956"), "{}", proxied.text());
    assert!(proxied.header("vary").unwrap().contains("X-Forwarded-Host"));
    assert_eq!(proxied.header("x-request-id"), Some("abc"));
    assert!(proxied.header("strict-transport-security").is_some());
    // A socket that somebody answers at is left alone, and so is a file that is none.
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let error = runtime.block_on(serve(other.clone(), ranker(films::catalogue()), |_| ())).unwrap_err();
    assert!(error.to_string().contains("--listen"), "{error}");
    assert_eq!(ask("").status, 200);
    let file = folder.path().join("notes");
    fs::write(&file, "mine").unwrap();
    let settings = ServerSettings { listen: ListenAddress::Unix(file.clone()), ..other };
    let error = runtime.block_on(serve(settings, ranker(films::catalogue()), |_| ())).unwrap_err().to_string();
    assert!(error.contains("no socket") && error.contains("left alone"), "{error}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}
