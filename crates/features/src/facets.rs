//! Facets: films that share a person, a genre, a theme, a year or a country.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;
use matinee_catalogue::fold::plain;
use matinee_catalogue::{Film, genres};
use rayon::prelude::*;

use crate::matrix::Row;

/// What films may share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Facet {
    /// Somebody who directed, wrote or acted.
    Person,
    /// A genre, by the film's own name for it or by its canonical one.
    Genre,
    /// A theme or a keyword.
    Theme,
    /// The year of release.
    Year,
    /// A country of production.
    Country,
}

impl Facet {
    const ALL: [Self; 5] = [Self::Person, Self::Genre, Self::Theme, Self::Year, Self::Country];

    /// The slug of a name: the same for all ways to write it.
    ///
    /// ```
    /// assert_eq!(matinee_features::Facet::slug("Toshirō Mifune"), "toshiro-mifune");
    /// ```
    pub fn slug(name: &str) -> String {
        plain(name).replace(' ', "-")
    }

    /// Calls `each` with every name that a film has for this facet, as the film writes it.
    fn each_name(self, film: &Film, mut each: impl FnMut(&str)) {
        match self {
            Self::Person => {
                film.directors.iter().chain(&film.writers).chain(&film.cast).for_each(|name| each(name));
            }
            Self::Genre => {
                genres::canonical_list(&film.genres).into_iter().for_each(&mut each);
                film.genres.iter().for_each(|name| each(name));
            }
            Self::Theme => film.themes.iter().chain(&film.keywords).for_each(|name| each(name)),
            Self::Year => each(&film.year.to_string()),
            Self::Country => film.countries.iter().for_each(|name| each(name)),
        }
    }

    /// The first of a film's names with this slug.
    fn named(self, film: &Film, slug: &str) -> Option<String> {
        let mut found = None;
        self.each_name(film, |name| {
            if found.is_none() && Self::slug(name) == slug {
                found = Some(name.to_owned());
            }
        });
        found
    }

    /// A hash of a facet's value. Two values may share it, so the names of a film found by it are compared too.
    fn key(self, slug: &str) -> u32 {
        FixedState::default().hash_one((self, slug)) as u32
    }
}

/// Which films have which values: eight bytes for each name of each film.
#[derive(Debug)]
pub(crate) struct FacetIndex {
    /// The key of a value and a film's place among the best known, ascending.
    places: Vec<(u32, u32)>,
}

impl FacetIndex {
    pub(crate) fn new(films: &[Film], best_known_first: &[Row]) -> Self {
        let keys = |(place, &row): (usize, &Row)| {
            let mut places = Vec::new();
            for facet in Facet::ALL {
                facet.each_name(&films[row], |name| places.push((facet.key(&Facet::slug(name)), place as u32)));
            }
            places
        };
        let mut places: Vec<(u32, u32)> = best_known_first.par_iter().enumerate().flat_map_iter(keys).collect();
        places.par_sort_unstable();
        places.dedup();
        places.shrink_to_fit();
        Self { places }
    }

    /// See [`Model::films_with`](crate::Model::films_with).
    pub(crate) fn find(
        &self,
        films: &[Film],
        best_known_first: &[Row],
        facet: Facet,
        slug: &str,
    ) -> Option<(String, Vec<Row>)> {
        let key = facet.key(slug);
        let first = self.places.partition_point(|&(other, _)| other < key);
        let found = self.places[first..].iter().take_while(|&&(other, _)| other == key);
        let mut name = None;
        let mut rows = Vec::new();
        for row in found.map(|&(_, place)| best_known_first[place as usize]) {
            if let Some(written) = facet.named(&films[row], slug) {
                name.get_or_insert(written);
                rows.push(row);
            }
        }
        Some((name?, rows))
    }
}
