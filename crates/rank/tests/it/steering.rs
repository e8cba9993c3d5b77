//! What muting, lessening and boosting a term does to lists, on the starter catalogue.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use matinee_catalogue::themes::FilmThemes;
use matinee_catalogue::{Film, genres, starter};
use matinee_features::{Field, Model, Params, Row};
use matinee_rank::{Agreement, Filter, ListOptions, MutedTerm, Ranker, Recommendations, Steer, Taste};
use proptest::prelude::*;

static RANKER: LazyLock<Ranker> =
    LazyLock::new(|| Ranker::new(Arc::new(Model::train(starter::catalogue(), &Params::default()).unwrap())));

fn films() -> &'static [Film] {
    RANKER.model().films()
}

fn row(id: &str) -> Row {
    RANKER.model().titles().row_of(id).unwrap()
}

fn liking(ids: &[&str]) -> Taste {
    Taste::from_ids(RANKER.model(), ids, &[], &[]).unwrap()
}

fn muting(terms: &[&str]) -> Steer {
    Steer::new(terms.iter().map(|&term| term.to_owned()).collect(), Vec::new()).unwrap()
}

fn lessening(term: &str) -> Steer {
    Steer::default().lessening(vec![term.to_owned()]).unwrap()
}

fn boosting(term: &str) -> Steer {
    Steer::new(Vec::new(), vec![term.to_owned()]).unwrap()
}

fn list(taste: &Taste, steer: Steer, limit: usize) -> Recommendations {
    RANKER.recommend(taste, &ListOptions { steer, limit, ..ListOptions::default() }).unwrap()
}

fn rows(found: &Recommendations) -> Vec<Row> {
    found.films.iter().map(|film| film.row).collect()
}

/// Whether a film bears a term.
type Bears<'a> = &'a dyn Fn(&Film) -> bool;

/// The genres of a film, and those that its themes imply.
fn all_genres(film: &Film) -> Vec<&'static str> {
    [genres::canonical_list(&film.genres), FilmThemes::of(film).genres].concat()
}

fn has_theme(film: &Film, theme: &str) -> bool {
    FilmThemes::of(film).themes.iter().any(|found| found.theme.name == theme)
}

fn people(film: &Film) -> impl Iterator<Item = &String> {
    film.directors.iter().chain(&film.writers).chain(&film.cast)
}

/// A keyword of a few films that is no theme.
fn keyword() -> &'static str {
    let own = films().iter().flat_map(|film| FilmThemes::of(film).keywords);
    let is_kept = |word: &&str| words_of_stories_and_keywords(word);
    own.into_iter().find(is_kept).expect("a keyword that several films have")
}

fn words_of_stories_and_keywords(word: &str) -> bool {
    let model = RANKER.model();
    model.vocabulary().find(Field::Keywords, word, model.params().analyzer()).is_some()
}

/// A frequent word of stories that no film bears.
fn story_word() -> &'static str {
    let vocabulary = RANKER.model().vocabulary();
    let words = vocabulary.terms()[vocabulary.columns_of(Field::Words)].iter().map(|term| term.text.as_str());
    let is_borne = |word: &&str| list(&Taste::default(), muting(&[word]), 1).muted[0].left_out.is_some();
    words.filter(|word| !word.contains(' ')).find(|word| !is_borne(word)).unwrap()
}

#[test]
fn muting_leaves_out_exactly_the_films_that_bear_the_term() {
    let keyword = keyword();
    let is_keyword = |film: &Film| film.keywords.iter().chain(&film.themes).any(|other| other == keyword);
    let kinds: [(&str, Bears<'_>); 8] = [
        ("romance", &|film| all_genres(film).contains(&"romance")),
        ("Sci-Fi", &|film| all_genres(film).contains(&"science fiction")),
        ("heist", &|film| has_theme(film, "heist film")),
        ("sigourney weaver", &|film| people(film).any(|name| name == "Sigourney Weaver")),
        ("Akira Kurosawa", &|film| people(film).any(|name| name == "Akira Kurosawa")),
        // A story may be set there too.
        ("Iran", &|film| film.countries.iter().any(|name| name == "Iran") || has_theme(film, "Iran")),
        ("Japanese", &|film| film.languages.iter().any(|name| name == "Japanese")),
        (keyword, &is_keyword),
    ];
    let taste = liking(&["alien-1979", "heat-1995"]);
    for (term, bears) in kinds {
        let open = |film: &&Film| !["alien-1979", "heat-1995"].contains(&film.id.as_str());
        let borne = films().iter().filter(open).filter(|film| bears(film)).count();
        assert!(borne > 0, "{term}");
        let found = list(&taste, muting(&[term]), 200);
        assert_eq!(found.left_out, borne, "{term}");
        assert_eq!(found.muted, [MutedTerm { term: term.to_owned(), left_out: Some(borne) }]);
        assert_eq!(found.fitting + found.left_out, films().len() - 2);
        assert!(found.films.iter().all(|film| !bears(&films()[film.row])), "{term}");
        assert!(!found.unknown_terms.contains(&term.to_owned()));
    }
}

#[test]
fn terms_are_read_as_people_write_them() {
    let taste = liking(&["goodfellas-1990", "notting-hill-1999"]);
    for (written, name) in [
        ("UK", "United Kingdom"),
        ("USA", "United States"),
        ("thrillers", "thriller"),
        ("war films", "war"),
        ("silent films", "silent"),
        ("zombies", "zombie film"),
        ("violence", "graphic violence"),
        ("New York", "New York City"),
        ("scorsese", "Martin Scorsese"),
        ("Robert DeNiro", "Robert De Niro"),
    ] {
        let found = list(&taste, muting(&[written]), 200);
        let wanted = list(&taste, muting(&[name]), 1);
        assert!(found.left_out >= wanted.left_out && wanted.left_out > 0, "{written}: {}", found.left_out);
        let steer = muting(&[name]);
        assert!(rows(&found).iter().all(|&row| RANKER.left_out_by(&steer, row).is_empty()), "{written}");
        for steer in [muting(&[written]), lessening(written), boosting(written)] {
            assert!(list(&taste, steer, 1).unknown_terms.is_empty(), "{written}");
        }
    }
    // A loose word is one of stories; a decade is no more than a weight.
    for word in ["love", "80s"] {
        let found = list(&taste, muting(&[word]), 1);
        assert_eq!((found.left_out, found.muted[0].left_out), (0, None), "{word}");
    }
}

#[test]
fn a_muted_word_of_the_story_weighs_nothing_and_leaves_no_film_out() {
    let word = story_word();
    let found = list(&liking(&["alien-1979"]), muting(&[word]), 200);
    assert_eq!((found.left_out, found.fitting), (0, films().len() - 1));
    assert_eq!(found.muted, [MutedTerm { term: word.to_owned(), left_out: None }]);
    for film in found.films {
        let why = RANKER.explain(&liking(&["alien-1979"]), &muting(&[word]), film.row).unwrap();
        assert!(why.parts.iter().all(|part| !part.term.split(' ').any(|other| other == word)), "{word}");
        assert!(why.left_out_by.is_empty());
    }
}

#[test]
fn a_decade_is_lowered_and_leaves_no_film_out() {
    let found = list(&liking(&["alien-1979"]), muting(&["1970s"]), 10);
    assert_eq!((found.left_out, found.muted[0].left_out), (0, None));
    assert!(found.unknown_terms.is_empty());
}

#[test]
fn no_science_fiction_leaves_none_in_the_first_fifty() {
    let taste = liking(&["alien-1979", "blade-runner-1982", "the-matrix-1999"]);
    let found = list(&taste, muting(&["science fiction"]), 50);
    assert_eq!(found.films.len(), 50);
    for film in &found.films {
        assert!(!all_genres(&films()[film.row]).contains(&"science fiction"), "{}", films()[film.row].id);
    }
}

#[test]
fn no_romance_leaves_out_what_is_a_romance() {
    let taste = liking(&["when-harry-met-sally-1989", "sleepless-in-seattle-1993"]);
    let with = rows(&list(&taste, Steer::default(), 20));
    let without = rows(&list(&taste, muting(&["romance"]), 20));
    assert!(with.iter().filter(|&&row| all_genres(&films()[row]).contains(&"romance")).count() > 10);
    assert!(without.iter().all(|&row| !all_genres(&films()[row]).contains(&"romance")));
    let mail = row("youve-got-mail-1998");
    let why = RANKER.explain(&taste, &muting(&["romance", "western"]), mail).unwrap();
    assert_eq!(why.left_out_by, ["romance"]);
}

#[test]
fn what_is_left_out_is_counted_among_the_films_that_fit() {
    let filter = Filter { years: Some(1990..=1999), ..Filter::default() };
    let options = ListOptions {
        filter: filter.clone(),
        steer: muting(&["horror", "comedy"]),
        limit: 5,
        ..ListOptions::default()
    };
    let taste = Taste::from_ids(RANKER.model(), &["scream-1996"], &[], &["the-matrix-1999"]).unwrap();
    let found = RANKER.recommend(&taste, &options).unwrap();
    let fits = |film: &&Film| filter.fits(0, film) && !["scream-1996", "the-matrix-1999"].contains(&film.id.as_str());
    let bears = |film: &&Film, genre: &&str| all_genres(film).contains(genre);
    let count =
        |terms: &[&str]| films().iter().filter(fits).filter(|film| terms.iter().any(|term| bears(film, term))).count();
    assert_eq!(found.left_out, count(&["horror", "comedy"]));
    assert_eq!(
        found.muted.iter().map(|muted| muted.left_out).collect::<Vec<_>>(),
        [Some(count(&["horror"])), Some(count(&["comedy"]))]
    );
    assert!(found.muted.iter().filter_map(|muted| muted.left_out).sum::<usize>() > found.left_out, "some are both");
    assert_eq!(RANKER.count_fitting(&taste, &filter, &options.steer), found.fitting);
}

#[test]
fn a_person_of_one_film_alone_can_be_muted() {
    let mut films_of = std::collections::BTreeMap::<&String, BTreeSet<Row>>::new();
    for (row, film) in films().iter().enumerate() {
        people(film).for_each(|name| _ = films_of.entry(name).or_default().insert(row));
    }
    let (name, its) = films_of.into_iter().find(|(_, rows)| rows.len() == 1).unwrap();
    let found = list(&Taste::default(), muting(&[name]), 1);
    assert_eq!((found.left_out, found.unknown_terms), (1, Vec::new()), "{name} of {its:?}");
}

#[test]
fn less_of_a_term_lowers_its_films_and_leaves_none_out() {
    let taste = liking(&["alien-1979", "blade-runner-1982", "the-matrix-1999"]);
    let of_kind = |steer| {
        let found = list(&taste, steer, 200);
        assert_eq!((found.left_out, found.fitting), (0, films().len() - 3));
        let horror = |film: &Row| all_genres(&films()[*film]).contains(&"horror");
        rows(&found).into_iter().filter(horror).count()
    };
    let (as_it_is, less) = (of_kind(Steer::default()), of_kind(lessening("horror")));
    assert!(less < as_it_is * 3 / 4, "{less} of {as_it_is}");
    let score = |steer: &Steer, id| {
        let why = RANKER.explain(&taste, steer, row(id)).unwrap();
        let part = why.parts.iter().find(|part| part.term == "horror").map_or(0.0, |part| part.contribution);
        (why.score, part)
    };
    let (before, after) = (score(&Steer::default(), "aliens-1986"), score(&lessening("horror"), "aliens-1986"));
    assert!(after.0 < before.0 && before.1 > 0.0 && after.1 < 0.0, "{before:?} {after:?}");
    // It takes what a boost adds.
    let boosted = score(&boosting("horror"), "aliens-1986");
    assert!((boosted.1 - before.1 + after.1).abs() < 1e-6, "{before:?} {after:?} {boosted:?}");
    // Without picks the well-known films are all that is listed, the lessened ones last.
    let found = list(&Taste::default(), lessening("drama"), 50);
    assert!(
        !found.learnt
            && rows(&found).iter().all(|&row| !genres::canonical_list(&films()[row].genres).contains(&"drama"))
    );
}

#[test]
fn a_term_named_twice_is_steered_by_the_harder_wish() {
    let taste = liking(&["alien-1979"]);
    let term = || vec!["horror".to_owned()];
    let less = Steer::new(Vec::new(), term()).unwrap().lessening(term()).unwrap();
    let part = |steer: &Steer| {
        let parts = RANKER.explain(&taste, steer, row("aliens-1986")).unwrap().parts;
        parts.into_iter().find(|part| part.term == "horror").map(|part| part.contribution)
    };
    assert!(part(&less).unwrap() < 0.0);
    let all = Steer::new(term(), term()).unwrap().lessening(term()).unwrap();
    assert_eq!(part(&all), None);
}

#[test]
fn among_many_likes_of_one_taste_a_boost_weighs_about_as_one_of_them() {
    let tastes = [
        [
            "alien-1979",
            "blade-runner-1982",
            "the-matrix-1999",
            "the-terminator-1984",
            "predator-1987",
            "the-thing-1982",
        ],
        [
            "when-harry-met-sally-1989",
            "sleepless-in-seattle-1993",
            "notting-hill-1999",
            "pretty-woman-1990",
            "four-weddings-and-a-funeral-1994",
            "groundhog-day-1993",
        ],
        ["heat-1995", "goodfellas-1990", "casino-1995", "the-godfather-1972", "scarface-1983", "reservoir-dogs-1992"],
    ];
    let (mut moved, mut all) = (0, 0);
    for likes in tastes {
        let taste = liking(&likes);
        let before = rows(&list(&taste, Steer::default(), 50));
        for boost in ["war", "western", "musical", "sport"] {
            let after = rows(&list(&taste, boosting(boost), 50));
            let stay = after[..10].iter().filter(|row| before[..10].contains(row)).count();
            assert!(stay >= 5, "{boost} beside {likes:?}: {stay} of ten stay");
            let has = |rows: &[Row]| rows.iter().filter(|&&row| all_genres(&films()[row]).contains(&boost)).count();
            assert!(has(&after) >= has(&before), "{boost} beside {likes:?}");
            moved += usize::from(has(&after) > has(&before));
            all += 1;
        }
    }
    assert!(moved * 2 >= all, "{moved} of {all} boosts show in the first fifty");
    // Alone it decides.
    let alone = rows(&list(&Taste::default(), boosting("war"), 10));
    let war = alone.iter().filter(|&&row| all_genres(&films()[row]).contains(&"war")).count();
    assert!(war >= 8, "{war}");
}

/// Terms of all kinds that a film bears.
fn terms(film: &Film) -> Vec<String> {
    let read = FilmThemes::of(film);
    let mut terms: Vec<String> = all_genres(film).into_iter().map(str::to_owned).collect();
    terms.extend(read.themes.iter().map(|found| found.theme.name.clone()));
    terms.extend(people(film).chain(&film.countries).chain(&film.languages).cloned());
    terms.extend(film.keywords.iter().chain(&film.categories).cloned());
    // A decade in which a story is set is taken for that of the release.
    terms.retain(|term| !term.ends_with("0s"));
    terms
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn muting_lets_no_bearing_film_into_any_list(likes in prop::collection::vec(0usize..10_000, 0..4), from in 0usize..10_000, nth in prop::collection::vec(0usize..100, 1..4)) {
        let rows = |numbers: &[usize]| numbers.iter().map(|n| n % films().len()).collect::<Vec<Row>>();
        let taste = Taste::new(RANKER.model(), &rows(&likes), &[], &[]).unwrap();
        let borne = terms(&films()[from % films().len()]);
        let muted: BTreeSet<&str> = nth.iter().map(|n| borne[n % borne.len()].as_str()).collect();
        let steer = muting(&muted.iter().copied().collect::<Vec<_>>());
        let bears = |row: Row| terms(&films()[row]).iter().any(|term| muted.contains(term.as_str()));
        let options = ListOptions { steer: steer.clone(), limit: 200, ..ListOptions::default() };
        let found = RANKER.recommend(&taste, &options).unwrap();
        prop_assert!(found.films.iter().all(|film| !bears(film.row)), "{muted:?}");
        prop_assert_eq!(found.fitting + found.left_out, films().len() - taste.named().count());
        let all: Vec<Row> = (0..films().len()).collect();
        let among = RANKER.recommend_among(&taste, &steer, &all).unwrap();
        prop_assert!(among.films.len() == found.fitting && among.left_out == found.left_out);
        prop_assert!(among.films.iter().all(|film| !bears(film.row)), "{muted:?}");
        let group = RANKER.recommend_together(&[taste.clone(), Taste::default()], Agreement::Average, &options).unwrap();
        prop_assert!(group.left_out == found.left_out && group.films.iter().all(|film| !bears(film.row)), "{muted:?}");
        for row in [from % films().len(), found.films[0].row] {
            let why = RANKER.explain(&taste, &steer, row).unwrap();
            prop_assert_eq!(!why.left_out_by.is_empty(), bears(row));
        }
    }
}
