//! Every default and every limit of models in an object store, with its number.

use std::time::Duration;

use crate::times::parse_duration;

/// How often a server asks the store which model is the current one, unless the operator says otherwise. It is two small
/// requests each time: 17,000 a day.
pub(crate) const DEFAULT_POLL: &str = "10s";
/// It asks no more often than this.
const MIN_POLL: Duration = Duration::from_secs(1);
/// An address may have this many characters: the folder of its copies is named after it.
pub(super) const MAX_ADDRESS_CHARS: usize = 200;

/// Parses how often the store is asked.
pub(crate) fn poll_interval(text: &str) -> Result<Duration, String> {
    let every = parse_duration(text)?;
    if every < MIN_POLL {
        Err("a store is asked once a second at most: write 1s or more".to_owned())
    } else {
        Ok(every)
    }
}

#[cfg(feature = "object-store")]
pub(super) use self::with_stores::*;

#[cfg(feature = "object-store")]
mod with_stores {
    use std::time::Duration;

    /// Bytes of the file that names the current version.
    pub(crate) const MAX_POINTER_BYTES: u64 = 1 << 10;
    /// All files of a model together: twenty times what a million films take.
    pub(crate) const MAX_MODEL_BYTES: u64 = 16 << 30;
    /// Files of a store that are looked through for old models; a model has six.
    pub(crate) const MAX_LISTED: usize = 100_000;
    /// Copies that are kept beside the one that is served.
    pub(crate) const KEPT_COPIES: usize = 2;

    /// A connection is made within this time.
    pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
    /// The small files are there within this time.
    pub(crate) const ASK_TIMEOUT: Duration = Duration::from_secs(10);
    /// A transfer of which nothing comes for this long is given up. A part of an upload is through within it.
    pub(crate) const STALL: Duration = Duration::from_secs(60);
    /// The transfer of a model takes no longer than this.
    pub(crate) const TRANSFER_TIMEOUT: Duration = Duration::from_secs(3600);
    /// A request that fails is tried again this many times, ...
    pub(crate) const RETRIES: usize = 2;
    /// ... unless this time has passed.
    pub(crate) const RETRY_FOR: Duration = Duration::from_secs(10);
    /// A model that was refused and seems to be the same is tried again after this long.
    pub(crate) const REFUSED_RETRY: Duration = Duration::from_secs(60);
    /// Files are uploaded in parts of this size: the smallest that S3 takes.
    pub(crate) const PART_BYTES: usize = 5 << 20;
}
