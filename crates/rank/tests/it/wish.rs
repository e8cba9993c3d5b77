//! Wishes in words, on made-up films.

use std::sync::{Arc, LazyLock};

use matinee_catalogue::{Catalogue, Film, Year};
use matinee_features::{Model, Params};
use matinee_rank::{ListOptions, Ranker, Taste, Translations, Wish};
use proptest::prelude::*;

/// A title, a year, minutes, directors, kinds, country, language and themes; texts of several parts by "/".
type MadeUp = (&'static str, i64, u16, &'static str, &'static str, &'static str, &'static str, &'static str);

const FILMS: [MadeUp; 16] = [
    ("Shark", 1975, 124, "Steven Spielberg", "thriller", "United States", "English", "seaside/tense"),
    ("Raptors", 1993, 127, "Steven Spielberg", "science fiction", "United States", "English", "dinosaurs/tense"),
    ("The List", 1993, 195, "Steven Spielberg", "drama/history", "United States", "English", "heartbreaking"),
    ("Minority", 2002, 145, "Steven Spielberg", "science fiction", "United States", "English", "dystopia/tense"),
    ("Zodiac Murders", 2003, 132, "Bong Joon-ho", "crime/thriller", "South Korea", "Korean", "slow burn/bleak"),
    ("The Basement", 2019, 132, "Bong Joon-ho", "thriller/comedy", "South Korea", "Korean", "twist ending"),
    ("Chainsaw Summer", 1982, 84, "Tobe Hooper", "horror", "United States", "English", "slasher/gory"),
    ("Attic", 1984, 91, "Tobe Hooper", "horror", "United Kingdom", "English", "haunted house"),
    (
        "Far Station",
        1972,
        166,
        "Andrei Tarkovsky",
        "science fiction",
        "Soviet Union",
        "Russian",
        "slow burn/melancholic",
    ),
    ("The Zone", 1979, 161, "Andrei Tarkovsky", "science fiction", "Soviet Union", "Russian", "slow burn/melancholic"),
    ("Spirit Bath", 2001, 125, "Hayao Miyazaki", "anime/fantasy", "Japan", "Japanese", "feel-good"),
    ("Forest Friend", 1988, 86, "Hayao Miyazaki", "anime/family", "Japan", "Japanese", "feel-good/nothing frightening"),
    ("Brave Heart Takes Bride", 1995, 189, "Aditya Chopra", "romance", "India", "Hindi", "Bollywood musical"),
    ("Veer", 2004, 192, "Aditya Chopra", "romance", "India", "Hindi", "Bollywood musical"),
    ("Paris Heist", 1955, 118, "Jules Dassin", "crime", "France", "French", "heist film/Paris"),
    ("Topkapi Heist", 1964, 120, "Jules Dassin", "crime/comedy", "United States", "English", "heist film"),
];

pub(crate) static RANKER: LazyLock<Ranker> = LazyLock::new(|| {
    let split = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
    let film = |&(title, year, minutes, directors, genres, country, language, themes): &MadeUp| Film {
        directors: split(directors),
        genres: split(genres),
        countries: split(country),
        languages: split(language),
        themes: split(themes),
        runtime_minutes: Some(minutes),
        synopsis: format!("A zeppelin flies over the {}.", title.to_lowercase()),
        ..Film::new(title, Year::new(year).unwrap())
    };
    let films: Vec<Film> = FILMS.iter().map(film).collect();
    let model = Model::train(Catalogue::new(films).unwrap(), &Params::default()).unwrap();
    Ranker::new(Arc::new(model))
});

/// The titles of the list for a wish.
fn titles(text: &str) -> Vec<&'static str> {
    let mut options = ListOptions { limit: FILMS.len(), ..ListOptions::default() };
    let wish = RANKER.wish(text);
    wish.apply(RANKER.model(), &mut options).unwrap();
    let found = RANKER.recommend(&wish.added_to(&Taste::default()), &options).unwrap();
    found.films.iter().map(|film| RANKER.model().film(film.row).title.as_str()).collect()
}

fn sorted(text: &str) -> Vec<&'static str> {
    let mut titles = titles(text);
    titles.sort_unstable();
    titles
}

#[test]
fn phrases_are_read() {
    for (text, wanted) in [
        ("slow-burn melancholic sci-fi, nothing gory", "slow burn, melancholic, science fiction; not gory"),
        ("slowburn scifi", "slow burn, science fiction"),
        ("spielberg 90s", "Steven Spielberg, 1990s"),
        ("Speilberg", "Steven Spielberg"),
        ("steven speilberg films", "Steven Spielberg"),
        ("something by Steven Spielberg please", "Steven Spielberg"),
        ("hayao miazaki", "Hayao Miyazaki"),
        ("bong joon ho", "Bong Joon-ho"),
        ("korean thriller", "from South Korea, thriller"),
        ("a film in Korean", "in Korean"),
        ("Korean-language crime", "in Korean, crime"),
        ("80s horror", "1980s, horror"),
        ("horror movies from the eighties", "horror, 1980s"),
        ("under 90 minutes", "up to 89 minutes"),
        ("comedy under two hours", "comedy, up to 119 minutes"),
        ("short", "up to 90 minutes"),
        ("short films", "short"),
        ("long russian drama", "150 minutes or more, from Russia or Soviet Union, drama"),
        ("anime", "anime"),
        ("feel good", "feel-good"),
        ("feel-good movies", "feel-good"),
        ("not Bollywood", "not in Hindi"),
        ("no gore", "not gory"),
        ("without romance or gore", "not romance, not gory"),
        ("no romance, gore", "gory; not romance"),
        ("nothing too scary", "not frightening"),
        ("nothing frightening", "nothing frightening"),
        ("-horror comedy", "comedy; not horror"),
        ("from 2010", "from 2010"),
        ("science fiction before 1980", "science fiction, until 1979"),
        ("1994", "1994"),
        ("80s or 90s", "1980s, 1990s"),
        ("heists set in Paris", "heist film, Paris"),
        ("french", "from France"),
        ("in French", "in French"),
        ("films about dinosaurs", "dinosaurs"),
        ("haunted houses", "haunted house"),
        ("funny", "comedy"),
        ("romcom", "comedy and romance"),
        ("zombies", "zombie film"),
        ("no zombies", "not zombie film"),
        ("not 80s", "not 1980s"),
        ("not too long", "up to 120 minutes"),
        ("something like Shark but funny", "like Shark, comedy"),
        ("movies similar to far station and the zone", "like Far Station, like The Zone"),
        ("in the style of The List, not too long", "like The List, up to 120 minutes"),
        ("Chainsaw Summer but in French", "like Chainsaw Summer, in French"),
        ("Attic meets Spirit Bath", "like Attic, like Spirit Bath"),
        ("I loved The Basement", "like The Basement"),
        ("I like horror", "horror"),
        ("not like Shark", "not like Shark"),
        ("horror, unlike Attic and Shark", "horror; not like Attic, not like Shark"),
        ("something like it", ""),
        ("without subtitles", "in English"),
        ("no blood", "not gory"),
        ("horror with zeppelins", "horror, “zeppelins”"),
        ("qwxzy vbnmk", "“qwxzy vbnmk”"),
        ("the of a", ""),
        ("not", ""),
        ("", ""),
    ] {
        assert_eq!(RANKER.wish(text).described(), wanted, "{text}");
    }
}

#[test]
fn conditions_are_exact() {
    for (text, wanted) in [
        ("spielberg 90s", &["Raptors", "The List"][..]),
        ("korean thriller", &["The Basement", "Zodiac Murders"]),
        ("80s horror under 90 minutes", &["Chainsaw Summer"]),
        ("anime", &["Forest Friend", "Spirit Bath"]),
        ("in French", &["Paris Heist"]),
        ("sci-fi from the 70s or 90s", &["Far Station", "Raptors", "The Zone"]),
        ("korean or french crime", &["Paris Heist", "Zodiac Murders"]),
        ("comedy crime", &["Topkapi Heist"]),
        ("horror not 1982", &["Attic"]),
        ("anime not short", &["Spirit Bath"]),
        ("bollywood from 2000", &["Veer"]),
        // No film is of both.
        ("spielberg miyazaki sci-fi", &["Minority", "Raptors"]),
    ] {
        assert_eq!(sorted(text), wanted, "{text}");
    }
}

#[test]
fn films_that_bear_what_is_asked_for_come_first() {
    let mut first = titles("slow burn, melancholic");
    first.truncate(3);
    assert_eq!(first[2], "Zodiac Murders", "it bears one of the two");
    assert!(first[..2].contains(&"Far Station") && first[..2].contains(&"The Zone"), "{first:?}");
    assert_eq!(titles("slow burn").len(), FILMS.len(), "a theme is no condition");
    assert_eq!(titles("flying raptors")[0], "Raptors", "words are searched for");
}

#[test]
fn what_is_not_wanted_is_muted() {
    let mut options = ListOptions { limit: 5, ..ListOptions::default() };
    let wish = RANKER.wish("sci-fi, no gore, not spielberg, not french, without zeppelins");
    wish.apply(RANKER.model(), &mut options).unwrap();
    assert_eq!(options.steer.muted(), ["gory", "Steven Spielberg", "France", "zeppelins"]);
    assert!(options.steer.boosted().is_empty());
    assert!(wish.is_telling());
}

#[test]
fn names_of_other_languages_are_read_where_they_are_given() {
    let names = [("Krimi", "crime"), ("Südkorea", "South Korea"), ("Koreanisch", "Korean")];
    let words =
        [("nicht", "not"), ("aus", "from"), ("unter", "under"), ("Minuten", "minutes"), ("wie", "like"), ("von", "by")];
    let owned = |pairs: &[(&str, &str)]| pairs.iter().map(|&(a, b)| (a.to_owned(), b.to_owned())).collect();
    let translations = Translations { names: owned(&names), words: owned(&words) };
    let ranker = Ranker::new(Arc::clone(RANKER.model())).with_translations(translations);
    for (text, wanted) in [
        ("Krimi unter 90 Minuten", "crime, up to 89 minutes"),
        ("aus Südkorea, nicht Krimi", "from South Korea; not crime"),
        ("wie Shark, von Spielberg", "like Shark, Steven Spielberg"),
    ] {
        assert_eq!(ranker.wish(text).described(), wanted, "{text}");
    }
    assert_eq!(ranker.wish("krimi südkorea").described(), "crime, from South Korea");
    assert_eq!(ranker.wish("Krimis, koreanisch").described(), "crime, from South Korea");
    assert_eq!(RANKER.wish("krimi").described(), "“krimi”");
}

#[test]
fn a_part_can_be_taken_out() {
    let wish = RANKER.wish("slow-burn melancholic sci-fi, nothing gory");
    let without: Vec<String> = wish.parts().iter().map(|part| wish.without(part)).collect();
    assert_eq!(
        without,
        [
            "melancholic sci-fi, nothing gory",
            "slow-burn, sci-fi, nothing gory",
            "slow-burn melancholic, nothing gory",
            "slow-burn melancholic sci-fi",
        ]
    );
    for (text, part) in without.iter().zip(wish.parts()) {
        let others: Vec<_> = wish.parts().iter().filter(|other| *other != part).map(|other| &other.meaning).collect();
        assert_eq!(RANKER.wish(text).parts().iter().map(|part| &part.meaning).collect::<Vec<_>>(), others, "{text}");
    }
}

#[test]
fn words_that_no_film_has_are_told() {
    let nowhere =
        |text: &str| RANKER.wish(text).found_nowhere(RANKER.model()).map(|part| part.text.clone()).collect::<Vec<_>>();
    assert_eq!(nowhere("horror qwxzyv"), ["qwxzyv"]);
    assert_eq!(nowhere("horror, enigmatic"), ["enigmatic"], "a mood that no film bears");
    assert!(nowhere("horror zeppelin").is_empty() && nowhere("slow burn").is_empty());
    assert!(!RANKER.wish("qwxzyv").is_telling() && !RANKER.wish("").is_telling());
}

#[test]
fn a_long_wish_is_cut() {
    let long = "horror ".repeat(10_000);
    let wish = RANKER.wish(&long);
    assert_eq!(wish.text().chars().count(), matinee_rank::MAX_WISH_CHARS);
    assert!(wish.parts().len() < 30);
}

fn reads(wish: &Wish) {
    for part in wish.parts() {
        let without = wish.without(part);
        assert!(without.len() <= wish.text().len() + 2, "{without:?}");
    }
    let mut options = ListOptions { limit: 3, ..ListOptions::default() };
    wish.apply(RANKER.model(), &mut options).unwrap();
    RANKER.recommend(&Taste::default(), &options).unwrap();
}

proptest! {
    #[test]
    fn noise_is_read(text in "\\PC{0,80}") {
        reads(&RANKER.wish(&text));
    }

    #[test]
    fn mixed_words_are_read(words in prop::collection::vec(prop::sample::select(vec![
        "not", "no", "or", "-", ",", ".", "90", "90s", "1994", "1.5", "hours", "under", "between", "and", "from", "to", "the",
        "horror", "spielberg", "in", "set", "french", "language", "é", "七人", "2h30", "'", "half", "a", "minutes", "early", "99999999999",
    ]), 0..20), glue in prop::sample::select(vec![" ", "", "-"])) {
        reads(&RANKER.wish(&words.join(glue)));
    }
}

#[test]
fn a_title_that_is_not_there_is_told() {
    let title = |row: &usize| RANKER.model().film(*row).title.as_str();
    for (query, first) in [
        ("Raptors", "Raptors"),
        ("the zone", "The Zone"),
        ("raptrs", "Raptors"),
        ("brave heart", "Brave Heart Takes Bride"),
        ("attic 1984", "Attic"),
        ("Tarkovsky", "Far Station"),
    ] {
        let found = RANKER.find(query, 5);
        assert!(found.is_here && found.nearest.is_empty(), "{query}: {found:?}");
        let is_first = found.films.first().is_some_and(|row| title(row) == first);
        assert!(is_first || query == "Tarkovsky", "{query}: {found:?}");
    }
    for query in ["Grizzly Heart", "il postino", "der pate", "Zodiac Man"] {
        let found = RANKER.find(query, 5);
        assert!(!found.is_here && found.wish.is_none(), "{query}: {found:?}");
    }
    let missing = RANKER.find("Attic Secrets", 5);
    assert_eq!(title(&missing.nearest[0]), "Attic");
    assert!(!missing.is_here && missing.wish.is_none(), "secrets are a theme, but only half of it: {missing:?}");
    let mixed = RANKER.find("80s horror zeppelins", 5);
    assert!(mixed.is_here && mixed.wish.is_some(), "two parts are known, which no title says: {mixed:?}");
    for (query, wish) in [
        ("speilberg", "Steven Spielberg"),
        ("80s horror", "1980s, horror"),
        ("spielberg 90s", "Steven Spielberg, 1990s"),
    ] {
        let found = RANKER.find(query, 5);
        assert_eq!(found.wish.map(|wish| wish.described()).as_deref(), Some(wish), "{query}");
        assert!(found.is_here, "{query}");
    }
    assert!(RANKER.find("Paris Heist", 5).wish.is_none(), "a title is no wish");
}
