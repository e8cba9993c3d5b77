//! Picks in, ranking out: the linfa SVM, reasons, diversity and evaluation.
//!
//! [`Ranker`] learns a [`Taste`] and ranks every film of a [`Model`](matinee_features::Model) against it, with
//! [`Reason`]s that add up to the score. Nothing of a taste is kept.

mod credit;
pub mod evaluate;
mod filter;
mod gram;
mod learning;
mod learnt;
mod named;
mod pairs;
mod products;
mod ranker;
mod reasons;
mod spread;
pub mod svm;
mod taste;
mod together;
mod top;

pub use credit::{Given, Held};
pub use filter::Filter;
pub use learning::Learning;
pub use named::{NamedFilm, NamedList, NamedTogether, NamedWhy};
pub use ranker::{Closeness, MAX_LIMIT, Options, Ranker, Recommendation, Recommendations, Why};
pub use reasons::{Group, Reason};
pub use taste::{MAX_ENTRIES, Steer, Taste, TasteError};
pub use together::{Agreement, MAX_PEOPLE, Shared, Together};
