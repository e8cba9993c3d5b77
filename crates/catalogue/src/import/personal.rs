//! Exports of one's own ratings and history, which are a person's, not a catalogue.

use super::columns::key;

/// Exports by the columns that only they have, as [`key`] writes them.
const EXPORTS: [(&str, &[&str]); 12] = [
    ("a Letterboxd export", &["letterboxduri"]),
    ("a Letterboxd list", &["position", "name", "year", "url", "description"]),
    ("an export of IMDb ratings or lists", &["const", "yourrating"]),
    ("an export of IMDb ratings", &["const", "daterated"]),
    ("an export of IMDb ratings", &["const", "yourated"]),
    ("an IMDb list", &["position", "const", "created"]),
    ("Netflix's ratings of a household", &["profilename", "titlename"]),
    ("Netflix's history of a household", &["profilename", "starttime", "title"]),
    ("a Trakt export", &["traktratingid", "rating"]),
    ("a Trakt export", &["ratedat", "title"]),
    ("a Trakt export", &["watchedat", "title"]),
    ("a Trakt export", &["listedat", "title"]),
];
/// Members of Trakt's rows beside the film.
const TRAKT: [&str; 7] = ["ratedat", "watchedat", "lastwatchedat", "lastupdatedat", "collectedat", "listedat", "plays"];

/// What these columns are an export of, if they are one.
pub(super) fn export(columns: &[String]) -> Option<&'static str> {
    let keys: Vec<String> = columns.iter().map(|column| key(column)).collect();
    let has = |wanted: &&str| keys.iter().any(|key| key == wanted);
    if keys == ["title", "date"] {
        return Some("Netflix's viewing history");
    }
    if ["movie", "show", "episode"].iter().any(&has) && TRAKT.iter().any(&has) {
        return Some("a Trakt export");
    }
    EXPORTS.iter().find(|(_, columns)| columns.iter().all(&has)).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_known_by_their_columns_and_lists_of_films_are_none() {
        let export_of = |line: &str| export(&line.split(',').map(str::to_owned).collect::<Vec<_>>());
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
