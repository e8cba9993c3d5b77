//! Nothing of what a viewer brings in stays: not on disk, not in what the server says.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

/// A title that is nowhere else.
const PLANTED: &str = "Zanzibarbecue Quixotry";

fn send(address: &str, path: &str, body: &str, kind: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// Every file below a folder that holds the planted title, in a file or in a name.
fn traces(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap().filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            traces(&path, found);
        } else if fs::read(&path).is_ok_and(|bytes| bytes.windows(12).any(|part| part == b"Zanzibarbecu")) {
            found.push(path.display().to_string());
        }
    }
}

#[test]
fn a_planted_title_is_in_no_log_and_no_file_afterwards() {
    let data = tempfile::tempdir().unwrap();
    let temporary = data.path().join("tmp");
    fs::create_dir(&temporary).unwrap();
    let log = fs::File::create(data.path().join("log")).unwrap();
    let mut server = Command::new(env!("CARGO_BIN_EXE_matinee"))
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data.path())
        .env("RUST_LOG", "trace")
        .env("TMPDIR", &temporary)
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .unwrap();
    let mut said = BufReader::new(server.stdout.take().unwrap());
    let mut line = String::new();
    let address = loop {
        line.clear();
        assert!(said.read_line(&mut line).unwrap() > 0, "the server starts");
        if let Some(rest) = line.split("http://").nth(1) {
            break rest.split(|c: char| c.is_whitespace() || c == '/').next().unwrap().to_owned();
        }
    };
    let part = |name: &str, file: &str, text: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{text}\r\n")
    };
    let kind = "multipart/form-data; boundary=b";
    let table = format!("Title,Year,Rating\n{PLANTED},1999,4\nAlien,1979,5\n,,\n\"{PLANTED}");
    let file = format!("; filename=\"{PLANTED}.csv\"");
    let upload = format!("{}{}--b--\r\n", part("files", &file, &table), part("titles", "", PLANTED));
    assert!(send(&address, "/mine/import", &upload, kind).contains(PLANTED));
    let kept = format!("{}--b--\r\n", part("kept", "", &format!("\t\ts\t\t\t\t\t\t\t{PLANTED}")));
    assert!(send(&address, "/mine/import", &kept, kind).contains(PLANTED));
    let taken = format!("{}{}--b--\r\n", part("files", &file, &table), part("do", "", "take"));
    let taken = send(&address, "/mine/import", &taken, kind);
    assert!(taken.starts_with("HTTP/1.1 303") && !taken.contains("Zanzibarbecu"), "{taken}");
    let titles = format!("{}--b--\r\n", part("titles", "", PLANTED));
    assert!(send(&address, "/which", &titles, kind).contains(PLANTED));
    // What breaks off or is refused must not be written down either.
    let _ = send(&address, "/mine/import", &upload[..200], kind);
    let _ = send(&address, "/mine/import", &upload, "text/plain");
    let mut found = Vec::new();
    traces(data.path(), &mut found);
    server.kill().unwrap();
    server.wait().unwrap();
    traces(data.path(), &mut found);
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    assert!(found.is_empty() && !rest.contains("Zanzibarbecu"), "{found:?} {rest}");
    assert!(fs::read_dir(&temporary).unwrap().next().is_none(), "nothing is written beside");
}
