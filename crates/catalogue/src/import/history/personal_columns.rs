//! Columns in which people and sites say what they think of a film, beside ratings: shelves, ticks, days.

use super::super::columns::key;

/// Columns with the day of a rating, to find the newest.
pub(super) const DAYS: [&str; 9] = [
    "daterated",
    "ratedat",
    "watcheddate",
    "lastwatchedat",
    "date",
    "打分日期",
    "创建时间",
    "timestamp",
    "userratedat",
];
/// Columns with the shelf that a film stands on, and what the shelves mean.
pub(super) const SHELVES: [&str; 6] = ["status", "watchlist", "shelf", "watchstatus", "liststatus", "状态"];
const WANTED: [&str; 69] = [
    "plantowatch",
    "planned",
    "planning",
    "plan",
    "watchlist",
    "want",
    "wanttowatch",
    "wanttosee",
    "towatch",
    "tosee",
    "wish",
    "wishlist",
    "queue",
    "backlog",
    "unwatched",
    "notwatched",
    "notseen",
    "unseen",
    "notstarted",
    "geplant",
    "merkliste",
    "ungesehen",
    "avoir",
    "想看",
    "watchlater",
    "zusehen",
    "nochsehen",
    "nochzusehen",
    "nochansehen",
    "ansehen",
    "nochnichtgesehen",
    "nichtgesehen",
    "aregarder",
    "enviedevoir",
    "pasvu",
    "pasvus",
    "porver",
    "pendientes",
    "quierover",
    "novistas",
    "davedere",
    "nonvisti",
    "paraver",
    "paraassistir",
    "queroassistir",
    "querover",
    "naovistos",
    "хочупосмотреть",
    "хочусмотреть",
    "посмотреть",
    "несмотрел",
    "見たい",
    "観たい",
    "みたい",
    "未看",
    "보고싶은영화",
    "볼영화",
    "tezien",
    "nogtezien",
    "wilikzien",
    "attse",
    "dozobaczenia",
    "doobejrzenia",
    "izlenecekler",
    "moviestowatch",
    "filmstowatch",
    "moviestosee",
    "filmstosee",
    "filmezusehen",
];
const SEEN: [&str; 56] = [
    "completed",
    "complete",
    "finished",
    "done",
    "watched",
    "seen",
    "rewatched",
    "watching",
    "hold",
    "onhold",
    "dropped",
    "notinteresting",
    "collect",
    "gesehen",
    "vu",
    "visto",
    "vista",
    "看过",
    "看過",
    "在看",
    "vus",
    "vues",
    "dejavu",
    "vistas",
    "vistos",
    "yavistas",
    "visti",
    "viste",
    "giavisti",
    "assistidos",
    "assistido",
    "просмотрено",
    "посмотрел",
    "посмотрела",
    "смотрел",
    "見た",
    "観た",
    "視聴済み",
    "geschaut",
    "bereitsgesehen",
    "schongesehen",
    "gezien",
    "bekeken",
    "obejrzane",
    "sett",
    "sedda",
    "alreadyseen",
    "alreadywatched",
    "watchedmovies",
    "watchedfilms",
    "seenmovies",
    "seenfilms",
    "봤어요",
    "본영화",
    "izlediklerim",
    "gesehenefilme",
];

/// Whether a shelf, as [`key`] writes it, holds what is wanted, or what was seen.
pub(super) fn is_wanted_shelf(shelf: &str) -> bool {
    WANTED.contains(&shelf)
}

/// See [`is_wanted_shelf`].
pub(super) fn is_seen_shelf(shelf: &str) -> bool {
    SEEN.contains(&shelf)
}

/// Columns with a tick a film: liked, disliked, seen; and those that count how often it was played.
pub(super) const LIKED: [&str; 19] = [
    "liked",
    "like",
    "loved",
    "favorite",
    "favourite",
    "isfavorite",
    "isfavourite",
    "favorit",
    "favori",
    "favorito",
    "heart",
    "fav",
    "favs",
    "lieblingsfilm",
    "preferito",
    "preferiti",
    "isliked",
    "喜欢",
    "お気に入り",
];
pub(super) const DISLIKED: [&str; 5] = ["disliked", "dislike", "hated", "dislikes", "notforme"];
pub(super) const TICKED: [&str; 22] = [
    "seen",
    "watched",
    "viewed",
    "checked",
    "haswatched",
    "haveseen",
    "iswatched",
    "alreadyseen",
    "gesehen",
    "vu",
    "visto",
    "vista",
    "已看",
    "看过",
    "geschaut",
    "sett",
    "viste",
    "assistido",
    "visionato",
    "просмотрено",
    "視聴済み",
    "見た",
];
pub(super) const PLAYED: [&str; 6] =
    ["playcount", "plays", "watchedstatus", "played", "timeswatched", "flaggedwatched"];
/// Columns that only episodes have something in.
pub(super) const OF_EPISODES: [&str; 7] =
    ["season", "seasonnumber", "episode", "episodenumber", "episodetitle", "episodename", "grandparenttitle"];
/// What a column with kinds says of films in place of a shelf: TV Time's.
pub(super) const WANTED_KINDS: [&str; 2] = ["towatch", "follow"];
/// Columns of lists of books, music and games.
pub(super) const NO_FILMS: [&str; 9] =
    ["isbn", "isbn13", "bookid", "exclusiveshelf", "artistname", "trackname", "albumname", "appid", "playtimeforever"];

/// Columns with a tick for what is wanted.
pub(super) const WANT_TICKED: [&str; 8] =
    ["wanttosee", "wanttowatch", "towatch", "tosee", "inwatchlist", "onwatchlist", "wishlist", "merken"];
/// Whether a cell is ticked. An empty one is not; a date or any other text is.
pub(super) fn is_ticked(text: &str) -> bool {
    if text.trim().is_empty() {
        return false;
    }
    // A tick has no letters, and nor have an empty box, a dash and a cross that is crossed out.
    if matches!(text.trim(), "-" | "–" | "—" | "☐" | "⬜" | "❌" | "✗" | "✘" | "👎" | "[ ]") {
        return false;
    }
    let text = key(text);
    let is_no = matches!(
        text.as_str(),
        "0" | "no"
            | "n"
            | "false"
            | "nein"
            | "non"
            | "nee"
            | "nej"
            | "nie"
            | "нет"
            | "否"
            | "falsch"
            | "faux"
            | "falso"
            | "onwaar"
            | "falskt"
            | "fałsz"
            | "ложь"
            | "いいえ"
            | "none"
            | "null"
            | "nan"
    );
    !is_no
}
