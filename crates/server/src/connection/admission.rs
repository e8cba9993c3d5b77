//! How many connections there may be, in all and from one address.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use ipnet::IpNet;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::time::timeout;

use super::transport::Transport;
use crate::limits::{CLOSE_TIMEOUT, RETRY_AFTER_SECONDS, SHARE_OF_CONNECTIONS};
use crate::metrics::{Metrics, Refused};
use crate::open_files::ConnectionRoom;

/// Counts connections.
#[derive(Debug)]
pub(super) struct Admission {
    metrics: Arc<Metrics>,
    room: ConnectionRoom,
    /// Many visitors come from these addresses: they have no share.
    proxies: Vec<IpNet>,
    counts: Mutex<ConnectionCounts>,
}

#[derive(Debug, Default)]
struct ConnectionCounts {
    all: usize,
    refused: usize,
    /// Without those that are zero.
    by_address: HashMap<IpAddr, usize>,
}

impl Admission {
    pub(super) fn new(room: ConnectionRoom, proxies: Vec<IpNet>, metrics: Arc<Metrics>) -> Arc<Self> {
        Arc::new(Self { metrics, room, proxies, counts: Mutex::default() })
    }

    /// A place for a connection, as long as it is held. Through a socket in a file comes a proxy.
    pub(super) fn admit(self: &Arc<Self>, peer: Option<IpAddr>) -> Result<Slot, Refusal> {
        let site = peer.map(household_of);
        let is_proxy = peer.is_none_or(|peer| is_in(&self.proxies, peer));
        let most = self.room.connections;
        let share = if is_proxy { most } else { most.div_ceil(SHARE_OF_CONNECTIONS) };
        let mut counts = self.lock();
        let own = site.and_then(|site| counts.by_address.get(&site).copied()).unwrap_or_default();
        if counts.all < most && own < share {
            counts.all += 1;
            if let Some(site) = site {
                *counts.by_address.entry(site).or_default() += 1;
            }
            self.metrics.connections.fetch_add(1, Ordering::Relaxed);
            self.metrics.connections_made.fetch_add(1, Ordering::Relaxed);
            return Ok(Slot { admission: Arc::clone(self), site });
        }
        self.metrics.refused(if own < share { Refused::Connections } else { Refused::ShareOfConnections });
        let answered = counts.refused < self.room.refused_at_once;
        counts.refused += usize::from(answered);
        Err(Refusal(answered.then(|| Arc::clone(self))))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, ConnectionCounts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether an address is in one of the networks.
pub(crate) fn is_in(networks: &[IpNet], address: IpAddr) -> bool {
    networks.iter().any(|network| network.contains(&address.to_canonical()))
}

/// Whose address it is: of IPv6 a household has a whole network of 64 bits.
pub(crate) fn household_of(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX)).into(),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// The place of one connection.
#[derive(Debug)]
pub(super) struct Slot {
    admission: Arc<Admission>,
    site: Option<IpAddr>,
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut counts = self.admission.lock();
        counts.all -= 1;
        self.admission.metrics.connections.fetch_sub(1, Ordering::Relaxed);
        let Some(site) = self.site else { return };
        if let Some(own) = counts.by_address.get_mut(&site) {
            *own -= 1;
            if *own == 0 {
                counts.by_address.remove(&site);
            }
        }
    }
}

/// There is no place. So many are answered at once; beyond that the connection is closed without a word.
#[derive(Debug)]
pub(super) struct Refusal(Option<Arc<Admission>>);

impl Refusal {
    pub(super) async fn answer(self, mut stream: Transport) {
        if self.0.is_none() {
            return;
        }
        let body = "Too many connections: try again in a moment.\n";
        let answer = format!(
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: {RETRY_AFTER_SECONDS}\r\nConnection: close\r\n\
             Cache-Control: no-store\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        // A socket closed with something unread would take the answer back, so the request is read first; but not for long.
        let say = async {
            stream.write_all(answer.as_bytes()).await?;
            stream.shutdown().await?;
            let mut chunk = [0; 1024];
            while stream.read(&mut chunk).await? > 0 {}
            std::io::Result::Ok(())
        };
        let _ = timeout(CLOSE_TIMEOUT, say).await;
    }
}

impl Drop for Refusal {
    fn drop(&mut self) {
        if let Some(admission) = &self.0 {
            admission.lock().refused -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_share_and_a_proxy_has_none() {
        let room = ConnectionRoom { connections: 8, refused_at_once: 1 };
        let admission = Admission::new(room, vec!["10.0.0.0/8".parse().unwrap()], Arc::default());
        let admit = |address: &str| admission.admit(Some(address.parse().unwrap()));
        let first = [admit("192.0.2.1").unwrap(), admit("::ffff:192.0.2.1").unwrap()];
        assert!(admit("192.0.2.1").is_err(), "two are the share of eight");
        let v6 = [admit("2001:db8::1").unwrap(), admit("2001:db8::2").unwrap()];
        assert!(admit("2001:db8::3").is_err(), "one household");
        let proxy: Vec<Slot> = (0..4).map(|_| admit("10.0.0.1").unwrap()).collect();
        assert!(admit("192.0.2.9").is_err(), "all places are taken");
        drop((first, v6, proxy));
        let counts = admission.lock();
        assert_eq!((counts.all, counts.refused, counts.by_address.len()), (0, 0, 0));
    }
}
