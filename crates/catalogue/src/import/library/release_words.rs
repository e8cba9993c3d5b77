//! Words of a release's name that say how a film was made into a file, in which language, and which of its versions it is.

/// How the film was made into a file. The title ends before them.
const RELEASE_WORDS: [&str; 37] = [
    "480p", "576p", "720p", "1080p", "1080i", "2160p", "4320p", "uhd", "bluray", "bdrip", "brrip", "bdremux", "remux",
    "dvdrip", "dvdscr", "dvd5", "dvd9", "dvdr", "webrip", "webdl", "hdtv", "hdtvrip", "hdrip", "hdcam", "telesync",
    "x264", "x265", "h264", "h265", "hevc", "av1", "xvid", "divx", "10bit", "hdr10", "vhsrip", "tvrip",
];
/// The same, where a year is before them: there are films called "Blu", "Cam" and "Charlotte's Web".
const SHORT_WORDS: [&str; 24] = [
    "4k", "blu", "web", "dvd", "cam", "hdr", "avc", "dts", "aac", "ac3", "3d", "hsbs", "hou", "sbs", "bd", "ts", "pal",
    "ntsc", "atmos", "dv", "vhs", "hq", "rip", "mux",
];
/// Languages, in the words of releases.
const LANGUAGES: [&str; 36] = [
    "german",
    "french",
    "italian",
    "spanish",
    "english",
    "russian",
    "japanese",
    "korean",
    "chinese",
    "hindi",
    "swedish",
    "danish",
    "norwegian",
    "nordic",
    "polish",
    "czech",
    "dutch",
    "turkish",
    "multi",
    "truefrench",
    "vostfr",
    "vff",
    "vo",
    "ita",
    "eng",
    "ger",
    "rus",
    "latino",
    "castellano",
    "dual",
    "dubbed",
    "subbed",
    "subs",
    "sub",
    "dl",
    "ml",
];
/// A version of a film, each in a word of its own.
const VERSIONS: [&str; 9] =
    ["remastered", "restored", "unrated", "uncensored", "uncut", "extended", "theatrical", "criterion", "imax"];
/// What a release says of itself, behind the year.
const REMARKS: [&str; 8] = ["proper", "repack", "rerip", "internal", "limited", "complete", "festival", "remux"];
/// What is before "cut", "edition" and "version".
const KINDS_OF_CUTS: [&str; 16] = [
    "directors",
    "final",
    "special",
    "extended",
    "theatrical",
    "ultimate",
    "anniversary",
    "collectors",
    "definitive",
    "uncut",
    "unrated",
    "limited",
    "international",
    "workprint",
    "assembly",
    "redux",
];

/// Whether a title ends before this word.
pub(super) fn is_release_word(word: &str) -> bool {
    RELEASE_WORDS.contains(&folded(word).as_str())
}

/// Whether a word behind a year belongs to the release, and not to a title.
pub(super) fn is_tag(word: &str) -> bool {
    let word = folded(word);
    [&RELEASE_WORDS[..], &SHORT_WORDS, &LANGUAGES, &VERSIONS, &REMARKS, &KINDS_OF_CUTS]
        .iter()
        .any(|list| list.contains(&word.as_str()))
}

/// Where a title ends without the words of a version behind it: `Das Boot Directors Cut`. "The Final Cut" is a title.
pub(super) fn without_edition(words: &[(usize, &str)]) -> Option<usize> {
    end_of(words, before_edition(words))
}

/// Where a title ends without any words of a release behind it: `La Haine FRENCH`.
pub(super) fn without_tags(words: &[(usize, &str)]) -> Option<usize> {
    let is_language = |word: &str| LANGUAGES.contains(&word) || SHORT_WORDS.contains(&word);
    let mut left = words.len();
    loop {
        let tags = words[..left].iter().rev().take_while(|(_, word)| is_language(&folded(word))).count();
        let shorter = before_edition(&words[..left - tags]);
        if shorter == left {
            return end_of(words, left);
        }
        left = shorter;
    }
}

/// How many words are before those of a version.
fn before_edition(words: &[(usize, &str)]) -> usize {
    let mut left = words.len();
    loop {
        let word = |back: usize| left.checked_sub(back).map(|at| folded(words[at].1)).unwrap_or_default();
        if VERSIONS.contains(&word(1).as_str()) {
            left -= 1;
        } else if matches!(word(1).as_str(), "cut" | "edition" | "version") && KINDS_OF_CUTS.contains(&word(2).as_str())
        {
            left -= 2;
            // "40th Anniversary Edition"
            let is_ordinal = |word: &str| word.ends_with("th") && word.starts_with(|c: char| c.is_ascii_digit());
            left -= usize::from(words[..left].last().is_some_and(|(_, word)| is_ordinal(word)));
        } else {
            return left;
        }
    }
}

/// The end of the first words, if they are fewer and say something.
fn end_of(words: &[(usize, &str)], left: usize) -> Option<usize> {
    let kept = match words.get(..left)? {
        [kept @ .., (_, the)] if the.eq_ignore_ascii_case("the") => kept,
        kept => kept,
    };
    let (at, last) = kept.last()?;
    (left < words.len()).then_some(at + last.len())
}

/// A word in small letters, without its apostrophe.
fn folded(word: &str) -> String {
    word.to_lowercase().replace(['\'', '’', ','], "")
}
