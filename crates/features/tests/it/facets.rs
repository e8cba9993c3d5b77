//! Facets: films that share a person, a genre, a year or a country.

use std::collections::{BTreeMap, BTreeSet};

use matinee_catalogue::{Catalogue, genres};
use matinee_features::{Facet, Model, Params};

use crate::{film, model};

#[test]
fn every_film_is_once_among_the_films_of_each_of_its_names_and_of_no_other() {
    let model = model();
    let mut wanted: BTreeMap<(usize, String), BTreeSet<usize>> = BTreeMap::new();
    let facets = [Facet::Person, Facet::Genre, Facet::Year, Facet::Country];
    for (row, film) in model.films().iter().enumerate() {
        let people = film.directors.iter().chain(&film.writers).chain(&film.cast).cloned();
        let genres =
            genres::canonical_list(&film.genres).into_iter().map(str::to_owned).chain(film.genres.iter().cloned());
        let year = vec![film.year.to_string()];
        for (n, names) in [people.collect(), genres.collect(), year, film.countries.clone()].into_iter().enumerate() {
            for name in names {
                wanted.entry((n, Facet::slug(&name))).or_default().insert(row);
            }
        }
    }
    assert!(wanted.len() > 1_000);
    for ((n, slug), films) in wanted {
        let (name, rows) = model.films_with(facets[n], &slug).unwrap();
        assert_eq!(Facet::slug(&name), slug);
        assert!(rows.is_sorted_by(|&a, &b| model.prior()[a] >= model.prior()[b]), "{slug}");
        assert_eq!((rows.len(), rows.into_iter().collect::<BTreeSet<_>>()), (films.len(), films), "{slug}");
    }
    assert_eq!(model.films_with(Facet::Person, "nobody-at-all"), None);
    assert_eq!(model.films_with(Facet::Genre, "1979"), None);
}

#[test]
fn a_name_written_in_two_ways_is_one_value() {
    let mut films = vec![film("A", "A murder in a house."), film("B", "Another murder in a house.")];
    films[0].directors = vec!["Toshirō Mifune".to_owned()];
    films[1].cast = vec!["TOSHIRO MIFUNE".to_owned()];
    let model = Model::train(Catalogue::new(films).unwrap(), &Params { max_share: 1.0, ..Params::default() }).unwrap();
    let (_, rows) = model.films_with(Facet::Person, &Facet::slug("Toshiro Mifune")).unwrap();
    assert_eq!(rows.len(), 2);
}
