//! The limits and defaults of lists. What scores are made of is in `scoring_params.rs`.

/// A list has at most this many films.
pub const MAX_LIST_FILMS: usize = 200;
/// A taste names at most this many films.
pub const MAX_TASTE_FILMS: usize = 1_000;
/// At most this many terms are muted, lessened and boosted together.
pub const MAX_STEER_TERMS: usize = 50;
/// At most this many people choose together.
pub const MAX_PEOPLE: usize = 8;

/// A recommendation shows at most this many reasons.
pub(crate) const MAX_REASONS: usize = 5;
/// In a list for several people, each of them is shown at most this many reasons per film.
pub(crate) const MAX_REASONS_EACH: usize = 3;
/// Diversity is looked for among this many of the best films, or twice as many as are asked for if that is more.
pub(crate) const DIVERSIFY_POOL: usize = 200;
/// The same for a list without a taste.
pub(crate) const NO_TASTE_POOL: usize = 400;
/// A list has at most this many films of one series.
pub(crate) const MAX_OF_ONE_SERIES: usize = 2;
/// How near to the picks a list stays unless something else is asked for.
pub(crate) const DEFAULT_CLOSENESS: f32 = 0.7;
/// A recommendation names a second liked film if it adds at least this share of what the first adds.
pub(crate) const SHOWN_SECOND_LIKE_SHARE: f32 = 0.6;
/// A recommendation names a disliked film if it takes at least this share of what the likes add.
pub(crate) const SHOWN_DISLIKE_SHARE: f32 = 0.02;
/// How many terms are named that a film has in common with a disliked one.
pub(crate) const ATTRIBUTED_TERMS: usize = 3;
