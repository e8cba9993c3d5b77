//! A restart that nobody notices: the socket stays open while one server ends and the next one starts.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::Desk;

/// Starts a server as systemd does: with a socket that it did not open, as file 3. Returns once it answers.
fn start(desk: &Desk, socket: &TcpListener) -> Child {
    let passed = "exec 3<&0 </dev/null; export LISTEN_PID=$$ LISTEN_FDS=1; exec \"$@\"";
    let mut server = Command::new("sh")
        .args(["-c", passed, "sh"])
        .arg(assert_cmd::cargo::cargo_bin("matinee"))
        .args(["serve", "--listen", "127.0.0.1:1", "--rate", "0"])
        .current_dir(desk.folder.path())
        .stdin(OwnedFd::from(socket.try_clone().unwrap()))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut said).unwrap();
    assert!(said.contains(&socket.local_addr().unwrap().to_string()), "it is at the socket that was passed: {said}");
    server
}

/// Asks once; what went wrong, if the answer is not the whole one.
fn ask(address: SocketAddr, path: &str) -> Result<(), String> {
    let said = |error: std::io::Error| format!("{path}: {error}");
    let mut stream = TcpStream::connect(address).map_err(said)?;
    stream.set_read_timeout(Some(Duration::from_secs(60))).map_err(said)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").map_err(said)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).map_err(said)?;
    let whole = answer.starts_with("HTTP/1.1 200 ") && (path == "/healthz" || answer.trim_end().ends_with("</html>"));
    if whole { Ok(()) } else { Err(format!("{path}: {answer:.200}")) }
}

#[test]
fn a_restart_with_a_passed_socket_refuses_nobody() {
    let desk = Desk::new();
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    let mut first = start(&desk, &socket);
    let (over, answered) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let clients: Vec<_> = (0..4)
        .map(|n| {
            let (over, answered) = (Arc::clone(&over), Arc::clone(&answered));
            thread::spawn(move || {
                let path = if n == 0 { "/healthz" } else { "/?like=alien-1979" };
                let mut failed = Vec::new();
                while !over.load(Ordering::Relaxed) {
                    match ask(address, path) {
                        Ok(()) => drop(answered.fetch_add(1, Ordering::Relaxed)),
                        Err(error) => failed.push(error),
                    }
                    thread::sleep(Duration::from_millis(5));
                }
                failed
            })
        })
        .collect();
    let wait_for_more = || {
        let (start, before) = (Instant::now(), answered.load(Ordering::Relaxed));
        while answered.load(Ordering::Relaxed) < before + 40 {
            assert!(start.elapsed() < Duration::from_secs(60), "clients are answered");
            thread::sleep(Duration::from_millis(10));
        }
    };
    wait_for_more();
    for _ in 0..2 {
        assert!(Command::new("kill").arg(first.id().to_string()).status().unwrap().success());
        assert!(first.wait().unwrap().success(), "it ends well");
        first = start(&desk, &socket);
        wait_for_more();
    }
    over.store(true, Ordering::Relaxed);
    let failed: Vec<String> = clients.into_iter().flat_map(|client| client.join().unwrap()).collect();
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(failed.is_empty(), "{} of {} failed: {failed:.3?}", failed.len(), answered.load(Ordering::Relaxed));
}
