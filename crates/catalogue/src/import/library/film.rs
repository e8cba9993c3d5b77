//! A film that somebody owns, as its source names it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::limits::{MAX_ITEM_CHARS, MAX_OTHER_TITLES};
use crate::fold::printable;
use crate::history::HistoryFilm;
use crate::line::MAX_TITLE_CHARS;
use crate::{External, FilmId, Year};

/// What a source of a library is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LibraryKind {
    /// A Jellyfin server.
    Jellyfin,
    /// An Emby server.
    Emby,
    /// A Plex Media Server.
    Plex,
    /// Radarr, of which only films with a file are owned.
    Radarr,
    /// A folder of films with `.nfo` files.
    Kodi,
    /// A list or table, as an import of a history reads it.
    List,
    /// A folder of video files that are named by title and year.
    Folder,
}

impl LibraryKind {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Jellyfin, Self::Emby, Self::Plex, Self::Radarr, Self::Kodi, Self::List, Self::Folder];

    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jellyfin => "jellyfin",
            Self::Emby => "emby",
            Self::Plex => "plex",
            Self::Radarr => "radarr",
            Self::Kodi => "kodi",
            Self::List => "list",
            Self::Folder => "folder",
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Jellyfin => "Jellyfin",
            Self::Emby => "Emby",
            Self::Plex => "Plex",
            Self::Radarr => "Radarr",
            Self::Kodi => "Kodi",
            Self::List => "a list",
            Self::Folder => "a folder",
        }
    }

    /// Whether it is asked over a network, with a key.
    pub fn is_server(self) -> bool {
        matches!(self, Self::Jellyfin | Self::Emby | Self::Plex | Self::Radarr)
    }
}

impl fmt::Display for LibraryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text that names no [`LibraryKind`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is none of jellyfin, emby, plex, radarr, kodi, list and folder")]
pub struct UnknownKind(String);

impl FromStr for LibraryKind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        let found = Self::ALL.into_iter().find(|kind| text.eq_ignore_ascii_case(kind.name()));
        found.ok_or_else(|| UnknownKind(text.chars().take(40).collect()))
    }
}

/// A film that somebody owns.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LibraryFilm {
    /// Its title.
    pub title: String,
    /// Other titles of it, its original one perhaps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_titles: Vec<String>,
    /// Its year, if the source has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<Year>,
    /// Its names in other collections.
    #[serde(default, skip_serializing_if = "External::is_empty")]
    pub external: External,
    /// Its id in Matinee's catalogue, from a table that somebody filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<FilmId>,
    /// Whether it was watched there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub watched: bool,
    /// Whether it is a favourite there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub favourite: bool,
    /// The server's own id, which a link to play it needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
}

impl LibraryFilm {
    /// A film with a title that can be shown; `None` if there is none, or one longer than any film's.
    pub(super) fn titled(title: &str) -> Option<Self> {
        let title = printable(title).trim().to_owned();
        let is_title = !title.is_empty() && title.chars().count() <= MAX_TITLE_CHARS;
        is_title.then(|| Self { title, ..Self::default() })
    }

    /// Adds another title.
    pub(super) fn also_called(&mut self, title: &str) {
        let Some(Self { title, .. }) = Self::titled(title) else { return };
        if title != self.title && !self.other_titles.contains(&title) && self.other_titles.len() < MAX_OTHER_TITLES {
            self.other_titles.push(title);
        }
    }

    /// Takes the server's own id if it is one that an address can have.
    pub(super) fn set_item(&mut self, item: &str) {
        let is_id = !item.is_empty()
            && item.len() <= MAX_ITEM_CHARS
            && item.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        self.item = is_id.then(|| item.to_owned());
    }

    /// Takes a name in another collection, if it is one: `imdb` and `tt0078748`, `tmdb` and `348`.
    pub(super) fn set_external(&mut self, collection: &str, id: &str) {
        let id = id.trim();
        let is_number = |digits: &str| (1..=10).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let lower = id.to_ascii_lowercase();
        match collection.to_ascii_lowercase().as_str() {
            "imdb" => {
                // Kodi writes old numbers without their zeros, Emby without the letters.
                let bare = Some(lower.as_str()).filter(|digits| digits.len() >= 7);
                let digits = lower.strip_prefix("tt").or(bare).filter(|digits| is_number(digits));
                self.external.imdb = self.external.imdb.take().or(digits.map(|digits| format!("tt{digits:0>7}")));
            }
            "tmdb" | "themoviedb" => {
                let number = Some(lower.trim_start_matches('0')).filter(|digits| is_number(digits));
                self.external.tmdb = self.external.tmdb.take().or(number.map(str::to_owned));
            }
            "wikidata" => {
                let item = lower.strip_prefix('q').filter(|digits| is_number(digits));
                self.external.wikidata = self.external.wikidata.take().or(item.map(|digits| format!("Q{digits}")));
            }
            _ => {}
        }
    }

    /// Takes what another file of the same film says.
    pub(super) fn join(&mut self, other: Self) {
        self.watched |= other.watched;
        self.favourite |= other.favourite;
        self.year = self.year.or(other.year);
        self.item = self.item.take().or(other.item);
        for (collection, id) in crate::history::exact_ids(&other.external) {
            self.set_external(collection, id);
        }
        for title in std::iter::once(&other.title).chain(&other.other_titles) {
            self.also_called(title);
        }
    }

    /// The film as one of a history, which can be matched.
    pub fn to_history(&self) -> HistoryFilm {
        let mut film = HistoryFilm::new(self.title.clone(), self.year);
        film.other_titles.clone_from(&self.other_titles);
        film.external = self.external.clone();
        film.id.clone_from(&self.id);
        film.said.seen = self.watched;
        film
    }
}
