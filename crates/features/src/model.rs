//! Training: from a catalogue to a model.

use std::sync::OnceLock;
use std::time::SystemTime;

use matinee_catalogue::{Catalogue, Movie, TitleIndex};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use rayon::prelude::*;

use crate::count::{FilmTerms, Key, KeyMap, Surfaces, film_terms, occurrences};
use crate::map::FilmMap;
use crate::prior::prior;
use crate::search::SearchIndex;
use crate::vocabulary::{Term, Vocabulary, idf};
use crate::{Csr, Field, Params, Row};

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
    /// Made when first asked for, or read with the rest.
    pub(crate) search: OnceLock<SearchIndex>,
    /// Likewise.
    pub(crate) map: OnceLock<FilmMap>,
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
        let counted: Vec<FilmTerms> = films.films().par_iter().map(|film| film_terms(film, params)).collect();
        let vocabulary = choose_terms(films.films(), &counted, params);
        let mut rows: Vec<_> =
            counted.into_par_iter().map(|terms| row(&terms, &vocabulary, films.len(), params)).collect();
        even_out_words(&mut rows, vocabulary.columns_of(Field::Words).end, params);
        let matrix = Csr::from_rows(rows, vocabulary.len() as u32).expect("rows are made in order of column");
        if matrix.entries() == 0 {
            return Err(TrainError::NothingShared(films.len()));
        }
        let (prior, titles) = rayon::join(|| prior(films.films()), || TitleIndex::new(films.films()));
        let background = draw_background(&matrix, params);
        let params = params.clone();
        let (version, saved, search, map) = (String::new(), None, OnceLock::new(), OnceLock::new());
        let mut model =
            Self { params, films, titles, vocabulary, matrix, prior, background, version, saved, search, map };
        model.version = crate::store::fingerprint(&model);
        Ok(model)
    }

    /// The films, by row.
    pub fn films(&self) -> &[Movie] {
        self.films.films()
    }

    /// The films as the catalogue they came in.
    pub fn catalogue(&self) -> &Catalogue {
        &self.films
    }

    /// The film of a row.
    pub fn film(&self, row: Row) -> &Movie {
        &self.films.films()[row]
    }

    /// Finds films by title.
    pub fn titles(&self) -> &TitleIndex {
        &self.titles
    }

    /// Films by what people type, the best match first: titles, original titles, people, words of the story, misspelt if need be.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Row> {
        self.search_index().search(self.films(), &self.prior, query, limit)
    }

    /// The index behind [`Model::search`]. A model that was not loaded makes it when it is first asked for.
    pub fn search_index(&self) -> &SearchIndex {
        self.search.get_or_init(|| SearchIndex::build(self.films()))
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

/// Which terms are kept, and how they are written.
fn choose_terms(films: &[Movie], counted: &[FilmTerms], params: &Params) -> Vocabulary {
    let mut kept: KeyMap<(Field, u32)> = KeyMap::default();
    for field in Field::ALL {
        let mut frequencies = film_frequencies(counted, field);
        if field == Field::Words {
            let most = (params.max_share * films.len() as f32) as u32;
            let least = params.least_films(films.len());
            frequencies.retain(|&(_, n)| n >= least && n <= most.max(least));
            frequencies.sort_unstable_by_key(|&(key, n)| (std::cmp::Reverse(n), key));
            frequencies.truncate(params.max_words);
        } else {
            // What stands in one film only brings it no nearer to any other.
            frequencies.retain(|&(_, n)| n >= 2);
        }
        kept.extend(frequencies.into_iter().map(|(key, n)| (key, (field, n))));
    }
    let mut surfaces = count_surfaces(films, &kept, params);
    let term = |(key, (field, films))| Term { field, films, key, text: commonest(surfaces.remove(&key)) };
    Vocabulary::new(kept.into_iter().map(term).collect())
}

/// In how many films each term of a field stands.
fn film_frequencies(counted: &[FilmTerms], field: Field) -> Vec<(Key, u32)> {
    let mut keys: Vec<Key> =
        counted.iter().flat_map(|terms| terms[field.index()].iter().map(|&(key, _)| key)).collect();
    keys.par_sort_unstable();
    keys.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect()
}

fn count_surfaces(films: &[Movie], kept: &KeyMap<(Field, u32)>, params: &Params) -> Surfaces {
    let of_chunk = |chunk: &[Movie]| {
        let mut surfaces = Surfaces::default();
        let mut text = String::new();
        for film in chunk {
            occurrences(film, params, |_, key, surface, _| {
                if kept.contains_key(&key) {
                    text.clear();
                    surface.write_to(&mut text);
                    add_form(surfaces.entry(key).or_default(), &text, 1);
                }
            });
        }
        surfaces
    };
    films.par_chunks(4096).map(of_chunk).reduce(Surfaces::default, |mut all, more| {
        for (key, forms) in more {
            let of_key = all.entry(key).or_default();
            for (form, n) in &forms {
                add_form(of_key, form, *n);
            }
        }
        all
    })
}

fn add_form(forms: &mut Vec<(String, u32)>, form: &str, times: u32) {
    match forms.iter_mut().find(|(other, _)| other == form) {
        Some((_, n)) => *n += times,
        None => forms.push((form.to_owned(), times)),
    }
}

/// The form met most often; of equals the first in the alphabet, so that the order of chunks does not count.
fn commonest(forms: Option<Vec<(String, u32)>>) -> String {
    let most = forms.into_iter().flatten().max_by(|(a, n), (b, m)| n.cmp(m).then_with(|| b.cmp(a)));
    most.map(|(form, _)| form).unwrap_or_default()
}

/// A film's row: tf-idf by field, each brought to the length of its weight but for the words, whose lengths are evened out when all are
/// known. When a film came out is no rarity: its columns have no idf.
fn row(terms: &FilmTerms, vocabulary: &Vocabulary, films: usize, params: &Params) -> Vec<(u32, f32)> {
    let mut row: Vec<(u32, f32)> = Vec::with_capacity(terms.iter().map(Vec::len).sum());
    for (field, entries) in Field::ALL.into_iter().zip(terms) {
        let start = row.len();
        row.extend(entries.iter().filter_map(|&(key, tf)| {
            let column = vocabulary.column(key)?;
            let idf = if field == Field::Time { 1.0 } else { idf(films, vocabulary.term(column).films) };
            Some((column, tf * idf))
        }));
        if field != Field::Words {
            scale_to(&mut row[start..], params.weights.of(field));
        }
        row[start..].sort_unstable_by_key(|&(column, _)| column);
    }
    row.retain(|&(_, value)| value != 0.0);
    row
}

/// Scales the words of all films, the columns below `end`: a film whose words have length `l` where the mean is `m` gets words of
/// length `(l / m)^(1 - evening)` times their weight.
fn even_out_words(rows: &mut [Vec<(u32, f32)>], end: usize, params: &Params) {
    let words = |row: &[(u32, f32)]| row.partition_point(|&(column, _)| (column as usize) < end);
    let lengths: Vec<f64> = rows.iter().map(|row| length(&row[..words(row)])).collect();
    let told = lengths.iter().filter(|&&length| length > 0.0);
    let mean = told.clone().sum::<f64>() / told.count().max(1) as f64;
    for (row, length) in rows.iter_mut().zip(lengths) {
        let end = words(row);
        let evened = (length / mean).powf(1.0 - f64::from(params.evening));
        scale_to(&mut row[..end], params.weights.words * evened as f32);
    }
}

fn length(entries: &[(u32, f32)]) -> f64 {
    entries.iter().map(|&(_, v)| f64::from(v).powi(2)).sum::<f64>().sqrt()
}

fn scale_to(entries: &mut [(u32, f32)], wanted: f32) {
    let length = length(entries);
    if length > 0.0 {
        let scale = (f64::from(wanted) / length) as f32;
        for (_, value) in entries {
            *value *= scale;
        }
    }
}

/// Films that have anything to compare, drawn without putting back (Fisher-Yates, Knuth 3.4.2, algorithm P, cut short).
fn draw_background(matrix: &Csr, params: &Params) -> Vec<u32> {
    let mut rows: Vec<u32> = (0..matrix.rows()).filter(|&r| !matrix.row(r).0.is_empty()).map(|r| r as u32).collect();
    let mut random = ChaCha8Rng::seed_from_u64(params.seed);
    let drawn = params.background.min(rows.len());
    for place in 0..drawn {
        let other = place + (random.next_u64() % (rows.len() - place) as u64) as usize;
        rows.swap(place, other);
    }
    rows.truncate(drawn);
    rows.sort_unstable();
    rows
}
