//! Tables without a line of names: ratings of MovieLens' older data sets, playback reports of Jellyfin.

use super::rating::{GivenRating, rating};
use super::sheet::NamedRow;

/// The columns of MovieLens' older data sets, which have no line of names: `u.data`, `ratings.dat`.
pub(super) const RATINGS: [&str; 4] = ["userId", "movieId", "rating", "timestamp"];

/// The best rating in a column that has no name to say so.
const BEST: f64 = 10.0;

/// Names the column of a table without names that has a rating in every row that has something there: `Alien,1979,9`.
pub(super) fn name_ratings(names: &mut [String], raw: &mut [(u64, NamedRow)]) {
    let is_rated = |name: &str| {
        let texts: Vec<String> = raw
            .iter()
            .filter_map(|(_, row)| row.as_ref().ok()?.get(name)?.as_str().map(|text| text.trim().to_owned()))
            .filter(|text| !text.is_empty())
            .collect();
        let is_one = |text: &String| match rating(text) {
            GivenRating::Given(value, best) => best.is_some() || (0.0..=BEST).contains(&value),
            _ => false,
        };
        texts.len() > 1 && texts.iter().any(|text| *text != texts[0]) && texts.iter().all(is_one)
    };
    let found: Vec<usize> =
        (0..names.len()).filter(|&at| names[at].starts_with("column ") && is_rated(&names[at])).collect();
    // Of two such columns none can be told to be it.
    let [at] = found[..] else { return };
    let name = std::mem::replace(&mut names[at], "rating".to_owned());
    for (_, row) in raw {
        if let Ok(fields) = row
            && let Some(value) = fields.shift_remove(&name)
        {
            fields.insert("rating".to_owned(), value);
        }
    }
}

/// The columns of Jellyfin's playback reports, which have no line of names either.
pub(super) const PLAYBACK: [&str; 9] =
    ["date", "userId", "itemId", "type", "title", "playbackMethod", "client", "device", "playDuration"];

/// Whether a text is a playback report: nine cells a line, the fourth a kind of item.
pub(super) fn is_playback_report(text: &[u8]) -> bool {
    let line = text.split(|&byte| byte == b'\n').next().and_then(|line| std::str::from_utf8(line).ok());
    let cells: Vec<&str> = line.unwrap_or_default().trim().split('\t').collect();
    cells.len() == PLAYBACK.len()
        && matches!(cells[3], "Movie" | "Episode" | "Audio" | "Video" | "MusicVideo" | "Trailer")
}

/// What is between the cells of such ratings, if a text is one: four numbers a line.
pub(super) fn headless_ratings(text: &[u8]) -> Option<&'static str> {
    let line = text.split(|&byte| byte == b'\n').next()?.trim_ascii();
    let line = std::str::from_utf8(line).ok()?;
    ["::", "\t"].into_iter().find(|mark| {
        let cells: Vec<&str> = line.split(mark).collect();
        // The moment of a rating is in seconds since 1970.
        cells.len() == 4 && cells.iter().all(|cell| cell.parse::<f64>().is_ok()) && cells[3].len() >= 9
    })
}
