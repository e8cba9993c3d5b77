//! Lists for wishes on the starter catalogue, as their first ten films are judged.

use std::sync::{Arc, LazyLock};

use matinee_catalogue::Film;
use matinee_rank::{ListOptions, Ranker, Recommendations, Taste, Wish};

use crate::invariants::MODEL;

static STARTER: LazyLock<Ranker> = LazyLock::new(|| Ranker::new(Arc::clone(&MODEL)));

fn asked(text: &str, films: usize) -> (Wish, Recommendations) {
    let wish = STARTER.wish(text);
    let mut options = ListOptions { limit: films, ..ListOptions::default() };
    wish.apply(STARTER.model(), &mut options).unwrap();
    let found = STARTER.recommend(&wish.added_to(&Taste::default()), &options).unwrap();
    (wish, found)
}

fn films(text: &str, films: usize) -> Vec<&'static Film> {
    asked(text, films).1.films.iter().map(|film| MODEL.film(film.row)).collect()
}

fn titles(films: &[&'static Film]) -> Vec<&'static str> {
    films.iter().map(|film| film.title.as_str()).collect()
}

/// How many films have a theme or genre.
fn with(films: &[&'static Film], term: &str) -> usize {
    films.iter().filter(|film| film.themes.iter().chain(&film.genres).any(|other| other == term)).count()
}

/// Whether each of the texts is read so.
fn all_read(wishes: &[(&str, &str)]) {
    for (text, wanted) in wishes {
        assert_eq!(STARTER.wish(text).described(), *wanted, "{text}");
    }
}

#[test]
fn films_for_children_are_for_children() {
    const UNFIT: [&str; 6] = ["horror", "gory", "graphic violence", "sexually explicit", "disturbing", "drug use"];
    for text in
        ["for children", "something for the kids", "for my 6 year old", "for the whole family", "scary, for kids"]
    {
        let all = films(text, 200);
        let is_fit = |film: &&&Film| {
            let says = |term: &str| film.themes.iter().chain(&film.genres).any(|other| other == term);
            says("for children") || says("children's") || (says("for the whole family") && !UNFIT.into_iter().any(says))
        };
        assert_eq!(all.iter().filter(is_fit).count(), 200, "{text}: {:?}", titles(&all));
    }
    assert_eq!(with(&films("for children", 10), "for children"), 10);
    // Conditions beside it hold for all of the list, and few films are left of them.
    let (_, found) = asked("for children from the 1940s", 50);
    assert!((5..40).contains(&found.fitting), "{}", found.fitting);
    // Who wants films for grown-ups wants none for the family either, and is told of those that are muted.
    let (wish, found) = asked("animation for grown ups", 10);
    assert_eq!(wish.described(), "animation; not for children");
    assert!(found.muted[0].left_out > Some(50), "{:?}", found.muted);
    let animated: Vec<&Film> = found.films.iter().map(|film| MODEL.film(film.row)).collect();
    assert_eq!(with(&animated, "for the whole family") + with(&animated, "family"), 0, "{:?}", titles(&animated));
    // A holiday is no series of horror films.
    assert!(asked("kid friendly halloween movies", 10).1.fitting > 100);
}

#[test]
fn films_of_a_kind_begin_with_those_that_are_it_most() {
    let heists = films("heist movies", 10);
    assert!(with(&heists, "crime") >= 9 && with(&heists, "science fiction") == 0, "{:?}", titles(&heists));
    let trials = films("courtroom drama", 10);
    assert!(trials.iter().all(|film| film.themes[..2].iter().any(|theme| theme == "courtroom drama")));
    let romances = films("romance", 10);
    let is_romance = |film: &&&Film| film.genres[..2].iter().any(|genre| genre == "romance");
    assert_eq!(romances.iter().filter(is_romance).count(), 10, "{:?}", titles(&romances));
    // Silent comedies are silent films no less.
    assert!(with(&films("silent films", 10), "comedy") >= 3);
    // Snow White is frightening, but not what is meant.
    let scary = films("scary", 10);
    assert!(with(&scary, "horror") >= 9 && with(&scary, "for children") == 0, "{:?}", titles(&scary));
    // With a film to be like, that decides and not the kind.
    let like_alien = films("like Alien but funny", 5);
    assert!(with(&like_alien, "horror") + with(&like_alien, "science fiction") >= 4, "{:?}", titles(&like_alien));
}

#[test]
fn what_is_not_wanted_is_left_out_with_its_kin() {
    let calm = films("without violence", 60);
    for term in ["war", "horror", "gory", "gangster film", "murder", "slasher", "graphic violence"] {
        assert_eq!(with(&calm, term), 0, "{term}: {:?}", titles(&calm));
    }
    let cheerful = films("nothing depressing", 60);
    for term in ["bleak", "heartbreaking", "war", "gangster film", "tearjerker"] {
        assert_eq!(with(&cheerful, term), 0, "{term}: {:?}", titles(&cheerful));
    }
    let free = films("no prison", 200);
    assert_eq!(with(&free, "prison") + with(&free, "prison film"), 0);
    let fitting = asked("no prison", 1).1.fitting;
    let is_behind_bars = |film: &&Film| film.themes.iter().any(|theme| theme == "prison" || theme == "prison film");
    assert!(MODEL.films().len() - fitting >= MODEL.films().iter().filter(is_behind_bars).count());
    // What else is asked for stays.
    assert_eq!(with(&films("horror without violence", 10), "horror"), 10);
    assert_eq!(with(&films("war films without violence", 10), "war"), 10);
    let heroes = films("superhero movies, no marvel", 20);
    let is_of =
        |film: &&&Film| film.series.as_deref().is_some_and(|name| name.contains("Marvel") || name.contains("Spider"));
    assert_eq!(heroes.iter().filter(is_of).count(), 0, "{:?}", titles(&heroes));
}

#[test]
fn people_without_a_film_together_are_said_to_be_and_each_is_listed() {
    let (wish, found) = asked("Charlie Chaplin and Tom Hanks", 10);
    assert_eq!(wish.apart_names(), ["Charlie Chaplin", "Tom Hanks"]);
    let is_of = |name: &str| {
        let of = |film: &&matinee_rank::Recommendation| {
            let film = MODEL.film(film.row);
            film.cast.iter().chain(&film.directors).any(|other| other == name)
        };
        found.films.iter().filter(of).count()
    };
    assert!(is_of("Charlie Chaplin") >= 3 && is_of("Tom Hanks") >= 3 && found.films.len() == 10);
    // Other conditions hold.
    assert!(films("Charlie Chaplin, Tom Hanks, 1990s", 20).iter().all(|film| film.year.decade() == 1990));
    let (wish, found) = asked("Tom Hanks and Meg Ryan", 10);
    assert!(wish.apart().count() == 0 && (2..5).contains(&found.fitting), "{}", found.fitting);
    for text in
        ["the coens and george clooney", "charlie chaplin or tom hanks", "leonardo di caprio or scarlet johanson"]
    {
        assert_eq!(STARTER.wish(text).apart().count(), 0, "{text}");
    }
}

#[test]
fn stories_set_in_a_country_come_first() {
    let (wish, found) = asked("set in Japan", 10);
    assert_eq!(wish.described(), "set in Japan");
    let japanese =
        found.films.iter().filter(|film| MODEL.film(film.row).countries.iter().any(|c| c == "Japan")).count();
    assert!(japanese >= 8, "{japanese}");
    // A setting that has a name of its own stays one.
    assert_eq!(STARTER.wish("set in Scotland").described(), "Scotland");
}

#[test]
fn a_keyword_that_few_have_is_followed_by_what_is_like_it() {
    let ghibli = films("something like Studio Ghibli", 10);
    assert!(with(&ghibli, "animation") == 10 && with(&ghibli, "anime") >= 8, "{:?}", titles(&ghibli));
    // Somebody who is in no film here finds no one of half that name.
    let (wish, _) = asked("films with Romy Schneider", 10);
    assert_eq!(wish.found_nowhere(&MODEL).map(|part| part.text.as_str()).collect::<Vec<_>>(), ["Romy Schneider"]);
    let (wish, _) = asked("oscar winners", 10);
    assert_eq!((wish.described().as_str(), wish.found_nowhere(&MODEL).count()), ("well known", 1));
}

#[test]
fn how_many_films_are_wanted_is_no_wish() {
    all_read(&[
        ("three films for tonight, one for children, nothing gory", "for children; not gory"),
        ("two short comedies", "up to 90 minutes, comedy"),
        ("a couple of westerns", "western"),
        ("top 10 horror movies", "horror"),
        ("5 korean thrillers", "from South Korea, thriller"),
        ("seven samurai", "like Seven Samurai"),
        ("two hours", "110 to 130 minutes"),
        ("three stooges", "“three stooges”"),
    ]);
}

#[test]
fn a_name_of_nobody_here_is_not_taken_for_its_namesakes() {
    all_read(&[
        ("romy schneider and tom hanks", "“romy schneider”, Tom Hanks"),
        ("Liselotte Pulver", "“liselotte pulver”"),
        ("schneider comedies", "Rob Schneider, Paul Schneider, comedy"),
    ]);
}

#[test]
fn more_words_are_read() {
    all_read(&[
        ("video game movies", "video games"),
        ("video games", "video games"),
        ("not too long", "up to 120 minutes"),
        ("french films not about love", "from France; not romance"),
        ("strong female lead", "action heroine"),
        ("martial arts with a female hero", "martial arts, action heroine"),
        ("documentaries about nature", "nature documentary"),
        ("documentaries about music", "music documentary"),
        ("documentaries about chess", "documentary, chess"),
        ("road movies through America", "road movie, from United States"),
        ("no marvel", "not Marvel Cinematic Universe"),
    ]);
    let games = films("video game movies", 8);
    let begins = ["Wreck-It Ralph", "The Super Mario Bros. Movie", "Tron"];
    assert!(begins.iter().all(|title| titles(&games).contains(title)), "{:?}", titles(&games));
}
