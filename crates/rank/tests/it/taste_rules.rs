//! Rules that stay, on the starter catalogue: obeyed exactly by every list, and kept in files and links.

use std::sync::{Arc, LazyLock};

use matinee_catalogue::{Film, genres, starter, themes::FilmThemes};
use matinee_features::{Model, Params};
use matinee_rank::{Agreement, ListOptions, Ranker, Steer, Taste, TasteFile, TasteRule, TasteToken};

static RANKER: LazyLock<Ranker> =
    LazyLock::new(|| Ranker::new(Arc::new(Model::train(starter::catalogue(), &Params::default()).unwrap())));

fn rule(text: &str) -> TasteRule {
    text.parse().unwrap()
}

/// Whether a rule leaves a film out, said anew.
fn breaks(film: &Film, rule: &TasteRule) -> bool {
    match rule {
        TasteRule::Kind(name) => {
            let implied = FilmThemes::of(film).genres;
            genres::canonical_list(&film.genres).contains(&name.as_str())
                || film.genres.contains(name)
                || implied.iter().any(|genre| *genre == name)
        }
        TasteRule::Country(name) => film.countries.contains(name),
        TasteRule::Language(name) => film.languages.contains(name),
        TasteRule::Person(name) => film.directors.iter().chain(&film.writers).chain(&film.cast).any(|p| p == name),
        TasteRule::Theme(name) => {
            FilmThemes::of(film).themes.iter().any(|found| found.theme.name == *name) || film.keywords.contains(name)
        }
        TasteRule::Before(year) => film.year.get() < *year,
        TasteRule::After(year) => film.year.get() > *year,
        TasteRule::LongerThan(minutes) => film.runtime_minutes.is_some_and(|length| length > *minutes),
    }
}

const RULES: [&str; 8] = [
    "kind:horror",
    "country:France",
    "language:English",
    "person:Ridley Scott",
    "theme:heist film",
    "before:1970",
    "after:1990",
    "longer-than:120",
];

#[test]
fn every_list_obeys_every_rule_and_says_what_it_leaves_out() {
    let model = RANKER.model();
    let taste = Taste::from_ids(model, &["alien-1979", "heat-1995"], &[], &[]).unwrap();
    for text in RULES {
        let rule = rule(text);
        let steer = Steer::default().with_rules([rule.clone()]);
        let options = ListOptions { limit: 200, steer: steer.clone(), ..ListOptions::default() };
        let broken = |row: usize| breaks(model.film(row), &rule);
        let out = (0..model.films().len()).filter(|&row| !taste.names(row) && broken(row)).count();
        assert!(out > 3, "{text} is of no use to test with");
        let found = RANKER.recommend(&taste, &options).unwrap();
        assert!(!found.films.is_empty() && found.films.iter().all(|film| !broken(film.row)), "{text}");
        assert_eq!((found.rules[0].left_out, found.left_out), (out, out), "{text}");
        assert_eq!(RANKER.rule_effects(&taste, &steer), found.rules);
        let group =
            RANKER.recommend_together(&[taste.clone(), Taste::default()], Agreement::Average, &options).unwrap();
        assert!(group.films.iter().all(|film| !broken(film.row)), "{text}");
        let given: Vec<usize> = (0..200).collect();
        let among = RANKER.recommend_among(&taste, &steer, &given).unwrap();
        assert!(among.films.iter().all(|film| !broken(film.row)), "{text}");
        let row = (0..model.films().len()).find(|&row| broken(row)).unwrap();
        assert_eq!(RANKER.ruled_out_by(&steer, row), std::slice::from_ref(&rule));
        assert!(RANKER.explain(&taste, &steer, row).unwrap().left_out_by.contains(&text.to_owned()));
    }
}

#[test]
fn a_wish_in_words_leaves_the_rules_and_less_in_force() {
    let taste = Taste::from_ids(RANKER.model(), &["alien-1979"], &[], &[]).unwrap();
    let steer = Steer::default().lessening(vec!["war".to_owned()]).unwrap().with_rules([rule("before:1990")]);
    let mut options = ListOptions { limit: 50, steer, ..ListOptions::default() };
    RANKER.wish("science fiction").apply(RANKER.model(), &mut options).unwrap();
    assert_eq!(options.steer.lessened(), ["war"]);
    let found = RANKER.recommend(&taste, &options).unwrap();
    assert!(found.films.iter().all(|film| RANKER.model().film(film.row).year.get() >= 1990));
}

/// Whether a token's first byte is a version: its high six bits, and its low two at the head of the next six.
fn starts_as(version: u8, token: &str) -> bool {
    let second = token.chars().nth(1).unwrap_or_default();
    let seconds = if version == 1 { "QRSTUVWXYZabcdef" } else { "ghijklmnopqrstuv" };
    token.starts_with('A') && seconds.contains(second)
}

#[test]
fn rules_are_kept_in_files_and_links_and_old_ones_stay_readable() {
    let films = RANKER.model().films();
    let hashes = RANKER.film_hashes();
    let mut taste: TasteFile = "version = 1\nlike = [\"alien-1979\"]\n".parse().unwrap();
    let plain = TasteToken::write(&taste, hashes).unwrap();
    // As both were written before there were rules: the first byte of a link is its version.
    assert!(taste.to_string().contains("version = 1\n") && starts_as(1, &plain), "{plain}");
    for text in RULES {
        taste.add_rule(rule(text));
    }
    taste.add_rule(rule(RULES[0]));
    assert_eq!(taste.never.len(), RULES.len());
    let text = taste.to_string();
    assert!(text.contains("version = 2\n") && text.contains("  { country = \"France\" },\n  "), "{text}");
    assert!(text.contains("  { before = 1970 },"), "{text}");
    let again: TasteFile = text.parse().unwrap();
    assert_eq!(again.never, taste.never);
    let token = TasteToken::write(&taste, hashes).unwrap();
    assert!(starts_as(2, &token), "{token}");
    assert!(token.len() < plain.len() + 100, "{}", token.len());
    let opened = token.parse::<TasteToken>().unwrap().in_films(films, hashes).taste;
    assert_eq!(opened.never, taste.never);
    let found = opened.in_model(RANKER.model()).unwrap();
    assert_eq!(found.steer.rules(), taste.never);
    for wrong in [
        "version = 2\nnever = [{ colour = \"red\" }]",
        "version = 2\nnever = [{ before = \"soon\" }]",
        "version = 2\nnever = [{ kind = \"war\", country = \"France\" }]",
        "version = 2\nnever = [{ person = \"\" }]",
    ] {
        let error = wrong.parse::<TasteFile>().unwrap_err().to_string();
        assert!(error.starts_with("\"never\": "), "{error}");
    }
}
