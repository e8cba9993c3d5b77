//! Netflix' viewing history, which names episodes and films alike by a title.

/// Words that begin the part between a series' name and an episode's, in the languages that most exports have.
const SEASONS: [&str; 36] = [
    "season",
    "seasons",
    "series",
    "limited",
    "miniseries",
    "mini-series",
    "part",
    "volume",
    "book",
    "chapter",
    "collection",
    "staffel",
    "miniserie",
    "mini-série",
    "minissérie",
    "teil",
    "band",
    "buch",
    "saison",
    "partie",
    "série",
    "temporada",
    "parte",
    "libro",
    "serie",
    "stagione",
    "seizoen",
    "säsong",
    "sæson",
    "sesong",
    "kausi",
    "sezon",
    "sezonul",
    "évad",
    "сезон",
    "시즌",
];
/// Words that begin an episode's name that is only its number.
const EPISODES: [&str; 15] = [
    "episode",
    "folge",
    "épisode",
    "episodio",
    "episódio",
    "capítulo",
    "aflevering",
    "avsnitt",
    "afsnit",
    "jakso",
    "odcinek",
    "část",
    "эпизод",
    "серия",
    "chapitre",
];

/// Whether a title is an episode's: `Dark: Season 1: Secrets`. A film's part comes last: `Dune: Part Two`.
pub(super) fn is_episode(title: &str) -> bool {
    // French has a space before a colon, Chinese a wide one.
    let title = title.replace(['：', '\u{a0}'], ": ").replace(" :", ":");
    let parts: Vec<&str> = title.split(": ").map(str::trim).filter(|part| !part.is_empty()).collect();
    let begins = |part: &str, words: &[&str]| {
        let first = part.split_whitespace().next().unwrap_or_default().to_lowercase();
        words.contains(&first.as_str())
    };
    let (Some(last), Some(series), true) = (parts.last(), parts.first(), parts.len() > 1) else { return false };
    let is_counted = begins(last, &EPISODES) && last.split_whitespace().count() == 2;
    let is_season = |part: &&str| {
        begins(part, &SEASONS)
            // "Stranger Things: Stranger Things 3: ...", and seasons whose word is written with their number.
            || part.strip_prefix(series).is_some_and(|rest| rest.trim().parse::<u32>().is_ok())
            || SIGNS.iter().any(|sign| part.contains(sign) && part.contains(char::is_numeric))
            || part.split_once(". ").is_some_and(|(n, word)| n.parse::<u32>().is_ok() && begins(word, &SEASONS))
    };
    is_counted || parts[1..parts.len() - 1].iter().any(is_season)
}

/// Signs for a season in languages without spaces between words.
const SIGNS: [&str; 4] = ["シーズン", "シリーズ", "季", "시즌"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn episodes_are_told_from_films() {
        for title in [
            "Stranger Things: Season 1: Chapter One: The Vanishing of Will Byers",
            "The Queen's Gambit: Limited Series: Openings",
            "Dark: Staffel 1: Geheimnisse",
            "Money Heist: Part 2: Episode 1",
            "Collateral: Episode 2",
            "Lupin : Saison 1 : Chapitre 1",
            "Stranger Things: Stranger Things 3: Chapter One: Suzie, Do You Copy?",
            "全裸監督: シーズン1: 第1話",
            "怪奇物語: 第 1 季: 第一章",
            "Narcos: Temporada 1: Descenso",
            "Besenyő: 1. évad: Kezdet",
        ] {
            assert!(is_episode(title), "{title}");
        }
        for title in [
            "Alien",
            "Dune: Part Two",
            "Kill Bill: Vol. 1",
            "Mission: Impossible - Fallout",
            "Star Wars: Episode IV - A New Hope",
        ] {
            assert!(!is_episode(title), "{title}");
        }
    }
}
