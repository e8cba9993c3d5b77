//! Whether `matinee serve` could listen where it is told to, with the connections it is told to take.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

use matinee_server::ListenAddress;
use serde_json::Value;

use super::Diagnosis;
use crate::context::Context;
use crate::interface::Interface;

/// How long another program on the port may take to say what it is.
const PATIENCE: Duration = Duration::from_secs(1);
/// No answer of `/readyz` is longer.
const MAX_ANSWER_BYTES: u64 = 64 * 1024;
/// Files that a server has open beside its connections.
const OTHER_FILES: u64 = 64;

pub(super) fn check(_: &Context, interface: &Interface) -> Option<Diagnosis> {
    let found = match interface.configured.clone().try_get_matches_from(["matinee", "serve"]) {
        Ok(found) => found,
        Err(error) => {
            let why = error.to_string();
            let why = why.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
            return Some(Diagnosis::error(why, "mend the variable or the line of matinee.toml that sets it"));
        }
    };
    let serve = found.subcommand_matches("serve")?;
    let (listen, connections) = (serve.get_one::<ListenAddress>("listen")?, serve.get_one::<u32>("max_connections")?);
    Some(match listen {
        ListenAddress::Tcp(address) => at(*address, u64::from(*connections)),
        ListenAddress::Unix(socket) => in_folder(socket),
    })
}

/// Whether a socket can be in its folder.
fn in_folder(socket: &Path) -> Diagnosis {
    let folder = socket.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if folder.is_dir() {
        Diagnosis::ok(format!("unix:{} has a folder to be in", socket.display()))
    } else {
        Diagnosis::error(
            format!("{}, where the socket of --listen would be, is no folder", folder.display()),
            "make it, or name another socket: `matinee serve --listen unix:/run/matinee/socket`",
        )
    }
}

fn at(listen: SocketAddr, connections: u64) -> Diagnosis {
    match TcpListener::bind(listen) {
        Ok(_) => match open_files().filter(|&most| most < connections + OTHER_FILES) {
            None => Diagnosis::ok(format!("{listen} is free")),
            Some(most) => Diagnosis::warn(
                format!(
                    "{listen} is free, but a process may have {most} files open: too few for {connections} connections"
                ),
                format!(
                    "`ulimit -n {}`, or `matinee serve --max-connections {}`",
                    connections * 2,
                    most.saturating_sub(OTHER_FILES)
                ),
            ),
        },
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => match who(listen) {
            Some(model) => Diagnosis::ok(format!("Matinee answers at {listen} already, with model {model}")),
            None => Diagnosis::error(
                format!("{listen} is taken by another program"),
                "stop it, or choose another port: `matinee serve --listen 127.0.0.1:8081`",
            ),
        },
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Diagnosis::error(
            format!("{listen} may not be listened on: {error}"),
            "choose a port above 1023 and put a reverse proxy in front, or give the service CAP_NET_BIND_SERVICE",
        ),
        Err(error) => Diagnosis::error(
            format!("{listen} cannot be listened on: {error}"),
            "name an address of this machine: 127.0.0.1:8080 for itself, 0.0.0.0:8080 for every network",
        ),
    }
}

/// The model that a running Matinee says it serves there.
fn who(listen: SocketAddr) -> Option<String> {
    let here = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    let mut stream = TcpStream::connect_timeout(&SocketAddr::new(here, listen.port()), PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.set_write_timeout(Some(PATIENCE)).ok()?;
    write!(stream, "GET /readyz HTTP/1.1\r\nHost: {listen}\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = Vec::new();
    // A connection that is cut short may have said enough.
    let _ = stream.take(MAX_ANSWER_BYTES).read_to_end(&mut answer);
    let answer = String::from_utf8(answer).ok()?;
    let state: Value = serde_json::from_str(answer.split_once("\r\n\r\n")?.1).ok()?;
    let model: String = state["model"].as_str()?.chars().filter(char::is_ascii_alphanumeric).take(64).collect();
    state["ready"].as_bool().map(|_| model)
}

/// How many files a process may have open once the server has raised its limit, where the system says.
fn open_files() -> Option<u64> {
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
