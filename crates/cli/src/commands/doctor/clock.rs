//! The clock: refreshes, certificates and the ages of models go by it.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;

use super::Diagnosis;
use crate::context::Context;
use crate::interface::Interface;

/// No release is older.
const EARLIEST: Timestamp = Timestamp::constant(1_735_689_600, 0);
/// Clocks of machines that share a disk differ a little.
const SLACK: Duration = Duration::from_secs(60);

#[expect(clippy::unnecessary_wraps, reason = "the form of all checks")]
pub(super) fn check(context: &Context, _: &Interface) -> Option<Diagnosis> {
    let now = SystemTime::now();
    let shown = Timestamp::try_from(now).unwrap_or_default().strftime("%Y-%m-%d %H:%M UTC").to_string();
    let remedy = "set the clock: `timedatectl set-ntp true`";
    Some(if Timestamp::try_from(now).is_ok_and(|now| now < EARLIEST) {
        Diagnosis::error(format!("{shown} is before this program was written"), remedy)
    } else if let Some(file) = from_the_future(context, now) {
        Diagnosis::warn(format!("{shown} is earlier than {} was written", file.display()), remedy)
    } else {
        Diagnosis::ok(shown)
    })
}

/// A file that was written later than now.
fn from_the_future(context: &Context, now: SystemTime) -> Option<PathBuf> {
    let files = [context.pages(), context.catalogue(), context.models().join("current"), context.taste()];
    files.into_iter().find(|file| {
        let written = file.metadata().and_then(|file| file.modified());
        written.is_ok_and(|written| written.duration_since(now).is_ok_and(|ahead| ahead > SLACK))
    })
}
