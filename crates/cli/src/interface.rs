//! The command line itself, for the commands that describe it.

/// The command line: what commands and options there are.
#[derive(Debug)]
pub(crate) struct Interface {
    /// As it is on every machine.
    pub(crate) plain: clap::Command,
    /// With the defaults that `matinee.toml` sets here.
    pub(crate) configured: clap::Command,
}
