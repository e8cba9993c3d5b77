//! How good is the ranking? Recommenders side by side on people's ratings.
//!
//! Users are dealt into folds. Each is asked once, and a recommender may learn from the users of the other folds. Some
//! of a test user's liked films are shown to it as picks; the others are hidden among all [joined](join) films, and
//! should be at the top of its list. Measures are means over users with bootstrap intervals.
//!
//! ```
//! use matinee_catalogue::{Film, genres, starter};
//! use matinee_evaluate::{EvaluationSettings, RatedFilm, Rating, Ratings, evaluate, join};
//!
//! // Eight people who have seen all films of the eighties. Four like westerns and horror, four like comedies.
//! let catalogue = starter::catalogue();
//! let films: Vec<_> = catalogue.films().iter().filter(|film| (1980..1990).contains(&film.year.get())).collect();
//! let likes = |user: usize, film: &Film| {
//!     let of_genre = |genre: &str| genres::canonical_list(&film.genres).contains(&genre);
//!     if user < 4 { of_genre("western") || of_genre("horror") } else { of_genre("comedy") }
//! };
//! let title = |film: &Film| format!("{} ({})", film.title, film.year);
//! let mut ratings = Ratings {
//!     films: films.iter().map(|film| RatedFilm { title: title(film), imdb: None }).collect(),
//!     users: (0..8).map(|user| format!("user {user}")).collect(),
//!     ..Ratings::default()
//! };
//! for user in 0..8 {
//!     let stars = |film| if likes(user, film) { 5.0 } else { 1.0 };
//!     ratings.ratings.extend(films.iter().enumerate().map(|(n, film)| Rating { user, film: n, stars: stars(film) }));
//! }
//!
//! let settings = EvaluationSettings {
//!     folds: 2,
//!     picks: vec![5],
//!     rankers: vec!["random".to_owned(), "matinee".to_owned()],
//!     against: Some("random".to_owned()),
//!     ..EvaluationSettings::default()
//! };
//! let report = evaluate(&ratings, &catalogue, &join(&ratings, &catalogue), &settings, &|_| {})?;
//! let figures = &report.rankers["matinee"][&5];
//! assert_eq!(figures.users, 8);
//! assert!(figures.ndcg10_difference.unwrap() > 0.1, "{figures:?}");
//! # Ok::<(), matinee_evaluate::EvaluateError>(())
//! ```

mod bootstrap;
mod context;
mod error;
mod history;
mod join;
mod measures;
mod prior;
mod protocol;
mod question;
mod ratings;
mod recommender;
mod recommenders;
mod report;
mod settings;
#[cfg(test)]
mod tests;
mod users;

pub use error::EvaluateError;
pub use join::{Join, join};
pub use prior::PriorSource;
pub use protocol::evaluate;
pub use ratings::{RatedFilm, Rating, Ratings, RatingsError};
pub use recommenders::{NAMES, UnknownRecommender};
pub use report::{Figures, Interval, Joined, Report, Sources};
pub use settings::{EvaluationSettings, HISTORY_DRAWS, HISTORY_RATINGS, Half};
