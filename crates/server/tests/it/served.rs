//! A running server, and a client plain enough to send wrong requests too.

use std::fmt::Write as _;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use matinee_catalogue::Catalogue;
use matinee_features::{Model, Params};
use matinee_rank::Ranker;
use matinee_server::{ServedAt, ServerSettings, serve};
use serde_json::Value;

use crate::films;

/// A running server; it ends with the process.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TestServer {
    pub(crate) address: SocketAddr,
    pub(crate) metrics: Option<SocketAddr>,
}

#[derive(Debug)]
pub(crate) struct TestAnswer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// The twelve films, served once for all tests.
pub(crate) fn site() -> TestServer {
    static SITE: OnceLock<TestServer> = OnceLock::new();
    *SITE.get_or_init(|| TestServer::start(films::catalogue(), settings()))
}

/// On a free port, with room in the queue for all tests at once.
pub(crate) fn settings() -> ServerSettings {
    ServerSettings {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)).into(),
        // All tests come from one address.
        rate: 0,
        workers: 2,
        rankers: 2,
        queue: 1_000,
        ..ServerSettings::default()
    }
}

pub(crate) fn ranker(films: Catalogue) -> Arc<Ranker> {
    // A word in two of twelve films is in more than a tenth of them.
    let params = Params { max_share: 0.5, ..Params::default() };
    Arc::new(Ranker::new(Arc::new(Model::train(films, &params).unwrap())))
}

impl TestServer {
    pub(crate) fn start(films: Catalogue, settings: ServerSettings) -> Self {
        Self::of(ranker(films), settings)
    }

    /// A server of the films inside the program, trained as `matinee serve` trains them.
    pub(crate) fn of_starter(settings: ServerSettings) -> Self {
        let model = Model::train(matinee_catalogue::starter::catalogue(), &Params::default()).unwrap();
        Self::of(Arc::new(Ranker::new(Arc::new(model))), settings)
    }

    fn of(ranker: Arc<Ranker>, settings: ServerSettings) -> Self {
        let (ready, at) = sync_channel(1);
        thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(serve(settings, ranker, |at| ready.send(at).unwrap()))
        });
        let ServedAt { site, metrics } = at.recv().expect("the server starts");
        Self { address: site.tcp().expect("it listens on a port"), metrics }
    }

    pub(crate) fn get(self, path: &str) -> TestAnswer {
        self.ask("GET", path, &[], b"")
    }

    /// Asks as a browser does that follows the server to another address; the address comes with the answer.
    pub(crate) fn follow(self, path: &str) -> (String, TestAnswer) {
        let first = self.get(path);
        match first.header("location") {
            Some(next) if first.status == 303 => {
                assert!(next.starts_with('/') && !next.starts_with("//"), "{next} is on this site");
                let (next, answer) = (next.to_owned(), self.get(next));
                assert_ne!(answer.status, 303, "{path} leads on from {next}");
                (next, answer)
            }
            _ => (path.to_owned(), first),
        }
    }

    pub(crate) fn post_json(self, path: &str, body: &str) -> TestAnswer {
        self.ask("POST", path, &[("Content-Type", "application/json")], body.as_bytes())
    }

    /// Asks for recommendations.
    pub(crate) fn recommend(self, taste: &Value) -> TestAnswer {
        self.post_json("/api/v1/recommendations", &taste.to_string())
    }

    pub(crate) fn ask(self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> TestAnswer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        for (name, value) in headers {
            let _ = write!(request, "{name}: {value}\r\n");
        }
        if !body.is_empty() {
            let _ = write!(request, "Content-Length: {}\r\n", body.len());
        }
        let answer = self.exchange(&[request.as_bytes(), b"\r\n", body].concat());
        TestAnswer::parse(&answer).unwrap_or_else(|| panic!("{method} {path:.100}: no answer"))
    }

    /// Writes bytes and reads what comes, until the server closes.
    pub(crate) fn exchange(self, request: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let mut writer = stream.try_clone().unwrap();
        let request = request.to_vec();
        // A server that refuses may close before it has read everything.
        let writing = thread::spawn(move || drop(writer.write_all(&request)));
        let mut answer = Vec::new();
        let mut chunk = [0; 16 * 1024];
        loop {
            match stream.read(&mut chunk) {
                Ok(0) => break,
                Ok(n) => answer.extend_from_slice(&chunk[..n]),
                Err(error) if error.kind() == ErrorKind::ConnectionReset => break,
                Err(error) => panic!("reading the answer: {error}"),
            }
        }
        writing.join().unwrap();
        answer
    }
}

impl TestAnswer {
    /// `None` if the connection was closed without one.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        let headers: Vec<(String, String)> = lines.filter_map(header).collect();
        let answer = Self { status, headers, body: bytes[end + 4..].to_vec() };
        assert_eq!(answer.header("transfer-encoding"), None, "this client reads no chunks");
        Some(answer)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    /// The detail of a problem (RFC 9457) that must have this status.
    pub(crate) fn problem(&self, status: u16) -> String {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        let problem = self.json();
        assert_eq!(problem["status"], status);
        assert_eq!(problem["type"], "about:blank");
        assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()));
        assert_eq!(problem.as_object().unwrap().len(), 4, "{problem}");
        problem["detail"].as_str().unwrap().to_owned()
    }
}
