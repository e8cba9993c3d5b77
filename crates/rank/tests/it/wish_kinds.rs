//! Wishes of many kinds, as strangers type them.

use std::sync::Arc;

use matinee_catalogue::{Catalogue, Film, Notability, Year};
use matinee_features::{Model, Params};
use matinee_rank::{ListOptions, Ranker, Taste, WishMeaning};

use crate::invariants::MODEL;
use crate::wish::RANKER;

/// What each of these texts is read as.
fn all_read(wishes: &[(&str, &str)]) {
    for (text, wanted) in wishes {
        assert_eq!(RANKER.wish(text).described(), *wanted, "{text}");
    }
}

#[test]
fn what_is_not_wanted_is_said_in_many_ways() {
    all_read(&[
        ("don't want anything sad", "not heartbreaking"),
        ("anything but horror", "not horror"),
        ("nothing but horror", "horror"),
        ("not only horror", "horror"),
        ("not another anime", "not anime"),
        ("less gory", "not gory"),
        ("neither spielberg nor miyazaki", "not Steven Spielberg, not Hayao Miyazaki"),
        ("spielberg but not shark", "Steven Spielberg; not like Shark"),
        ("no qwxzy vbnmk", "not “qwxzy vbnmk”"),
        ("not from the 80s", "not 1980s"),
        ("no hollywood", "not from United States"),
    ]);
}

#[test]
fn films_in_other_languages_are_foreign() {
    all_read(&[
        ("subtitled horror", "horror; not in English"),
        ("foreign", "not in English"),
        ("nothing foreign", "in English"),
        ("in Korean or French", "in Korean, in French"),
        ("scandinavian", "from Scandinavia"),
        ("eastern european drama", "from Eastern Europe, drama"),
        ("asian thriller", "from Asia, thriller"),
    ]);
}

#[test]
fn times_are_counted_from_the_newest_film() {
    all_read(&[
        ("the last ten years", "from 2009"),
        ("past decade", "from 2009"),
        ("something recent", "from 2015"),
        ("not older than 20 years", "from 1999"),
        ("older than 20 years", "until 1998"),
        ("from before the war", "until 1938"),
        ("old movies", "until 1969"),
        ("not too old", "not until 1969"),
        ("this century", "from 2000"),
        ("films from 1993", "1993"),
        ("from 1993", "from 1993"),
        ("from the year 1993", "1993"),
        ("beginning of the 90s", "1990 to 1993"),
        ("at the end of the seventies", "1977 to 1979"),
        ("the fourties", "1940s"),
    ]);
}

#[test]
fn company_and_ages_say_for_whom() {
    all_read(&[
        ("for my 8 year old", "for children"),
        ("for our 6-year-old daughter", "for children"),
        ("for a 13 year old", "for the whole family"),
        ("ages 5 and up", "for children"),
        ("for my kids", "for children"),
        ("with grandma", "quiet and gentle"),
        ("with my parents", "for the whole family"),
        ("with my girlfriend", "date night"),
        ("anime for adults", "anime; not for children"),
        ("i'm feeling sad, cheer me up", "feel-good"),
        ("i want to laugh", "comedy"),
        ("nothing too violent", "not graphic violence"),
    ]);
}

#[test]
fn words_written_together_and_misspelt_are_read() {
    all_read(&[
        ("horrorfilm", "horror"),
        ("feelgoodmovie", "feel-good"),
        ("horor commedy", "horror, comedy"),
        ("thriler", "thriller"),
        ("documentry", "documentary"),
        ("🧟 😂", "zombie film, comedy"),
        ("🎄", "Christmas film"),
        ("HORROR!!!", "horror"),
        ("sci-fi/horror", "science fiction horror"),
        ("movies about the night", ""),
    ]);
    let long = RANKER.wish(&"horrorcomedy".repeat(20));
    assert!(matches!(long.parts()[0].meaning, WishMeaning::Words(_)), "{long:?}");
}

#[test]
fn films_are_compared_and_told_apart() {
    all_read(&[
        ("like Minority but shorter", "like Minority, up to 144 minutes"),
        ("like Shark, but newer", "like Shark, from 1976"),
        ("as funny as Topkapi Heist", "comedy, like Topkapi Heist"),
        ("something between Shark and Attic", "like Shark, like Attic"),
        ("between 1970 and 1980", "1970 to 1980"),
        ("“far station” but funny", "like Far Station, comedy"),
        ("Raptors", "like Raptors"),
        ("raptors!", "like Raptors"),
        ("Chainsaw Summer", "like Chainsaw Summer"),
        ("if I liked Attic", "like Attic"),
    ]);
    let film =
        |year: i64, genre: &str| Film { genres: vec![genre.to_owned()], ..Film::new("Dune", Year::new(year).unwrap()) };
    let mut films = vec![film(1984, "science fiction"), film(2021, "science fiction")];
    films.push(Film { genres: vec!["drama".to_owned()], ..Film::new("1917", Year::new(2019).unwrap()) });
    films.push(Film { genres: vec!["drama".to_owned()], ..Film::new("Western", Year::new(2017).unwrap()) });
    films.push(Film { genres: vec!["western".to_owned()], ..Film::new("A Duel", Year::new(1917).unwrap()) });
    let ranker = |films: &[Film]| {
        Ranker::new(Arc::new(Model::train(Catalogue::new(films.to_vec()).unwrap(), &Params::default()).unwrap()))
    };
    let old_and_new = ranker(&films);
    let year = |text: &str| match old_and_new.wish(text).parts()[0].meaning {
        WishMeaning::Film(row, _) => old_and_new.model().film(row).year.get(),
        ref other => panic!("{text}: {other:?}"),
    };
    assert_eq!(year("the new Dune, not the old one"), 2021);
    assert_eq!(year("the old Dune"), 1984);
    assert_eq!(year("something like the original dune"), 1984);
    assert_eq!(old_and_new.wish("the new Dune, not the old one").parts().len(), 1);
    assert_eq!(old_and_new.wish("western but funny").described(), "western, comedy");
    assert_eq!(old_and_new.wish("western").described(), "western");
    assert_eq!(old_and_new.wish("1917").described(), "1917", "a film of that year is there");
    assert_eq!(ranker(&films[..4]).wish("1917").described(), "like 1917");
}

#[test]
fn what_the_catalogue_says_of_no_film_is_told_and_no_condition() {
    let film = |title: &str| Film { genres: vec!["drama".into()], ..Film::new(title, Year::new(1984).unwrap()) };
    let films = ["Dune", "Sand", "Spice"].map(film).to_vec();
    let ranker = Ranker::new(Arc::new(Model::train(Catalogue::new(films).unwrap(), &Params::default()).unwrap()));
    for text in ["under 90 minutes", "french", "in French"] {
        let wish = ranker.wish(text);
        let mut options = ListOptions { limit: 5, ..ListOptions::default() };
        wish.apply(ranker.model(), &mut options).unwrap();
        assert_eq!(ranker.recommend(&Taste::default(), &options).unwrap().films.len(), 3, "{text}");
        assert!(wish.found_nowhere(ranker.model()).count() == 1 || text == "in French", "{text}");
    }
}

#[test]
fn a_name_means_what_somebody_did_and_those_who_share_it() {
    let film = |title: &str, year: i64, directors: &[&str], cast: &[&str]| Film {
        directors: directors.iter().map(|&name| name.to_owned()).collect(),
        cast: cast.iter().map(|&name| name.to_owned()).collect(),
        genres: vec!["drama".to_owned()],
        ..Film::new(title, Year::new(year).unwrap())
    };
    let coens = &["Joel Coen", "Ethan Coen"][..];
    let films = vec![
        film("Blood", 1984, coens, &["Frances Dee"]),
        film("Raising", 1987, coens, &["Holly Hunt"]),
        film("Barton", 1991, coens, &["John Turt"]),
        film("Fargo", 1996, coens, &["Frances Dee"]),
        film("Unforgiving", 1992, &["Clint Eastwood"], &["Clint Eastwood"]),
        film("The Stranger", 1973, &["Clint Eastwood"], &["Clint Eastwood"]),
        film("Dollars", 1964, &["Sergio Leone"], &["Clint Eastwood"]),
        film("Mystic", 2003, &["Clint Eastwood"], &["Sean Pen"]),
    ];
    let ranker = Ranker::new(Arc::new(Model::train(Catalogue::new(films).unwrap(), &Params::default()).unwrap()));
    let found = |text: &str| {
        let wish = ranker.wish(text);
        let mut options = ListOptions { limit: 20, ..ListOptions::default() };
        wish.apply(ranker.model(), &mut options).unwrap();
        let list = ranker.recommend(&Taste::default(), &options).unwrap();
        let mut titles: Vec<String> =
            list.films.iter().map(|film| ranker.model().film(film.row).title.clone()).collect();
        titles.sort_unstable();
        (wish.described(), titles.join(", "))
    };
    for text in ["the coens", "Coen brothers", "by coen"] {
        assert_eq!(found(text), ("Ethan Coen, Joel Coen".into(), "Barton, Blood, Fargo, Raising".into()), "{text}");
    }
    assert_eq!(found("ethan coen").0, "Ethan Coen");
    assert_eq!(found("directed by clint eastwood").1, "Mystic, The Stranger, Unforgiving");
    assert_eq!(found("starring Clint Eastwood").1, "Dollars, The Stranger, Unforgiving");
    assert_eq!(found("Clint Eastwood").1, "Dollars, Mystic, The Stranger, Unforgiving");
    assert_eq!(found("with sergio leone").1, "Dollars", "he plays in no film here");
    assert_eq!(found("eastwood's early films").0, "Clint Eastwood, until 1973");
    assert_eq!(found("late eastwood").0, "from 1992, Clint Eastwood");
    assert_eq!(found("with Romy Eastwood").0, "“romy eastwood”");
}

#[test]
fn renown_puts_films_first() {
    let films: Vec<Film> = (0..40)
        .map(|n| Film {
            genres: vec!["drama".into()],
            notability: Notability { links_in: Some(1 + 1000 * n), ..Notability::default() },
            ..Film::new(&format!("Film {n}"), Year::new(1960 + i64::from(n)).unwrap())
        })
        .collect();
    let ranker = Ranker::new(Arc::new(Model::train(Catalogue::new(films).unwrap(), &Params::default()).unwrap()));
    let first = |text: &str| {
        let wish = ranker.wish(text);
        let mut options = ListOptions { limit: 3, ..ListOptions::default() };
        wish.apply(ranker.model(), &mut options).unwrap();
        let list = ranker.recommend(&Taste::default(), &options).unwrap();
        (wish.described(), list.films.iter().map(|film| ranker.model().film(film.row).year.get()).collect::<Vec<_>>())
    };
    let (described, years) = first("a hidden gem");
    assert_eq!(described, "lesser known");
    assert!(years.iter().all(|&year| year < 1980), "{years:?}");
    let (described, years) = first("famous films");
    assert_eq!(described, "well known");
    assert!(years.iter().all(|&year| year >= 1990), "{years:?}");
    assert_eq!(first("nothing famous").0, "lesser known");
    assert_eq!(first("a classic").0, "a classic");
}

#[test]
fn what_viewers_do_is_not_what_films_are_about() {
    all_read(&[
        ("I love heist films", "heist film"),
        ("films my dad would love", ""),
        ("a thriller my wife will love", "thriller"),
        ("we loved horror", "horror"),
    ]);
}

#[test]
fn series_are_asked_for_by_their_names() {
    let ranker = Ranker::new(Arc::clone(&MODEL));
    for (text, wanted) in [
        ("harry potter", "Harry Potter"),
        ("funny james bond", "comedy, James Bond"),
        ("marvel movies", "Marvel Cinematic Universe"),
        ("rocky films", "Rocky"),
        ("superheroes but not marvel movies", "superhero film; not Marvel Cinematic Universe"),
        ("horror movies", "horror"),
    ] {
        assert_eq!(ranker.wish(text).described(), wanted, "{text}");
    }
    let listed = |text: &str| {
        let wish = ranker.wish(text);
        let mut options = ListOptions { limit: 10, ..ListOptions::default() };
        wish.apply(ranker.model(), &mut options).unwrap();
        let found = ranker.recommend(&wish.added_to(&Taste::default()), &options).unwrap();
        found.films.iter().map(|film| ranker.model().film(film.row)).collect::<Vec<_>>()
    };
    let bonds = listed("james bond from the 60s");
    assert!(bonds.len() > 2 && bonds.iter().all(|film| film.series.as_deref() == Some("James Bond")));
    let others = listed("superheroes but not marvel movies");
    assert!(others.iter().all(|film| film.series.as_deref() != Some("Marvel Cinematic Universe")));
}

#[test]
fn a_word_of_most_stories_is_nobodys_surname() {
    const VERBS: [&str; 12] =
        ["buy", "chase", "find", "lose", "mend", "miss", "paint", "seek", "sell", "shun", "sing", "steal"];
    let film = |n: usize| Film {
        directors: vec![if n < 8 { "Darla Grove".into() } else { format!("Ann Other {n}") }],
        synopsis: format!("They {} grove in a town by the sea, and number {n} stays.", VERBS[n % VERBS.len()]),
        ..Film::new(&format!("Film {n}"), Year::new(1990).unwrap())
    };
    let model = Model::train(Catalogue::new((0..60).map(film).collect()).unwrap(), &Params::default()).unwrap();
    let ranker = Ranker::new(Arc::new(model));
    assert_eq!(ranker.wish("grove").described(), "“grove”");
    assert_eq!(ranker.wish("darla grove").described(), "Darla Grove");
}
