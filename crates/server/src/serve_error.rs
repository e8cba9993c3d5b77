//! Why a server could not start or go on, and what to do.

use std::io;
use std::net::SocketAddr;
use std::path::Path;

use crate::listen_address::ListenAddress;
use crate::open_files::TooFewFiles;

/// The server could not start, or failed while it ran.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another program listens on the address.
    #[error("{0} is taken by another program: stop it, or choose another address with --listen")]
    InUse(ListenAddress),
    /// The server cannot listen on the address for another reason.
    #[error("cannot answer on {address}: {source}; {}", remedy(address, source))]
    Listen {
        /// The address asked for.
        address: ListenAddress,
        /// What went wrong.
        source: io::Error,
    },
    /// The metrics cannot be given at their address.
    #[error("cannot give metrics on {address}: {source}; choose another address with --metrics")]
    Metrics {
        /// The address asked for.
        address: SocketAddr,
        /// What went wrong.
        source: io::Error,
    },
    /// The system allows too few open files.
    #[error(transparent)]
    Files(#[from] TooFewFiles),
    /// The system gives no more threads.
    #[error(
        "cannot start the server's threads: {0}; ask for fewer with --workers and --rankers, or allow more by `ulimit -u` \
         or TasksMax= of a systemd unit"
    )]
    Threads(io::Error),
    /// The running server failed.
    #[error("the server broke off: {0}")]
    Run(#[from] io::Error),
}

/// What to do about an address that cannot be listened on.
fn remedy(address: &ListenAddress, error: &io::Error) -> String {
    use io::ErrorKind::{AddrNotAvailable, AlreadyExists, InvalidInput, NotADirectory, NotFound, PermissionDenied};
    let folder = |path: &Path| match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.display().to_string(),
        _ => "this folder".to_owned(),
    };
    match (address, error.kind()) {
        (ListenAddress::Tcp(_), AddrNotAvailable) => {
            "no network of this machine has this address; 0.0.0.0 and [::] stand for all of them".to_owned()
        }
        (ListenAddress::Tcp(address), PermissionDenied) if address.port() < 1024 => {
            "ports below 1024 are not for every user: choose a higher one and put a reverse proxy in front, or give the program \
             CAP_NET_BIND_SERVICE"
                .to_owned()
        }
        (ListenAddress::Unix(_), AlreadyExists) => "it is left alone: name another file with --listen".to_owned(),
        (ListenAddress::Unix(path), NotFound | NotADirectory) => {
            format!("there is no folder {}: make it, or name another file with --listen", folder(path))
        }
        (ListenAddress::Unix(path), PermissionDenied) => {
            format!("this user may not make files in {}: name another file with --listen", folder(path))
        }
        (ListenAddress::Unix(_), InvalidInput) => {
            "the path of a socket is short, on most systems 107 bytes at most".to_owned()
        }
        _ => "choose another address with --listen".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_of_an_address_says_what_to_do() {
        let said = |address: &str, kind: io::ErrorKind| {
            ServeError::Listen { address: address.parse().unwrap(), source: kind.into() }.to_string()
        };
        for (address, kind, remedy) in [
            ("192.0.2.1:80", io::ErrorKind::AddrNotAvailable, "0.0.0.0"),
            ("127.0.0.1:80", io::ErrorKind::PermissionDenied, "CAP_NET_BIND_SERVICE"),
            ("127.0.0.1:8080", io::ErrorKind::PermissionDenied, "--listen"),
            ("unix:/no/such/socket", io::ErrorKind::NotFound, "/no/such: make it"),
            ("unix:socket", io::ErrorKind::PermissionDenied, "this folder"),
            ("unix:/etc/passwd", io::ErrorKind::AlreadyExists, "left alone"),
            ("unix:/long", io::ErrorKind::InvalidInput, "107 bytes"),
        ] {
            let text = said(address, kind);
            assert!(text.contains(remedy), "{text}");
        }
    }
}
