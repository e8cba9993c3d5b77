//! Text in, sparse tf-idf matrix out; the model on disk.
//!
//! [`Model::train`] turns a catalogue into a [`Model`]: a vocabulary of terms in [`Field`]s, a sparse matrix with one
//! row per film, and what ranking needs beside it. A row is longer the more the catalogue says of its film. [`store`]
//! keeps models on disk, one folder per version. This crate knows nothing of viewers: that is `matinee-rank`.
//!
//! ```
//! use matinee_catalogue::starter;
//! use matinee_features::{Model, Params, TrainError};
//!
//! let model = Model::train(starter::catalogue(), &Params::default())?;
//! let alien = model.titles().row_of("alien-1979").expect("it is in the starter catalogue");
//!
//! // The film whose row is most like that of Alien.
//! let cosine = |row: usize| model.matrix().cosine(alien, row);
//! let others = (0..model.films().len()).filter(|&row| row != alien);
//! let nearest = others.max_by(|&a, &b| cosine(a).total_cmp(&cosine(b))).expect("there are other films");
//! assert_eq!(model.film(nearest).title, "Aliens");
//! # Ok::<(), TrainError>(())
//! ```
//!
//! Modules use only what stands above them in this list: `language`, `script`, `english` and `tokens`; `params`, `field`,
//! `matrix` and `postings`; `detect`, `words`, `count`, `vocabulary`, `word_terms` and `time`; `prior`, `background`,
//! `search`, `map` and `facets`; [`Model`]; `format`, the layout of the files; `train` and [`store`].

mod background;
mod count;
mod detect;
mod english;
mod facets;
mod field;
mod format;
mod language;
pub mod map;
mod matrix;
mod model;
mod params;
mod postings;
mod prior;
mod ranks;
mod script;
pub mod search;
pub mod store;
mod time;
mod tokens;
mod train;
mod vocabulary;
mod word_terms;
mod words;

pub use background::background;
pub use facets::Facet;
pub use field::Field;
pub use language::{TextLanguage, UnknownLanguage};
pub use map::FilmMap;
pub use matrix::{Csr, InvalidMatrix, Row};
pub use model::{FilmGenres, Model};
pub use params::{FieldWeights, Params};
pub use postings::Postings;
pub use ranks::{ascending, ranks, sortable};
pub use script::is_unspaced;
pub use tokens::{Analyzer, Token};
pub use train::TrainError;
pub use vocabulary::{Term, TermId, Vocabulary};
