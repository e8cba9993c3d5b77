//! Three servers behind a real nginx, and an S3-compatible server: `scripts/replicas/suite` installs both. One client after
//! another asks all the while, and no answer may fail.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::desk::{Desk, Server, get};

const STORE: &str = "s3://matinee/films";
/// The emulator wants a signature; whose, it does not ask.
const ANYBODY: &str =
    "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0";
/// Clients that ask at once.
const CLIENTS: usize = 3;

/// A program that ends with its test.
pub(crate) struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    pub(crate) fn start(program: impl AsRef<OsStr>, arguments: &[&str]) -> Self {
        let quiet = || Stdio::null();
        Self(Command::new(program).args(arguments).stdout(quiet()).stderr(quiet()).spawn().unwrap())
    }

    fn signal(&self, name: &str) {
        let done = Command::new("kill").args([name, &self.0.id().to_string()]).status().unwrap();
        assert!(done.success(), "kill {name}");
    }
}

pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

pub(crate) fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(60), "{what}");
        thread::sleep(Duration::from_millis(50));
    }
}

/// Sends a request to a store; the answer, if it is a good one.
pub(crate) fn request(port: u16, method: &str, path: &str, header: &str, body: &[u8]) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Type: text/plain\r\n\
         {header}\r\nContent-Length: {length}\r\n\r\n"
    )
    .ok()?;
    stream.write_all(body).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    answer.starts_with("HTTP/1.1 20").then_some(answer)
}

/// The store: moto's server, which keeps everything in memory.
pub(crate) struct S3 {
    process: Option<Running>,
    pub(crate) port: u16,
}

impl S3 {
    pub(crate) fn start() -> Self {
        let mut store = Self { process: None, port: free_port() };
        store.start_again();
        store
    }

    /// Starts it at the same port, empty.
    fn start_again(&mut self) {
        self.process = None;
        let program = env::var("MATINEE_MOTO").expect("run scripts/replicas/suite, which sets this");
        self.process = Some(Running::start(program, &["-H", "127.0.0.1", "-p", &self.port.to_string()]));
        // A bucket of its own; the emulator asks nobody for a signature until it is told to.
        wait_until("the store answers", || self.request("PUT", "/matinee", b"").is_some());
    }

    fn request(&self, method: &str, path: &str, body: &[u8]) -> Option<String> {
        request(self.port, method, path, &format!("Authorization: {ANYBODY}"), body)
    }

    /// From now on, or after so many requests, every request needs a signature by somebody known; nobody is.
    fn believes_anybody_for(&self, requests: u32) {
        self.request("POST", "/moto-api/reset-auth", requests.to_string().as_bytes()).expect("the emulator is told");
    }

    fn environment(&self) -> Vec<(&'static str, String)> {
        vec![
            ("AWS_ACCESS_KEY_ID", "AKIATESTTESTTEST".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "hush-hush-secret".to_owned()),
            ("AWS_REGION", "us-east-1".to_owned()),
            ("AWS_ENDPOINT", format!("http://127.0.0.1:{}", self.port)),
            ("AWS_ALLOW_HTTP", "true".to_owned()),
        ]
    }

    /// Uploads as somebody else's tool might.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        self.request("PUT", &format!("/matinee/films/{name}"), bytes).expect("it is uploaded");
    }
}

/// nginx with the configuration of `scripts/deploy`, for these servers and without what needs a name and a certificate.
fn nginx(desk: &Desk, servers: &[&Server]) -> (Running, String) {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/deploy/nginx.conf");
    let mut text = fs::read_to_string(example).unwrap();
    let one =
        text.lines().find(|line| line.trim().starts_with("server 127.0.0.1:8080")).expect("the upstream").to_owned();
    let all: Vec<String> = servers.iter().map(|server| one.replace("127.0.0.1:8080", &server.address)).collect();
    let here = desk.folder.path().to_str().unwrap();
    let (plain, secure) = (free_port(), free_port());
    text = text.replace(&one, &all.join("\n"));
    for (from, to) in [
        ("listen [::]", "# listen [::]"),
        ("listen 80;", &format!("listen 127.0.0.1:{plain};")),
        ("listen 443 ssl http2;", &format!("listen 127.0.0.1:{secure};")),
        ("ssl_", "# ssl_"),
        ("/var/log/nginx", here),
        // All these visitors have one address.
        ("rate=20r/s", "rate=10000r/s"),
        ("burst=60", "burst=10000"),
    ] {
        assert!(text.contains(from), "{from} is in scripts/deploy/nginx.conf");
        text = text.replace(from, to);
    }
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {here}/nginx-{kind};\n"))
        .concat();
    let whole = format!(
        "daemon off;\nmaster_process off;\npid {here}/nginx.pid;\nerror_log {here}/nginx.log;\nevents {{}}\n\
         http {{\n{temporary}{text}\n}}\n"
    );
    let file = desk.path("nginx.conf");
    fs::write(&file, whole).unwrap();
    let process = Command::new("nginx")
        .arg("-e")
        .arg(desk.path("nginx.log"))
        .arg("-c")
        .arg(&file)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let (running, address) = (Running(process), format!("127.0.0.1:{secure}"));
    wait_until("nginx answers", || get(&address, "/").is_ok());
    (running, address)
}

/// Clients that ask until they are told to stop.
struct Load {
    over: Arc<AtomicBool>,
    answered: Arc<AtomicUsize>,
    clients: Vec<JoinHandle<Vec<String>>>,
}

impl Load {
    fn start(address: &str) -> Self {
        let (over, answered) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let client = |n: usize| {
            let (over, answered, address) = (Arc::clone(&over), Arc::clone(&answered), address.to_owned());
            thread::spawn(move || {
                let path = ["/?like=alien-1979", "/search?q=night", "/"][n % 3];
                let mut failed = Vec::new();
                while !over.load(Ordering::Relaxed) {
                    match get(&address, path) {
                        Ok(_) => drop(answered.fetch_add(1, Ordering::Relaxed)),
                        Err(error) => failed.push(error),
                    }
                    thread::sleep(Duration::from_millis(10));
                }
                failed
            })
        };
        let clients = (0..CLIENTS).map(client).collect();
        Self { over, answered, clients }
    }

    /// Waits until so many more were answered.
    fn goes_on(&self) {
        let before = self.answered.load(Ordering::Relaxed);
        wait_until("clients are answered", || self.answered.load(Ordering::Relaxed) >= before + 60);
    }

    fn stop(self) -> usize {
        self.over.store(true, Ordering::Relaxed);
        let failed: Vec<String> = self.clients.into_iter().flat_map(|client| client.join().unwrap()).collect();
        let answered = self.answered.load(Ordering::Relaxed);
        assert!(failed.is_empty(), "{} of {answered} failed: {failed:.3?}", failed.len());
        answered
    }
}

/// Uploads a model as somebody else's tool might, with one bit changed on the way.
pub(crate) fn upload_damaged(desk: &Desk, version: &str, put: &dyn Fn(&str, &[u8])) {
    for file in fs::read_dir(desk.path("data/models").join(version)).unwrap().map(|entry| entry.unwrap().path()) {
        let name = file.file_name().unwrap().to_str().unwrap();
        let mut bytes = fs::read(&file).unwrap();
        if name == "matrix.bin" {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        }
        put(&format!("{version}/{name}"), &bytes);
    }
    put("current", version.as_bytes());
}

fn desk_at(store: &S3) -> Desk {
    Desk { environment: store.environment(), ..Desk::new() }
}

pub(crate) fn says_of_store(ready: &Value) -> String {
    ready["store"]["why"].as_str().unwrap_or_default().to_owned()
}

#[test]
#[ignore = "scripts/replicas/suite runs it"]
fn three_servers_go_through_it_all_without_a_failed_answer() {
    let mut store = S3::start();
    let desk = desk_at(&store);
    let first = desk.train(400);
    desk.stdout(&["models", "push", STORE]);
    let mut servers: Vec<Server> =
        ["one", "two", "three"].iter().map(|name| Server::start(&desk, name, "127.0.0.1:0", STORE)).collect();
    let (_nginx, site) = nginx(&desk, &servers.iter().collect::<Vec<_>>());
    let load = Load::start(&site);
    load.goes_on();

    // A roll-out.
    let second = desk.train(420);
    let said = desk.stdout(&["models", "push", STORE]);
    assert!(said.contains(&format!("Model {second} with 420 films")) && said.contains(&first), "{said}");
    for server in &servers {
        server.serves(&second);
    }
    load.goes_on();

    // One is killed, and comes back with its copy.
    servers[1].kill();
    load.goes_on();
    let at = servers[1].address.clone();
    servers[1] = Server::start(&desk, "two", &at, STORE);
    assert_eq!(servers[1].ready()["model"], second.as_str());
    load.goes_on();

    // An upload that went wrong: all keep what they have, and say so once.
    let third = desk.train(440);
    upload_damaged(&desk, &third, &|name, bytes| store.put(name, bytes));
    for server in &servers {
        let ready = server.wait(|ready| ready["refused"]["model"] == third.as_str());
        assert_eq!((&ready["model"], server.logged("is refused")), (&second.as_str().into(), 1), "{ready}");
    }
    load.goes_on();
    desk.stdout(&["models", "push", STORE, "--again"]);
    for server in &servers {
        server.serves(&third);
    }

    // The store does not answer, and later is gone; then it is there again, with the next model.
    let process = store.process.take().unwrap();
    process.signal("-STOP");
    for server in &servers {
        let ready = server.wait(|ready| ready["store"]["answers"] == false);
        assert_eq!((&ready["model"], &ready["ready"]), (&third.as_str().into(), &true.into()));
        assert!(says_of_store(&ready).contains("does not answer"), "{ready}");
    }
    process.signal("-KILL");
    drop(process);
    load.goes_on();
    store.start_again();
    let fourth = desk.train(460);
    let said = desk.stdout(&["models", "push", STORE, "--json"]);
    assert!(said.contains("\"before\":null"), "it is empty: {said}");
    for server in &servers {
        server.wait(|ready| ready["model"] == fourth.as_str() && ready["store"]["answers"] == true);
        assert_eq!(server.logged("answers again"), 1);
        assert_eq!(server.logged("hush-hush"), 0);
        assert_eq!(server.logged("AKIATEST"), 0);
    }
    load.goes_on();
    println!("{} answers, none failed", load.stop());
}

#[test]
#[ignore = "scripts/replicas/suite runs it"]
fn credentials_that_are_refused_stop_a_first_start_and_no_running_server() {
    let store = S3::start();
    let desk = desk_at(&store);
    let version = desk.train(150);
    desk.stdout(&["models", "push", STORE]);
    let server = Server::start(&desk, "one", "127.0.0.1:0", STORE);
    store.believes_anybody_for(0);
    let ready = server.wait(|ready| ready["store"]["answers"] == false);
    let why = says_of_store(&ready);
    assert!(
        ready["model"] == version.as_str() && why.contains("refuses the credentials (InvalidAccessKeyId)"),
        "{ready}"
    );
    for arguments in [&["serve", "--listen", "127.0.0.1:0", "--models", STORE][..], &["models", "push", STORE]] {
        let error = desk.fails(arguments);
        assert!(error.contains("refuses the credentials (InvalidAccessKeyId)"), "{error}");
        assert!(!error.contains("hush-hush") && !error.contains("AKIATEST"), "{error}");
    }
    // With a copy it starts, and says what is wrong.
    drop(server);
    let server = Server::start(&desk, "one", "127.0.0.1:0", STORE);
    let ready = server.ready();
    assert_eq!((&ready["model"], &ready["store"]["answers"]), (&version.as_str().into(), &false.into()), "{ready}");
    drop(server);
    store.believes_anybody_for(1_000_000);
    let server = Server::start(&desk, "two", "127.0.0.1:0", STORE);
    assert_eq!(server.ready()["store"]["answers"], true);
}

#[test]
#[ignore = "scripts/replicas/suite runs it"]
fn a_bucket_that_is_not_there_and_a_server_that_is_not_there_are_told_apart() {
    let store = S3::start();
    let mut desk = desk_at(&store);
    desk.train(150);
    let error = desk.fails(&["models", "push", "s3://elsewhere/films"]);
    assert!(error.contains("no such bucket"), "{error}");
    let error = desk.fails(&["serve", "--listen", "127.0.0.1:0", "--models", STORE]);
    assert!(error.contains("no model in the store (NoSuchKey): `matinee models push` publishes one"), "{error}");
    desk.environment.push(("AWS_ENDPOINT", format!("http://127.0.0.1:{}", free_port())));
    let error = desk.fails(&["models", "push", STORE]);
    assert!(error.contains("no connection"), "{error}");
}
