//! Which program this is.

use std::env::consts::{ARCH, OS};

use matinee_features::store::FORMAT;

use super::Diagnosis;
use crate::context::Context;
use crate::interface::Interface;

#[expect(clippy::unnecessary_wraps, reason = "the form of all checks")]
pub(super) fn check(_: &Context, _: &Interface) -> Option<Diagnosis> {
    let version = env!("CARGO_PKG_VERSION");
    Some(Diagnosis::ok(format!("matinee {version} for {OS} on {ARCH}; it reads models of format {FORMAT}")))
}
