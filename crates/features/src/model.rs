//! A model: films as vectors, and what ranking needs beside them.

use std::sync::OnceLock;
use std::time::SystemTime;

use matinee_catalogue::{Catalogue, Film, TitleIndex};

use crate::facets::{Facet, FacetIndex};
use crate::map::FilmMap;
use crate::search::SearchIndex;
use crate::train::{self, Learnt};
use crate::vocabulary::Vocabulary;
use crate::{Csr, Params, Row, words};

/// Films as vectors: everything ranking needs. Rows are films in the order of their ids.
#[derive(Debug)]
pub struct Model {
    pub(crate) params: Params,
    pub(crate) films: Catalogue,
    pub(crate) titles: TitleIndex,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) matrix: Csr,
    pub(crate) prior: Vec<f32>,
    pub(crate) background: Vec<u32>,
    pub(crate) version: String,
    pub(crate) saved: Option<SystemTime>,
    pub(crate) search: SearchIndex,
    /// Made when first asked for, or read with the rest.
    pub(crate) map: OnceLock<FilmMap>,
    best_known_first: OnceLock<Vec<Row>>,
    facets: OnceLock<FacetIndex>,
}

/// Why a catalogue cannot be trained on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrainError {
    /// No film shares any term with another.
    #[error("nothing to learn from: no two of the {0} films share a word, a person or a genre")]
    NothingShared(usize),
}

impl Model {
    /// Trains on a catalogue. The same films and parameters give the same model, at any number of threads.
    ///
    /// # Errors
    /// There is nothing to learn from.
    pub fn train(films: Catalogue, params: &Params) -> Result<Self, TrainError> {
        let (lexicon, stories) = words::read(films.films(), params.stem);
        // The index takes one thread's time, all else another's.
        let (search, learnt) = rayon::join(
            || SearchIndex::build(films.films(), &lexicon, &stories),
            || train::learn(films.films(), &lexicon, &stories, params),
        );
        Ok(Self::of(films, params.clone(), learnt?, search))
    }

    /// A model that was never saved and has not been asked for what it makes when asked.
    pub(crate) fn of(films: Catalogue, params: Params, learnt: Learnt, search: SearchIndex) -> Self {
        let Learnt { vocabulary, matrix, prior, titles, background, version } = learnt;
        Self {
            params,
            films,
            titles,
            vocabulary,
            matrix,
            prior,
            background,
            version,
            saved: None,
            search,
            map: OnceLock::new(),
            best_known_first: OnceLock::new(),
            facets: OnceLock::new(),
        }
    }

    /// The films, by row.
    pub fn films(&self) -> &[Film] {
        self.films.films()
    }

    /// The films as the catalogue they came in.
    pub fn catalogue(&self) -> &Catalogue {
        &self.films
    }

    /// The film of a row.
    pub fn film(&self, row: Row) -> &Film {
        &self.films.films()[row]
    }

    /// Finds films by title.
    pub fn titles(&self) -> &TitleIndex {
        &self.titles
    }

    /// Films by what people type, the best match first: titles, original titles, people, words of the story, misspelt if need be.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Row> {
        self.search.search(self.films(), &self.prior, query, limit)
    }

    /// Where each film lies beside the others. A model that was not loaded with its map lays it out when it is first asked for.
    pub fn map(&self) -> &FilmMap {
        self.map.get_or_init(|| FilmMap::lay_out(self))
    }

    /// Whether the films are laid out: if not, [`Model::map`] takes seconds.
    pub fn has_map(&self) -> bool {
        self.map.get().is_some()
    }

    /// The terms, by column.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Films by terms; rows are longer the more is told of a film, and have length 0 if it shares no term.
    pub fn matrix(&self) -> &Csr {
        &self.matrix
    }

    /// How well known each film is, 0 to 1, by row.
    pub fn prior(&self) -> &[f32] {
        &self.prior
    }

    /// All rows, those of the best-known films first; of equals the first in order of id.
    pub fn best_known_first(&self) -> &[Row] {
        self.best_known_first.get_or_init(|| {
            let mut rows: Vec<Row> = (0..self.prior.len()).collect();
            rows.sort_by(|&a, &b| self.prior[b].total_cmp(&self.prior[a]));
            rows
        })
    }

    /// The rows of the films that share the value of this [`Facet::slug`], the best known first, and its name as the first of them
    /// writes it: none if there is no such film.
    pub fn films_with(&self, facet: Facet, slug: &str) -> Option<(String, Vec<Row>)> {
        let (films, order) = (self.films(), self.best_known_first());
        self.facets.get_or_init(|| FacetIndex::new(films, order)).find(films, order, facet, slug)
    }

    /// Rows that stand for "everything else" when a taste is learnt, ascending.
    pub fn background(&self) -> &[u32] {
        &self.background
    }

    /// What it was trained with.
    pub fn params(&self) -> &Params {
        &self.params
    }

    /// Its version: twelve hexadecimal digits of the digest of all it holds.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// When its files were written; none of a model that was not loaded.
    pub fn saved(&self) -> Option<SystemTime> {
        self.saved
    }
}
