//! `library.json`: what was found in each source, without any key.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::film::{LibraryFilm, LibraryKind};
use super::limits::{MAX_LIBRARY_BYTES, MAX_LIBRARY_SOURCES};
use crate::atomic_file;

/// The version of the file's form.
const VERSION: u32 = 1;

/// All that somebody owns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Library {
    version: u32,
    /// Where the films are, in the order in which the sources were added.
    #[serde(default)]
    pub sources: Vec<LibrarySource>,
}

/// What every version of the file has.
#[derive(Deserialize)]
struct LibraryHead {
    version: u32,
}

/// A server, folder or list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LibrarySource {
    /// What its owner calls it.
    pub name: String,
    /// What it is.
    pub kind: LibraryKind,
    /// Its address or path.
    pub place: String,
    /// The address at which browsers reach it, if that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub web: Option<String>,
    /// Whose watched films count, on a server with several users.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The file with the key, where it is not in the environment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_file: Option<PathBuf>,
    /// The server's own id, which some links need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// When its films were asked for, in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// Why the films could not be asked for since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<String>,
    /// Whether it says what was watched.
    #[serde(default)]
    pub says_watched: bool,
    /// Its films.
    #[serde(default)]
    pub films: Vec<LibraryFilm>,
}

/// A file that is no library.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// It cannot be read or written.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// It is too large.
    #[error("{}: more than {} MB: a library has less", .0.display(), MAX_LIBRARY_BYTES >> 20)]
    TooLarge(PathBuf),
    /// It has no such form.
    #[error("{}: it is no library ({why}); move it away and add the sources again with `matinee library add`", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column.
        why: String,
    },
    /// It is of another version.
    #[error("{}: it is of version {version}, and this Matinee reads version {VERSION}: update Matinee", .path.display())]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
}

impl Default for Library {
    fn default() -> Self {
        Self { version: VERSION, sources: Vec::new() }
    }
}

impl From<Vec<LibrarySource>> for Library {
    fn from(sources: Vec<LibrarySource>) -> Self {
        Self { sources, ..Self::default() }
    }
}

impl Library {
    /// Reads a library; `None` if there is no such file.
    ///
    /// # Errors
    /// The file cannot be read, or is none.
    pub fn read(path: &Path) -> Result<Option<Self>, LibraryError> {
        let failed = |source| LibraryError::Io { path: path.to_owned(), source };
        let file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file.map_err(failed)?,
        };
        let mut bytes = Vec::new();
        file.take(MAX_LIBRARY_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > MAX_LIBRARY_BYTES {
            return Err(LibraryError::TooLarge(path.to_owned()));
        }
        let damaged = |why: String| LibraryError::Damaged { path: path.to_owned(), why };
        let head: LibraryHead = serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
        if head.version != VERSION {
            return Err(LibraryError::OtherVersion { path: path.to_owned(), version: head.version });
        }
        let library: Self = serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
        if library.sources.len() > MAX_LIBRARY_SOURCES {
            return Err(damaged(format!("more than {MAX_LIBRARY_SOURCES} sources")));
        }
        Ok(Some(library))
    }

    /// Writes the library, whole or not at all, readable by its owner alone.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), LibraryError> {
        atomic_file::write_private::<io::Error>(path, |file| {
            serde_json::to_writer_pretty(&mut *file, self)?;
            file.write_all(b"\n")
        })
        .map_err(|source| LibraryError::Io { path: path.to_owned(), source })
    }

    /// The source of a name.
    pub fn source(&self, name: &str) -> Option<&LibrarySource> {
        self.sources.iter().find(|source| source.name == name)
    }
}

impl LibrarySource {
    /// A source that was not asked yet.
    pub fn new(name: &str, kind: LibraryKind, place: &str) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            place: place.to_owned(),
            web: None,
            user: None,
            key_file: None,
            server: None,
            asked: None,
            failed: None,
            says_watched: false,
            films: Vec::new(),
        }
    }

    /// The address in a browser at which a film of it can be played.
    pub fn play_link(&self, film: &LibraryFilm) -> Option<String> {
        let item = film.item.as_deref()?;
        let base = self.web.as_deref().unwrap_or(&self.place).trim_end_matches('/');
        // A page's script would run where a link has another scheme.
        if !base.starts_with("http://") && !base.starts_with("https://") {
            return None;
        }
        let is_id = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let server = self.server.as_deref().filter(|id| is_id(id));
        if !is_id(item) {
            return None;
        }
        let at_server = server.map(|id| format!("&serverId={id}")).unwrap_or_default();
        match self.kind {
            LibraryKind::Jellyfin => Some(format!("{base}/web/#/details?id={item}{at_server}")),
            LibraryKind::Emby => Some(format!("{base}/web/index.html#!/item?id={item}{at_server}")),
            LibraryKind::Plex => {
                let server = server?;
                Some(format!("{base}/web/index.html#!/server/{server}/details?key=%2Flibrary%2Fmetadata%2F{item}"))
            }
            LibraryKind::Radarr | LibraryKind::Kodi | LibraryKind::List | LibraryKind::Folder => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_is_written_for_its_owner_alone_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.json");
        assert_eq!(Library::read(&path).unwrap(), None);
        let mut source = LibrarySource::new("home", LibraryKind::Jellyfin, "http://127.0.0.1:8096");
        let mut film = LibraryFilm::titled("Alien").unwrap();
        film.set_item("a1");
        source.films.push(film);
        let library = Library::from(vec![source]);
        library.write(&path).unwrap();
        assert_eq!(Library::read(&path).unwrap(), Some(library));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        for (text, why) in [
            ("{\"version\": 2, \"sources\": 7}", "of version 2"),
            ("{\"version\": 1, \"sources\": [{\"name\": 3}]}", "it is no library"),
            ("{\"version\": 1", "line 1"),
            ("", "it is no library"),
        ] {
            std::fs::write(&path, text).unwrap();
            let error = Library::read(&path).unwrap_err().to_string();
            assert!(error.contains(why) && error.contains("library.json"), "{error}");
        }
    }

    #[test]
    fn links_to_play_a_film_are_made_of_ids_alone() {
        let mut film = LibraryFilm::titled("Alien").unwrap();
        film.set_item("a1-b2");
        let link = |kind, web: Option<&str>, film: &LibraryFilm| {
            let mut source = LibrarySource::new("home", kind, "http://10.0.0.7:8096/jelly/");
            (source.web, source.server) = (web.map(str::to_owned), Some("5e".to_owned()));
            source.play_link(film)
        };
        let of = |kind| link(kind, None, &film).unwrap_or_default();
        assert_eq!(of(LibraryKind::Jellyfin), "http://10.0.0.7:8096/jelly/web/#/details?id=a1-b2&serverId=5e");
        assert_eq!(of(LibraryKind::Emby), "http://10.0.0.7:8096/jelly/web/index.html#!/item?id=a1-b2&serverId=5e");
        assert_eq!(
            of(LibraryKind::Plex),
            "http://10.0.0.7:8096/jelly/web/index.html#!/server/5e/details?key=%2Flibrary%2Fmetadata%2Fa1-b2"
        );
        assert_eq!(of(LibraryKind::Radarr), "");
        let web = link(LibraryKind::Jellyfin, Some("https://films.example"), &film);
        assert_eq!(web.unwrap(), "https://films.example/web/#/details?id=a1-b2&serverId=5e");
        assert_eq!(link(LibraryKind::Jellyfin, Some("javascript:alert(1)//"), &film), None);
        film.item = Some("x\"><script>".to_owned());
        assert_eq!(link(LibraryKind::Jellyfin, None, &film), None, "ids of a file that somebody wrote");
    }
}
