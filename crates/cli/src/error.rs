//! Errors as people see them.

use std::io;

/// An option that is missing or wrong, found only after the command line was parsed. Exit code 2, as for clap's own errors.
#[derive(Debug)]
pub(crate) struct UsageError(pub(crate) String);

impl std::fmt::Display for UsageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

/// An error and its causes, and what to do. Many messages include their cause already, so none is repeated.
pub(crate) fn message(error: &anyhow::Error) -> String {
    let mut text = error.chain().map(ToString::to_string).fold(String::new(), |mut text, cause| {
        if !text.contains(&cause) {
            text.extend([if text.is_empty() { "" } else { ": " }, &cause]);
        }
        text
    });
    let system = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>());
    if let Some(remedy) = system.and_then(remedy).filter(|_| !text.contains('`')) {
        text.extend(["; ", remedy]);
    }
    text
}

/// What to do about a refusal of the system, where that is the same whatever was being done. Messages that name a command say it
/// themselves.
fn remedy(error: &io::Error) -> Option<&'static str> {
    use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    Some(match error.kind() {
        StorageFull | QuotaExceeded => "make room there, or write to another disk",
        ReadOnlyFilesystem => "this disk can only be read: name a folder on another one",
        PermissionDenied => "run this as the user whose files they are, or let this user read and write them",
        _ if is_out_of_files(error) => "allow this process more open files: ulimit -n 1024",
        _ => return None,
    })
}

/// The kinds of [`io::Error`] have no name for it.
#[cfg(unix)]
fn is_out_of_files(error: &io::Error) -> bool {
    const ENFILE: i32 = 23;
    const EMFILE: i32 = 24;
    matches!(error.raw_os_error(), Some(ENFILE | EMFILE))
}

#[cfg(not(unix))]
fn is_out_of_files(_: &io::Error) -> bool {
    false
}

/// Whether the output was closed early, as in `matinee ... | head`: not a failure.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let closed = |e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| {
        cause.downcast_ref().is_some_and(closed)
            || cause
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|e| e.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
    })
}

#[cfg(test)]
mod tests {
    use anyhow::Context as _;

    use super::*;

    #[test]
    fn a_refusal_of_the_system_says_what_to_do() {
        let said = |kind: io::ErrorKind| {
            let failed: anyhow::Result<()> = Err(io::Error::from(kind)).context("cannot write data/library.json");
            message(&failed.unwrap_err())
        };
        for (kind, remedy) in [
            (io::ErrorKind::StorageFull, "make room"),
            (io::ErrorKind::ReadOnlyFilesystem, "another one"),
            (io::ErrorKind::PermissionDenied, "user"),
        ] {
            let text = said(kind);
            assert!(text.starts_with("cannot write data/library.json: ") && text.contains(remedy), "{text}");
        }
        assert!(!said(io::ErrorKind::NotFound).contains(';'));
        #[cfg(unix)]
        assert!(message(&io::Error::from_raw_os_error(24).into()).contains("ulimit -n"));
    }
}
