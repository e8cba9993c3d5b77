//! How the server stops: it takes no more connections, lets those it has taken send their requests, and answers these. Connections
//! that wait at a socket that systemd passed are the next server's.

use actix_server::ServerHandle;
use tokio::time::sleep;

use crate::limits::STOP_PAUSE;

/// Stops the server at SIGTERM or Ctrl-C; at once if that comes a second time.
pub(crate) async fn at_a_signal(handle: ServerHandle) {
    signal().await;
    let gently = async {
        handle.pause().await;
        // Workers drop connections that they have not begun with when they stop.
        sleep(STOP_PAUSE).await;
        handle.stop(true).await;
    };
    tokio::select! {
        () = gently => {}
        () = signal() => handle.stop(false).await,
    }
}

/// Waits for SIGTERM or SIGINT; for ever where they cannot be waited for.
#[cfg(unix)]
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut term), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = interrupt.recv() => {}
    }
}

#[cfg(not(unix))]
async fn signal() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
