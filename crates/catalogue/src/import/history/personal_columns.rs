//! Columns in which people and sites say what they think of a film: ratings, shelves, ticks.

use super::super::columns::{key, words};

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
pub(super) type RatingColumn<'a> = (&'a str, Option<f64>);

/// The columns that can have a viewer's rating, the likeliest first; with `only_own` those alone that are named as one's own.
pub(super) fn rating_columns(names: &[String], only_own: bool) -> Vec<RatingColumn<'_>> {
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

/// Columns with the day of a rating, to find the newest.
pub(super) const DAYS: [&str; 9] = [
    "daterated",
    "ratedat",
    "watcheddate",
    "lastwatchedat",
    "date",
    "打分日期",
    "创建时间",
    "timestamp",
    "userratedat",
];
/// Columns with the shelf that a film stands on, and what the shelves mean.
pub(super) const SHELVES: [&str; 6] = ["status", "watchlist", "shelf", "watchstatus", "liststatus", "状态"];
const WANTED: [&str; 69] = [
    "plantowatch",
    "planned",
    "planning",
    "plan",
    "watchlist",
    "want",
    "wanttowatch",
    "wanttosee",
    "towatch",
    "tosee",
    "wish",
    "wishlist",
    "queue",
    "backlog",
    "unwatched",
    "notwatched",
    "notseen",
    "unseen",
    "notstarted",
    "geplant",
    "merkliste",
    "ungesehen",
    "avoir",
    "想看",
    "watchlater",
    "zusehen",
    "nochsehen",
    "nochzusehen",
    "nochansehen",
    "ansehen",
    "nochnichtgesehen",
    "nichtgesehen",
    "aregarder",
    "enviedevoir",
    "pasvu",
    "pasvus",
    "porver",
    "pendientes",
    "quierover",
    "novistas",
    "davedere",
    "nonvisti",
    "paraver",
    "paraassistir",
    "queroassistir",
    "querover",
    "naovistos",
    "хочупосмотреть",
    "хочусмотреть",
    "посмотреть",
    "несмотрел",
    "見たい",
    "観たい",
    "みたい",
    "未看",
    "보고싶은영화",
    "볼영화",
    "tezien",
    "nogtezien",
    "wilikzien",
    "attse",
    "dozobaczenia",
    "doobejrzenia",
    "izlenecekler",
    "moviestowatch",
    "filmstowatch",
    "moviestosee",
    "filmstosee",
    "filmezusehen",
];
const SEEN: [&str; 56] = [
    "completed",
    "complete",
    "finished",
    "done",
    "watched",
    "seen",
    "rewatched",
    "watching",
    "hold",
    "onhold",
    "dropped",
    "notinteresting",
    "collect",
    "gesehen",
    "vu",
    "visto",
    "vista",
    "看过",
    "看過",
    "在看",
    "vus",
    "vues",
    "dejavu",
    "vistas",
    "vistos",
    "yavistas",
    "visti",
    "viste",
    "giavisti",
    "assistidos",
    "assistido",
    "просмотрено",
    "посмотрел",
    "посмотрела",
    "смотрел",
    "見た",
    "観た",
    "視聴済み",
    "geschaut",
    "bereitsgesehen",
    "schongesehen",
    "gezien",
    "bekeken",
    "obejrzane",
    "sett",
    "sedda",
    "alreadyseen",
    "alreadywatched",
    "watchedmovies",
    "watchedfilms",
    "seenmovies",
    "seenfilms",
    "봤어요",
    "본영화",
    "izlediklerim",
    "gesehenefilme",
];

/// Whether a shelf, as [`key`] writes it, holds what is wanted, or what was seen.
pub(super) fn is_wanted_shelf(shelf: &str) -> bool {
    WANTED.contains(&shelf)
}

/// See [`is_wanted_shelf`].
pub(super) fn is_seen_shelf(shelf: &str) -> bool {
    SEEN.contains(&shelf)
}

/// Columns with a tick a film: liked, disliked, seen; and those that count how often it was played.
pub(super) const LIKED: [&str; 19] = [
    "liked",
    "like",
    "loved",
    "favorite",
    "favourite",
    "isfavorite",
    "isfavourite",
    "favorit",
    "favori",
    "favorito",
    "heart",
    "fav",
    "favs",
    "lieblingsfilm",
    "preferito",
    "preferiti",
    "isliked",
    "喜欢",
    "お気に入り",
];
pub(super) const DISLIKED: [&str; 5] = ["disliked", "dislike", "hated", "dislikes", "notforme"];
pub(super) const TICKED: [&str; 22] = [
    "seen",
    "watched",
    "viewed",
    "checked",
    "haswatched",
    "haveseen",
    "iswatched",
    "alreadyseen",
    "gesehen",
    "vu",
    "visto",
    "vista",
    "已看",
    "看过",
    "geschaut",
    "sett",
    "viste",
    "assistido",
    "visionato",
    "просмотрено",
    "視聴済み",
    "見た",
];
pub(super) const PLAYED: [&str; 6] =
    ["playcount", "plays", "watchedstatus", "played", "timeswatched", "flaggedwatched"];
/// Columns that only episodes have something in.
pub(super) const OF_EPISODES: [&str; 7] =
    ["season", "seasonnumber", "episode", "episodenumber", "episodetitle", "episodename", "grandparenttitle"];
/// What a column with kinds says of films in place of a shelf: TV Time's.
pub(super) const WANTED_KINDS: [&str; 2] = ["towatch", "follow"];
/// Columns of lists of books, music and games.
pub(super) const NO_FILMS: [&str; 9] =
    ["isbn", "isbn13", "bookid", "exclusiveshelf", "artistname", "trackname", "albumname", "appid", "playtimeforever"];

/// Columns with a tick for what is wanted.
pub(super) const WANT_TICKED: [&str; 8] =
    ["wanttosee", "wanttowatch", "towatch", "tosee", "inwatchlist", "onwatchlist", "wishlist", "merken"];
/// Columns whose words may be a rating, and may be a text.
pub(super) const OPINIONS: [&str; 12] = [
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

/// Whether a cell is ticked. An empty one is not; a date or any other text is.
pub(super) fn is_ticked(text: &str) -> bool {
    if text.trim().is_empty() {
        return false;
    }
    // A tick has no letters, and nor have an empty box, a dash and a cross that is crossed out.
    if matches!(text.trim(), "-" | "–" | "—" | "☐" | "⬜" | "❌" | "✗" | "✘" | "👎" | "[ ]") {
        return false;
    }
    let text = key(text);
    let is_no = matches!(
        text.as_str(),
        "0" | "no"
            | "n"
            | "false"
            | "nein"
            | "non"
            | "nee"
            | "nej"
            | "nie"
            | "нет"
            | "否"
            | "falsch"
            | "faux"
            | "falso"
            | "onwaar"
            | "falskt"
            | "fałsz"
            | "ложь"
            | "いいえ"
            | "none"
            | "null"
            | "nan"
    );
    !is_no
}
