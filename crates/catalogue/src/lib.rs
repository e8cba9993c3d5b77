//! What a film is: reading, matching and writing catalogues, and the starter catalogue inside the binary.
//!
//! A catalogue is a file of films, one JSON object a line, usually packed with zstd. This crate knows its form
//! and nothing else: not where films come from (`matinee-scraper`), nor what is made of them
//! (`matinee-features`, `matinee-rank`).
//!
//! ```
//! use matinee_catalogue::{Catalogue, Lookup, TitleIndex, starter, write};
//!
//! let catalogue = starter::catalogue();
//! let titles = TitleIndex::new(catalogue.films());
//! let Lookup::Found(row) = titles.find("king kong 1933") else { panic!("a film of that title and year") };
//! assert_eq!(catalogue.films()[row].directors, ["Merian C. Cooper", "Ernest B. Schoedsack"]);
//!
//! let folder = tempfile::tempdir()?;
//! let path = folder.path().join("films.jsonl.zst");
//! write(&path, catalogue.films())?;
//! assert_eq!(Catalogue::read(&path)?, catalogue);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`fields`] is the table by which every field of a film is read, imported, merged, exported, compared and counted.

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
mod line;
pub mod matching;
pub mod merge;
mod read;
pub mod running_time;
mod shingles;
pub mod spelling;
pub mod starter;
pub mod stats;
pub mod themes;
mod titles;
mod write;

pub use catalogue::{Catalogue, SharedIdError};
pub use film::{External, Film, FilmId, InvalidId, InvalidYear, Notability, Source, Year};
pub use import::{history, library};
pub use line::LineProblem;
pub use read::{LineError, Lines, ReadError, catalogue_files, read_each, read_lines};
pub use titles::{Lookup, TitleIndex, TitleIndexBuilder};
pub use write::{WriteError, write};
