//! How the server stops: it takes no more connections, lets those it has taken send their requests, and answers these. Connections
//! that wait at a socket that systemd passed are the next server's.

use actix_server::ServerHandle;
use tokio::time::sleep;

use crate::limits::STOP_PAUSE;

/// Stops the server at SIGTERM, Ctrl-C or the end of its terminal (SIGHUP). Ends at once if such a signal comes a second time.
pub(crate) async fn at_a_signal(handle: ServerHandle, mut signals: Signals) {
    signals.next().await;
    let gently = async {
        handle.pause().await;
        // Workers drop connections that they have not begun with when they stop.
        sleep(STOP_PAUSE).await;
        handle.stop(true).await;
    };
    tokio::select! {
        () = gently => {}
        // A server that is stopping gently takes no other orders: it is not waited for.
        () = signals.next() => drop(handle.stop(false)),
    }
}

/// The signals that end a server.
#[cfg(unix)]
pub(crate) struct Signals(Vec<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl Signals {
    /// Signals count from now on. Those that cannot be waited for do what they always do.
    pub(crate) fn new() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        let hangup = (!ignores_hangup()).then(SignalKind::hangup);
        let kinds = [SignalKind::terminate(), SignalKind::interrupt()].into_iter().chain(hangup);
        Self(kinds.filter_map(|kind| signal(kind).ok()).collect())
    }

    async fn next(&mut self) {
        std::future::poll_fn(|cx| {
            let came = self.0.iter_mut().any(|signal| signal.poll_recv(cx).is_ready());
            if came { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
    }
}

/// Whether the program was started to outlive its terminal, as by nohup. True where the system does not say: the end of a
/// terminal ends a program anyway.
#[cfg(unix)]
fn ignores_hangup() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_none_or(|mask| mask & 1 != 0)
}

#[cfg(not(unix))]
pub(crate) struct Signals;

#[cfg(not(unix))]
impl Signals {
    pub(crate) fn new() -> Self {
        Self
    }

    /// Waits for Ctrl-C; for ever where it cannot be waited for.
    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}
