//! Exports of one's own ratings and history, which are a person's, not a catalogue.

use super::columns::key;

/// What a table is an export of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Export {
    pub(super) name: &'static str,
    /// The best rating that can be given, if its ratings are always of one scale.
    pub(super) best: Option<f64>,
}

/// Exports by the columns that only they have, as [`key`] writes them, and the best rating of each.
const EXPORTS: [(&str, Option<f64>, &[&str]); 17] = [
    ("a Letterboxd export", Some(5.0), &["letterboxduri"]),
    ("a Letterboxd list", Some(5.0), &["position", "name", "year", "url", "description"]),
    ("an export of IMDb ratings or lists", Some(10.0), &["const", "yourrating"]),
    ("an export of IMDb ratings", Some(10.0), &["const", "daterated"]),
    ("an export of IMDb ratings", Some(10.0), &["const", "yourated"]),
    ("an IMDb list", Some(10.0), &["position", "const", "created"]),
    ("Netflix's ratings of a household", Some(5.0), &["profilename", "titlename"]),
    ("Netflix's history of a household", None, &["profilename", "starttime", "title"]),
    ("a Trakt export", Some(10.0), &["traktratingid", "rating"]),
    ("a Trakt export", Some(10.0), &["ratedat", "title"]),
    ("a Trakt export", Some(10.0), &["watchedat", "title"]),
    ("a Trakt export", Some(10.0), &["listedat", "title"]),
    ("an export of MovieLens", Some(5.0), &["movieid", "rating", "averagerating", "title"]),
    ("a Simkl export", Some(10.0), &["simklid", "title"]),
    ("an export of TMDB", Some(10.0), &["tmdbid", "yourrating"]),
    ("an export of Douban", Some(5.0), &["我的评分"]),
    ("an export of Douban", Some(5.0), &["个人评分"]),
];
/// Members of Trakt's rows beside the film.
const TRAKT: [&str; 7] = ["ratedat", "watchedat", "lastwatchedat", "lastupdatedat", "collectedat", "listedat", "plays"];

/// What these columns are an export of, if they are one.
pub(super) fn export(columns: &[String]) -> Option<Export> {
    let keys: Vec<String> = columns.iter().map(|column| key(column)).collect();
    let has = |wanted: &&str| keys.iter().any(|key| key == wanted);
    if keys == ["title", "date"] {
        return Some(Export { name: "Netflix's viewing history", best: None });
    }
    if ["movie", "show", "episode"].iter().any(&has) && TRAKT.iter().any(&has) {
        return Some(Export { name: "a Trakt export", best: Some(10.0) });
    }
    let found = EXPORTS.iter().find(|(.., columns)| columns.iter().all(&has));
    found.map(|&(name, best, _)| Export { name, best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_known_by_their_columns_and_lists_of_films_are_none() {
        let export_of = |line: &str| export(&line.split(',').map(str::to_owned).collect::<Vec<_>>()).map(|e| e.name);
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
            assert_eq!(export_of(line), Some(name), "{line}");
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
