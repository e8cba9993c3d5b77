//! Picks in, ranking out: the linfa SVM, reasons and diversity.
//!
//! [`Ranker`] trains a user model on a [`Taste`] and ranks every film of a [`Model`](matinee_features::Model) by it,
//! with [`Reason`]s that add up to the score. It keeps nothing of a taste.
//!
//! ```
//! use std::sync::Arc;
//!
//! use matinee_catalogue::starter;
//! use matinee_features::{Model, Params};
//! use matinee_rank::{ListOptions, Ranker, Taste};
//!
//! let model = Arc::new(Model::train(starter::catalogue(), &Params::default())?);
//! let ranker = Ranker::new(Arc::clone(&model));
//!
//! // Liked: Alien. Disliked: Armageddon. Nothing else was seen.
//! let taste = Taste::from_ids(&model, &["alien-1979"], &["armageddon-1998"], &[])?;
//! let list = ranker.recommend(&taste, &ListOptions { limit: 10, ..ListOptions::default() })?;
//!
//! assert_eq!(list.films.len(), 10);
//! for film in &list.films {
//!     let reasons: Vec<&str> = film.reasons.iter().map(|reason| reason.term.as_str()).collect();
//!     println!("{:.3} {}: {}", film.score, model.film(film.row).title, reasons.join(", "));
//! }
//! assert_eq!(model.film(list.films[0].row).title, "Aliens");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A request goes through `taste`, `terms`, `user_model` (which trains with `gram`, `svm` or `pairs`), `scorer`,
//! `fitting` (with `filter` and `bearers`), `top`, `diversify`, and `attribution` and `reasons`. [`Ranker`] calls all of
//! these, and none of them trains or ranks.

mod attribution;
mod bearers;
mod choosing;
mod diversify;
mod filter;
mod findings;
mod fitting;
mod gram;
mod history;
mod limits;
mod list_options;
mod list_rules;
mod model_library;
mod model_taste;
mod pairs;
mod ranker;
mod rating_cuts;
mod readable;
mod reasons;
mod recommendation;
mod row_set;
mod scored_films;
mod scorer;
mod scoring;
mod scoring_params;
mod stage_times;
mod studios;
pub mod svm;
mod taste;
mod taste_change;
mod taste_file;
mod taste_import;
mod taste_rule;
mod taste_svm;
mod taste_token;
mod terms;
mod together;
mod top;
mod tour;
mod trait_films;
mod user_model;
mod wish;

pub use attribution::{Attribution, DislikeAttribution};
pub use filter::{Clause, Condition, Credit, Filter, LibraryFilter, LibrarySide, UnknownSide};
pub use findings::Findings;
pub use fitting::{MutedTerm, RuleEffect};
pub use history::HistoryParams;
pub use limits::{
    MAX_LIST_FILMS, MAX_PEOPLE, MAX_STEER_TERMS, MAX_TASTE_FILE_BYTES, MAX_TASTE_FILE_FILMS, MAX_TASTE_FILMS,
    MAX_TASTE_RULES, MAX_TASTE_TOKEN_CHARS, MAX_WISH_CHARS,
};
pub use list_options::{Closeness, ListOptions};
pub use model_library::{ModelLibrary, PlayLink};
pub use model_taste::{ModelTaste, ModelTasteError};
pub use ranker::Ranker;
pub use rating_cuts::{MAX_WEIGHT, PLAIN_WEIGHT, RatingCuts};
pub use reasons::{Group, Reason};
pub use recommendation::{Explanation, Recommendation, Recommendations};
pub use row_set::RowSet;
pub use scoring_params::ScoringParams;
pub use stage_times::{RankStage, StageTimes};
pub use taste::{Steer, Taste, TasteError, TooManyTerms};
pub use taste_change::TasteChange;
pub use taste_file::{TasteFile, TasteFileError, TasteFilm};
pub use taste_import::{
    TasteImport, TasteImportOptions, UnmatchedFilm, UnsureFilm, import_taste, named, no_formula, taste_of_films,
    unmatched_csv,
};
pub use taste_rule::{TasteRule, TasteRuleError};
pub use taste_token::{FilmHashes, TasteToken, TasteTokenError, TokenTaste};
pub use together::{Agreement, Shared, Together, UnknownAgreement};
pub use top::top;
pub use tour::TourStop;
pub use wish::{NamedWishPart, Renown, Span, Translations, Wish, WishMeaning, WishPart};
