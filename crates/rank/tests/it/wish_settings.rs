//! Wishes for where and when films are set, for studios, and for what is liked and not liked in one sentence.

use std::sync::{Arc, LazyLock};

use matinee_catalogue::Film;
use matinee_rank::{ListOptions, Ranker, Taste, Translations};

use crate::invariants::MODEL;

static STARTER: LazyLock<Ranker> = LazyLock::new(|| {
    let pair = |german: &str, english: &str| (german.to_owned(), english.to_owned());
    let translations = Translations {
        names: Vec::new(),
        words: vec![
            pair("die", "the"),
            pair("den", "the"),
            pair("70ern", "70s"),
            pair("20er", "20s"),
            pair("jahren", "years"),
            pair("spielen", "set"),
        ],
    };
    Ranker::new(Arc::clone(&MODEL)).with_translations(translations)
});

/// The first films for a wish.
fn listed(text: &str, films: usize) -> Vec<&'static Film> {
    let wish = STARTER.wish(text);
    let mut options = ListOptions { limit: films, ..ListOptions::default() };
    wish.apply(STARTER.model(), &mut options).unwrap();
    let found = STARTER.recommend(&wish.added_to(&Taste::default()), &options).unwrap();
    found.films.iter().map(|film| MODEL.film(film.row)).collect()
}

fn titles(text: &str, films: usize) -> Vec<&'static str> {
    listed(text, films).into_iter().map(|film| film.title.as_str()).collect()
}

/// Whether each of the texts is read so.
fn all_read(wishes: &[(&str, &str)]) {
    let read: Vec<(&str, String)> = wishes.iter().map(|(text, _)| (*text, STARTER.wish(text).described())).collect();
    let wanted: Vec<(&str, String)> = wishes.iter().map(|(text, wanted)| (*text, (*wanted).to_owned())).collect();
    assert_eq!(read, wanted);
}

#[test]
fn the_time_of_a_story_is_not_the_year_of_its_film() {
    all_read(&[
        ("set in the 1920s", "set in the 1920s"),
        ("films set in the twenties", "set in the 1920s"),
        ("takes place in the middle ages", "Middle Ages"),
        ("taking place in one night", "one night"),
        ("set in 1969", "set in the 1960s"),
        ("in den 70ern spielen", "set in the 1970s"),
        ("die in den 20er Jahren spielen", "set in the 1920s"),
        ("1920s Chicago", "set in the 1920s, Chicago"),
        ("19th century Russia", "19th century, Russia"),
        // These are of their day.
        ("1990s New York", "1990s, New York City"),
        ("80s comedies set in New York", "1980s, comedy, New York City"),
        ("medieval Japanese films", "Middle Ages, from Japan"),
    ]);
    let of_the_day = |text: &str| listed(text, 10).iter().filter(|film| film.year.get() < 1930).count();
    assert_eq!(of_the_day("set in the 1920s"), 0);
    assert!(titles("set in the 1920s", 10).contains(&"Chicago"), "{:?}", titles("set in the 1920s", 10));
}

#[test]
fn films_about_a_part_of_a_theme_come_first_and_others_that_say_its_word_do_not() {
    for (text, wanted, unwanted) in [
        ("movies about journalism", "All the President's Men", "Dances with Wolves"),
        ("movies about the stock market", "The Big Short", "The Artist"),
        ("medieval", "A Knight's Tale", "Westworld"),
        ("vikings", "The Northman", "Monty Python and the Holy Grail"),
    ] {
        let films = titles(text, 5);
        assert!(films.contains(&wanted) && !films.contains(&unwanted), "{text}: {films:?}");
    }
    let films = titles("kung fu", 5);
    assert!(films.contains(&"Drunken Master"), "a sport, and no beginning of a title: {films:?}");
}

#[test]
fn what_is_liked_and_what_is_not_stand_in_one_sentence() {
    all_read(&[
        ("loved Arrival and Interstellar, hated Gravity", "like Arrival, like Interstellar; not like Gravity"),
        ("I loved Alien but didn't like Prometheus", "like Alien; not like Prometheus"),
        ("not a fan of Gravity", "not like Gravity"),
        ("not a fan of horror", "not horror"),
        ("I don't like musicals but loved Chicago", "like Chicago; not musical"),
        ("hated horror", "not horror"),
        ("what's as good as The Shawshank Redemption", "like The Shawshank Redemption"),
        ("like Nemo", "like Finding Nemo"),
        ("like Totoro", "like My Neighbor Totoro"),
        ("like Private Ryan", "like Saving Private Ryan"),
    ]);
}

#[test]
fn series_are_not_wanted_by_a_part_of_their_name() {
    all_read(&[("spy films, not Bond", "spy film; not James Bond"), ("no Star Wars", "not Star Wars")]);
    let films = listed("spy films, not Bond", 50);
    assert!(films.iter().all(|film| film.series.as_deref() != Some("James Bond")));
}

#[test]
fn studios_are_those_who_direct_for_them() {
    all_read(&[
        ("studio ghibli", "Studio Ghibli"),
        ("anime, not ghibli", "anime; not Studio Ghibli"),
        ("PIXAR", "Pixar"),
    ]);
    for (text, wanted) in [("studio ghibli", "Spirited Away"), ("Pixar", "Toy Story")] {
        let films = listed(text, 40);
        assert!(films.iter().any(|film| film.title == wanted), "{text}");
        assert!(
            films.iter().all(|film| film.genres.iter().any(|genre| matches!(genre.as_str(), "animation" | "anime"))),
            "{text}"
        );
    }
    // What its director made elsewhere stays.
    let films = titles("anime, not ghibli", 90);
    assert!(films.contains(&"The Castle of Cagliostro") && !films.contains(&"Spirited Away"), "{films:?}");
}

#[test]
fn people_are_known_by_their_initials_and_nobody_by_another_s() {
    all_read(&[
        ("pta", "Paul Thomas Anderson"),
        ("SRK romance", "Shah Rukh Khan, romance"),
        ("d.w. griffith", "“d w griffith”"),
        ("Lynch thrillers", "David Lynch, thriller"),
        ("westerns by ford", "western, John Ford"),
        ("bong", "Bong Joon-ho"),
        // "Takes" is no George Takei.
        ("takes me back to the 90s", "1990s"),
    ]);
}

#[test]
fn what_is_said_about_the_evening_is_no_word_of_the_story() {
    all_read(&[
        ("for my dad who likes westerns", "western"),
        ("with my teenage son", "teenagers"),
        ("something nobody has seen", "lesser known"),
        ("monday evening after work", "cosy"),
        ("from my birth year 1987", "1987"),
        ("funny and sad at the same time", "comedy, heartbreaking"),
        ("set entirely in one room", "single location"),
        ("based on a Stephen King novel", "Stephen King"),
        ("road trip", "road movie"),
        ("a film about friendship between women", "friendship, “women”"),
        ("movie about a band", "rock music"),
        ("world war 1 trenches", "World War I"),
    ]);
    assert!(listed("revenge thrillers from asia", 10).iter().all(|film| !film.countries.is_empty()));
    assert!(STARTER.wish("thrillers from asia").described().starts_with("thriller, from "));
}

#[test]
fn colour_cults_and_ratings_are_what_they_are() {
    all_read(&[
        ("samurai films in color", "samurai film; not black and white"),
        ("films about cults", "cults"),
        ("cult movies", "cult film"),
        ("rotten tomatoes 90%", "well known"),
        ("IMDb rating above 8, comedy", "well known, comedy"),
        ("imdb top 250 90s horror", "well known, 1990s, horror"),
        ("criterion collection", "well known"),
        ("academy award best foreign film", "well known; not in English"),
        ("East German films", "from East Germany"),
    ]);
}
