//! What a file of a history says of its films as a whole: seen, wanted, liked, a list, or nothing.

use std::path::Path;

use super::super::columns::key;
use super::super::fault::ImportFault;
use super::film::Opinion;
use super::personal_columns::NO_FILMS;
use super::sheet::HistorySheet;

/// What a file says of its films, where the rows say nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SheetRole {
    /// Seen, liked or wanted.
    Says(Opinion),
    /// A list: of anything.
    List,
    /// Not what somebody has seen: hidden films, those on a shelf, reviews of other people.
    Nothing(ImportFault),
}

impl HistorySheet {
    /// What the file says of its films: by its columns, and where exports share those by its name.
    pub(super) fn role(&self) -> SheetRole {
        let keys: Vec<String> = self.names.iter().map(|name| key(name)).collect();
        let has = |wanted: &str| keys.iter().any(|key| key == wanted);
        let named = |path: Option<&std::ffi::OsStr>| path.map(|name| name.to_string_lossy().to_lowercase());
        let mut path = named(self.path.file_name()).unwrap_or_default();
        // Letterboxd's "likes/films.csv"; other folders are what people call them.
        if named(self.path.parent().and_then(Path::file_name)).is_some_and(|folder| folder == "likes") {
            path.insert_str(0, "likes/");
        }
        let words: Vec<&str> = path.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let names = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
        if has("hiddenat") {
            return SheetRole::Nothing(ImportFault::Hidden);
        }
        if has("movieid") && has("tag") && !has("rating") {
            return SheetRole::Nothing(ImportFault::Tags);
        }
        if keys.iter().any(|key| NO_FILMS.contains(&key.as_str())) {
            return SheetRole::Nothing(ImportFault::OtherThings);
        }
        if has("username") && has("datejoined") || has("querytyped") {
            return SheetRole::Nothing(ImportFault::NoFilms);
        }
        if keys == ["date", "name", "letterboxduri"] {
            return SheetRole::Nothing(ImportFault::Lists);
        }
        if has("progress") && has("pausedat") {
            return SheetRole::Nothing(ImportFault::Begun);
        }
        if has("averagerating") && has("movieid") && names(&["hidden"]) {
            return SheetRole::Nothing(ImportFault::Hidden);
        }
        if has("collectedat") {
            return SheetRole::Nothing(ImportFault::Owned);
        }
        if has("review") && has("letterboxduri") && names(&["likes"]) {
            return SheetRole::Nothing(ImportFault::OthersReviews);
        }
        // A list in an export is of anything, whatever it is called.
        let is_listed = self.has_company && keys == ["position", "name", "year", "url", "description"];
        if is_listed {
            return SheetRole::Nothing(ImportFault::List);
        }
        if has("utctitleadddate") || names(&["watchlist", "wishlist", "wish", "want", "plantowatch", "想看"]) {
            return SheetRole::Says(Opinion::Want);
        }
        let is_least = names(&["least", "worst", "overrated", "hated", "disliked"]);
        if !is_least && names(&["likes", "liked", "favorites", "favourites", "favorite", "favourite", "loved"]) {
            return SheetRole::Says(Opinion::Like);
        }
        let is_checkins = names(&["checkins", "checkin"]) || path.contains("check-in");
        let is_list = (has("position")
            || has("mediatype") && self.is_json
            || has("listedat")
            || has("movieid") && has("averagerating") && !has("rating"))
            && !is_checkins;
        if !is_list {
            return SheetRole::Says(Opinion::Seen);
        }
        let is_rated = has("yourrating") || has("yourated");
        if self.has_company && !is_rated {
            return SheetRole::Nothing(ImportFault::List);
        }
        SheetRole::List
    }
}
