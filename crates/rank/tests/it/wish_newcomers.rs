//! Wishes that a newcomer typed: films beside others, movements, prizes, lengths, and kinds that few films have.

use std::sync::{Arc, LazyLock};

use matinee_catalogue::Film;
use matinee_rank::{ListOptions, Ranker, Taste};

use crate::invariants::MODEL;

static STARTER: LazyLock<Ranker> = LazyLock::new(|| Ranker::new(Arc::clone(&MODEL)));

/// The first films for a wish, and how many fit.
fn listed(text: &str, films: usize) -> (Vec<&'static Film>, usize) {
    let wish = STARTER.wish(text);
    let mut options = ListOptions { limit: films, ..ListOptions::default() };
    wish.apply(STARTER.model(), &mut options).unwrap();
    let found = STARTER.recommend(&wish.added_to(&Taste::default()), &options).unwrap();
    (found.films.iter().map(|film| MODEL.film(film.row)).collect(), found.fitting)
}

/// Whether each of the texts is read so.
fn all_read(wishes: &[(&str, &str)]) {
    for (text, wanted) in wishes {
        assert_eq!(STARTER.wish(text).described(), *wanted, "{text}");
    }
}

#[test]
fn films_beside_others_are_named_in_many_ways() {
    all_read(&[
        ("Alien meets Jaws", "like Alien, like Jaws"),
        ("a funny version of Alien", "comedy, like Alien"),
        ("a mix between inception and memento", "like Inception, like Memento"),
        ("same vibe as Drive", "like Drive"),
        ("amelie vibes", "like Amélie"),
        ("movies like kill bill", "like Kill Bill: Volume 1"),
        ("more like Pulp Fiction less like Kill Bill", "like Pulp Fiction; not like Kill Bill: Volume 1"),
        ("crouching tiger", "like Crouching Tiger, Hidden Dragon"),
        ("eternal sunshine", "like Eternal Sunshine of the Spotless Mind"),
        ("in the style of hitchcock", "Alfred Hitchcock"),
        // A series itself, and what is like it
        ("lord of the rings", "The Lord of the Rings"),
        ("der Herr der Ringe", "The Lord of the Rings"),
        ("james bond", "James Bond"),
        // Kinds are no titles.
        ("a mix of comedy and western", "comedy, western"),
        ("zombies meets romance", "zombie film, romance"),
        ("American history", "from United States, history"),
    ]);
    for text in ["something like james bond but funny", "in the spirit of Monty Python"] {
        let wish = STARTER.wish(text).described();
        assert!(wish.starts_with("like "), "{text}: {wish}");
    }
}

#[test]
fn movements_are_where_and_when_they_were() {
    all_read(&[
        ("nordic noir", "from Scandinavia, crime"),
        ("french new wave", "from France, 1958 to 1968"),
        ("nouvelle vague with Belmondo", "from France, 1958 to 1968, Jean-Paul Belmondo"),
        ("pre-code hollywood", "from United States, 1929 to 1934"),
        ("hollywood musicals", "from United States, musical"),
        ("satire about hollywood", "satire, film about filmmaking"),
    ]);
    let (films, _) = listed("no nordic noir", 1000);
    let is_nordic_noir =
        |film: &&Film| film.countries[0] == "Sweden" && film.genres.iter().any(|genre| genre == "crime");
    assert!(!films.iter().any(is_nordic_noir));
}

#[test]
fn lengths_are_read_to_their_end() {
    all_read(&[
        ("comedy about an hour and a half long", "comedy, 80 to 100 minutes"),
        ("at most two hours long", "up to 120 minutes"),
        ("less than 1 hour 45", "up to 104 minutes"),
    ]);
}

#[test]
fn prizes_are_told_to_be_unknown() {
    for text in [
        "palme d'or winners",
        "oscar winners",
        "nominated for an oscar",
        "best picture nominees",
        "cannes winners",
        "golden globe winners",
    ] {
        let wish = STARTER.wish(text);
        assert_eq!((wish.described().as_str(), wish.found_nowhere(&MODEL).count()), ("well known", 1), "{text}");
    }
    all_read(&[("imdb top 250", "well known")]);
}

#[test]
fn who_is_sad_is_cheered_up() {
    all_read(&[
        ("what should i watch if i'm sad", "feel-good"),
        ("i am so tired", "cosy"),
        ("something sad", "heartbreaking"),
        ("I'm in the mood for something dark and funny", "black comedy"),
        ("funny but dark", "black comedy"),
        ("dark thriller", "bleak, thriller"),
    ]);
}

#[test]
fn a_kind_is_followed_by_films_of_its_genres() {
    for (text, genres) in [
        ("early 2000s teen comedies", ["comedy", "coming of age"]),
        ("summer camp slasher from the 80s", ["horror", "horror"]),
        ("twenties silent comedies", ["comedy", "silent"]),
    ] {
        let (films, fitting) = listed(text, 10);
        let of_genres = films.iter().filter(|film| film.genres.iter().any(|genre| genres.contains(&genre.as_str())));
        assert!(of_genres.count() + 1 >= films.len() && (5..60).contains(&fitting), "{text}: {fitting} {films:?}");
    }
    // Either is enough where one of two is no condition.
    assert_eq!(listed("teen comedy or paris", 1).1, MODEL.films().len());
}

#[test]
fn what_is_within_a_country_is_not_all_of_it() {
    assert!(listed("irish movies that aren't about the troubles", 10).1 > 10);
}

#[test]
fn small_words_are_passed_over() {
    all_read(&[
        ("thrillers that don't involve serial killers", "thriller; not serial killer film"),
        ("10 scary movies for halloween", "frightening"),
        ("horror for teenagers", "horror, teenagers"),
        ("heist gone wrong", "heist film"),
        ("la vita", "“la vita”"),
        ("p.t. anderson", "Paul Thomas Anderson"),
        ("PT Anderson", "Paul Thomas Anderson"),
    ]);
}
