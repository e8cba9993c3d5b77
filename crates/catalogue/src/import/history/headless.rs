//! Ratings of MovieLens' older data sets, whose tables have no line of names.

/// The columns of MovieLens' older data sets, which have no line of names: `u.data`, `ratings.dat`.
pub(super) const RATINGS: [&str; 4] = ["userId", "movieId", "rating", "timestamp"];

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
