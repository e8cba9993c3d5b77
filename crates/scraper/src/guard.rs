//! Which network addresses the crawler may connect to: a list page on the web must not lead it into a private network.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Whether an address is anything but a public host.
pub(crate) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_broadcast()
                || v4.is_multicast()
                || a == 0
                || a >= 240
                || (a == 100 && (64..128).contains(&b))
                || (a == 198 && (18..20).contains(&b))
        }
        IpAddr::V6(v6) => is_private_v6(v6),
    }
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    if let Some(v4) = address.to_ipv4_mapped().or_else(|| address.to_ipv4()) {
        return is_private(IpAddr::V4(v4));
    }
    let first = address.segments()[0];
    // Public addresses are in 2000::/3. Those in 2002::/16 and 2001::/32 carry an IPv4 address that may be private.
    first & 0xe000 != 0x2000 || first == 0x2002 || (first == 0x2001 && address.segments()[1] == 0)
}

/// A resolver that drops private addresses. It is asked for every connection, so a name whose address changes during the
/// crawl is checked again.
pub(crate) struct PublicOnly<R = System> {
    names: R,
    is_private: fn(IpAddr) -> bool,
}

impl Default for PublicOnly {
    fn default() -> Self {
        Self { names: System, is_private }
    }
}

/// The machine's own resolver.
pub(crate) struct System;

impl Resolve for System {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

impl<R: Resolve> Resolve for PublicOnly<R> {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        let (found, is_private) = (self.names.resolve(name), self.is_private);
        Box::pin(async move {
            let public: Vec<SocketAddr> = found.await?.filter(|address| !is_private(address.ip())).collect();
            if public.is_empty() {
                return Err(format!(
                    "{host} is a private address; if that is meant, give the number itself in --base-url"
                )
                .into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
impl<R> PublicOnly<R> {
    pub(crate) fn over(names: R, is_private: fn(IpAddr) -> bool) -> Self {
        Self { names, is_private }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_found_in_every_notation() {
        for text in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "::ffff:10.0.0.1",
            "2002:a00:1::",
            "64:ff9b::a00:1",
            "2001:0:a00:1::1",
        ] {
            assert!(is_private(text.parse().unwrap()), "{text}");
        }
        for text in ["208.80.154.224", "2620:0:861:ed1a::1"] {
            assert!(!is_private(text.parse().unwrap()), "{text}");
        }
    }
}
