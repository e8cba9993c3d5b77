//! Why an evaluation is impossible.

use matinee_features::TrainError;

use crate::recommenders::UnknownRecommender;

/// An evaluation that cannot be made.
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
    /// No user has rated enough films for a history.
    #[error(
        "no user rated {0} or more films of the catalogue, so that half of them leaves enough liked films to look for"
    )]
    NoHistories(usize),
    /// A recommender that does not exist.
    #[error(transparent)]
    Recommender(#[from] UnknownRecommender),
    /// The joined films cannot be trained on.
    #[error("training on the joined films: {0}")]
    Train(#[from] TrainError),
}
