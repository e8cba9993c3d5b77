//! Netflix' viewing history, which names episodes and films alike by a title.

/// Words that begin the part between a series' name and an episode's, in the languages that most exports have.
const SEASONS: [&str; 20] = [
    "season",
    "series",
    "limited",
    "miniseries",
    "part",
    "volume",
    "book",
    "chapter",
    "collection",
    "staffel",
    "miniserie",
    "teil",
    "saison",
    "partie",
    "temporada",
    "parte",
    "stagione",
    "seizoen",
    "säsong",
    "sezon",
];
/// Words that begin an episode's name that is only its number.
const EPISODES: [&str; 8] = ["episode", "folge", "épisode", "episodio", "episódio", "aflevering", "avsnitt", "odcinek"];

/// Whether a title is an episode's: `Dark: Season 1: Secrets`. A film's part comes last: `Dune: Part Two`.
pub(super) fn is_episode(title: &str) -> bool {
    let parts: Vec<&str> = title.split(": ").collect();
    let begins = |part: &str, words: &[&str]| {
        let first = part.split_whitespace().next().unwrap_or_default().to_lowercase();
        words.contains(&first.as_str())
    };
    let (Some(last), true) = (parts.last(), parts.len() > 1) else { return false };
    let is_counted = begins(last, &EPISODES) && last.split_whitespace().count() == 2;
    is_counted || parts[1..parts.len() - 1].iter().any(|part| begins(part, &SEASONS))
}

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
