//! A wiki of seven film pages on 127.0.0.1, in the HTML of three `MediaWiki`s, and a client for one request at a time.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::{fs, thread};

const FILMS: [(&str, &str, &str); 7] = [
    ("1.39-legacy", "2001", "2001:_A_Space_Odyssey"),
    ("1.43-vector", "amelie", "Am%C3%A9lie"),
    ("1.43-parsoid", "face-off", "Face/Off"),
    ("1.39-legacy", "king-kong-1933", "King_Kong_(1933_film)"),
    ("1.43-vector", "koyaanisqatsi", "Koyaanisqatsi"),
    ("1.43-parsoid", "seven-samurai", "Seven_Samurai"),
    ("1.39-legacy", "whats-up-doc", "What's_Up,_Doc%3F_(1972_film)"),
];

fn page(path: &str) -> Option<Vec<u8>> {
    if path == "/robots.txt" {
        return Some(b"User-agent: *\nDisallow: /w/\n".to_vec());
    }
    let title = path.strip_prefix("/wiki/")?;
    if title == "List_of_films" {
        let links = FILMS.map(|(_, _, title)| format!("<li><a href=\"/wiki/{title}\">film</a></li>")).concat();
        return Some(format!("<body><ul>{links}</ul></body>").into_bytes());
    }
    let (shape, file, _) = FILMS.iter().find(|(_, _, t)| *t == title)?;
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/mediawiki/fixtures/html");
    Some(fs::read(fixtures.join(shape).join(format!("{file}.html"))).unwrap())
}

/// Starts the wiki. It stops with the test's process.
pub(crate) fn start() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
                head.push(byte[0]);
            }
            let head = String::from_utf8_lossy(&head).into_owned();
            let path = head.split(' ').nth(1).unwrap_or_default();
            let (status, body) = page(path).map_or(("404 Not Found", Vec::new()), |body| ("200 OK", body));
            let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = stream.write_all(&body);
        }
    });
    address
}

/// Sends one request. Returns the status and the body.
pub(crate) fn ask(address: &str, request: &str, body: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    let kind = if body.is_empty() { "" } else { "Content-Type: application/json\r\n" };
    let length = body.len();
    write!(
        stream,
        "{request} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{kind}Content-Length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    (status, answer.split_once("\r\n\r\n").unwrap().1.to_owned())
}
