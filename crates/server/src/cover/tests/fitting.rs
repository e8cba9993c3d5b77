//! Covers show what goes with their films.

use std::collections::BTreeMap;

use matinee_catalogue::{Film, FilmId, Year, starter};

use super::super::compositions::COMPOSITIONS;
use super::super::palettes::PALETTES;
use super::super::title;
use super::{chosen, named};

fn id(number: usize) -> FilmId {
    FilmId::from_title(&format!("Film {number}"), Year::new(1990).unwrap())
}

/// What the covers of a hundred films like this show.
fn shown(fill: &dyn Fn(&mut Film)) -> Vec<(&'static str, &'static str)> {
    let films = (0..100).map(|number| {
        let mut film = named(&format!("Untitled {number}"), 1990);
        fill(&mut film);
        film
    });
    films.map(|film| chosen(&film)).map(|choice| (choice.motif.name, PALETTES[choice.palette].name)).collect()
}

#[test]
fn a_cover_shows_nothing_that_fights_its_film() {
    let texts = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let none = |fill: &dyn Fn(&mut Film), unfit: &[&str]| {
        for (motif, palette) in shown(fill) {
            assert!(!unfit.contains(&motif) && !unfit.contains(&palette), "{motif} in {palette}");
        }
    };
    none(
        &|film| film.themes = texts(&["crime comedy", "for children", "murder", "Halloween"]),
        &["revolver", "knife", "skull", "blank mask", "noir", "blood"],
    );
    none(
        &|film| film.themes = texts(&["Holocaust drama", "childhood", "first love", "birthday"]),
        &["balloon", "cake", "kite", "heart", "two hearts", "candy", "toybox", "cross"],
    );
    none(&|film| film.themes = texts(&["horror comedy", "romantic comedy", "slasher"]), &["heart", "couple"]);
    // No car in the Middle Ages.
    none(
        &|film| (film.themes, film.keywords) = (texts(&["Middle Ages", "road movie"]), texts(&["car"])),
        &["car", "lorry", "signal"],
    );
    // Monks are not all of one faith; but a film that speaks of a church may show it.
    let monks = |keywords: &'static [&str]| {
        move |film: &mut Film| {
            film.themes = vec!["clergy".to_owned()];
            film.countries = vec!["Japan".to_owned()];
            film.keywords = keywords.iter().map(|&keyword| keyword.to_owned()).collect();
        }
    };
    none(&monks(&[]), &["church", "cross", "nun"]);
    assert!(shown(&monks(&["church"])).iter().any(|(motif, _)| *motif == "church"));
}

#[test]
fn words_are_read_with_their_neighbours() {
    let first = |title: &str, keywords: &[&str]| {
        let film = |number: usize| {
            let mut film = named(title, 2010);
            film.id = id(number);
            film.keywords = keywords.iter().map(|&keyword| keyword.to_owned()).collect();
            film
        };
        let mut motifs: BTreeMap<&str, usize> = BTreeMap::new();
        (0..50).for_each(|number| *motifs.entry(chosen(&film(number)).motif.name).or_default() += 1);
        motifs.into_iter().max_by_key(|(_, count)| *count).unwrap().0
    };
    assert_eq!(first("Untitled", &["hunting dog"]), "dog");
    assert_eq!(first("Untitled", &["oxygen tank"]), "pulse");
    assert_eq!(first("Fish Tank", &[]), "fish");
    assert_ne!(first("How to Train a Friend", &[]), "train");
}

#[test]
fn no_motif_or_arrangement_is_on_too_many_covers() {
    let catalogue = starter::catalogue();
    let films = catalogue.films();
    let (mut motifs, mut compositions) = (BTreeMap::new(), BTreeMap::new());
    for film in films {
        let choice = chosen(film);
        *motifs.entry(choice.motif.name).or_insert(0_usize) += 1;
        *compositions.entry(COMPOSITIONS[choice.composition].name).or_insert(0_usize) += 1;
    }
    for (name, count) in motifs.into_iter().chain(compositions) {
        assert!(count * 100 < films.len() * 6, "{name}: {count} of {}", films.len());
    }
}

#[test]
fn a_broken_word_has_a_hyphen_and_is_the_last_resort() {
    let long = named("Memories of Underdevelopment", 1968);
    assert!((0..40).all(|number| {
        let film = Film { id: id(number), ..long.clone() };
        let choice = chosen(&film);
        !title::breaks(&film.title, choice.style, COMPOSITIONS[choice.composition].room)
    }));
    let room = COMPOSITIONS[0].room;
    let hopeless = named("Donaudampfschiffahrtsgesellschaftskapitaen", 1990);
    let block = title::set(&hopeless.title, chosen(&hopeless).style, room);
    assert!(block.text().contains("-\n"), "{}", block.text());
}
