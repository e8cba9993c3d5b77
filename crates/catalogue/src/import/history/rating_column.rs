//! The column in which a table has its viewer's own ratings, whatever it is called.

use super::super::columns::{key, words};
use super::film::Opinion;
use super::rating::{self, GivenRating, rating};
use super::role::SheetRole;
use super::sheet::HistorySheet;

/// Columns with a viewer's own rating. Those of sites beside it ("IMDb Rating") have other names, but for the last ones, which
/// count only where no column is named as one's own.
const RATINGS: [&str; 10] = [
    "yourrating",
    "yourated",
    "myrating",
    "userrating",
    "我的评分",
    "个人评分",
    "starvalue",
    "rating",
    "stars",
    "评分",
];
/// How many of them are one's own by name.
const OWN_RATINGS: usize = 7;
/// Words for a rating, ...
const RATING_WORDS: [&str; 55] = [
    "verdict",
    "percentile",
    "rating",
    "ratings",
    "rate",
    "rated",
    "score",
    "stars",
    "note",
    "noten",
    "schulnote",
    "schulnoten",
    "zensur",
    "gesamtnote",
    "filmnote",
    "nota",
    "grade",
    "bewertung",
    "wertung",
    "sterne",
    "puntuacion",
    "calificacion",
    "valoracion",
    "voto",
    "valutazione",
    "avaliacao",
    "ocena",
    "betyg",
    "vurdering",
    "karakter",
    "waardering",
    "beoordeling",
    "cijfer",
    "puan",
    "hodnoceni",
    "arvosana",
    "оценка",
    "評価",
    "評分",
    "평점",
    "スコア",
    "点数",
    "採点",
    "별점",
    "점수",
    "puanim",
    "评价",
    "打分",
    "urteil",
    "overall",
    "оценил",
    "note20",
    "评级",
    "poeng",
    "terningkast",
];
/// ... for one's own, ...
const OWN_WORDS: [&str; 20] = [
    "my", "your", "user", "own", "personal", "mein", "meine", "deine", "ihre", "eigene", "ma", "mi", "tu", "mia",
    "minha", "moja", "mitt", "mijn", "moje", "моя",
];
/// ... and for that of others, or for something else.
const OTHER_WORDS: [&str; 42] = [
    "official",
    "imdb",
    "tmdb",
    "trakt",
    "letterboxd",
    "simkl",
    "mal",
    "douban",
    "kinopoisk",
    "kp",
    "rt",
    "rotten",
    "tomatoes",
    "tomatometer",
    "meta",
    "metacritic",
    "metascore",
    "critic",
    "critics",
    "audience",
    "community",
    "global",
    "public",
    "average",
    "avg",
    "mean",
    "moyenne",
    "media",
    "presse",
    "mpaa",
    "content",
    "age",
    "certificate",
    "count",
    "num",
    "votes",
    "date",
    "on",
    "at",
    "key",
    "type",
    "количество",
];

/// A column with ratings, and the best one if its name says it: `Score /5`, `Rating10`.
type RatingColumn<'a> = (&'a str, Option<f64>);

/// The columns that can have a viewer's rating, the likeliest first; with `only_own` those alone that are named as one's own.
fn rating_columns(names: &[String], only_own: bool) -> Vec<RatingColumn<'_>> {
    let exact = |known: &[&str]| -> Vec<&String> {
        known.iter().filter_map(|known| names.iter().find(|name| key(name) == *known)).collect()
    };
    let guessed = |own: bool| {
        names.iter().filter(move |name| {
            let words: Vec<String> =
                words(name).iter().map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()).collect();
            let has = |list: &[&str]| words.iter().any(|word| list.iter().any(|known| key(known) == *word));
            has(&RATING_WORDS) && !has(&OTHER_WORDS) && (has(&OWN_WORDS) || !own)
        })
    };
    let mut found = exact(&RATINGS[..OWN_RATINGS]);
    found.extend(guessed(true));
    // Where one is one's own by name, the others are everybody's.
    if found.is_empty() && !only_own {
        found = exact(&RATINGS[OWN_RATINGS..]);
        found.extend(guessed(false));
    }
    found.into_iter().map(|name| (name.as_str(), best_by_name(name))).collect()
}

/// The best rating that the name of a column says.
pub(super) fn best_by_name(name: &str) -> Option<f64> {
    let last = name.split(|c: char| !c.is_ascii_digit()).rfind(|digits| !digits.is_empty())?;
    [5.0, 6.0, 10.0, 20.0, 100.0].into_iter().find(|best| last.parse() == Ok(*best))
}

/// Columns whose words may be a rating, and may be a text.
const OPINIONS: [&str; 12] = [
    "opinion",
    "myopinion",
    "meinung",
    "meinemeinung",
    "avis",
    "monavis",
    "opinione",
    "opiniao",
    "мнение",
    "thumbs",
    "thumb",
    "daumen",
];

impl HistorySheet {
    /// The column with the viewer's ratings, and the best one if its name says it. In a list of what is wanted, a rating that
    /// is not called one's own is everybody's.
    pub(super) fn rating_column(&self) -> (Option<&str>, Option<f64>) {
        let only_own = self.role == SheetRole::Says(Opinion::Want);
        let mut columns = rating_columns(&self.names, only_own);
        let says_much = |name: &&String| {
            let texts: Vec<String> = self.values(name).filter(|text| !text.trim().is_empty()).collect();
            let is_said =
                |text: &&String| rating::opinion(text).is_some() || matches!(rating(text), GivenRating::Given(..));
            !texts.is_empty() && texts.iter().filter(is_said).count() * 2 > texts.len()
        };
        let opinions = self.names.iter().filter(|name| OPINIONS.contains(&key(name).as_str()));
        columns.extend(opinions.filter(says_much).map(|name| (name.as_str(), None)));
        let is_used = |(name, _): &&RatingColumn| self.values(name).any(|text| rating(&text) != GivenRating::None);
        let used = columns.iter().find(is_used).or(columns.first());
        used.map_or((None, None), |(name, best)| (Some(*name), *best))
    }
}
