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

/// Whether a title has the numbers of a season and an episode, as players write them: `Fargo - s01e02`, `Season 1, Ep. 2`.
pub(super) fn is_numbered_episode(title: &str) -> bool {
    let lower = title.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: Option<&&str>| word.is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
    let is_code = |word: &&str| {
        let parts = word.strip_prefix('s').and_then(|rest| rest.split_once('e'));
        parts.is_some_and(|(season, episode)| {
            is_number(Some(&season)) && is_number(Some(&episode)) && !season.is_empty() && !episode.is_empty()
        })
    };
    let numbered =
        |names: &[&str]| (0..words.len()).any(|at| names.contains(&words[at]) && is_number(words.get(at + 1)));
    words.iter().any(is_code)
        || numbered(&["season", "staffel", "saison", "temporada"])
            && numbered(&["episode", "ep", "folge", "épisode", "episodio"])
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
        for title in
            ["Fargo - s01e02 - The Rooster Prince", "The Boys, Season 1 - Episode 1", "The Expanse - Season 2, Ep. 3"]
        {
            assert!(is_numbered_episode(title), "{title}");
        }
        for title in ["Season of the Witch", "Star Wars: Episode 4 - A New Hope", "se7en", "Se7en", "Season 2"] {
            assert!(!is_numbered_episode(title), "{title}");
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
