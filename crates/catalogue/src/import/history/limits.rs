//! The limits of a history: what a file from a stranger may cost.

/// The bytes of all files together, as they are given.
pub const MAX_HISTORY_BYTES: usize = 20 << 20;
/// The bytes of all files together, unpacked: texts pack to a third, bombs to a thousandth.
pub const MAX_UNPACKED_BYTES: usize = 64 << 20;
/// The files in an archive.
pub const MAX_HISTORY_FILES: usize = 2_000;
/// The rows of a history.
pub const MAX_HISTORY_ROWS: usize = 50_000;
/// Rows read at all: a data set of MovieLens has other people's ratings and the titles beside them.
pub const MAX_READ_ROWS: usize = 300_000;
/// Problems kept with their lines; more are only counted.
pub const MAX_KEPT_PROBLEMS: usize = 1_000;
/// Films suggested for a row that none or several fit.
pub const MAX_CANDIDATES: usize = 5;
/// People named where a file has several and none was chosen.
pub(super) const NAMED_USERS: usize = 5;
/// The least Jaro-Winkler similarity (0 to 1) of a title that is suggested. Higher than where somebody types a title: what an
/// export has is rarely misspelt.
pub(super) const NEAR_TITLE: f64 = 0.88;
/// Files and rows named where nothing was read.
pub const MAX_NAMED_FILES: usize = 10;
/// See [`MAX_NAMED_FILES`].
pub const MAX_NAMED_ROWS: usize = 3;
