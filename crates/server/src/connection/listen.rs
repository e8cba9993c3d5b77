//! The socket that the server listens on: one that systemd passes, or one of its own.

use std::io;
use std::net::{SocketAddr, TcpListener};
#[cfg(unix)]
use std::os::unix::net::UnixListener;
use std::path::Path;

use tokio::net::TcpSocket;

use crate::limits::{ACCEPT_BACKLOG, SOCKET_LOCK_PAUSE, SOCKET_LOCK_TRIES};
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
    let _alone = alone(path);
    if let Ok(file) = std::fs::symlink_metadata(path) {
        if !file.file_type().is_socket() {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, "there is a file of this name that is no socket"));
        }
        match UnixStream::connect(path) {
            Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => std::fs::remove_file(path)?,
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Err(error),
            _ => return Err(io::ErrorKind::AddrInUse.into()),
        }
    }
    UnixListener::bind(path).map(Listener::Unix)
}

/// Of two servers that find the same old socket at the same moment, the second must not remove the first one's new one: each has
/// the folder to itself for that moment. Without an answer the file system cannot do this, or somebody else locks the folder.
#[cfg(unix)]
fn alone(socket: &Path) -> Option<std::fs::File> {
    let folder = socket.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = std::fs::File::open(folder).ok()?;
    let mut tries = 0..SOCKET_LOCK_TRIES;
    while folder.try_lock().is_err() {
        tries.next()?;
        std::thread::sleep(SOCKET_LOCK_PAUSE);
    }
    Some(folder)
}

#[cfg(not(unix))]
fn unix(_: &Path) -> io::Result<Listener> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "sockets in files are for Unix: name an address and a port"))
}
