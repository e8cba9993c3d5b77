//! A model: films as vectors, and what ranking needs beside them.

use std::sync::OnceLock;
use std::time::SystemTime;

use matinee_catalogue::genres::GenreSet;
use matinee_catalogue::{Catalogue, Film, TitleIndex};

use crate::facets::{Facet, FacetIndex};
use crate::map::FilmMap;
use crate::matrix::{Csr, Row};
use crate::params::Params;
use crate::search::SearchIndex;
use crate::vocabulary::Vocabulary;

/// Films as vectors: everything ranking needs. Rows are films in the order of their ids.
#[derive(Debug)]
pub struct Model {
    pub(crate) films: Catalogue,
    pub(crate) params: Params,
    pub(crate) parts: ModelParts,
    pub(crate) search: SearchIndex,
    /// Computed when first asked for, or loaded with the rest.
    pub(crate) map: OnceLock<FilmMap>,
    pub(crate) saved: Option<SystemTime>,
    /// Asked for by every page, and a look at every film where none says it.
    knows_fame: bool,
    best_known_first: OnceLock<Vec<Row>>,
    genre_sets: OnceLock<Vec<FilmGenres>>,
    facets: OnceLock<FacetIndex>,
}

/// A film is of the first so many genres that it names before it is of others.
const FIRST_GENRES: usize = 2;

/// What the genres of a film mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilmGenres {
    /// All of them.
    pub all: GenreSet,
    /// The first two.
    pub first: GenreSet,
}

/// What training computes from the films, other than the search index.
#[derive(Debug)]
pub(crate) struct ModelParts {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) matrix: Csr,
    pub(crate) prior: Vec<f32>,
    pub(crate) titles: TitleIndex,
    pub(crate) background: Vec<u32>,
    pub(crate) version: String,
}

impl Model {
    /// Puts a model together. It was never saved, and has no map yet.
    pub(crate) fn new(films: Catalogue, params: Params, parts: ModelParts, search: SearchIndex) -> Self {
        Self {
            knows_fame: films.films().iter().any(|film| !film.notability.is_unknown()),
            films,
            params,
            parts,
            search,
            map: OnceLock::new(),
            saved: None,
            best_known_first: OnceLock::new(),
            genre_sets: OnceLock::new(),
            facets: OnceLock::new(),
        }
    }

    /// The films, by row.
    pub fn films(&self) -> &[Film] {
        self.films.films()
    }

    /// The films as a catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        &self.films
    }

    /// The film of a row.
    pub fn film(&self, row: Row) -> &Film {
        &self.films.films()[row]
    }

    /// Finds films by title.
    pub fn titles(&self) -> &TitleIndex {
        &self.parts.titles
    }

    /// Finds films by what people type, the best match first: titles, original titles, people, words of the story.
    /// Words may be misspelt.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Row> {
        self.search.search(self.films(), &self.parts.prior, query, limit)
    }

    /// The map of the films. A model that was loaded without one computes it when it is first asked for, which takes
    /// seconds.
    pub fn map(&self) -> &FilmMap {
        self.map.get_or_init(|| {
            FilmMap::compute(self.matrix(), self.vocabulary(), self.params.analyzer(), self.params.seed)
        })
    }

    /// Whether the map is there already: if not, [`Model::map`] takes seconds.
    pub fn has_map(&self) -> bool {
        self.map.get().is_some()
    }

    /// The terms, by column.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.parts.vocabulary
    }

    /// Films by terms. A row is longer the more the catalogue says of its film; it is empty if the film shares no term
    /// with another.
    pub fn matrix(&self) -> &Csr {
        &self.parts.matrix
    }

    /// How well known each film is, 0 to 1, by row.
    pub fn prior(&self) -> &[f32] {
        &self.parts.prior
    }

    /// Whether the catalogue says how well known its films are. If not, [`Model::prior`] is an estimate from what else it says.
    pub fn knows_fame(&self) -> bool {
        self.knows_fame
    }

    /// All rows, the best-known films first; films known equally well by id.
    pub fn best_known_first(&self) -> &[Row] {
        self.best_known_first.get_or_init(|| {
            let mut rows: Vec<Row> = (0..self.parts.prior.len()).collect();
            rows.sort_by(|&a, &b| self.parts.prior[b].total_cmp(&self.parts.prior[a]));
            rows
        })
    }

    /// The genres of each film, by row. They are read when first asked for.
    pub fn genre_sets(&self) -> &[FilmGenres] {
        let of = |film: &Film| FilmGenres {
            all: GenreSet::of(&film.genres),
            first: GenreSet::of(film.genres.iter().take(FIRST_GENRES)),
        };
        self.genre_sets.get_or_init(|| self.films().iter().map(of).collect())
    }

    /// The best known of some films; of those known equally well, the first by id.
    pub fn best_known(&self, rows: impl IntoIterator<Item = Row>) -> Option<Row> {
        let prior = self.prior();
        rows.into_iter().max_by(|&a, &b| prior[a].total_cmp(&prior[b]).then(b.cmp(&a)))
    }

    /// The films with a value of a facet, which is named by its [`Facet::slug`]: the value as the best known of them
    /// writes it, and their rows, the best known first. `None` if there is no such film.
    pub fn films_with(&self, facet: Facet, slug: &str) -> Option<(String, Vec<Row>)> {
        let (films, order) = (self.films(), self.best_known_first());
        self.facets.get_or_init(|| FacetIndex::new(films, order)).find(films, order, facet, slug)
    }

    /// Rows of the background films, which a taste is trained against, ascending.
    pub fn background(&self) -> &[u32] {
        &self.parts.background
    }

    /// The parameters it was trained with; their language is known.
    pub fn params(&self) -> &Params {
        &self.params
    }

    /// Its version: twelve hexadecimal digits of the digest of everything in it.
    pub fn version(&self) -> &str {
        &self.parts.version
    }

    /// When its files were written; `None` unless it was loaded.
    pub fn saved(&self) -> Option<SystemTime> {
        self.saved
    }
}
