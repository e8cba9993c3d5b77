//! What somebody owns: films on a media server, in folders of Kodi's `.nfo` files or of named video files, or on a list.
//!
//! Answers of servers and texts of files in, films out: nothing here asks a network. [`Library`] is the file that keeps what
//! was found, and [`HistoryFilm`](crate::history::HistoryFilm)s made of it are matched as those of a history.
//!
//! ```
//! use matinee_catalogue::library::jellyfin;
//!
//! let answer = br#"{"Items": [{"Name": "Alien", "ProductionYear": 1979, "Id": "a1", "ProviderIds": {"Imdb": "tt0078748"},
//!     "UserData": {"Played": true}}], "TotalRecordCount": 1}"#;
//! let page = jellyfin::films(answer)?;
//! assert_eq!((page.films[0].title.as_str(), page.films[0].watched), ("Alien", true));
//! # Ok::<(), matinee_catalogue::library::AnswerError>(())
//! ```

mod answer;
mod entry_name;
mod file;
mod file_name;
mod film;
pub mod folder;
pub mod jellyfin;
mod kodi;
mod limits;
mod list;
pub mod plex;
pub mod radarr;
mod release_words;

pub use answer::{AnswerError, LibraryPage};
pub use file::{Library, LibraryError, LibrarySource};
pub use film::{LibraryFilm, LibraryKind, UnknownKind};
pub use limits::{
    MAX_FOLDER_DEPTH, MAX_FOLDER_ENTRIES, MAX_LIBRARY_BYTES, MAX_LIBRARY_FILMS, MAX_LIBRARY_SOURCES, MAX_NFO_BYTES,
};
pub use list::films as listed_films;
