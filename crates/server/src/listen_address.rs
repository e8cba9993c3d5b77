//! Where the server answers: a port, or a socket in a file.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

/// Where the server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListenAddress {
    /// An address and a port; port 0 takes a free one.
    Tcp(SocketAddr),
    /// A socket in a file, for a proxy on the same machine.
    Unix(PathBuf),
}

/// A text that is no address to answer at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no address to listen on: write one such as 127.0.0.1:8080, [::1]:8080 or unix:/run/matinee/socket")]
pub struct InvalidListenAddress(String);

impl ListenAddress {
    /// The address and port, if it has one.
    pub fn tcp(&self) -> Option<SocketAddr> {
        match self {
            Self::Tcp(address) => Some(*address),
            Self::Unix(_) => None,
        }
    }
}

impl From<SocketAddr> for ListenAddress {
    fn from(address: SocketAddr) -> Self {
        Self::Tcp(address)
    }
}

impl FromStr for ListenAddress {
    type Err = InvalidListenAddress;

    fn from_str(text: &str) -> Result<Self, InvalidListenAddress> {
        match text.strip_prefix("unix:") {
            Some(path) if !path.is_empty() => Ok(Self::Unix(PathBuf::from(path))),
            Some(_) => Err(InvalidListenAddress(text.to_owned())),
            None => text.parse().map(Self::Tcp).map_err(|_| InvalidListenAddress(text.chars().take(200).collect())),
        }
    }
}

impl fmt::Display for ListenAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => write!(f, "{address}"),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_port_or_a_file() {
        for good in ["127.0.0.1:8080", "[::1]:0", "unix:/run/matinee/socket"] {
            assert_eq!(good.parse::<ListenAddress>().unwrap().to_string(), good);
        }
        for bad in ["8080", "localhost:8080", "unix:", "/run/socket", ""] {
            let error = bad.parse::<ListenAddress>().unwrap_err().to_string();
            assert!(error.contains("127.0.0.1:8080") && error.contains("unix:/"), "{error}");
        }
    }
}
