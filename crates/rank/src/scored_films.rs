//! All films scored for a viewer.

use crate::taste::Taste;
use crate::user_model::UserModel;

/// All films scored for a viewer.
pub(crate) struct ScoredFilms {
    pub(crate) user_model: UserModel,
    /// By row.
    pub(crate) scores: Vec<f32>,
    /// What a prior of 1 adds.
    pub(crate) fame: f32,
    /// Steered terms that no film has.
    pub(crate) unknown_terms: Vec<String>,
}

/// Likes of one kind, and all films scored for somebody who likes these.
pub(crate) struct LikeGroup {
    /// The taste with only these likes.
    pub(crate) part: Taste,
    pub(crate) scored: ScoredFilms,
}
