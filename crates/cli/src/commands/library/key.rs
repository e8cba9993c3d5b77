//! The key of a server: from the environment or a file, sent in headers, and never shown or kept.

use std::env;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use matinee_catalogue::library::LibraryKind;

use super::limits::MAX_KEY_CHARS;

/// A key. It cannot be printed.
pub(super) struct ServerKey {
    text: String,
    /// Where it came from, for messages.
    pub(super) from: String,
}

impl fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServerKey from {}", self.from)
    }
}

/// The variable of the environment that has the key of such a server.
pub(super) fn variable(kind: LibraryKind) -> String {
    format!("MATINEE_{}_KEY", kind.name().to_uppercase())
}

impl ServerKey {
    /// Reads the key from the file that was named, or else from the environment.
    pub(super) fn find(kind: LibraryKind, file: Option<&Path>) -> Result<Self> {
        let variable = variable(kind);
        let (text, from) = match file {
            Some(path) => {
                let mut text = String::new();
                let limit = MAX_KEY_CHARS as u64 * 2;
                File::open(path)
                    .and_then(|file| file.take(limit).read_to_string(&mut text))
                    .with_context(|| format!("cannot read the key in {}", path.display()))?;
                (text, path.display().to_string())
            }
            None => match env::var(&variable) {
                Ok(text) => (text, variable),
                Err(_) => {
                    bail!("no key: set {variable}, or name a file that has it with --key-file. {}", where_it_is(kind))
                }
            },
        };
        let text = text.trim();
        let is_key = (1..=MAX_KEY_CHARS).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\'));
        if !is_key {
            bail!("{from} has no key: it should have one word of letters and digits. {}", where_it_is(kind));
        }
        Ok(Self { text: text.to_owned(), from })
    }

    /// The headers that carry it.
    pub(super) fn headers(&self, kind: LibraryKind) -> Vec<(&'static str, String)> {
        let key = &self.text;
        let version = env!("CARGO_PKG_VERSION");
        match kind {
            // Versions of Jellyfin from 10.11 on can be set to refuse the first.
            LibraryKind::Jellyfin => vec![
                ("X-Emby-Token", key.clone()),
                (
                    "Authorization",
                    format!(
                        "MediaBrowser Token=\"{key}\", Client=\"Matinee\", Device=\"matinee\", DeviceId=\"matinee\", Version=\"{version}\""
                    ),
                ),
            ],
            LibraryKind::Emby => vec![("X-Emby-Token", key.clone())],
            LibraryKind::Plex => vec![("X-Plex-Token", key.clone())],
            LibraryKind::Radarr => vec![("X-Api-Key", key.clone())],
            LibraryKind::Kodi | LibraryKind::List | LibraryKind::Folder => Vec::new(),
        }
    }

    /// A text without the key, whoever put it there.
    pub(super) fn taken_out_of(&self, text: &str) -> String {
        text.replace(&self.text, "...")
    }
}

/// Where a server shows its keys.
fn where_it_is(kind: LibraryKind) -> &'static str {
    match kind {
        LibraryKind::Jellyfin => "Jellyfin makes one under Dashboard > API Keys",
        LibraryKind::Emby => "Emby makes one under Settings > API Keys",
        LibraryKind::Plex => "Plex shows its token in the address of a film's \"View XML\" (X-Plex-Token)",
        LibraryKind::Radarr => "Radarr shows it under Settings > General > Security",
        LibraryKind::Kodi | LibraryKind::List | LibraryKind::Folder => "None is needed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_one_word_and_is_never_shown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let read = |text: &str| {
            std::fs::write(&path, text).unwrap();
            ServerKey::find(LibraryKind::Jellyfin, Some(&path))
        };
        let key = read(" planted7key\n").unwrap();
        assert!(!format!("{key:?}").contains("planted7key"));
        assert_eq!(key.taken_out_of("no planted7key here"), "no ... here");
        assert!(key.headers(LibraryKind::Jellyfin).iter().all(|(_, value)| value.contains("planted7key")));
        for text in ["", "two words", "quo\"ted", "line\r\nX-Other: 1", &"x".repeat(600)] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains("has no key") && (text.is_empty() || !error.contains(text)), "{error}");
        }
    }
}
