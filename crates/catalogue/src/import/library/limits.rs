//! The limits of a library.

/// Films of one source.
pub const MAX_LIBRARY_FILMS: usize = 50_000;
/// Sources of a library.
pub const MAX_LIBRARY_SOURCES: usize = 32;
/// Bytes of `library.json`: some 300 for a film.
pub const MAX_LIBRARY_BYTES: u64 = 64 << 20;
/// The deepest folder that is looked into.
pub const MAX_FOLDER_DEPTH: usize = 8;
/// Files and folders that are looked at in one source.
pub const MAX_FOLDER_ENTRIES: usize = 500_000;
/// Bytes of an `.nfo` file; what comes after them is not read.
pub const MAX_NFO_BYTES: u64 = 1 << 20;
/// Characters of a server's id of a film: GUIDs have 32 or 36, Plex counts.
pub(super) const MAX_ITEM_CHARS: usize = 64;
/// Other titles kept of a film.
pub(super) const MAX_OTHER_TITLES: usize = 8;
