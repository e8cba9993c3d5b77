//! A server of one large file on 127.0.0.1, with ranges, that can cut, change, move and refuse it. Also used by the tests of
//! the command line.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A request, and what was answered.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) agent: String,
    pub(crate) range: Option<String>,
    pub(crate) if_range: Option<String>,
    pub(crate) status: u16,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Shelf {
    pub(crate) body: Vec<u8>,
    pub(crate) etag: Option<String>,
    pub(crate) last_modified: Option<String>,
    /// What `/films.zim.sha256` says.
    pub(crate) sha256: Option<String>,
    /// The bytes after which the next answers are cut off, in order.
    pub(crate) cuts: Vec<usize>,
    /// Statuses of the next answers about the file instead of it, each with a Retry-After of this many seconds.
    pub(crate) refusals: Vec<(u16, Option<u64>)>,
    pub(crate) has_ranges: bool,
    /// The length that is claimed instead of the true one.
    pub(crate) claims: Option<u64>,
    /// A pause after every 4 KiB.
    pub(crate) slow: Duration,
    /// Other paths: their pages, or the address they redirect to.
    pub(crate) pages: Vec<(String, String)>,
    pub(crate) moved: Vec<(String, String)>,
    pub(crate) log: Vec<Asked>,
}

/// A running server. It ends with the test.
#[derive(Clone)]
pub(crate) struct Depot {
    pub(crate) shelf: Arc<Mutex<Shelf>>,
    pub(crate) address: String,
}

impl Depot {
    /// Serves a file at `/films.zim`.
    pub(crate) fn with(body: &[u8]) -> Self {
        let shelf =
            Shelf { body: body.to_vec(), etag: Some("\"one\"".to_owned()), has_ranges: true, ..Shelf::default() };
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let shelf = Arc::new(Mutex::new(shelf));
        let of_threads = Arc::clone(&shelf);
        std::thread::spawn(move || {
            for peer in listener.incoming().flatten() {
                let shelf = Arc::clone(&of_threads);
                std::thread::spawn(move || serve(peer, &shelf));
            }
        });
        Self { shelf, address }
    }

    pub(crate) fn file(&self) -> String {
        format!("{}/films.zim", self.address)
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut Shelf)) {
        change(&mut self.shelf.lock().unwrap());
    }

    /// The requests for the file itself since the last call, those for its head left out.
    pub(crate) fn gets(&self) -> Vec<Asked> {
        let log = std::mem::take(&mut self.shelf.lock().unwrap().log);
        log.into_iter().filter(|asked| asked.method == "GET" && is_file(&asked.path)).collect()
    }
}

/// Whether a path is that of a ZIM file, not of its checksum.
fn is_file(path: &str) -> bool {
    path.rsplit('.').next() == Some("zim")
}

/// Answers one request and closes the connection.
fn serve(mut peer: TcpStream, shelf: &Mutex<Shelf>) -> Option<()> {
    let mut lines = BufReader::new(peer.try_clone().ok()?).lines();
    let first = lines.next()?.ok()?;
    let mut words = first.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let headers: Vec<(String, String)> = lines
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned())))
        .collect();
    let header = |name: &str| headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let mut all = shelf.lock().unwrap();
    let (status, head, body) = answer(&mut all, &method, &path, header("range"), header("if-range").as_deref());
    all.log.push(Asked {
        agent: header("user-agent").unwrap_or_default(),
        range: header("range"),
        if_range: header("if-range"),
        method: method.clone(),
        path,
        status,
    });
    let is_whole = method == "GET" && status < 300;
    let cut = if is_whole && !all.cuts.is_empty() && body.len() > 200 { all.cuts.remove(0) } else { body.len() };
    let (slow, length) =
        (all.slow, all.claims.filter(|_| status == 200 && body.len() > 200).unwrap_or(body.len() as u64));
    drop(all);
    write!(peer, "HTTP/1.1 {status} Answer\r\nContent-Length: {length}\r\nConnection: close\r\n{head}\r\n").ok()?;
    if method == "GET" {
        for piece in body[..cut.min(body.len())].chunks(4096) {
            peer.write_all(piece).ok()?;
            std::thread::sleep(slow);
        }
    }
    Some(())
}

fn answer(
    shelf: &mut Shelf,
    method: &str,
    path: &str,
    range: Option<String>,
    if_range: Option<&str>,
) -> (u16, String, Vec<u8>) {
    if let Some((_, to)) = shelf.moved.iter().find(|(from, _)| from == path) {
        return (302, format!("Location: {to}\r\n"), Vec::new());
    }
    if let Some((_, page)) = shelf.pages.iter().find(|(known, _)| known == path) {
        return (200, String::new(), page.clone().into_bytes());
    }
    if path.ends_with(".sha256") {
        return match &shelf.sha256 {
            Some(sum) => (200, String::new(), format!("{sum}  films.zim\n").into_bytes()),
            None => (404, String::new(), Vec::new()),
        };
    }
    if !is_file(path) {
        return (404, String::new(), Vec::new());
    }
    if method == "GET" && !shelf.refusals.is_empty() {
        let (status, wait) = shelf.refusals.remove(0);
        return (status, wait.map(|wait| format!("Retry-After: {wait}\r\n")).unwrap_or_default(), Vec::new());
    }
    let mut head = String::new();
    head.extend(shelf.etag.iter().map(|etag| format!("ETag: {etag}\r\n")));
    head.extend(shelf.last_modified.iter().map(|date| format!("Last-Modified: {date}\r\n")));
    let is_same = if_range.is_none() || if_range == shelf.etag.as_deref() || if_range == shelf.last_modified.as_deref();
    let start = range.and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse::<usize>().ok());
    match start.filter(|_| shelf.has_ranges && is_same) {
        Some(start) if start >= shelf.body.len() => {
            (416, format!("{head}Content-Range: bytes */{}\r\n", shelf.body.len()), Vec::new())
        }
        Some(start) => {
            let all = shelf.body.len();
            (206, format!("{head}Content-Range: bytes {start}-{}/{all}\r\n", all - 1), shelf.body[start..].to_vec())
        }
        None => (200, head, shelf.body.clone()),
    }
}
