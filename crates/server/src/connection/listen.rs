//! The socket that the server listens on: one that systemd passes, or one of its own.

use std::io;
use std::net::{SocketAddr, TcpListener};
#[cfg(unix)]
use std::os::unix::net::UnixListener;
use std::path::Path;

use tokio::net::TcpSocket;

use crate::limits::ACCEPT_BACKLOG;
use crate::listen_address::ListenAddress;

/// A listening socket.
pub(crate) enum Listener {
    Tcp(TcpListener),
    #[cfg(unix)]
    Unix(UnixListener),
}

impl Listener {
    /// The first socket that systemd passes (`LISTEN_FDS`, `sd_listen_fds(3)`); else one at the address. While a server that got its
    /// socket passed is started again, the socket stays open, and who connects meanwhile waits.
    pub(crate) fn open(address: &ListenAddress) -> io::Result<Self> {
        match Self::passed()? {
            Some(passed) => Ok(passed),
            None => Self::at(address),
        }
    }

    fn passed() -> io::Result<Option<Self>> {
        let mut passed = listenfd::ListenFd::from_env();
        if passed.len() == 0 {
            return Ok(None);
        }
        #[cfg(unix)]
        if let Ok(Some(socket)) = passed.take_unix_listener(0) {
            return Ok(Some(Self::Unix(socket)));
        }
        passed.take_tcp_listener(0).map(|socket| socket.map(Self::Tcp))
    }

    fn at(address: &ListenAddress) -> io::Result<Self> {
        match address {
            ListenAddress::Tcp(address) => tcp(*address).map(Self::Tcp),
            ListenAddress::Unix(path) => unix(path),
        }
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> io::Result<ListenAddress> {
        match self {
            Self::Tcp(socket) => socket.local_addr().map(ListenAddress::Tcp),
            #[cfg(unix)]
            Self::Unix(socket) => {
                let path = socket.local_addr()?.as_pathname().map(Path::to_path_buf);
                Ok(ListenAddress::Unix(path.unwrap_or_default()))
            }
        }
    }
}

/// A socket at a port; the kernel keeps this many connections waiting at most.
fn tcp(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // Port 0 is free anyway; any other may have connections of an earlier run waiting to end.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(ACCEPT_BACKLOG)?.into_std()
}

/// A socket in a file. One that an earlier server left behind is replaced; one that somebody answers at is not.
#[cfg(unix)]
fn unix(path: &Path) -> io::Result<Listener> {
    use std::os::unix::fs::FileTypeExt as _;
    use std::os::unix::net::UnixStream;
    if std::fs::symlink_metadata(path).is_ok_and(|file| file.file_type().is_socket()) {
        match UnixStream::connect(path) {
            Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => std::fs::remove_file(path)?,
            _ => return Err(io::ErrorKind::AddrInUse.into()),
        }
    }
    UnixListener::bind(path).map(Listener::Unix)
}

#[cfg(not(unix))]
fn unix(_: &Path) -> io::Result<Listener> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "sockets in files are for Unix: name an address and a port"))
}
