//! The taste that commands use unless they are told otherwise.

use super::Diagnosis;
use crate::commands::taste::{counts, read_if_there};
use crate::context::Context;
use crate::interface::Interface;

pub(super) fn check(context: &Context, _: &Interface) -> Option<Diagnosis> {
    let path = context.taste();
    Some(match read_if_there(&path) {
        Ok(taste) => Diagnosis::ok(format!("{} in {}", counts(&taste?), path.display())),
        Err(error) => Diagnosis::error(
            crate::error::message(&error),
            "mend that line, or move the file away and `matinee taste import` again",
        ),
    })
}
