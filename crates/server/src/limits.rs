//! Every limit of the server, with its number.

use std::time::Duration;

/// A request's body may have this many bytes.
pub const MAX_BODY_BYTES: usize = 64 * 1024;
/// A request's address may have this many bytes: a link of some five hundred films.
pub const MAX_URL_BYTES: usize = 16 * 1024;
/// A request's headers may have this many bytes together.
pub const MAX_HEADER_BYTES: usize = 16 * 1024;
/// A search may have this many characters; more are cut.
pub const MAX_QUERY_CHARS: usize = 200;
/// A client has this long to send its request's head.
pub const HEAD_TIMEOUT: Duration = Duration::from_secs(5);
/// An answer may take this long, body included.
pub const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);
/// Requests under way have this long to end when the server is stopped.
pub const STOP_TIMEOUT: Duration = Duration::from_secs(10);
/// What a client is told to wait when all ranking threads are taken.
pub const RETRY_AFTER_SECONDS: u32 = 1;
/// A scorecard may have this many bytes; a larger one is not shown.
pub const MAX_SCORECARD_BYTES: u64 = 1 << 20;
