//! Text in, sparse tf-idf matrix out; the model artefact on disk.
//!
//! [`Model::train`] turns a catalogue into a [`Model`]: a vocabulary of terms in [`Field`]s, a sparse matrix with a
//! unit row for every film, and what ranking needs beside it. [`store`] keeps models on disk, a folder a version.
//! What a viewer likes is not known here: that is `matinee-rank`.

mod background;
mod count;
mod facets;
mod field;
pub mod map;
mod matrix;
mod model;
mod params;
mod prior;
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
pub use map::FilmMap;
pub use matrix::{Csr, InvalidMatrix, Row};
pub use model::{Model, TrainError};
pub use params::{FieldWeights, Params};
pub use tokens::{Token, tokens};
pub use vocabulary::{Term, TermId, Vocabulary};
