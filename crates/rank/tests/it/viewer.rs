//! What a viewer expects of the first films of a list, on the starter catalogue.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use matinee_catalogue::{Catalogue, Film, Year, genres, starter};
use matinee_features::{Model, Params, Row};
use matinee_rank::{Closeness, Group, ListOptions, Ranker, Steer, Taste};

static RANKER: LazyLock<Ranker> =
    LazyLock::new(|| Ranker::new(Arc::new(Model::train(starter::catalogue(), &Params::default()).unwrap())));

fn taste(likes: &[&str]) -> Taste {
    Taste::from_ids(RANKER.model(), likes, &[], &[]).unwrap()
}

/// The first films for these likes.
fn first(likes: &[&str], limit: usize, closeness: Closeness) -> Vec<Row> {
    let options = ListOptions { limit, closeness, ..ListOptions::default() };
    RANKER.recommend(&taste(likes), &options).unwrap().films.iter().map(|film| film.row).collect()
}

fn first_ten(likes: &[&str]) -> Vec<Row> {
    first(likes, 10, Closeness::default())
}

fn film(row: Row) -> &'static Film {
    RANKER.model().film(row)
}

fn is(row: Row, genre: &str) -> bool {
    genres::canonical_list(&film(row).genres).contains(&genre)
}

fn titles(rows: &[Row]) -> Vec<&'static str> {
    rows.iter().map(|&row| film(row).title.as_str()).collect()
}

#[test]
fn a_taste_of_one_form_or_strong_kind_leads_to_it() {
    for (likes, genre) in [
        (&["hoop-dreams-1994"][..], "documentary"),
        (&["grizzly-man-2005"], "documentary"),
        (&["man-on-wire-2008", "the-act-of-killing-2012"], "documentary"),
        (&["your-name-2016"], "anime"),
        (&["akira-1988", "ghost-in-the-shell-1995"], "anime"),
        (&["toy-story-1995"], "animation"),
        (&["sunrise-a-song-of-two-humans-1927"], "silent"),
        (&["hereditary-2018", "the-conjuring-2013"], "horror"),
        (&["unforgiven-1992", "the-searchers-1956"], "western"),
        // These share Germany and horror too, which hardly a silent film has.
        (&["nosferatu-1922", "the-cabinet-of-dr-caligari-1920"], "silent"),
        (&["the-maltese-falcon-1941", "the-big-sleep-1946", "laura-1944"], "film noir"),
        (&["goldfinger-1964", "casino-royale-2006"], "spy"),
    ] {
        let list = first_ten(likes);
        let of_kind = list.iter().filter(|&&row| is(row, genre)).count();
        assert!(of_kind >= 8, "{likes:?}: {of_kind} of {:?}", titles(&list));
    }
}

#[test]
fn a_taste_of_one_look_leads_to_it() {
    for (likes, theme) in [
        (&["fantastic-mr-fox-2009"][..], "stop motion"),
        (&["coraline-2009", "the-nightmare-before-christmas-1993"], "stop motion"),
        (&["the-lighthouse-2019", "frances-ha-2012"], "black and white"),
    ] {
        let list = first_ten(likes);
        let has_theme = |&&row: &&Row| film(row).themes.iter().any(|other| other == theme);
        let of_theme = list.iter().filter(has_theme).count();
        assert!(of_theme >= 8, "{likes:?}: {of_theme} of {:?}", titles(&list));
    }
}

#[test]
fn a_form_is_held_to_where_hundreds_of_other_films_are_nearer() {
    let film = |n: usize| {
        let (genre, story) = match n {
            0 => ("documentary", "Two boys of Chicago play basketball and hope for a scholarship."),
            1..40 => ("documentary", "A baker of Lisbon kneads bread before dawn."),
            40..240 => ("drama", "Two boys of Chicago play basketball and hope for a scholarship."),
            _ => ("romance", "A widow of Vienna writes letters to a sailor."),
        };
        Film {
            genres: vec![genre.to_owned(), if n == 0 || (40..240).contains(&n) { "sport" } else { "music" }.to_owned()],
            directors: vec![format!("Director {}", n % 200)],
            synopsis: format!("{story} It is year {n}."),
            ..Film::new(&format!("Film {n}"), Year::new(1950).unwrap())
        }
    };
    let films = (0..1_000).map(film).collect();
    let params = Params { max_share: 1.0, ..Params::default() };
    let ranker = Ranker::new(Arc::new(Model::train(Catalogue::new(films).unwrap(), &params).unwrap()));
    let model = ranker.model();
    let like = (0..1_000).find(|&row| model.film(row).title == "Film 0").unwrap();
    let taste = Taste::new(model, &[like], &[], &[]).unwrap();
    let found = ranker.recommend(&taste, &ListOptions { limit: 10, ..ListOptions::default() }).unwrap().films;
    let of_form = found.iter().filter(|film| model.film(film.row).genres[0] == "documentary").count();
    assert!(of_form >= 8, "{of_form}");
}

#[test]
fn a_taste_of_one_origin_leads_to_it() {
    for (likes, country) in [
        (&["3-idiots-2009", "dangal-2016"][..], "India"),
        (&["parasite-2019", "oldboy-2003", "memories-of-murder-2003"], "South Korea"),
        (&["tokyo-story-1953", "ikiru-1952"], "Japan"),
        // Both were made with France and others too.
        (&["ida-2013", "cold-war-2018"], "Poland"),
    ] {
        let list = first_ten(likes);
        let from_there = list.iter().filter(|&&row| film(row).countries.iter().any(|name| name == country)).count();
        assert!(from_there >= 8, "{likes:?}: {from_there} of {:?}", titles(&list));
    }
}

#[test]
fn two_opposite_picks_each_lead_to_half_of_the_list() {
    for [one, other] in [["mad-max-fury-road-2015", "tokyo-story-1953"], ["hereditary-2018", "paddington-2014"]] {
        let list = first_ten(&[one, other]);
        let row = |id: &str| RANKER.model().titles().row_of(id).unwrap();
        let is_of_one = |&&film: &&Row| {
            let matrix = RANKER.model().matrix();
            matrix.cosine(film, row(one)) > matrix.cosine(film, row(other))
        };
        let of_one = list.iter().filter(is_of_one).count();
        assert_eq!(of_one, 5, "{one} and {other}: {:?}", titles(&list));
    }
}

#[test]
fn a_mixed_taste_gets_its_kinds_in_the_proportion_of_its_picks() {
    const HORROR: [&str; 7] = [
        "hereditary-2018",
        "the-shining-1980",
        "halloween-1978",
        "the-exorcist-1973",
        "it-follows-2014",
        "the-witch-2015",
        "the-babadook-2014",
    ];
    const WESTERNS: [&str; 6] = [
        "unforgiven-1992",
        "the-good-the-bad-and-the-ugly-1966",
        "the-searchers-1956",
        "rio-bravo-1959",
        "high-noon-1952",
        "stagecoach-1939",
    ];
    const ROMANCES: [&str; 5] = [
        "notting-hill-1999",
        "when-harry-met-sally-1989",
        "love-actually-2003",
        "youve-got-mail-1998",
        "pretty-woman-1990",
    ];
    for (most, others, genre, wanted) in [
        (&HORROR[..], &["paddington-2014", "toy-story-1995", "babe-1995"][..], "family", 2..=4),
        (
            &WESTERNS,
            &["singin-in-the-rain-1952", "la-la-land-2016", "the-umbrellas-of-cherbourg-1964"],
            "musical",
            2..=4,
        ),
        (&ROMANCES, &["saving-private-ryan-1998"], "war", 1..=3),
    ] {
        let list = first_ten(&[most, others].concat());
        let of_kind = list.iter().filter(|&&row| is(row, genre)).count();
        assert!(wanted.contains(&of_kind), "{genre}: {of_kind} of {:?}", titles(&list));
    }
}

/// The first films for a wish in words.
fn wished(text: &str, limit: usize) -> Vec<Row> {
    let mut options = ListOptions { limit, ..ListOptions::default() };
    let wish = RANKER.wish(text);
    wish.apply(RANKER.model(), &mut options).unwrap();
    let found = RANKER.recommend(&wish.added_to(&Taste::default()), &options).unwrap();
    found.films.iter().map(|film| film.row).collect()
}

#[test]
fn who_asks_for_a_theme_meets_films_that_are_about_it_and_that_people_know() {
    for text in ["christmas", "heist", "zombies", "scary but no blood", "feel-good", "aliens"] {
        let list = wished(text, 8);
        let known = list.iter().filter(|&&row| film(row).notability.renown.is_some_and(|renown| renown >= 3)).count();
        assert!(known >= 7, "{text}: {known} of {:?}", titles(&list));
    }
    let christmas = wished("christmas", 10);
    assert!(titles(&christmas).contains(&"Home Alone") && titles(&christmas).contains(&"It's a Wonderful Life"));
}

#[test]
fn who_asks_for_french_films_meets_those_made_in_france_first() {
    for (text, country) in [("french comedies after 2010", "France"), ("mexican", "Mexico")] {
        let list = wished(text, 8);
        assert!(list.iter().all(|&row| film(row).countries[0] == country), "{text}: {:?}", titles(&list));
    }
    let list = wished("musicals in French", 5);
    assert!(list.iter().all(|&row| film(row).languages[0] == "French"), "{:?}", titles(&list));
}

#[test]
fn films_named_in_a_wish_lead_to_their_like_and_stay_out_of_the_list() {
    let list = wished("something like Alien but funny", 10);
    assert!(list.iter().all(|&row| is(row, "comedy")), "{:?}", titles(&list));
    let scary = list.iter().filter(|&&row| is(row, "horror") || is(row, "science fiction")).count();
    assert!(scary >= 8 && !titles(&list).contains(&"Alien"), "{:?}", titles(&list));
    let both = wished("Heat meets Amélie", 10);
    assert!(
        titles(&both).contains(&"Infernal Affairs") && titles(&both).contains(&"Delicatessen"),
        "{:?}",
        titles(&both)
    );
}

#[test]
fn only_what_is_well_known_is_called_so() {
    let options = ListOptions { limit: 60, ..ListOptions::default() };
    for found in RANKER.recommend(&taste(&["tokyo-story-1953"]), &options).unwrap().films {
        let renown = film(found.row).notability.renown.unwrap();
        let is_said = found.reasons.iter().any(|reason| reason.group == Group::WellKnown);
        assert!(!is_said || renown >= 4, "{}: {renown}", film(found.row).title);
    }
}

#[test]
fn another_version_of_a_liked_film_is_no_recommendation() {
    for [liked, version] in [["king-kong-1933", "king-kong-2005"], ["oldboy-2003", "oldboy-2013"]] {
        let list = first(&[liked], 100, Closeness::default());
        assert!(list.iter().all(|&row| film(row).id.as_str() != version), "{version}");
    }
}

#[test]
fn a_remake_under_another_title_is_no_recommendation_either() {
    for [remake, original] in [
        ["the-departed-2006", "infernal-affairs-2002"],
        ["vanilla-sky-2001", "open-your-eyes-1997"],
        ["the-birdcage-1996", "la-cage-aux-folles-1978"],
    ] {
        for [liked, other] in [[remake, original], [original, remake]] {
            let list = first(&[liked], 100, Closeness::default());
            assert!(list.iter().all(|&row| film(row).id.as_str() != other), "{liked}: {other}");
        }
    }
    // What it is named beside, and not a remake of, is one.
    let list = first(&["the-thing-1982"], 20, Closeness::default());
    assert!(list.iter().any(|&row| film(row).id.as_str() == "alien-1979"));
}

#[test]
fn a_film_for_children_leads_to_nothing_for_adults_alone() {
    for liked in
        ["paddington-2014", "toy-story-1995", "my-neighbor-totoro-1988", "coraline-2009", "the-wizard-of-oz-1939"]
    {
        for row in first(&[liked], 60, Closeness::new(0.0)).into_iter().chain(first(&[liked], 60, Closeness::default()))
        {
            let film = film(row);
            let is_for_children =
                film.themes.iter().any(|theme| theme == "for children" || theme == "for the whole family");
            assert!(is_for_children || !is(row, "horror"), "{liked}: {}", film.title);
            assert!(
                !film.themes.iter().any(|theme| theme == "gory" || theme == "sexually explicit"),
                "{liked}: {}",
                film.title
            );
        }
    }
}

#[test]
fn where_nobody_says_for_whom_films_are_an_animated_one_leads_to_no_horror() {
    let film = |n: usize| Film {
        genres: match n {
            0 => vec!["Animated".to_owned(), "Comedy".to_owned()],
            1..40 => vec!["Slasher".to_owned()],
            _ => vec!["Comedy".to_owned()],
        },
        synopsis: format!("{} number {n}.", if n < 40 { "A toy cowboy and a lamp" } else { "A baker and a rake" }),
        ..Film::new(&format!("Film {n}"), Year::new(1995).unwrap())
    };
    let params = Params { max_share: 1.0, ..Params::default() };
    let films = Catalogue::new((0..120).map(film).collect()).unwrap();
    let ranker = Ranker::new(Arc::new(Model::train(films, &params).unwrap()));
    let model = ranker.model();
    for closeness in [0.0, 0.7] {
        let options = ListOptions { limit: 20, closeness: Closeness::new(closeness), ..ListOptions::default() };
        let taste = Taste::from_ids(model, &["film-0-1995"], &[], &[]).unwrap();
        let found = ranker.recommend(&taste, &options).unwrap().films;
        let is_horror = |row: Row| genres::canonical_list(&model.film(row).genres).contains(&"horror");
        assert!(found.len() == 20 && !found.iter().any(|film| is_horror(film.row)), "{closeness}");
    }
}

#[test]
fn surprise_me_keeps_few_of_the_closest_films_and_brings_good_ones() {
    let picks =
        [["alien-1979", "blade-runner-1982"], ["amelie-2001", "before-sunrise-1995"], ["heat-1995", "goodfellas-1990"]];
    for likes in picks {
        let closest: BTreeSet<Row> = first(&likes, 10, Closeness::new(1.0)).into_iter().collect();
        let kept = |closeness| {
            first(&likes, 10, Closeness::new(closeness)).into_iter().filter(|row| closest.contains(row)).count()
        };
        let (middle, far) = (kept(0.4), kept(0.0));
        assert!(far <= 4, "{likes:?}: {far} of ten stay");
        assert!(middle >= far && middle < 10, "{likes:?}: {middle}, then {far}");
        let scores = RANKER.score(&taste(&likes)).unwrap();
        for row in first(&likes, 10, Closeness::new(0.0)) {
            let better = scores.iter().filter(|&&score| score > scores[row]).count();
            assert!(better * 10 < scores.len(), "{likes:?}: {} is at {better}", film(row).title);
        }
        let options = ListOptions { limit: 10, closeness: Closeness::new(0.0), ..ListOptions::default() };
        for found in RANKER.recommend(&taste(&likes), &options).unwrap().films {
            let says_what_it_shares = |group: Group| !matches!(group, Group::WellKnown | Group::Time);
            assert!(found.reasons.iter().any(|reason| says_what_it_shares(reason.group)), "{}", film(found.row).title);
        }
    }
}

#[test]
fn reasons_are_words_that_a_friend_would_use() {
    for likes in [&["alien-1979"][..], &["heat-1995", "goodfellas-1990"], &["lady-bird-2017"], &["before-sunrise-1995"]]
    {
        let options = ListOptions { limit: 30, ..ListOptions::default() };
        for found in RANKER.recommend(&taste(likes), &options).unwrap().films {
            let film = film(found.row);
            for reason in &found.reasons {
                match reason.group {
                    Group::Time => assert_eq!(reason.term, format!("{}s", film.year.decade()), "{}", film.title),
                    Group::Story => {
                        let names = film.cast.iter().chain(&film.directors).flat_map(|name| name.split(' '));
                        let is_name = |name: &str| name.len() > 3 && name.eq_ignore_ascii_case(&reason.term);
                        assert!(names.into_iter().all(|name| !is_name(name)), "{}: {}", film.title, reason.term);
                    }
                    Group::Kind => assert!(!["English", "United States", "drama"].contains(&reason.term.as_str())),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn an_explanation_names_each_term_once() {
    let row = RANKER.model().titles().row_of("aliens-1986").unwrap();
    let parts = RANKER.explain(&taste(&["alien-1979"]), &Steer::default(), row).unwrap().parts;
    let mut terms: Vec<(Group, String)> = parts.iter().map(|part| (part.group, part.term.to_lowercase())).collect();
    terms.sort();
    let all = terms.len();
    terms.dedup();
    assert_eq!(terms.len(), all);
    assert!(parts.iter().any(|part| part.group == Group::Beside && part.term == "Alien"), "{parts:?}");
}

#[test]
fn a_list_is_full_though_its_rules_refuse_most_of_the_best() {
    /// More than the films among which variety is looked for.
    const UNFIT: usize = 300;
    const FIT: usize = 40;
    let film = |title: String, kinds: &[&str], synopsis: String| Film {
        genres: kinds.iter().map(|&kind| kind.to_owned()).collect(),
        synopsis,
        ..Film::new(&title, Year::new(1990).unwrap())
    };
    let story = "A kite, a lantern and a lighthouse keeper";
    let mut films = vec![film("The Kite".into(), &["family"], format!("{story}."))];
    films
        .extend((0..UNFIT).map(|n| film(format!("Unfit {n}"), &["family", "horror"], format!("{story}, number {n}."))));
    films.extend((0..FIT).map(|n| {
        film(
            format!("Fit {n}"),
            &["family"],
            format!("A garden, a fence, a wheelbarrow, a bucket, a hedge, a rake and {n} bees."),
        )
    }));
    films.extend((0..60).map(|n| film(format!("Other {n}"), &["western"], format!("A horse and {n} riders."))));
    let params = Params { max_share: 1.0, ..Params::default() };
    let ranker = Ranker::new(Arc::new(Model::train(Catalogue::new(films).unwrap(), &params).unwrap()));
    let model = ranker.model();
    let taste = Taste::from_ids(model, &["the-kite-1990"], &[], &[]).unwrap();
    let scores = ranker.score(&taste).unwrap();
    let is_unfit = |row: Row| model.film(row).title.starts_with("Unfit");
    let mut best: Vec<Row> = (0..scores.len()).collect();
    best.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    assert!(best[1..=250].iter().all(|&row| is_unfit(row)), "the best are not for children");
    let options = ListOptions { limit: FIT, ..ListOptions::default() };
    let rows: Vec<Row> = ranker.recommend(&taste, &options).unwrap().films.iter().map(|film| film.row).collect();
    assert_eq!(rows.len(), FIT);
    assert!(!rows.iter().any(|&row| is_unfit(row)));
}
