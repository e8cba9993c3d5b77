//! Where defaults of options come from. A file that cannot be read stops every command before it starts, this one too.

use std::env;

use super::Diagnosis;
use crate::config;
use crate::context::Context;
use crate::interface::Interface;

#[expect(clippy::unnecessary_wraps, reason = "the form of all checks")]
pub(super) fn check(_: &Context, _: &Interface) -> Option<Diagnosis> {
    let file = config::file().map_or_else(|| "no matinee.toml here".to_owned(), |file| file.display().to_string());
    // Their values may be somebody's own.
    let mut variables: Vec<String> = env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .filter(|name| name.starts_with("MATINEE_"))
        .collect();
    variables.sort_unstable();
    let set = if variables.is_empty() { "no variable MATINEE_... is set".to_owned() } else { variables.join(", ") };
    Some(Diagnosis::ok(format!("{file}; {set}")))
}
