//! Titles and years in the names of video files and folders: `Heat (1995)`, `Heat.1995.1080p.BluRay.x264-GROUP`.

use super::film::LibraryFilm;
use crate::Year;
use crate::import::values::year_in;

/// Endings of video files.
const VIDEOS: [&str; 24] = [
    "mkv", "mp4", "avi", "m4v", "mov", "wmv", "mpg", "mpeg", "ts", "m2ts", "webm", "iso", "img", "flv", "ogv", "ogm",
    "divx", "vob", "rmvb", "3gp", "strm", "mk3d", "asf", "f4v",
];
/// Words of a release's name that say how the film was made into a file, and never begin a title's rest.
const RELEASE_WORDS: [&str; 40] = [
    "480p", "576p", "720p", "1080p", "1080i", "2160p", "4320p", "4k", "uhd", "bluray", "blu", "bdrip", "brrip",
    "bdremux", "remux", "dvdrip", "dvd", "dvdscr", "webrip", "web", "webdl", "hdtv", "hdrip", "hdcam", "cam",
    "telesync", "x264", "x265", "h264", "h265", "hevc", "avc", "av1", "xvid", "divx", "10bit", "hdr", "hdr10", "dts",
    "aac",
];
/// Ends of names that are no film but come with one.
const EXTRAS: [&str; 13] = [
    "trailer",
    "sample",
    "teaser",
    "behindthescenes",
    "deleted",
    "deletedscene",
    "featurette",
    "interview",
    "scene",
    "short",
    "clip",
    "other",
    "extra",
];
/// Folders with what comes with films, and with series.
const EXTRA_FOLDERS: [&str; 19] = [
    "extras",
    "extra",
    "trailers",
    "trailer",
    "sample",
    "samples",
    "featurettes",
    "behind the scenes",
    "deleted scenes",
    "interviews",
    "scenes",
    "shorts",
    "clips",
    "other",
    "specials",
    "subs",
    "subtitles",
    "theme-music",
    "backdrops",
];

/// Whether a name is that of a video file.
pub(super) fn is_video(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| VIDEOS.iter().any(|video| ending.eq_ignore_ascii_case(video)))
}

/// Whether a file comes with a film and is none: `Heat (1995)-trailer`, `sample`. Without its ending.
pub(super) fn is_extra(stem: &str) -> bool {
    let lower = stem.to_lowercase();
    let end = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let (before, last) = end.rsplit_once(['-', '.', '_']).unwrap_or(("", end));
    // "The Sample" and "Clip" are films; "sample" and "movie-trailer" are not.
    EXTRAS.contains(&last)
        && (before.is_empty() || end.ends_with(&format!("-{last}")) || matches!(last, "sample" | "trailer"))
        || lower == "movie-trailer"
}

/// Whether a folder has what comes with films.
pub(super) fn is_extra_folder(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with('.') || name.starts_with('@') || EXTRA_FOLDERS.contains(&lower.as_str())
}

/// Whether a name is that of an episode or a season: `Dark.S01E02`, `dark 1x02`, `Season 1`.
pub(super) fn is_episode(name: &str) -> bool {
    let lower = name.to_lowercase();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let is_season = ["season ", "staffel ", "saison ", "series "]
        .iter()
        .any(|word| lower.strip_prefix(word).is_some_and(|rest| digits(rest) > 0 && digits(rest) == rest.len()));
    is_season
        || lower.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| {
            let by_letters = word.strip_prefix('s').is_some_and(|rest| {
                let season = digits(rest);
                (1..=2).contains(&season) && rest[season..].strip_prefix('e').is_some_and(|rest| digits(rest) >= 1)
            });
            let by_cross = word.split_once('x').is_some_and(|(season, episode)| {
                matches!(season.len(), 1 | 2)
                    && matches!(episode.len(), 2 | 3)
                    && digits(season) == season.len()
                    && digits(episode) == episode.len()
            });
            by_letters || by_cross
        })
}

/// The film that a file or folder is named after; without the file's ending.
pub(super) fn film(stem: &str) -> Option<LibraryFilm> {
    let (name, ids) = without_marks(stem);
    let name = without_part(&name);
    let (title, year, whole) = title_and_year(name);
    let mut film = LibraryFilm::titled(&spaced(title))?;
    film.year = year;
    if let Some(whole) = whole {
        film.also_called(&spaced(whole));
    }
    for (collection, id) in ids {
        film.set_external(&collection, &id);
    }
    Some(film)
}

/// A name without `{imdb-tt0133093}`, `[tmdbid-603]` and other marks in such brackets, and the ids of those marks.
fn without_marks(stem: &str) -> (String, Vec<(String, String)>) {
    let mut name = String::new();
    let mut ids = Vec::new();
    let mut rest = stem;
    while let Some(start) = rest.find(['{', '[']) {
        let close = if rest[start..].starts_with('{') { '}' } else { ']' };
        let Some(length) = rest[start..].find(close) else { break };
        let mark = &rest[start + 1..start + length];
        name.push_str(&rest[..start]);
        if let Some((collection, id)) = mark.split_once(['-', '=']) {
            ids.push((collection.trim_end_matches("id").to_lowercase(), id.to_owned()));
        } else if mark.len() == 4 && year_in(mark).is_some() {
            // "Heat [1995]"
            name.extend(["(", mark, ")"]);
        }
        rest = &rest[start + length + 1..];
    }
    name.push_str(rest);
    (name, ids)
}

/// A name without the number of a disc or part: `- cd1`, `.part2`.
fn without_part(name: &str) -> &str {
    let bare = name.trim_end();
    let digits = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    if digits.len() == bare.len() || bare.len() - digits.len() > 2 {
        return bare;
    }
    let lower = digits.to_ascii_lowercase();
    // "pt" and "part" may be of a title: "Dune Part 2" has no year behind it.
    for word in ["cd", "disc", "disk", "dvd", "part", "pt"] {
        let Some(before) = lower.strip_suffix(word) else { continue };
        let before = &bare[..before.len()];
        let trimmed = before.trim_end_matches([' ', '-', '.', '_']);
        if trimmed.len() < before.len() && (!matches!(word, "part" | "pt") || has_year_at_end(trimmed)) {
            return trimmed;
        }
    }
    bare
}

fn has_year_at_end(name: &str) -> bool {
    let name = name.trim_end_matches([')', ']']);
    name.len() >= 4 && name.is_char_boundary(name.len() - 4) && is_year(&name[name.len() - 4..]).is_some()
}

fn is_year(word: &str) -> Option<Year> {
    (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())).then(|| year_in(word)).flatten()
}

/// The title and the year, and the whole name where the year might be part of the title.
fn title_and_year(name: &str) -> (&str, Option<Year>, Option<&str>) {
    // A year in parentheses is sure; the last one, after "(500) Days of Summer".
    let mut in_parentheses = name.rmatch_indices('(').filter_map(|(at, _)| {
        let year = is_year(name.get(at + 1..at + 5)?)?;
        (name.get(at + 5..at + 6) == Some(")") && at > 0).then_some((at, year))
    });
    if let Some((at, year)) = in_parentheses.next()
        && name[..at].contains(char::is_alphanumeric)
    {
        return (&name[..at], Some(year), None);
    }
    let words: Vec<(usize, &str)> = words(name).collect();
    let release = words.iter().position(|(_, word)| RELEASE_WORDS.contains(&word.to_ascii_lowercase().as_str()));
    let end = release.unwrap_or(words.len());
    // Of several years the last before the release's words: "2001.A.Space.Odyssey.1968.1080p".
    let year = words[..end].iter().enumerate().skip(1).rev().find_map(|(n, (at, word))| Some((n, *at, is_year(word)?)));
    match (year, release) {
        (Some((_, at, year)), Some(_)) => (&name[..at], Some(year), None),
        // "Heat 1995", or "Wonder Woman 1984"?
        (Some((n, at, year)), None) if n + 1 == words.len() => (&name[..at], Some(year), Some(name)),
        (_, Some(first)) if first > 0 => (&name[..words[first].0], None, None),
        _ => (name, None, None),
    }
}

/// Words with their places.
fn words(name: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_between = |c: char| matches!(c, ' ' | '.' | '_' | '-' | '(' | ')' | '[' | ']');
    name.split(is_between)
        .map(move |word| (word.as_ptr() as usize - name.as_ptr() as usize, word))
        .filter(|(_, word)| !word.is_empty())
}

/// A title with spaces where a name has dots or underscores: only if it has no spaces of its own.
fn spaced(title: &str) -> String {
    let title = title.trim_start_matches([' ', '.', '_', '-']).trim_end_matches([' ', '.', '_', '-', '(', '[']);
    if title.contains(' ') {
        return title.to_owned();
    }
    title.replace(['.', '_'], " ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_years_are_read_out_of_names() {
        for (name, title, year) in [
            ("Heat (1995)", "Heat", Some(1995)),
            ("Heat [1995]", "Heat", Some(1995)),
            ("Heat (1995) [1080p] {edition-Director's Cut}", "Heat", Some(1995)),
            ("Heat.1995.1080p.BluRay.x264-GROUP", "Heat", Some(1995)),
            ("The_Thing_1982_DVDRip", "The Thing", Some(1982)),
            ("2001.A.Space.Odyssey.1968.2160p.UHD", "2001 A Space Odyssey", Some(1968)),
            ("1917.2019.1080p.WEB-DL", "1917", Some(2019)),
            ("Blade.Runner.2049.2017.1080p", "Blade Runner 2049", Some(2017)),
            ("2012 (2009)", "2012", Some(2009)),
            ("(500) Days of Summer (2009)", "(500) Days of Summer", Some(2009)),
            ("E.T. the Extra-Terrestrial (1982) - cd1", "E.T. the Extra-Terrestrial", Some(1982)),
            ("Kill Bill Vol. 1 (2003)", "Kill Bill Vol. 1", Some(2003)),
            ("Gandhi (1982) - part2", "Gandhi", Some(1982)),
            ("Dune Part 2", "Dune Part 2", None),
            ("Amélie.2001.720p", "Amélie", Some(2001)),
            ("Alien", "Alien", None),
            ("1917", "1917", None),
            ("Alien.1080p.BluRay", "Alien", None),
            ("七人の侍 (1954)", "七人の侍", Some(1954)),
        ] {
            let film = film(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((film.title.as_str(), film.year.map(Year::get)), (title, year), "{name}");
        }
        let film = film("Wonder Woman 1984").unwrap();
        assert_eq!(film.other_titles, ["Wonder Woman 1984"]);
        for name in ["", "...", "{imdb-tt1}"] {
            assert_eq!(super::film(name), None, "{name:?}");
        }
    }

    #[test]
    fn ids_in_names_are_taken() {
        for name in [
            "The Matrix (1999) {imdb-tt0133093}",
            "The Matrix (1999) [imdbid-tt0133093]",
            "The Matrix [imdb=tt0133093]",
        ] {
            let film = film(name).unwrap();
            assert_eq!(
                (film.title.as_str(), film.external.imdb.as_deref()),
                ("The Matrix", Some("tt0133093")),
                "{name}"
            );
        }
        assert_eq!(film("The Matrix (1999) [tmdbid-603]").unwrap().external.tmdb.as_deref(), Some("603"));
    }

    #[test]
    fn extras_and_episodes_are_no_films() {
        for name in [
            "Heat (1995)-trailer",
            "sample",
            "heat.sample",
            "Heat (1995)-behindthescenes",
            "movie-trailer",
            "Heat-deleted2",
        ] {
            assert!(is_extra(name), "{name}");
        }
        for name in ["The Sample", "Heat (1995)", "Big Short (2015)", "The Other", "Scenes"] {
            assert!(!is_extra(name), "{name}");
        }
        for name in ["Dark.S01E02.1080p", "dark 1x02", "Season 1", "Staffel 12", "show.s1e1"] {
            assert!(is_episode(name), "{name}");
        }
        for name in ["Heat (1995)", "Se7en", "1920x1080", "Season of the Witch (1972)", "Heat.1995.x264"] {
            assert!(!is_episode(name), "{name}");
        }
        assert!(is_video("a.MKV") && !is_video("a.nfo") && !is_video("mkv"));
    }
}
