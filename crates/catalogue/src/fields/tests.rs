use super::*;
use crate::{External, Film, FilmId, Notability, Year};

/// A film with a value in every field. A new field does not compile until it has one here.
fn full() -> Film {
    let list = || vec!["Ann Lee".to_owned()];
    let text = || Some("A text".to_owned());
    Film {
        id: FilmId::from_title("Alien", Year::MIN),
        title: "Alien".to_owned(),
        original_title: text(),
        year: Year::MIN,
        directors: list(),
        writers: list(),
        cast: list(),
        genres: list(),
        countries: list(),
        languages: list(),
        runtime_minutes: Some(117),
        keywords: list(),
        based_on: text(),
        series: text(),
        synopsis: "A ship.".to_owned(),
        plot: "A ship, and more.".to_owned(),
        notability: Notability {
            languages: Some(1),
            references: Some(2),
            length: Some(3),
            links_in: Some(4),
            renown: Some(5),
            awards: Some(6),
        },
        source: Some(Source { name: "Wiki".to_owned(), url: "u".to_owned(), licence: text(), revision: Some(1) }),
        external: External { wikipedia: text(), imdb: text(), wikidata: text(), tmdb: text() },
        composers: list(),
        producers: list(),
        categories: list(),
        beside: list(),
        lists: list(),
        themes: list(),
        text_language: Some("en".to_owned()),
        other_titles: list(),
    }
}

#[test]
fn every_field_of_a_film_has_a_row_and_every_row_a_field() {
    let film = serde_json::to_value(full()).unwrap();
    let mut names: Vec<String> = Vec::new();
    for (name, value) in film.as_object().unwrap() {
        match (name.as_str(), value) {
            ("notability" | "external", Value::Object(members)) => {
                names.extend(members.keys().map(|member| format!("{name}.{member}")));
            }
            _ => names.push(name.clone()),
        }
    }
    let mut rows: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
    rows.sort_unstable();
    names.sort_unstable();
    assert_eq!(rows, names);
}

#[test]
fn every_row_reads_the_field_it_names() {
    let (full, bare) = (full(), Film::new("Alien", Year::MIN));
    let json = serde_json::to_value(&full).unwrap();
    for field in &FIELDS {
        let value = field.name.split('.').try_fold(&json, |value, name| value.get(name)).unwrap();
        assert!(field.fits(value) && !field.text(&full).is_empty(), "{}", field.name);
        assert!(!field.is_empty(&full), "{}", field.name);
        if field.merge == MergeRule::Keep {
            continue;
        }
        assert!(field.is_empty(&bare) && field.differs(&full, &bare), "{}", field.name);
        let mut filled = bare.clone();
        field.fill(&mut filled, &full);
        let changed: Vec<&str> = FIELDS.iter().filter(|f| f.differs(&filled, &bare)).map(|f| f.name).collect();
        assert_eq!(changed, [field.name]);
        let line = serde_json::to_value(&filled).unwrap();
        let written = field.name.split('.').try_fold(&line, |value, name| value.get(name));
        assert_eq!(written, Some(value), "{}", field.name);
    }
    let mut merged = bare;
    merge(&mut merged, &full);
    assert_eq!(merged, full);
}

#[test]
fn a_record_of_another_source_gives_facts_and_no_texts() {
    let mut film = Film::new("Alien", Year::MIN);
    film.source = Some(Source { name: "Mine".to_owned(), url: "m".to_owned(), licence: None, revision: None });
    merge(&mut film, &full());
    assert_eq!((film.synopsis.as_str(), film.plot.as_str(), film.source.unwrap().name.as_str()), ("", "", "Mine"));
    assert_eq!((film.composers, film.runtime_minutes), (vec!["Ann Lee".to_owned()], Some(117)));
}

#[test]
fn no_column_means_two_fields() {
    let mut columns: Vec<&str> = FIELDS.iter().filter(|f| f.is_in_tables()).flat_map(FilmField::columns).collect();
    columns.sort_unstable();
    let all = columns.len();
    columns.dedup();
    assert_eq!(columns.len(), all);
}
