//! What a film is: reading, matching and writing catalogues, and the starter catalogue inside the binary.
//!
//! A catalogue is a file of films, one JSON object a line, usually packed with zstd. This crate knows its form
//! and nothing else: not where films come from (`matinee-scraper`), nor what is learnt from them
//! (`matinee-features`, `matinee-rank`).

pub mod atomic_file;
mod catalogue;
pub mod check;
pub mod countries;
mod credits;
pub mod diff;
pub mod export;
pub mod fields;
mod film;
pub mod fold;
pub mod genres;
pub mod import;
pub mod languages;
pub mod matching;
pub mod merge;
mod read;
pub mod running_time;
mod shingles;
pub mod starter;
pub mod stats;
mod titles;
mod write;

pub use catalogue::Catalogue;
pub use film::{External, Film, FilmId, InvalidId, InvalidYear, Notability, Source, Year};
pub use read::{LineError, LineProblem, Lines, ReadError, read_each, read_lines};
pub use titles::{Lookup, TitleIndex, TitleIndexBuilder};
pub use write::{WriteError, write};
