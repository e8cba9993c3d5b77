//! Asks a source for its films: a server over the network, a folder or list on the disk.

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, bail};
use matinee_catalogue::library::{LibraryFilm, LibraryKind, LibraryPage, LibrarySource, MAX_LIBRARY_FILMS};

use super::client::LibraryClient;
use super::key::ServerKey;
use super::{folder, server};

/// What came of asking.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) films: Vec<LibraryFilm>,
    /// Entries that are films and cannot be read.
    pub(super) bad: usize,
    pub(super) server: Option<String>,
    pub(super) says_watched: bool,
    /// What its owner should know.
    pub(super) notes: Vec<String>,
    /// The server's own ids of the films: pages overlap where its library changes meanwhile.
    items: HashSet<String>,
}

impl Asked {
    /// Takes the films of an answer.
    pub(super) fn take(&mut self, page: LibraryPage) {
        let items = &mut self.items;
        self.films
            .extend(page.films.into_iter().filter(|film| film.item.clone().is_none_or(|item| items.insert(item))));
        self.bad += page.bad;
        self.says_watched |= page.says_watched;
        self.server = self.server.take().or(page.server);
    }

    pub(super) fn noting(mut self, note: String) -> Self {
        self.notes.push(note);
        self
    }

    /// The films, if they are not too many.
    pub(super) fn whole(self) -> Result<Self> {
        if self.films.len() > MAX_LIBRARY_FILMS {
            bail!("it has more than {MAX_LIBRARY_FILMS} films, which no library may");
        }
        Ok(self)
    }
}

/// Asks a source, and puts what it has in place of what was known of it. On an error that stays, and the source says why it
/// is old. The notes are given back.
pub(super) fn ask(source: &mut LibrarySource, timeout: Duration) -> Result<Vec<String>> {
    match films(source, timeout) {
        Ok(Asked { films, bad, server, says_watched, mut notes, .. }) => {
            if bad > 0 {
                let entries = if bad == 1 { "1 entry" } else { &format!("{bad} entries") };
                notes.push(format!("{entries} cannot be read and passed over"));
            }
            (source.films, source.server, source.says_watched) = (films, server, says_watched);
            source.asked = Some(now());
            source.failed = None;
            Ok(notes)
        }
        Err(error) => {
            source.failed = Some(crate::error::message(&error));
            Err(error)
        }
    }
}

fn films(source: &LibrarySource, timeout: Duration) -> Result<Asked> {
    let path = Path::new(&source.place);
    match source.kind {
        LibraryKind::Kodi | LibraryKind::Folder => folder::films(source.kind, path),
        LibraryKind::List => folder::list(path),
        kind => {
            let key = ServerKey::find(kind, source.key_file.as_deref())?;
            let client = LibraryClient::new(kind, &source.place, key, timeout)?;
            tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(server::films(&client, source))
        }
    }
}

/// The time in UTC, by the second.
fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
