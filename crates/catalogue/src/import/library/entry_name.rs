//! What the names of files and folders say they are: videos, what comes with films, episodes, discs, a system's own.

/// Endings of video files.
const VIDEOS: [&str; 24] = [
    "mkv", "mp4", "avi", "m4v", "mov", "wmv", "mpg", "mpeg", "ts", "m2ts", "webm", "iso", "img", "flv", "ogv", "ogm",
    "divx", "vob", "rmvb", "3gp", "strm", "mk3d", "asf", "f4v",
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
const EXTRA_FOLDERS: [&str; 33] = [
    "extras",
    "extra",
    "trailers",
    "trailer",
    "sample",
    "samples",
    "proof",
    "featurettes",
    "featurette",
    "behind the scenes",
    "behindthescenes",
    "making of",
    "deleted scenes",
    "deleted",
    "interviews",
    "scenes",
    "shorts",
    "clips",
    "other",
    "others",
    "specials",
    "special features",
    "bonus",
    "bonus disc",
    "bonus features",
    "bonusmaterial",
    "subs",
    "subtitles",
    "theme-music",
    "backdrops",
    "screens",
    "screenshots",
    "artwork",
];
/// Those of them that are also what people call a shelf of films.
const SHELVES: [&str; 5] = ["shorts", "other", "others", "interviews", "extra"];
/// Folders of systems and disks.
const OF_SYSTEMS: [&str; 6] =
    ["lost+found", "$recycle.bin", "system volume information", "#recycle", "#snapshot", "recycler"];
/// Folders within a disc's: the film is the folder around them.
const WITHIN_DISCS: [&str; 2] = ["video_ts", "bdmv"];
/// What a season is called where series are sorted by them.
const SEASONS: [&str; 13] = [
    "season",
    "staffel",
    "saison",
    "series",
    "temporada",
    "stagione",
    "seizoen",
    "säsong",
    "sæson",
    "sesong",
    "kausi",
    "sezon",
    "сезон",
];
/// Names of files that say nothing of the film in them.
const PLAIN: [&str; 7] = ["movie", "film", "video", "main", "video_ts", "index", "feature"];

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

/// Whether a folder has what comes with films, or is a system's own.
pub(super) fn is_extra_folder(name: &str) -> bool {
    let lower = name.to_lowercase();
    let lower = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    name.starts_with(['.', '@']) || EXTRA_FOLDERS.contains(&lower) || OF_SYSTEMS.contains(&lower)
}

/// Whether a folder that may have what comes with films may as well be a shelf of films: `Shorts`.
pub(super) fn is_shelf(name: &str) -> bool {
    SHELVES.contains(&name.to_lowercase().as_str())
}

/// Whether a folder is the one of a disc's files: `VIDEO_TS`, `BDMV`.
pub(super) fn is_within_disc(name: &str) -> bool {
    WITHIN_DISCS.contains(&name.to_lowercase().as_str())
}

/// Whether a folder is one disc of several: `CD1`, `Disc 2`.
pub(super) fn is_disc(name: &str) -> bool {
    let lower = name.to_lowercase();
    let bare = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let word = bare.trim_end_matches([' ', '-', '_', '.']);
    bare.len() < lower.len() && matches!(word, "cd" | "disc" | "disk" | "dvd" | "part" | "bd")
}

/// Whether a file's name says nothing of its film: `movie`, `title_t00` and `00800` as discs have them.
pub(super) fn is_plain(stem: &str) -> bool {
    let lower = stem.to_lowercase();
    let numbers_behind = |start: &str| {
        lower.strip_prefix(start).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit() || b == b'_'))
    };
    PLAIN.contains(&lower.as_str())
        || ["title_t", "title", "vts_"].into_iter().any(numbers_behind)
        || lower.len() == 5 && numbers_behind("")
}

/// Whether a name is that of an episode or a season: `Dark.S01E02`, `dark 1x02`, `Season 1`, `Dark.S01.1080p`.
pub(super) fn is_episode(name: &str) -> bool {
    let lower = name.to_lowercase();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let is_season = SEASONS.iter().any(|word| {
        let number = lower.strip_prefix(word).and_then(|rest| rest.strip_prefix([' ', '.', '_', '-']));
        number.is_some_and(|number| digits(number) > 0 && digits(number) == number.len())
    });
    // "S01" alone or of a release; "S21: The Khmer Rouge Killing Machine" is a film.
    let of_release = |season: &str, next: Option<&str>| {
        season.len() == 2
            && digits(season) == 2
            && (season.starts_with('0')
                || lower.len() == 3
                || next.is_some_and(|next| matches!(next, "complete" | "1080p" | "720p" | "2160p")))
    };
    let words: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    is_season
        || words.iter().enumerate().any(|(n, word)| {
            let by_letters = word.strip_prefix('s').is_some_and(|rest| {
                let season = digits(rest);
                (1..=2).contains(&season) && rest[season..].strip_prefix('e').is_some_and(|rest| digits(rest) >= 1)
                    || of_release(rest, words.get(n + 1).copied())
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

#[cfg(test)]
mod tests {
    use super::*;

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
        for name in [
            "Dark.S01E02.1080p",
            "dark 1x02",
            "Season 1",
            "Staffel 12",
            "show.s1e1",
            "S01",
            "S12",
            "Dark.S01.COMPLETE",
            "Dark.S12.1080p",
            "Сезон 2",
            "Temporada_1",
        ] {
            assert!(is_episode(name), "{name}");
        }
        for name in [
            "Heat (1995)",
            "Se7en",
            "1920x1080",
            "Season of the Witch (1972)",
            "Heat.1995.x264",
            "S21 The Khmer Rouge Killing Machine (2003)",
            "S1m0ne (2002)",
        ] {
            assert!(!is_episode(name), "{name}");
        }
        assert!(is_video("a.MKV") && !is_video("a.nfo") && !is_video("mkv"));
    }

    #[test]
    fn folders_are_told_by_their_names() {
        for name in ["Extras", "Bonus Disc 2", "Behind The Scenes", "@eaDir", ".git", "lost+found", "$RECYCLE.BIN"] {
            assert!(is_extra_folder(name), "{name}");
        }
        for name in ["#", "$ (1971)", "#Alive (2020)", "Extras (2001)", "Films"] {
            assert!(!is_extra_folder(name), "{name}");
        }
        assert!(is_disc("CD1") && is_disc("disc 2") && is_disc("DVD-1") && !is_disc("Disc") && !is_disc("District 9"));
        assert!(is_shelf("Shorts") && !is_shelf("Trailers") && is_within_disc("video_ts"));
        assert!(is_plain("Movie") && is_plain("title_t00") && is_plain("00800") && is_plain("VTS_01_1"));
        assert!(!is_plain("300") && !is_plain("1917") && !is_plain("Heat"));
    }
}
