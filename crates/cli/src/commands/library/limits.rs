//! The limits of asking a server for its films.

use std::time::Duration;

/// An answer may take this many seconds, its last byte included, unless the option says otherwise: Radarr gives all its films
/// in one.
pub(super) const DEFAULT_TIMEOUT_SECONDS: u64 = 60;
/// A connection may take this long.
pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// All answers of a source together may take this long.
pub(super) const SOURCE_TIMEOUT: Duration = Duration::from_secs(15 * 60);
/// Films asked for at once.
pub(super) const PAGE_FILMS: usize = 500;
/// Answers of one list of films.
pub(super) const MAX_PAGES: usize = 1_000;
/// Bytes of an answer, unpacked: Radarr has 6 KB for a film.
pub(super) const MAX_ANSWER_BYTES: usize = 256 << 20;
/// Characters of a key.
pub(super) const MAX_KEY_CHARS: usize = 512;
/// Characters of a source's name.
pub(super) const MAX_NAME_CHARS: usize = 60;
/// Files passed over that are named.
pub(super) const SHOWN_SKIPPED: usize = 10;
