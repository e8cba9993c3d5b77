//! Picks in, ranking out: the linfa SVM, reasons and diversity.
//!
//! [`Ranker`] learns a [`Taste`] and ranks every film of a [`Model`](matinee_features::Model) against it, with
//! [`Reason`]s that add up to the score. Nothing of a taste is kept.

mod attribution;
mod diversify;
mod filter;
mod gram;
mod pairs;
mod ranker;
mod reasons;
mod scorer;
mod scoring_params;
pub mod svm;
mod taste;
mod together;
mod top;
mod user_model;

pub use attribution::{Attribution, DislikeAttribution};
pub use filter::Filter;
pub use ranker::{Closeness, Explanation, MAX_LIMIT, Options, Ranker, Recommendation, Recommendations};
pub use reasons::{Group, Reason};
pub use scoring_params::ScoringParams;
pub use taste::{MAX_ENTRIES, Steer, Taste, TasteError};
pub use together::{Agreement, MAX_PEOPLE, Shared, Together};
pub use top::top;
