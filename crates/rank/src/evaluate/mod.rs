//! How good is the ranking? Rankers side by side on people's ratings.
//!
//! The users are dealt into folds; each is a test user once, and what a ranker learns of other people (if it
//! does) comes from the other folds. Of a test user some liked films are shown to the ranker as picks; the other liked films
//! are what it should put on top of all the films that were [joined](join). Means come with bootstrap intervals over
//! users, since users are what differs most.

mod bootstrap;
mod join;
mod measures;
mod protocol;
mod rankers;
pub mod ratings;
mod report;
pub mod scorecard;
#[cfg(test)]
mod tests;

pub use join::{Join, join};
pub use protocol::{Half, Prior, Settings, evaluate};
pub use rankers::{NAMES, UnknownRanker};
pub use report::{Figure, Figures, RankerReport, Report};

/// Explanation an evaluation cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    /// No rated film is in the catalogue.
    #[error(
        "none of the {0} rated films is in the catalogue: are titles written \"Title (1999)\", or ids in links.csv?"
    )]
    NothingJoined(usize),
    /// No user has enough liked films, or disliked ones where those are asked for.
    #[error(
        "no user likes {likes} or more films of the catalogue{}: too few to hide some and look for them",
        dislikes.map(|n| format!(" and dislikes {n} or more")).unwrap_or_default()
    )]
    NoUsers {
        /// How many liked films it takes.
        likes: usize,
        /// How many disliked ones.
        dislikes: Option<usize>,
    },
    /// A ranker nobody wrote.
    #[error(transparent)]
    Ranker(#[from] UnknownRanker),
    /// The joined films cannot be trained on.
    #[error("training on the joined films: {0}")]
    Train(#[from] matinee_features::TrainError),
}
