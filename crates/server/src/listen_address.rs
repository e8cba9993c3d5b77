//! Where the server answers: a port, or a socket in a file.

use std::fmt;
use std::net::{SocketAddr, ToSocketAddrs as _};
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
pub enum InvalidListenAddress {
    /// It has another form.
    #[error(
        "{0:?} is no address to listen on: write one such as 127.0.0.1:8080, [::1]:8080 or unix:/run/matinee/socket"
    )]
    Form(String),
    /// No machine is known under its name.
    #[error(
        "no address is known for the name {name:?} ({why}): write one such as 127.0.0.1:8080, or a name of this machine"
    )]
    Name {
        /// The name.
        name: String,
        /// What the system says.
        why: String,
    },
}

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
        let no_form = || InvalidListenAddress::Form(text.chars().take(200).collect());
        match text.strip_prefix("unix:") {
            Some(path) if !path.is_empty() => Ok(Self::Unix(PathBuf::from(path))),
            Some(_) => Err(no_form()),
            None => match text.parse() {
                Ok(address) => Ok(Self::Tcp(address)),
                Err(_) => named(text).ok_or_else(no_form)?.map(Self::Tcp),
            },
        }
    }
}

/// The address behind `NAME:PORT`, `localhost:8080` perhaps: of several the first one of IPv4, which other programs take a name
/// for. `None` if it has another form.
fn named(text: &str) -> Option<Result<SocketAddr, InvalidListenAddress>> {
    let (name, port) = text.rsplit_once(':')?;
    let port: u16 = port.parse().ok()?;
    let is_name = name.len() <= 253
        && name.contains(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
    if !is_name {
        return None;
    }
    let unknown = |why: String| InvalidListenAddress::Name { name: name.to_owned(), why };
    Some((name, port).to_socket_addrs().map_err(|error| unknown(error.to_string())).and_then(|found| {
        let mut found: Vec<SocketAddr> = found.collect();
        found.sort_by_key(SocketAddr::is_ipv6);
        found.first().copied().ok_or_else(|| unknown("it has none".to_owned()))
    }))
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
        for bad in
            ["8080", ":8080", "localhost", "localhost:99999", "*:80", "http://127.0.0.1:80", "unix:", "/run/socket", ""]
        {
            let error = bad.parse::<ListenAddress>().unwrap_err().to_string();
            assert!(error.contains("127.0.0.1:8080") && error.contains("unix:/"), "{error}");
        }
    }

    #[test]
    fn a_name_stands_for_its_address() {
        assert_eq!("localhost:8080".parse::<ListenAddress>().unwrap().to_string(), "127.0.0.1:8080");
        // Longer than a part of a name may be, so nobody is asked for it.
        let error = format!("{}:80", "a".repeat(64)).parse::<ListenAddress>().unwrap_err().to_string();
        assert!(error.contains("no address is known") && error.contains("127.0.0.1:8080"), "{error}");
    }
}
