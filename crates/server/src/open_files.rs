//! How many files this process may have open at once, and so how many connections. At that limit a server takes no more
//! connections, says so to nobody, and cannot even read a model; so it is kept below.

use crate::limits::{
    ACCEPT_BACKLOG, CONNECTION_FILES_AT_LEAST, FILES_OF_A_WORKER, FILES_OF_METRICS, OWN_FILES, REFUSED_AT_ONCE,
};
use crate::settings::ServerSettings;

/// The process may have too few files open for a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "this process may have {0} files open at once, too few for a server: allow it {needed} or more, by `ulimit -n` or \
     LimitNOFILE= of a systemd unit, or start it with fewer --workers",
    needed = .0.saturating_add(*.1)
)]
pub struct TooFewFiles(u64, u64);

/// How many connections there may be, and how many more that are told that there may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ConnectionRoom {
    pub(crate) connections: usize,
    pub(crate) refused_at_once: usize,
}

impl ConnectionRoom {
    /// As many connections as the settings ask for, if so many files may be open. Raises the limit where the system allows that
    /// (the soft limit, up to the hard one); where it does not, there are fewer connections, and the log says so.
    ///
    /// # Errors
    /// There is room for hardly any.
    pub(crate) fn find(settings: &ServerSettings) -> Result<Self, TooFewFiles> {
        let own = own_files(settings);
        let wanted = own + settings.max_connections as u64 + REFUSED_AT_ONCE as u64;
        let room = Self::within(allowed(wanted, u64::from(ACCEPT_BACKLOG)), own, settings.max_connections)?;
        if room.connections < settings.max_connections {
            tracing::warn!(
                target: "matinee",
                "{} connections at once are taken and not {}: this process may not have {wanted} files open. `ulimit -n` or \
                 LimitNOFILE= of a systemd unit allows it more",
                room.connections,
                settings.max_connections
            );
        }
        Ok(room)
    }

    /// What fits into so many files, of which the server itself takes some.
    fn within(files: u64, own: u64, connections: usize) -> Result<Self, TooFewFiles> {
        let free = files.saturating_sub(own);
        if free < CONNECTION_FILES_AT_LEAST {
            return Err(TooFewFiles(files, CONNECTION_FILES_AT_LEAST - free));
        }
        let free = usize::try_from(free).unwrap_or(usize::MAX);
        let refused_at_once = REFUSED_AT_ONCE.min(free / 4);
        Ok(Self { connections: connections.min(free - refused_at_once), refused_at_once })
    }
}

/// Files that the server has open beside its connections.
fn own_files(settings: &ServerSettings) -> u64 {
    let metrics = if settings.metrics.is_some() { FILES_OF_METRICS } else { 0 };
    OWN_FILES + FILES_OF_A_WORKER * settings.workers as u64 + metrics
}

/// So many files may be open at once, after an attempt to be allowed as many as are wanted, and as many more as may come before they
/// are counted.
#[cfg(unix)]
fn allowed(wanted: u64, at_once: u64) -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let soft = current.unwrap_or(u64::MAX);
    let best = wanted + at_once;
    let raised = maximum.map_or(best, |hard| hard.min(best)).max(soft);
    if raised == soft {
        return soft;
    }
    match setrlimit(Resource::Nofile, Rlimit { current: Some(raised), maximum }) {
        Ok(()) => raised,
        Err(_) => soft,
    }
}

#[cfg(not(unix))]
fn allowed(_: u64, _: u64) -> u64 {
    u64::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_and_refusals_fit_into_the_files_that_may_be_open() {
        let within = |files, connections| ConnectionRoom::within(files, 40, connections);
        assert_eq!(within(1024, 800), Ok(ConnectionRoom { connections: 800, refused_at_once: REFUSED_AT_ONCE }));
        assert_eq!(within(64, 800), Ok(ConnectionRoom { connections: 18, refused_at_once: 6 }));
        assert_eq!(within(u64::MAX, 1), Ok(ConnectionRoom { connections: 1, refused_at_once: REFUSED_AT_ONCE }));
        let least = within(40 + CONNECTION_FILES_AT_LEAST, 800).unwrap();
        assert!(least.connections > 1 && least.refused_at_once > 0);
        let refused = within(20, 800).unwrap_err().to_string();
        assert!(refused.contains("20 files") && refused.contains("ulimit -n"), "{refused}");
    }
}
