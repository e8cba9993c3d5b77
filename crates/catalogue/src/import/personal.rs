//! Exports of one's own ratings and history, which are a person's, not a catalogue.

use std::fmt;

use serde::Serialize;

use super::columns::key;

/// What a file of a history is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportKind {
    /// A Letterboxd export.
    Letterboxd,
    /// A Letterboxd list.
    LetterboxdList,
    /// An export of IMDb ratings or lists.
    Imdb,
    /// An export of IMDb ratings.
    ImdbRatings,
    /// An IMDb list.
    ImdbList,
    /// Netflix's ratings of a household.
    NetflixRatings,
    /// Netflix's history of a household.
    NetflixHousehold,
    /// A Trakt export.
    Trakt,
    /// An export of MovieLens.
    MovieLens,
    /// A Simkl export.
    Simkl,
    /// An export of TMDB.
    Tmdb,
    /// An export of Douban.
    Douban,
    /// Netflix's viewing history.
    NetflixHistory,
    /// A taste of Matinee's.
    Taste,
    /// A title a line.
    Titles,
    /// A table.
    Table,
}

impl ExportKind {
    pub(super) fn is_netflix(self) -> bool {
        matches!(self, Self::NetflixRatings | Self::NetflixHousehold | Self::NetflixHistory)
    }
}

impl fmt::Display for ExportKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Letterboxd => "a Letterboxd export",
            Self::LetterboxdList => "a Letterboxd list",
            Self::Imdb => "an export of IMDb ratings or lists",
            Self::ImdbRatings => "an export of IMDb ratings",
            Self::ImdbList => "an IMDb list",
            Self::NetflixRatings => "Netflix's ratings of a household",
            Self::NetflixHousehold => "Netflix's history of a household",
            Self::Trakt => "a Trakt export",
            Self::MovieLens => "an export of MovieLens",
            Self::Simkl => "a Simkl export",
            Self::Tmdb => "an export of TMDB",
            Self::Douban => "an export of Douban",
            Self::NetflixHistory => "Netflix's viewing history",
            Self::Taste => "a taste of Matinee's",
            Self::Titles => "a title a line",
            Self::Table => "a table",
        })
    }
}

/// What a table is an export of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Export {
    pub(super) kind: ExportKind,
    /// The best rating that can be given, if its ratings are always of one scale.
    pub(super) best: Option<f64>,
}

/// Exports by the columns that only they have, as [`key`] writes them, and the best rating of each.
const EXPORTS: [(ExportKind, Option<f64>, &[&str]); 17] = [
    (ExportKind::Letterboxd, Some(5.0), &["letterboxduri"]),
    (ExportKind::LetterboxdList, Some(5.0), &["position", "name", "year", "url", "description"]),
    (ExportKind::Imdb, Some(10.0), &["const", "yourrating"]),
    (ExportKind::ImdbRatings, Some(10.0), &["const", "daterated"]),
    (ExportKind::ImdbRatings, Some(10.0), &["const", "yourated"]),
    (ExportKind::ImdbList, Some(10.0), &["position", "const", "created"]),
    (ExportKind::NetflixRatings, Some(5.0), &["profilename", "titlename"]),
    (ExportKind::NetflixHousehold, None, &["profilename", "starttime", "title"]),
    (ExportKind::Trakt, Some(10.0), &["traktratingid", "rating"]),
    (ExportKind::Trakt, Some(10.0), &["ratedat", "title"]),
    (ExportKind::Trakt, Some(10.0), &["watchedat", "title"]),
    (ExportKind::Trakt, Some(10.0), &["listedat", "title"]),
    (ExportKind::MovieLens, Some(5.0), &["movieid", "rating", "averagerating", "title"]),
    (ExportKind::Simkl, Some(10.0), &["simklid", "title"]),
    (ExportKind::Tmdb, Some(10.0), &["tmdbid", "yourrating"]),
    (ExportKind::Douban, Some(5.0), &["我的评分"]),
    (ExportKind::Douban, Some(5.0), &["个人评分"]),
];
/// The two columns of Netflix's viewing history in the languages that it is exported in.
const NETFLIX_TITLES: [&str; 22] = [
    "title",
    "titel",
    "titre",
    "titulo",
    "titolo",
    "tytul",
    "tittel",
    "titul",
    "nazev",
    "cim",
    "titlu",
    "naslov",
    "baslik",
    "otsikko",
    "nimi",
    "название",
    "назва",
    "τιτλος",
    "タイトル",
    "제목",
    "标题",
    "標題",
];
const NETFLIX_DATES: [&str; 14] = [
    "date",
    "datum",
    "fecha",
    "data",
    "dato",
    "paivamaara",
    "tarih",
    "дата",
    "ημερομηνια",
    "日付",
    "날짜",
    "日期",
    "tanggal",
    "ngay",
];
/// Members of Trakt's rows beside the film.
const TRAKT: [&str; 7] = ["ratedat", "watchedat", "lastwatchedat", "lastupdatedat", "collectedat", "listedat", "plays"];

/// What these columns are an export of, if they are one.
pub(super) fn export(columns: &[String]) -> Option<Export> {
    let keys: Vec<String> = columns.iter().map(|column| key(column)).collect();
    let has = |wanted: &&str| keys.iter().any(|key| key == wanted);
    let is_one = |names: &[&str], wanted: &str| names.iter().any(|name| key(name) == wanted);
    let is_history = |title: &str, date: &str| is_one(&NETFLIX_TITLES, title) && is_one(&NETFLIX_DATES, date);
    if let [title, date] = keys.as_slice()
        && is_history(title, date)
    {
        return Some(Export { kind: ExportKind::NetflixHistory, best: None });
    }
    if has(&"addedtowatchlistat") && has(&"movie") || has(&"watchedepisodescount") {
        return Some(Export { kind: ExportKind::Simkl, best: Some(10.0) });
    }
    if ["movie", "show", "episode"].iter().any(&has) && TRAKT.iter().any(&has) {
        return Some(Export { kind: ExportKind::Trakt, best: Some(10.0) });
    }
    let found = EXPORTS.iter().find(|(.., columns)| columns.iter().all(&has));
    found.map(|&(kind, best, _)| Export { kind, best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_known_by_their_columns_and_lists_of_films_are_none() {
        let export_of =
            |line: &str| export(&line.split(',').map(str::to_owned).collect::<Vec<_>>()).map(|e| e.kind.to_string());
        for (line, name) in [
            ("Date,Name,Year,Letterboxd URI,Rating", "a Letterboxd export"),
            ("Position,Name,Year,URL,Description", "a Letterboxd list"),
            (
                "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year",
                "an export of IMDb ratings or lists",
            ),
            (
                "position,const,created,modified,description,Title,Title type,Directors,You rated",
                "an export of IMDb ratings",
            ),
            ("Title,Date", "Netflix's viewing history"),
            (
                "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type",
                "Netflix's history of a household",
            ),
            ("rated_at,rating,type,movie", "a Trakt export"),
            ("rated_at,type,title,year,trakt_rating,trakt_id,imdb_id", "a Trakt export"),
        ] {
            assert_eq!(export_of(line).as_deref(), Some(name), "{line}");
        }
        for line in [
            "title,year",
            "tconst,titleType,primaryTitle,originalTitle,isAdult,startYear,endYear,runtimeMinutes,genres",
            "show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description",
            "movieId,title,genres",
        ] {
            assert_eq!(export_of(line), None, "{line}");
        }
    }
}
